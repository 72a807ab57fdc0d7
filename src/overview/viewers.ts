import type { Say } from '../cards/parts.ts';
import { createPeople, isStaff, type Known, type PeopleParts } from '../flows/people.ts';
import type { Caller, Refusal } from '../http/tab-api.ts';
import type { TextKey, Texts } from '../locale/locale.ts';
import type { Audience } from '../policy/model.ts';
import { type ContactRole, type Directory, orUnknown } from '../routing/directory.ts';
import type { Person } from '../routing/person.ts';
import type { Viewer } from './viewer.ts';

/** Who keeps the policy of a school, or leads it. */
const KEEPERS: readonly ContactRole[] = ['school-leader', 'safety-coordinator'];

export interface ViewerParts extends PeopleParts {
  readonly texts: Texts;
}

/** Whom a page is for. */
export interface Entry {
  readonly roles?: readonly Audience[];
  /** For whoever keeps the policy alone. */
  readonly keeper?: boolean;
}

/** Gives who asks, or why they get nothing. */
export type Identify = (caller: Caller, entry?: Entry) => Promise<Viewer | Refusal>;

/** Why somebody gets nothing, in the words that stand for the reason. */
export const refuse = (say: Say, refused: Refusal['refused']): Refusal => ({
  refused,
  message: say(`tab-failure.${refused}`),
});

/** Staff by their own word: why they do not get what is for staff. */
const unconfirmed = (say: Say, source: Known['source']): Refusal => ({
  refused: 'forbidden',
  message: say(source === 'unreachable' ? 'tab-failure.cannot-check' : 'tab-failure.not-in-directory'),
});

/** Makes the look at who asks: the directory decides, not the token and not the client. */
export function createViewers({ texts, ...parts }: ViewerParts): Identify {
  const people = createPeople(parts);

  return async (caller, entry = {}) => {
    const { tenant, id, language } = caller;
    const say = (key: TextKey, params = {}) => texts(language, key, params);
    const known = await people.identify({ tenant, id });
    if (!known) return refuse(say, 'unknown-person');
    const { person } = known;
    const { roles } = entry;
    // a page that is not for staff alone is for everybody whom it is for, whoever says so
    const forStaff = roles?.every((role) => role === 'staff') || entry.keeper;
    if (forStaff && person.role === 'staff' && !isStaff(known)) return unconfirmed(say, known.source);
    const isRight = (roles ?? [person.role]).includes(person.role);
    const mayEnter = isRight && (!entry.keeper || (await isKeeper(parts.directory, person)));
    return mayEnter ? { ...known, language, say } : refuse(say, 'forbidden');
  };
}

/** Whether somebody keeps the policy of their school or leads it: may see what people ask, in counts. */
export async function isKeeper(directory: Directory, person: Person): Promise<boolean> {
  if (person.role !== 'staff') return false;
  const found = await Promise.all(KEEPERS.map((role) => orUnknown(directory.findContact(person, role))));
  return found.some((one) => one?.id === person.id);
}
