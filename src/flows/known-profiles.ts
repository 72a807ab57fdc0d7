import { type Directory, orUnknown } from '../routing/directory.ts';
import type { Profile, Profiles } from './answering/ports.ts';

/**
 * Fills what somebody did not tell about themselves with what the directory knows, so that nobody is asked twice. While
 * the directory cannot be reached it adds nothing: a question is answered all the same.
 */
export function createKnownProfiles(profiles: Profiles, directory: Directory): Profiles {
  return {
    ...profiles,
    async find(ref): Promise<Profile | undefined> {
      const told = await profiles.find(ref);
      if (told?.audience && told.policy) return told;
      const person = await orUnknown(directory.findPerson(ref));
      const school = person && (await directory.findSchool(person.school));
      return school ? { ...told, audience: person.role, policy: school.policy } : told;
    },
  };
}
