import type { SearchReply } from '../flows/answering/reply.ts';
import type { Texts } from '../locale/locale.ts';
import type { Aid, Language } from '../policy/model.ts';
import type { RenderedReply } from './render.ts';

/** What a search shows: lines to pick from, each with the card that goes into the conversation, or a line of text. */
export type RenderedSearch =
  | { readonly kind: 'found'; readonly results: readonly RenderedResult[] }
  | { readonly kind: 'text'; readonly text: string };

export interface RenderedResult {
  readonly title: string;
  readonly text: string;
  readonly card: object;
}

/** Makes the function that shows search results. A card that goes into a conversation has no buttons that answer to us. */
export function createSearchRenderer(
  texts: Texts,
  render: (reply: SearchReply['found'][number]) => RenderedReply,
): (reply: SearchReply) => RenderedSearch {
  return ({ language, state, found, aid }) => {
    if (aid) return { kind: 'text', text: sayAid(aid, language) };
    if (state === 'unknown') return { kind: 'text', text: texts(language, 'search.profile') };
    if (found.length === 0) return { kind: 'text', text: texts(language, 'search.nothing') };
    const results = found.flatMap((reply) => {
      const rendered = render(reply);
      if (rendered.kind !== 'card') return [];
      return [
        { title: reply.topic.title[language], text: rendered.summary, card: withoutSubmits(rendered.card) },
      ];
    });
    return { kind: 'found', results };
  };
}

/** One line has room for the emergency number, whom to tell, and the lines that are reached by telephone. */
function sayAid({ emergency, tell, lines }: Aid, language: Language): string {
  const called = lines.flatMap(({ number, name }) => (number ? [`${number}: ${name[language]}.`] : []));
  return [emergency[language], ...called, tell[language]].join(' ');
}

/** A card without what would be sent to the bot: in a conversation of others nobody is there to receive it. */
function withoutSubmits(node: object): object {
  return prune(node) as object;
}

function prune(node: unknown): unknown {
  if (Array.isArray(node)) return node.filter((child) => !isSubmit(child)).map(prune);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, prune(value)]));
}

/** A button that submits, a form that holds one, or a place that holds nothing else but its heading. */
function isSubmit(node: unknown): boolean {
  if (typeof node !== 'object' || node === null || !('type' in node)) return false;
  if (node.type === 'Action.Submit' || node.type === 'Action.ShowCard') return true;
  const held = heldBy(node).filter((child) => !isHeading(child));
  return held.length > 0 && held.every(isSubmit);
}

/** What an ActionSet or a Container holds. */
function heldBy(node: object): unknown[] {
  if ('actions' in node && Array.isArray(node.actions)) return node.actions;
  return 'items' in node && Array.isArray(node.items) ? node.items : [];
}

const isHeading = (node: unknown): boolean =>
  typeof node === 'object' && node !== null && 'type' in node && node.type === 'TextBlock';
