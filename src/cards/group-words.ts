import type { Group } from '../flows/group-chat/model.ts';
import type { GroupRequirement, Language, Policy } from '../policy/model.ts';
import { type Fact, factOf, personText } from './case-words.ts';
import { type Say, sourcesOf } from './parts.ts';
import { sizeOf, within } from './plain.ts';
import { type Clock, sayDay, sayWritten } from './times.ts';

/** What a group is called and what is known of it, for its cards. What people wrote stands in TextRuns. */

type Answers = Group['answers'];

/** Facts whose values come from closed lists. */
const LISTED = ['purpose', 'medium', 'participants', 'age', 'managed-by'] as const;
export type Listed = (typeof LISTED)[number];

/** One of our words for each value of a fact; empty before it is answered. */
export function sayFact(say: Say, fact: Listed, answers: Partial<Answers>): string {
  switch (fact) {
    case 'purpose':
      return answers.purpose ? say(`group-fact.purpose.${answers.purpose}`) : '';
    case 'medium':
      return answers.medium ? say(`group-fact.medium.${answers.medium}`) : '';
    case 'participants':
      return answers.participants ? say(`group-fact.participants.${answers.participants}`) : '';
    case 'age':
      return answers.age && hasStudents(answers) ? say(`group-fact.age.${answers.age}`) : '';
    case 'managed-by':
      return answers['managed-by'] ? say(`group-fact.managed-by.${answers['managed-by']}`) : '';
    default:
      return fact satisfies never;
  }
}

/** Nobody else's age is asked. */
const hasStudents = ({ participants }: Partial<Answers>): boolean =>
  participants === 'students' || participants === 'mixed';

/** What was answered about the group, without those that stand elsewhere on the card. */
export const answerFacts = (
  say: Say,
  clock: Clock,
  { answers }: Group,
  elsewhere: readonly Listed[],
): Fact[] => [
  ...LISTED.filter((fact) => fact !== 'age' && !elsewhere.includes(fact)).flatMap((fact) =>
    factOf(
      say(`group-fact.label.${fact}`),
      fact === 'participants' ? sayMembers(say, answers) : sayFact(say, fact, answers),
    ),
  ),
  ...factOf(say('group-fact.label.until'), answers.until === '' ? '' : sayDay(clock, answers.until)),
];

/** Who is in it, and how old the students are. */
const sayMembers = (say: Say, answers: Answers): string =>
  [sayFact(say, 'participants', answers), sayFact(say, 'age', answers)]
    .filter((part) => part !== '')
    .join(' · ');

/** Name and place of a group: "2B · WhatsApp". */
export const titleOf = (say: Say, { answers }: Group): string =>
  [personText(answers.name), sayFact(say, 'medium', answers)].filter((part) => part !== '').join(' · ');

/** Who was in the chat when it was last looked at. */
export function sayChat(say: Say, clock: Clock, { chat }: Group): string {
  if (!chat || chat.seenAt === '') return '';
  return say('group-fact.chat', {
    staff: chat.staff.length,
    students: chat.students,
    when: sayWritten(say, clock, chat.seenAt),
  });
}

/** The consent in numbers; empty before it was counted. */
export function sayConsent(say: Say, { consent }: Group): string {
  if (!consent) return '';
  const { asked, given, refused, alternative } = consent;
  const counted = say('group-fact.consent', { asked, given, refused });
  return alternative && refused > 0 ? `${counted} · ${say('group-fact.alternative')}` : counted;
}

/** Short name of what a policy asks. */
export function sayRequirement(say: Say, requirement: GroupRequirement): string {
  switch (requirement.kind) {
    case 'permission':
    case 'inform-manager':
      return say(`group-requirement.${requirement.kind}`, { role: say(`role.${requirement.of}`) });
    case 'minimum-age':
      return say('group-requirement.minimum-age', { years: requirement.years });
    case 'consent':
      return say(`group-requirement.consent.${consenters(requirement.by)}`);
    default:
      return say(`group-requirement.${requirement.kind}`);
  }
}

type Consenters = Extract<GroupRequirement, { kind: 'consent' }>['by'];

export const consenters = (by: Consenters): 'students' | 'parents' | 'both' =>
  by.includes('students') ? (by.includes('parents') ? 'both' : 'students') : 'parents';

/** Room of a card for what rules say, in characters of its JSON: beside rows, conditions and a history there is less. */
const RULES = 8000;

/** The rules that a group rests on, behind a button; long ones are cut where there are many. */
export function groupSources(
  say: Say,
  { policy, language }: { readonly policy: Policy; readonly language: Language },
  ids: readonly string[],
) {
  const sources = sourcesOf(say, policy, language, ids);
  const share = Math.floor(RULES / Math.max(sources.articles.length, 1));
  const cut = (text: string) => (sizeOf(text) > share ? `${within(text, share).trimEnd()}…` : text);
  return { ...sources, articles: sources.articles.map((one) => ({ ...one, text: cut(one.text) })) };
}
