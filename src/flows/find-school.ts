import { type Directory, orUnknown } from '../routing/directory.ts';
import type { PersonRef } from '../routing/person.ts';

/**
 * Makes the look at which school somebody belongs to, for what is counted there: as the directory says, else the one
 * school of their tenant where the policy applies; empty where neither tells.
 */
export function createFindSchool(directory: Directory) {
  return async (person: PersonRef, policy: string): Promise<string> => {
    const known = await orUnknown(directory.findPerson(person));
    if (known) return known.school;
    const only = await orUnknown(directory.findSchoolOf(person.tenant, policy));
    return only?.id ?? '';
  };
}
