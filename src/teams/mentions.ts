import type { Activity } from 'botbuilder';
import { decodeHTMLStrict } from 'entities';
import { z } from 'zod';
import type { Naming } from './markup.ts';

/** Mentions as Teams writes them: an element `at` in the text, and an entity that tells who it is. */

/** Stands in the text instead of the name of somebody else, which is nobody's business. */
const SOMEBODY = '…';

const mention = z.looseObject({
  type: z.literal('mention'),
  text: z.string().nullish().catch(undefined),
  mentioned: z
    .looseObject({ id: z.string().nullish().catch(undefined), name: z.string().nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});
type Mention = z.infer<typeof mention>;

/** Tells the names of the bot, which are left out, from those of others. */
export function createNaming(activity: Partial<Activity>): Naming {
  const names = new Set([activity.recipient?.name, ...namesOfBot(activity)].map(toName));
  return (name) => (names.has(toName(name)) ? ' ' : SOMEBODY);
}

/** The names that the entities give the bot; a name may be cut into several mentions, or have been edited. */
const namesOfBot = (activity: Partial<Activity>): (string | undefined)[] =>
  mentionsIn(activity)
    .filter(({ mentioned }) => mentioned?.id === activity.recipient?.id)
    .flatMap(({ text, mentioned }) => [mentioned?.name ?? undefined, text?.replace(TAG, '') ?? undefined]);

function mentionsIn({ entities }: Partial<Activity>): Mention[] {
  const all: unknown[] = Array.isArray(entities) ? entities : [];
  return all.flatMap((one) => mention.safeParse(one).data ?? []);
}

/** A name as it can be compared: a mention may run over a line break, and its signs may be written as entities. */
const toName = (name: string | undefined): string =>
  decodeHTMLStrict(name ?? '')
    .split(/\s+/u)
    .filter(Boolean)
    .join(' ')
    .toLowerCase();

const TAG = /<\/?at\b[^<>]*>/giu;

/**
 * The text with each mention replaced. It looks at each tag once; a tag without its other half is left out, and the words
 * around it stay.
 */
export function replaceMentions(text: string, naming: Naming): string {
  const tags = [...text.matchAll(TAG)];
  const ends = pairUp(tags.map(([tag]) => tag.startsWith('</')));
  const kept: string[] = [];
  let from = 0;
  let index = 0;
  for (let tag = tags[index]; tag; tag = tags[index]) {
    const close = tags[ends.get(index) ?? index] ?? tag;
    const end = close.index + close[0].length;
    const isPair = close !== tag;
    const inside = isPair ? text.slice(tag.index + tag[0].length, close.index).replace(TAG, '') : '';
    kept.push(text.slice(from, tag.index), isPair ? naming(inside) : '');
    from = end;
    index = (ends.get(index) ?? index) + 1;
  }
  return kept.join('') + text.slice(from);
}

/** For each opening tag that has one, its closing tag; by their places in the list. */
function pairUp(closes: readonly boolean[]): ReadonlyMap<number, number> {
  const open: number[] = [];
  const ends = new Map<number, number>();
  closes.forEach((isClose, index) => {
    const start = isClose ? open.pop() : undefined;
    if (start !== undefined) ends.set(start, index);
    if (!isClose) open.push(index);
  });
  return ends;
}

/** More than anybody mentions the bot in one message: each is looked for in the whole text. */
const MOST = 20;

/** The text without mentions of the bot that are written without a tag, as some clients do. */
export const dropBareMentions = (text: string, activity: Partial<Activity>): string =>
  mentionsIn(activity)
    .flatMap(({ mentioned, text: bare }) =>
      mentioned?.id === activity.recipient?.id && bare?.startsWith('@') ? [bare] : [],
    )
    .slice(0, MOST)
    .reduce((left, bare) => left.replaceAll(bare, ' '), text);
