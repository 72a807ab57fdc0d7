import type { Activity } from 'botbuilder';
import { decodeHTMLStrict } from 'entities';
import { cardTextIn, forwardedIn, htmlIn, readAttachments, transcriptionIn } from './attachments.ts';
import { type Markup, type Naming, readMarkup } from './markup.ts';
import { createNaming, dropBareMentions, replaceMentions } from './mentions.ts';

/**
 * Reads what somebody says in a message, whichever way Teams sends it: as text, as HTML beside an empty text, as a
 * voice message with its transcription, as a message of somebody else that was passed on, or as a card alone. Whatever
 * looks at the words, the screen for a crisis too, looks at this.
 *
 * Left out are mentions of the bot and messages that are quoted; of others who are mentioned the name.
 */
export function readText(activity: Partial<Activity>): string {
  const naming = createNaming(activity);
  const attached = readAttachments(activity.attachments);
  const markup = readMarkup(htmlIn(attached), naming);
  const own = findOwn(activity, markup, naming) || spokenIn(activity, attached);
  const passedOn = [markup.forwarded, ...forwardedIn(attached, naming).map(({ text }) => text)];
  const all = passedOn.reduce(addText, own);
  return tidy(all || cardTextIn(attached));
}

/** The text of a message; of one that answers a quoted message the HTML, where the quote can be told apart. */
function findOwn(activity: Partial<Activity>, { own, isReply }: Markup, naming: Naming): string {
  const plain = readPlain(activity, naming);
  if (isReply && own !== '') return own;
  return hasWords(plain) ? plain : own || plain;
}

const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** The placeholder of a message that is quoted (Teams SDK, "Quoted replies"). */
const QUOTED = /<\/?quoted\b[^<>]*>/giu;

function readPlain(activity: Partial<Activity>, naming: Naming): string {
  const { text, textFormat } = activity;
  if (typeof text !== 'string') return '';
  const unquoted = text.replace(QUOTED, ' ');
  if (textFormat === 'xml') return readMarkup(unquoted, naming).own;
  // signs are decoded last and once, so that nothing that was typed becomes a tag
  return decodeHTMLStrict(replaceMentions(dropBareMentions(unquoted, activity), naming)).trim();
}

/** What was said in a voice message (Activity Protocol, `application/vnd.microsoft.activity.voice+json`). */
const spokenIn = ({ value }: Partial<Activity>, attached: ReturnType<typeof readAttachments>): string =>
  [value, ...attached.flatMap((one) => [one, one.content])].map(transcriptionIn).find(Boolean) ?? '';

/** Adds words that are not there yet: some clients write a message that was passed on into the text as well. */
const addText = (before: string, more: string): string =>
  pressed(before).includes(pressed(more)) ? before : [before, more].filter(Boolean).join('\n\n');

const pressed = (text: string): string => text.split(/\s+/u).join(' ').trim();

/** Without what no database keeps: the character zero, and half a character. */
export const tidy = (text: string): string => text.replaceAll('\0', '').toWellFormed().trim();
