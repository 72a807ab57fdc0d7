import type { Draw } from './draw.ts';
import { hostileText } from './hostile.ts';
import { envelope, markOf, type Seat } from './people.ts';

/** Buttons that cards to somebody had; pressing them reaches what a made-up value does not. */
export type Buttons = readonly Readonly<Record<string, unknown>>[];

const QUESTIONS = [
  'mag ik een leerling volgen op insta?',
  'een ouder scheldt me uit in de groepsapp',
  'escaleer',
  'mijn meldingen',
  'groepsapp',
  'mijn groepen',
  'papa doet mij pijn',
  'en op excursie?',
  'taal',
  'school',
  'help',
  'may I film in class?',
] as const;

/** What the inputs of our forms send; a press merges some of them into the data of a button. */
const inputs = (words: string): Readonly<Record<string, unknown>> => ({
  text: words,
  platform: 'whatsapp',
  group: words,
  kind: 'conflict-parent',
  severity: '2',
  involved: 'true',
  reach: words,
  links: words,
  note: words,
  choice: 'homework',
  date: '2026-12-24',
  person: '00000000-0000-4000-9000-000000000001',
  outcome: 'agreed',
  article: 'III.B.10',
  audience: 'staff',
  policy: 'svok',
  rating: 'good',
});

type Shape = (words: string, buttons: Buttons, draw: Draw) => object;

const html = (content: string) => [{ contentType: 'text/html', content }];

const SHAPES: readonly Shape[] = [
  (words) => ({ type: 'message', text: words, textFormat: 'plain' }),
  (words) => ({ type: 'message', text: words, attachments: html(`<p>${words}</p>`) }),
  (words) => ({ type: 'message', text: '', attachments: html(`<div><b>${words}</b></div>`) }),
  (words) => ({
    type: 'message',
    text: `<at>Mag dat?</at> ${words}`,
    entities: [{ type: 'mention', text: '<at>Mag dat?</at>', mentioned: { id: '28:bot', name: 'Mag dat?' } }],
  }),
  (words) => ({
    type: 'message',
    text: `<quoted messageId="1"/> ${words}`,
    attachments: html(
      `<blockquote itemtype="http://schema.skype.com/Reply">${words}</blockquote><p>${words}</p>`,
    ),
  }),
  (words, buttons, draw) => ({ type: 'message', value: pressed(words, buttons, draw), replyToId: 'card-1' }),
  (words, buttons, draw) => ({
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: 'card-1',
    value: {
      action: { type: 'Action.Execute', verb: 'any', data: pressed(words, buttons, draw) },
      trigger: draw.of(['manual', 'automatic']),
    },
  }),
  (words) => ({
    type: 'invoke',
    name: 'composeExtension/query',
    value: { commandId: 'zoek', parameters: [{ name: 'vraag', value: words }] },
  }),
  (words, _, draw) => ({
    type: 'invoke',
    name: 'composeExtension/fetchTask',
    value: {
      commandId: draw.of(['meldBericht', 'magDit']),
      commandContext: 'message',
      messagePayload: {
        id: '1',
        createdDateTime: '2026-11-30T20:00:00Z',
        from: { user: { displayName: 'Iemand' } },
        body: { contentType: 'html', content: `<p>${words}</p>` },
        attachments: [],
      },
    },
  }),
  (words, buttons, draw) => ({
    type: 'invoke',
    name: 'composeExtension/submitAction',
    value: { commandId: 'meldBericht', data: pressed(words, buttons, draw) },
  }),
  (_, __, draw) => ({ type: 'installationUpdate', action: draw.of(['add', 'remove', 'add-upgrade']) }),
  (_, __, draw) => ({
    type: 'conversationUpdate',
    membersAdded: [{ id: draw.of(['28:bot', '29:someone']) }],
  }),
  (_, __, draw) => ({
    type: 'invoke',
    name: draw.of(['task/fetch', 'config/fetch', 'message/submitAction', 'signin/verifyState', 'x']),
    value: {},
  }),
  (_, __, draw) => ({ type: draw.of(['messageReaction', 'typing', 'event', 'messageUpdate', 'trace', 'x']) }),
];

function pressed(words: string, buttons: Buttons, draw: Draw): object {
  const data = buttons.length > 0 ? draw.of(buttons) : { do: 'escalate' };
  const filled = Object.entries(inputs(words)).filter(() => draw.happens(0.6));
  return { ...data, ...Object.fromEntries(filled) };
}

/** An activity as Teams sends it; what is typed in it has the mark of its writer. */
export function makeActivity(
  seat: Seat,
  serviceUrl: string,
  number: number,
  buttons: Buttons,
  draw: Draw,
): object {
  const odd = draw.happens(0.2) ? hostileText(draw.number(1_000)) : '';
  const words = draw.happens(0.15)
    ? draw.of(QUESTIONS)
    : `${draw.of(QUESTIONS)} ${markOf(seat, number)} ${odd}`;
  return { ...envelope(seat, serviceUrl, number), ...draw.of(SHAPES)(words, buttons, draw) };
}
