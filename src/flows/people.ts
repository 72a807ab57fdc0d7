import type { Audience, Language, Library, Policy } from '../policy/model.ts';
import { type Directory, orUnreachable, type School } from '../routing/directory.ts';
import type { Person, PersonRef } from '../routing/person.ts';

/** What somebody told the bot about themselves: for those whom the directory does not know, and for the language. */
export interface SelfDescriptions {
  find(person: PersonRef): Promise<
    | {
        readonly audience?: Audience | undefined;
        readonly policy?: string | undefined;
        readonly language?: Language | undefined;
      }
    | undefined
  >;
}

/** Somebody with the rules that hold for them. */
export interface Known {
  readonly person: Person;
  readonly policy: Policy;
  readonly language: Language;
  /** Absent when the directory does not know their school: then nobody can be told. */
  readonly school: School | undefined;
  /** Who says so: the directory, or they themselves because it does not know them or cannot be reached now. */
  readonly source: 'directory' | 'unknown' | 'unreachable';
}

/** Whether somebody has the rights of staff: only on the word of the directory. What they say chooses rules, no rights. */
export const isStaff = ({ person, source }: Known): boolean =>
  person.role === 'staff' && source === 'directory';

export interface PeopleParts {
  readonly directory: Directory;
  readonly library: Library;
  readonly profiles: SelfDescriptions;
  /** The name that the channel gave, for those whom the directory does not know. */
  readonly findName: (person: PersonRef) => Promise<string | undefined>;
}

/** Where neither the person nor a card shows a language. */
export const DEFAULT_LANGUAGE: Language = 'nl';

/**
 * Tells who somebody is: from the directory, else from what they told the bot. The latter gives no right: cases and
 * groups of others go by who somebody is, and what staff alone may do by `isStaff`.
 */
export function createPeople({ directory, library, profiles, findName }: PeopleParts) {
  return { identify, languageOf };

  async function identify(ref: PersonRef): Promise<Known | undefined> {
    const profile = (await profiles.find(ref)) ?? {};
    const language = profile.language ?? DEFAULT_LANGUAGE;
    const found = await orUnreachable(directory.findPerson(ref));
    const person = found === 'unreachable' ? undefined : found;
    const school = person && (await directory.findSchool(person.school));
    const policy = library.policies.get(school?.policy ?? '');
    if (person && policy) return { person, policy, language, school, source: 'directory' };
    const told = await describeThemselves(ref, profile.audience, library.policies.get(profile.policy ?? ''));
    return told && { ...told, language, source: found === 'unreachable' ? found : 'unknown' };
  }

  async function describeThemselves(
    ref: PersonRef,
    role: Audience | undefined,
    policy: Policy | undefined,
  ): Promise<Pick<Known, 'person' | 'policy' | 'school'> | undefined> {
    if (!role || !policy) return undefined;
    const school = await directory.findSchoolOf(ref.tenant, policy.id);
    const name = (await findName(ref)) ?? '';
    return { person: { ...ref, name, role, school: school?.id ?? '' }, policy, school };
  }

  async function languageOf(ref: PersonRef): Promise<Language> {
    return (await profiles.find(ref))?.language ?? DEFAULT_LANGUAGE;
  }
}

export type People = ReturnType<typeof createPeople>;
