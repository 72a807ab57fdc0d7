import { createCardRenderer } from '../../../src/cards/render.ts';
import type { EscalationFlowReply } from '../../../src/flows/escalation/reply.ts';
import type { GroupChatReply } from '../../../src/flows/group-chat/reply.ts';
import { createTexts } from '../../../src/locale/locale.ts';
import { type Node, nodesOf, textsOf } from './card-rules.ts';

/** Reads a card whose buttons get it back, as its user does. */

export const render = createCardRenderer(createTexts());

/** The card of a reply; throws when it is none. */
export function cardOf(reply: EscalationFlowReply | GroupChatReply): object {
  const rendered = render(reply);
  if (rendered.kind !== 'card') throw new Error(`${reply.kind} is no card`);
  return rendered.card;
}

/** Elements and actions of a type, in reading order. */
export const ofType = (card: object, type: string) => nodesOf(card).filter((node) => node.type === type);
export const inputsOf = (card: object) =>
  nodesOf(card).filter(({ type }) => String(type).startsWith('Input.'));
/** The buttons that get their card back. */
export const buttonsOf = (card: object) => ofType({ ...card, refresh: undefined }, 'Action.Execute');
export const titlesOf = (card: object) => buttonsOf(card).map(({ title }) => title);
export const buttonOf = (card: object, title: string): Node => {
  const [found] = buttonsOf(card).filter((node) => node.title === title);
  if (!found) throw new Error(`no button ${title}`);
  return found;
};
/** The lines that are shown in TextRuns: what people and policies wrote. Places to break are left out. */
export const linesOf = (card: object) => {
  const lineOf = ({ inlines }: Node) =>
    (inlines as { text: string }[])
      .map(({ text }) => text)
      .join('')
      .replaceAll('\u200B', '');
  return ofType(card, 'RichTextBlock').map(lineOf);
};
/** Everything that a card shows. */
export const read = (card: object) => [...linesOf(card), ...textsOf(card)].join('\n');

/** What a press sends: the data of the button with the values of the inputs, as a client puts them together. */
export const sentBy = (card: object, title: string) => {
  const values = Object.fromEntries(inputsOf(card).map(({ id, value }) => [id, value]));
  return { ...(buttonOf(card, title).data as object), ...values };
};
