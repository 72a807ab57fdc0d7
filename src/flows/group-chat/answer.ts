import { GROUP_FACTS, type GroupSituation } from '../../policy/group-situation.ts';
import { type Directory, orUnreachable } from '../../routing/directory.ts';
import { type Calendar, startOfDay, today } from '../../routing/school-time.ts';
import { checkLength, type Problem } from '../typed.ts';
import type { GroupAction } from './action.ts';
import { type FactQuestion, type Group, isAttested } from './model.ts';

/** Reads the answer to a question of the guide: what it changes in the group, or what is wrong with it. */

/** What a card sent; what a client left out is absent. */
export type PostedAnswer = Extract<GroupAction, { do: 'group-answer' }>;

type Input =
  | 'choice'
  | 'text'
  | 'date'
  | 'person'
  | 'asked'
  | 'given'
  | 'refused'
  | 'alternative'
  | 'attested';

/** An answer with all inputs. */
export type Answer = PostedAnswer & Readonly<Record<Input, string>>;

export type Read =
  | { readonly kind: 'right'; readonly changes: Partial<Group> }
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] };

/** How long texts may be, in characters. */
export const GROUP_LENGTHS = { name: 60, words: 2000 } as const;

/** More students than a group can have. */
const MOST = 2000;

export interface Asked {
  readonly group: Group;
  readonly directory: Directory;
  readonly calendar: Calendar;
  readonly now: Date;
}

export async function readAnswer(asked: Asked, answer: Answer): Promise<Read> {
  const { question } = answer;
  switch (question) {
    case 'purpose':
    case 'medium':
    case 'age':
    case 'managed-by':
      return readFact(asked.group, question, answer.choice);
    case 'participants':
      return readParticipants(asked.group, answer);
    case 'until':
      return readUntil(asked, answer.date);
    case 'second-staff':
      return readSecond(asked, answer.person);
    case 'permission':
      return readWhy(asked, answer.text);
    case 'consent':
      return readConsent(asked, answer);
    default:
      return readAttested(asked, question, answer.attested === 'true');
  }
}

const right = (changes: Partial<Group>): Read => ({ kind: 'right', changes });
const wrong = (...problems: readonly Problem[]): Read => ({ kind: 'wrong', problems });

function readFact(group: Group, fact: Exclude<FactQuestion, 'until'>, choice: string): Read {
  const value = findValue(fact, choice);
  if (!value) return wrong({ field: 'choice', problem: 'missing' });
  return right(withFacts(group, { [fact]: value }));
}

/** A value of a fact, whatever the client sent. */
const findValue = (fact: keyof GroupSituation, choice: string): string | undefined =>
  GROUP_FACTS[fact].find((one) => one === choice);

/** What was declared about another app does not hold for this one. */
export function withFacts(group: Group, facts: Partial<GroupSituation>): Partial<Group> {
  const answers = { ...group.answers, ...facts };
  const isOther = answers.medium !== group.answers.medium;
  const { 'admin-only-posting': _, ...proofs } = group.proofs;
  return { answers, proofs: isOther ? proofs : group.proofs };
}

function readParticipants(group: Group, { choice, text }: Answer): Read {
  const name = text.trim();
  const value = findValue('participants', choice);
  const problems: Problem[] = [
    ...(value ? [] : [{ field: 'choice', problem: 'missing' } as const]),
    ...checkName(name),
  ];
  if (problems.length > 0 || !value) return wrong(...problems);
  const changes = withFacts(group, { participants: value as GroupSituation['participants'] }); // found in the list of these
  return right({ ...changes, answers: { ...(changes.answers ?? group.answers), name } });
}

export const checkName = (name: string): Problem[] =>
  name === '' ? [{ field: 'name', problem: 'missing' }] : checkLength('name', name, GROUP_LENGTHS.name);

function readUntil({ group, calendar, now }: Asked, date: string): Read {
  const problems = checkDay(calendar, now, date);
  return problems.length > 0 ? wrong(...problems) : right({ answers: { ...group.answers, until: date } });
}

/** A day that is still to come, or is today. */
export function checkDay(calendar: Calendar, now: Date, date: string): Problem[] {
  if (!startOfDay(calendar, date)) return [{ field: 'date', problem: 'missing' }];
  return date < today(calendar, now) ? [{ field: 'date', problem: 'past' }] : [];
}

/** A colleague: staff of the same school, known to the directory, and somebody else. A client can post any id. */
async function readSecond({ group, directory, now }: Asked, id: string): Promise<Read> {
  const field = 'person';
  if (id === '') return wrong({ field, problem: 'missing' });
  const found = await orUnreachable(directory.findPerson({ tenant: group.tenant, id }));
  if (found === 'unreachable') return wrong({ field, problem: 'unreachable' });
  // asked of whom was found, for the directory reads an id in capitals too
  if (found?.id === group.owner.id || id === group.owner.id) return wrong({ field, problem: 'self' });
  if (!found) return wrong({ field, problem: 'unknown-person' });
  if (found.role !== 'staff' || found.school !== group.school) return wrong({ field, problem: 'not-staff' });
  const person = { id: found.id, name: found.name };
  return right({ second: { person, state: 'chosen', at: now.toISOString(), reminded: false } });
}

function readWhy({ group, now }: Asked, text: string): Read {
  const why = text.trim();
  const problems: Problem[] =
    why === '' ? [{ field: 'why', problem: 'missing' }] : checkLength('why', why, GROUP_LENGTHS.words);
  if (problems.length > 0) return wrong(...problems);
  const written = { chain: [], step: 0, asked: [], reminded: false, decider: undefined, words: '' };
  return right({
    permission: { ...(group.permission ?? written), why, state: 'written', at: now.toISOString() },
  });
}

function readConsent({ calendar, now }: Asked, answer: Answer): Read {
  const counts = (['asked', 'given', 'refused'] as const).map((field) => ({
    field,
    count: readCount(answer[field]),
  }));
  const on = answer.date === '' ? today(calendar, now) : answer.date;
  const [asked = 0, given = 0, refused = 0] = counts.map(({ count }) => count ?? 0);
  const problems: Problem[] = [
    ...counts.flatMap(({ field, count }) =>
      count === undefined ? [{ field, problem: 'not-a-number' } as const] : [],
    ),
    ...(given + refused > asked ? [{ field: 'given', problem: 'too-many' } as const] : []),
    ...(startOfDay(calendar, on) ? [] : [{ field: 'date', problem: 'missing' } as const]),
  ];
  if (problems.length > 0) return wrong(...problems);
  const alternative = answer.alternative === 'true';
  return right({ consent: { asked, given, refused, alternative, on } });
}

/** A whole number; nothing typed is none. */
function readCount(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^\d{0,4}$/.test(trimmed)) return undefined;
  const count = Number(trimmed);
  return count <= MOST ? count : undefined;
}

function readAttested({ group, now }: Asked, question: string, isTicked: boolean): Read {
  if (!isTicked || !isAttested(question)) return wrong({ field: 'attested', problem: 'missing' });
  const { id, name } = group.owner;
  const proof = { by: 'attested', who: { id, name }, at: now.toISOString() } as const;
  return right({ proofs: { ...group.proofs, [question]: proof } });
}
