import type { Crowd } from '../chaos/crowd.ts';
import { buttonsOf, textOf } from '../support/app.ts';
import type { FakeConnector, Sent } from '../support/fake-connector.ts';
import { marksIn, mayRead } from './people.ts';

/** Looks at everything that leaves the server, and finds what the wrong people would read. */

/** Buttons and numbers that belong in the chat of one person: reports, cases, and help for somebody in trouble. */
const PRIVATE_BUTTON = /^(report-(check|send|edit|drop)|case-)/;
const PRIVATE_NUMBER = /0800-?0113|\b113\b|0800-?0432|0800-?2000|0900-?1113111|0800-?0188/;

/** What is wrong with something that was sent; nothing when it may be read where it went. */
export function findLeaks(crowd: Crowd, { conversation, body }: Sent): string[] {
  const text = JSON.stringify(body);
  if (conversation.includes('@unq')) return [`something was sent to a chat without the bot: ${conversation}`];
  const reader = conversation.startsWith('a:') ? conversation.slice('a:'.length) : undefined;
  const foreign = marksIn(text).filter((mark) =>
    reader === undefined ? mark.place === 'own' : !mayRead(crowd, reader, mark),
  );
  const shown = reader === undefined && isPrivate(body) ? ['help or a report stands before a group'] : [];
  return [...foreign.map(({ person }) => `words of ${person} went to ${conversation}`), ...shown];
}

/** The same for what an HTTP request was answered. */
export const findLeaksIn = (crowd: Crowd, reader: string, text: string): string[] =>
  marksIn(text)
    .filter((mark) => !mayRead(crowd, reader, mark))
    .map(({ person }) => `words of ${person} were answered to ${reader}`);

function isPrivate(body: Sent['body']): boolean {
  const cards = (body.attachments ?? []).map(({ content }) => content);
  return (
    cards.some((card) => buttonsOf(card).some(({ data }) => PRIVATE_BUTTON.test(String(data.do)))) ||
    cards.some((card) => PRIVATE_NUMBER.test(textOf(card))) ||
    PRIVATE_NUMBER.test(body.text ?? '')
  );
}

/** The line that a failed turn is answered with, in both languages, before its code. */
const APOLOGIES = ['er ging iets mis. Probeer het straks', 'something went wrong. Please try again'];

export const isApology = (text: string): boolean => APOLOGIES.some((apology) => text.includes(apology));

/** How many buttons are remembered for a person in a conversation. */
const REMEMBERED = 60;

/** Remembers buttons of cards that people got, so that they can be pressed where they stand. */
export function createButtons() {
  const known = new Map<string, Readonly<Record<string, unknown>>[]>();
  return {
    of: (person: string, conversation: string) => known.get(`${person} ${conversation}`) ?? [],
    learn(person: string, conversation: string, card: unknown): void {
      const key = `${person} ${conversation}`;
      const all = [...(known.get(key) ?? []), ...buttonsOf(card).map(({ data }) => data)];
      known.set(key, all.slice(-REMEMBERED));
    },
  };
}
export type KnownButtons = ReturnType<typeof createButtons>;

/** Takes what was sent so far out of the connector. */
export function drain({ sent, asked, created }: FakeConnector): readonly Sent[] {
  asked.length = 0;
  created.length = 0;
  return sent.splice(0);
}

export const cardsOf = ({ body }: Sent): readonly unknown[] =>
  (body.attachments ?? []).map(({ content }) => content);
