import type { Question } from '../../src/flows/group-chat/model.ts';
import { buttonsOf, type Chatter, cardOf, nodesOf, textOf } from './app.ts';
import { newsOf, said } from './case-work.ts';
import type { SchoolAtWork } from './escalation.ts';
import type { Card, Sent } from './fake-connector.ts';
import { type Part, PEOPLE } from './school.ts';

/** Walks through the guide and the register as a person does: by the buttons of the card that is there. */

export type Inputs = Readonly<Record<string, string>>;

/** Answers by question; `later` puts it off. */
export type Filled = Readonly<Partial<Record<Question, Inputs | 'later'>>>;

/** A group that every policy can say something of, answered in full. */
export const ANSWERS = {
  purpose: { choice: 'trip' },
  medium: { choice: 'whatsapp' },
  participants: { choice: 'students', text: '2B' },
  age: { choice: '16-plus' },
  'managed-by': { choice: 'staff' },
  until: { date: '2027-06-30' },
  'second-staff': { person: PEOPLE.colleague },
  permission: { text: 'In Gent heeft niet iedereen Teams.' },
  consent: { asked: '25', given: '25', refused: '0', date: '2026-11-17' },
  'admin-only-posting': { attested: 'true' },
  'minimum-age': { attested: 'true' },
  'purpose-limited': { attested: 'true' },
  'no-student-admin': { attested: 'true' },
  'school-account-only': { attested: 'true' },
} as const satisfies Record<Question, Inputs>;

/** What answers the question on a card: all but the button that puts it off. */
const answerOn = (card: unknown): Record<string, unknown> | undefined =>
  buttonsOf(card).find(({ data }) => data.do === 'group-answer' && data.later !== true)?.data;

/** The question on a card; nothing where it asks none. */
export const questionOn = (card: unknown): Question | undefined =>
  answerOn(card)?.question as Question | undefined;

/** The button of a card that does something, by its action or its act. */
export function buttonFor(card: unknown, what: string): Record<string, unknown> {
  const found = buttonsOf(card).find(({ data }) => data.do === what || data.act === what);
  if (!found) throw new Error(`no button for ${what} among ${buttonsOf(card).map(({ title }) => title)}`);
  return found.data;
}

/** Presses a button of a card by its action, with what was typed, and gives the card that comes in its place. */
export const pressDo = (chatter: Chatter, card: unknown, what: string, inputs: Inputs = {}): Promise<Card> =>
  chatter.execute({ ...buttonFor(card, what), ...inputs });

/** Answers the question on a card. */
export function answer(chatter: Chatter, card: unknown, inputs: Inputs | 'later'): Promise<Card> {
  const data = answerOn(card);
  if (!data) throw new Error(`no question: ${textOf(card)}`);
  return chatter.execute(inputs === 'later' ? { ...data, later: true } : { ...data, ...inputs });
}

/** Opens the guide by its command. */
export const openGuide = async (chatter: Chatter): Promise<Card> => cardOf(await chatter.say('groepsapp'));

/** Answers one question after the other, until a card asks none or asks the one named. */
export async function walk(
  chatter: Chatter,
  first: unknown,
  filled: Filled = {},
  until?: Question,
): Promise<Card> {
  let card = first as Card;
  for (let asked = questionOn(card); asked && asked !== until; asked = questionOn(card))
    card = await answer(chatter, card, filled[asked] ?? ANSWERS[asked]);
  return card;
}

/** Answers everything from a card on, and goes on where the policy advises against it or is silent; gives the check. */
export async function finishGuide(chatter: Chatter, first: unknown, filled: Filled = {}): Promise<Card> {
  const card = await walk(chatter, first, filled);
  return buttonsOf(card).some(({ data }) => data.do === 'group-go-on')
    ? walk(chatter, await pressDo(chatter, card, 'group-go-on'), filled)
    : card;
}

