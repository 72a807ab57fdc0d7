/**
 * Texts of people and of policies stand in TextRuns, never in TextBlocks: a TextRun knows no Markdown, on any client.
 * So nothing needs a backslash. Escaping would not do: `markdown-escape` and its like write `\(` and `&lt;`, and the
 * parser of Teams on phones shows backslashes before anything but `*` and `_`
 * (microsoft/AdaptiveCards, `source/shared/cpp/ObjectModel/MarkDownBlockParser.cpp`).
 */

/**
 * How much a card shows of a text, in characters. Together they keep the fullest card under 80 KB measured as UTF-16
 * (Teams refuses above 100 KB); the longest texts of our policies are far below. `aid` is a sentence or two of first aid,
 * `detail` what stands beside a help line, `question` two lines on a phone, `button` what a phone shows of a title before it cuts it.
 */
export const LIMITS = {
  question: 140,
  button: 40,
  sentence: 600,
  line: 300,
  aid: 160,
  detail: 80,
  name: 120,
  person: 60,
  article: 1500,
} as const;

/** The question that a button carries: enough to read again and to keep, in characters. Range 500 to 2000. */
const CARRIED = 1000;

/** The text, or its beginning up to a word border with an ellipsis: at most `limit` characters. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const room = text.slice(0, limit);
  const border = room.lastIndexOf(' ');
  const kept = border > limit / 2 ? room.slice(0, border) : room.slice(0, -1).replace(HALF_PAIR, '');
  return `${kept.replace(/[\s,;:.·-]+$/u, '')}…`;
}

/** The first half of a character of two code units, left over by a cut. */
const HALF_PAIR = /[\uD800-\uDBFF]$/;

/**
 * The longest beginning of a text that takes at most `room` characters of a card. A card is sent as JSON, where a quote
 * or a line break takes two characters, and some take six.
 */
export function within(text: string, room: number): string {
  const taken = sizeOf(text);
  if (taken <= room) return text;
  return within(text.slice(0, Math.floor((text.length * room) / taken)).replace(HALF_PAIR, ''), room);
}

/** How many characters of a card a text takes. */
export const sizeOf = (text: string): number => JSON.stringify(text).length - 2;

/** A text of somebody, to be read as a whole: cut only where the card would burst. */
export function whole(text: string, room: number): string {
  const kept = within(text, room);
  return literal(kept === text ? text : `${kept.trimEnd()}…`);
}

/** What somebody typed, to be shown in a TextRun. */
export const shown = (typed: string): string => literal(shorten(typed, LIMITS.question));

/** The question as buttons carry it. */
export const carried = (question: string): string => shorten(question, CARRIED);

/** A run without a space that may not fit a phone of 320 pixels; nearly all Dutch compounds stay below. */
const UNBROKEN = /[^\s\u200B]{25,}/gu;

/**
 * The text as a TextRun shows it letter by letter: long runs without a space get places to break, so that no client
 * scrolls sideways, and the one thing that works in a TextRun, `{{DATE(…)}}`, does not.
 */
export const literal = (text: string): string =>
  text.replaceAll('{{', '{\u2060{').replace(UNBROKEN, (run) => run.replace(/.{12}(?=.)/gu, '$&\u200B'));
