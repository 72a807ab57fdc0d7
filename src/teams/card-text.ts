/** Where words stand in a card; a fact has a title and a value. */
const WORDS = ['title', 'subtitle', 'text'] as const;
/** What is not read by whoever looks at a card: its buttons, and what is shown where it cannot be. */
const UNREAD = new Set(['actions', 'buttons', 'tap', 'selectAction', 'fallback', 'inlineAction', 'choices']);

/** Larger cards are read so far, in elements. */
const MOST = 2000;

/** Whether something attached is a card: an Adaptive Card, or an older one of the Bot Framework. */
export const isCard = (contentType: string): boolean => contentType.toLowerCase().includes('.card.');

/** The words on a card, in reading order. `content` is the card, or its JSON. */
export function readCardText(content: unknown): string {
  const found: string[] = [];
  const waiting: unknown[] = [parseJson(content)];
  for (let looked = 0; waiting.length > 0 && looked < MOST; looked++) {
    const node = waiting.pop();
    if (Array.isArray(node)) pushAll(waiting, node);
    else if (typeof node === 'object' && node !== null) readElement(node, found, waiting);
  }
  return found.join('\n');
}

function readElement(element: object, found: string[], waiting: unknown[]): void {
  const named = element as Readonly<Record<string, unknown>>; // whatever a client put there
  const isFact = named.type === undefined && typeof named.value === 'string';
  for (const key of isFact ? (['title', 'value'] as const) : WORDS) {
    const value = named[key];
    if (typeof value === 'string' && value.trim() !== '') found.push(value.trim());
  }
  pushAll(
    waiting,
    Object.entries(named).flatMap(([key, value]) => (UNREAD.has(key) ? [] : [value])),
  );
}

/** The first to be looked at lies on top. */
const pushAll = (waiting: unknown[], more: readonly unknown[]): void => {
  for (const one of more.slice(0, MOST).toReversed()) if (typeof one === 'object') waiting.push(one);
};

/** What is JSON in a text, as Microsoft Graph gives cards and references; anything else as it is. */
export function parseJson(content: unknown): unknown {
  if (typeof content !== 'string') return content;
  try {
    return JSON.parse(content);
  } catch {
    return undefined; // a text that only looks like one
  }
}
