import { createTexts, type TextKey, type TextParams } from '../../src/locale/locale.ts';
import { button, buttonsOf, type Chatter, cardOf, textOf } from './app.ts';
import { type FILLED, report, type SchoolAtWork } from './escalation.ts';
import type { Card, Sent } from './fake-connector.ts';
import type { Part } from './school.ts';

/** What people do with a case by its cards, and what they read there. */

/** The id of the case that a card is about. */
export function caseOf(card: unknown): string {
  const found = buttonsOf(card).find(({ data }) => typeof data.id === 'string');
  if (!found) throw new Error(`a card of no case: ${textOf(card)}`);
  return String(found.data.id);
}

/** Presses a button of a case; where it opens a form, fills that in and sends it. Gives what stands there in the end. */
export async function act(
  chatter: Chatter,
  card: unknown,
  title: string,
  typed: Readonly<Record<string, string>> = {},
): Promise<Card> {
  const shown = await chatter.execute(button(card, title));
  return button(card, title).do === 'case-form' ? submit(chatter, shown, typed) : shown;
}

/** Sends the form of an act, filled in. */
export const submit = (
  chatter: Chatter,
  form: unknown,
  typed: Readonly<Record<string, string>> = {},
): Promise<Card> => {
  const found = buttonsOf(form).find(({ data }) => data.do === 'case-act');
  if (!found) throw new Error(`no form of an act: ${textOf(form)}`);
  return chatter.execute({ ...found.data, ...typed });
};

/** The case as somebody's card shows it when it refreshes itself. */
export const look = (chatter: Chatter, id: string): Promise<Card> =>
  chatter.execute({ do: 'case-refresh', id });

/** A report that has been sent and told; what the reporter got on the way to it is taken out of their inbox. */
export async function reported(
  school: SchoolAtWork,
  part: Part = 'teacher',
  overrides: Partial<typeof FILLED> = {},
): Promise<string> {
  const id = caseOf(await report(await school.chat(part), overrides));
  await school.bot.sweep();
  school.inbox(part);
  return id;
}

/** Takes a case up. */
export async function takeUp(school: SchoolAtWork, part: Part, id: string): Promise<Card> {
  const chatter = await school.chat(part);
  const opened = await act(chatter, await look(chatter, id), 'Ik pak dit op');
  await school.bot.sweep();
  return opened;
}

const texts = createTexts();

/** What the bot says in Dutch, as a sentence begins. */
export const said = (key: TextKey, params?: TextParams): string => {
  const text = texts('nl', key, params);
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** What the history of a case says happened, as somebody reads it there: lines with `said`, without their times. */
export async function happened(school: SchoolAtWork, part: Part, id: string): Promise<string[]> {
  const opened = await (await school.chat(part)).execute({ do: 'case-show', id });
  const lines = textOf(opened).split('\n');
  return lines.slice(lines.indexOf(said('case.history')) + 1).filter((line) => !line.endsWith(' · '));
}

/** A line of the history: somebody was passed over. */
export const skippedLine = (part: Part, why: 'absent' | 'involved' | 'unreachable'): string =>
  `${said('case.event.skipped', { subject: part })} · ${texts('nl', `report-check.skipped.${why}`)}`;

/** The new messages in what was sent, without changes of cards that somebody has. */
export const newsOf = (sent: readonly Sent[]): Sent[] => sent.filter(({ method }) => method === 'POST');

/** Why each new message was sent, as its card says below the band; the emergency number stands above that. */
export const headlinesOf = (sent: readonly Sent[]): string[] =>
  newsOf(sent).map((one) => {
    const lines = textOf(cardOf([one])).split('\n');
    return lines[lines[0]?.startsWith('🚨') ? 4 : 2] ?? '';
  });

/** A closing that is complete. */
export const CLOSING = { outcome: 'agreed', text: 'We bellen de ouder samen.', article: 'III.B.10' };