/** Opens the guide by its command, and answers everything; gives the check. */
export const fillGuide = async (chatter: Chatter, filled: Filled = {}): Promise<Card> =>
  finishGuide(chatter, await openGuide(chatter), filled);

/** The id of the group that a card is about. */
export function groupOf(card: unknown): string {
  const found = buttonsOf(card).find(({ data }) => typeof data.id === 'string');
  if (!found) throw new Error(`a card of no group: ${textOf(card)}`);
  return String(found.data.id);
}

/** Goes through the guide and registers; everybody who is asked or told gets their message. Gives the id. */
export async function registered(
  school: SchoolAtWork,
  part: Part = 'teacher',
  filled: Filled = {},
): Promise<string> {
  const chatter = await school.chat(part);
  const card = await pressDo(chatter, await fillGuide(chatter, filled), 'group-submit');
  await school.bot.sweep();
  return groupOf(card);
}

/** The group as somebody's card shows it when it refreshes itself; a line of text for whom it does not exist. */
export const lookAt = async (school: SchoolAtWork, part: Part, id: string): Promise<Card> =>
  (await school.chat(part)).execute({ do: 'group-refresh', id });

/** Opens the form of an act where it has one, fills it in and sends it. Gives what stands there in the end. */
export async function actOn(
  school: SchoolAtWork,
  part: Part,
  id: string,
  what: string,
  typed: Inputs = {},
): Promise<Card> {
  const chatter = await school.chat(part);
  const opened = buttonFor(await lookAt(school, part, id), what);
  const shown = await chatter.execute(opened);
  const done = opened.do === 'group-form' ? await pressDo(chatter, shown, what, typed) : shown;
  await school.bot.sweep();
  return done;
}

/** Answers a question about a group of the register that was put off. */
export async function fulfil(
  school: SchoolAtWork,
  part: Part,
  id: string,
  question: Question,
  inputs: Inputs,
): Promise<Card> {
  const chatter = await school.chat(part);
  const done = await answer(chatter, await chatter.execute({ do: 'group-question', id, question }), inputs);
  await school.bot.sweep();
  return done;
}

/** What the history of a group says happened: lines with `said`, without their times. */
export async function historyOf(school: SchoolAtWork, part: Part, id: string): Promise<string[]> {
  const card = await (await school.chat(part)).execute({ do: 'group-form', id, act: 'history' });
  const lines = textOf(card).split('\n');
  const titles = buttonsOf(card).map(({ title }) => title);
  return lines
    .slice(lines.indexOf(said('group.history')) + 1)
    .filter((line) => !line.endsWith(' · ') && !titles.includes(line));
}

/** Why each new message about a group was sent: its headline, or the alarm that stands above everything else. */
export const headlinesOf = (sent: readonly Sent[]): string[] =>
  newsOf(sent).map(({ body }) => {
    const nodes = nodesOf(body.attachments);
    const large = nodes.find(({ type, size }) => type === 'TextRun' && size === 'Large');
    // the band at the top is red as well
    const alarm = nodes.findLast(({ type, style }) => type === 'Container' && style === 'attention');
    return String(large?.text ?? (alarm ? textOf(alarm) : (body.text ?? '')));
  });

/** Closes groups of somebody and drops their draft, so that the next test begins without. */
export async function putGroupsAway(
  school: SchoolAtWork,
  part: Part,
  ids: readonly string[] = [],
): Promise<void> {
  const chatter = await school.chat(part);
  const data = buttonsOf(await chatter.execute({ do: 'groups' })).find(
    (one) => one.data.do === 'group-resume',
  );
  if (data) await pressDo(chatter, await chatter.execute(data.data), 'group-cancel');
  for (const id of ids) {
    const form = await chatter.execute({ do: 'group-form', id, act: 'close' });
    if (buttonsOf(form).some((one) => one.data.act === 'close'))
      await pressDo(chatter, form, 'close', { done: 'true' });
  }
}
