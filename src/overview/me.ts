import { isStaff } from '../flows/people.ts';
import type { Me, PageName, Role } from '../http/contract.ts';
import { isRefusal, type TabApi } from '../http/tab-api.ts';
import type { Language } from '../policy/model.ts';
import type { Directory } from '../routing/directory.ts';
import type { PersonRef } from '../routing/person.ts';
import { type Identify, isKeeper } from './viewers.ts';

export interface MeParts {
  readonly identify: Identify;
  readonly directory: Directory;
  /** The language that somebody chose in the chat. */
  readonly findLanguage: (person: PersonRef) => Promise<Language | undefined>;
  readonly appId: string | undefined;
}

const PAGES: Readonly<Record<Role, readonly PageName[]>> = {
  staff: ['cases', 'groups', 'rules'],
  student: ['cases', 'rules'],
  parent: ['rules'],
};

/** Tells somebody who they are here and what they may open. */
export const createMe = ({ identify, directory, findLanguage, appId }: MeParts): Pick<TabApi, 'me'> => ({
  async me(caller) {
    const viewer = await identify(caller);
    if (isRefusal(viewer)) return viewer;
    const { person, policy, school } = viewer;
    // staff by their own word see what everybody may see
    const role = person.role === 'staff' && !isStaff(viewer) ? 'student' : person.role;
    const language = await findLanguage(person);
    return {
      id: person.id,
      name: person.name,
      role,
      school: school?.name ?? policy.school[caller.language],
      pages:
        role === 'staff' && (await isKeeper(directory, person)) ? [...PAGES[role], 'insight'] : PAGES[role],
      ...(language && { language }),
      ...(appId && { appId }),
    } satisfies Me;
  },
});
