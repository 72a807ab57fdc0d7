import { Parser } from 'htmlparser2';

/** What stands in a message that Teams wrote as HTML. */
export interface Markup {
  /** The words of its writer. */
  readonly own: string;
  /** Words of others that the writer passed on. */
  readonly forwarded: string;
  /** Whether it answers a message by quoting it; the quote itself is left out. */
  readonly isReply: boolean;
}

/** What stands in the text instead of the name of somebody who is mentioned. */
export type Naming = (name: string) => string;

/** Longer HTML is cut before it is read, in characters; a message of Teams has at most 28 KB. */
const MOST = 40_000;

/** Elements that begin on a line of their own. */
const BLOCKS = new Set(
  'address article blockquote codeblock dd div dl dt figure h1 h2 h3 h4 h5 h6 hr li ol p pre section table tr ul'.split(
    ' ',
  ),
);
/** Elements whose text is not read by anybody. */
const UNREAD = new Set(['script', 'style', 'title', 'head', 'template', 'noscript']);

/** What a place in the text belongs to. */
type Part = 'own' | 'forwarded' | 'quoted';

/** An element that is open, with what it means for the text in it. */
interface Open {
  readonly name: string;
  readonly part?: Part;
  readonly mention?: true;
  readonly unread?: true;
}

/**
 * Reads HTML as Teams writes it: mentions as `at` or as a `span`, quotes and forwarded messages as a `blockquote` with an
 * `itemtype` of `http://schema.skype.com/`. It goes through the text once and calls itself nowhere, so that no nesting
 * takes longer than its length.
 */
export function readMarkup(html: string, naming: Naming): Markup {
  const texts: Record<Part, string[]> = { own: [], forwarded: [], quoted: [] };
  const opened: Open[] = [];
  const parts: Part[] = ['own'];
  let unread = 0;
  let mentions = 0;
  let name = '';
  let isReply = false;
  const write = (text: string) => texts[parts.at(-1) ?? 'own'].push(text);

  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const open = describe(tag, attributes);
        opened.push(open);
        if (BLOCKS.has(tag) || tag === 'br') write('\n');
        if (open.part) parts.push(open.part);
        if (open.part === 'quoted') isReply = true;
        if (open.unread) unread += 1;
        if (open.mention) mentions += 1;
        if (tag === 'emoji' || attributes.itemtype?.endsWith('/Emoji')) write(attributes.alt ?? '');
      },
      ontext(text) {
        if (unread > 0) return;
        if (mentions > 0) name += text;
        else write(text.replace(/\s+/gu, ' '));
      },
      onclosetag() {
        const open = opened.pop();
        if (!open) return;
        if (open.unread) unread -= 1;
        if (open.mention) closeMention();
        if (open.part) parts.pop();
        if (BLOCKS.has(open.name)) write('\n');
      },
    },
    { decodeEntities: true, recognizeSelfClosing: true },
  );
  parser.write(html.slice(0, MOST));
  parser.end();
  return { own: toLines(texts.own), forwarded: toLines(texts.forwarded), isReply };

  /** A mention within a mention is part of its name. */
  function closeMention(): void {
    mentions -= 1;
    if (mentions > 0) return;
    write(naming(name));
    name = '';
  }
}

function describe(name: string, { itemtype = '' }: Readonly<Record<string, string>>): Open {
  const kind = itemtype.slice(itemtype.lastIndexOf('/') + 1).toLowerCase();
  if (UNREAD.has(name)) return { name, unread: true };
  if (name === 'at' || kind === 'mention') return { name, mention: true };
  if (name === 'blockquote' && kind === 'reply') return { name, part: 'quoted' };
  if (name === 'blockquote' && kind === 'forward') return { name, part: 'forwarded' };
  return { name };
}

/** Lines without spaces at their ends, and at most one empty line between two. */
const toLines = (texts: readonly string[]): string =>
  texts
    .join('')
    .split('\n')
    .map((line) => line.trim().replace(/ {2,}/gu, ' '))
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
