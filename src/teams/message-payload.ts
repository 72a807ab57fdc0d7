import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Snapshot } from '../flows/escalation/model.ts';
import { cardTextIn, forwardedIn, readAttachments } from './attachments.ts';
import { type Naming, readMarkup } from './markup.ts';
import { tidy } from './text.ts';

/** The message that somebody called an action of the message extension on, as Microsoft Graph describes messages. */

const text = z.string().nullish().catch(undefined);
const named = z.looseObject({ displayName: text }).nullish().catch(undefined);

const payload = z.looseObject({
  body: z.looseObject({ contentType: text, content: text }).nullish().catch(undefined),
  from: z
    .looseObject({ user: named, application: named, device: named, conversation: named })
    .nullish()
    .catch(undefined),
  attachments: z.unknown().optional(),
  createdDateTime: text,
  linkToMessage: text,
});

/** Absent when the action was called from the compose box. */
const action = z.looseObject({ messagePayload: payload.nullish().catch(undefined) });

/** Longer messages are kept so far, in characters; one of Teams has at most 28 KB. */
const MOST = 20_000;

/** The words of the message that the action was called on; empty in the compose box. */
export const readMessage = (activity: Partial<Activity>): string => {
  const { own, forwarded, cards } = readPayload(activity, () => '…');
  return toText([own, ...forwarded.map(({ text: words }) => words)], cards);
};

/**
 * The message that the action was called on, as it is now: with the names in it, and with who wrote what was passed on.
 * Files and pictures stay where they are.
 */
export function readSnapshot(activity: Partial<Activity>): Snapshot {
  const { own, forwarded, cards, message } = readPayload(activity, (name) => name);
  const { user, application, device, conversation } = message?.from ?? {};
  const author = [user, application, device, conversation].map((one) => one?.displayName).find(Boolean);
  const passedOn = forwarded.map(({ author: writer, text: words }) =>
    writer ? `${writer}: ${words}` : words,
  );
  return {
    author: tidy(author ?? ''),
    at: message?.createdDateTime ?? '',
    link: message?.linkToMessage ?? '',
    text: toText([own, ...passedOn], cards),
  };
}

const toText = (parts: readonly string[], cards: string): string =>
  tidy((parts.filter(Boolean).join('\n\n') || cards).slice(0, MOST));

function readPayload({ value }: Partial<Activity>, naming: Naming) {
  const message = action.safeParse(value).data?.messagePayload;
  const attached = readAttachments(message?.attachments);
  const content = message?.body?.content ?? '';
  const isPlain = message?.body?.contentType?.toLowerCase() === 'text';
  const markup = isPlain ? { own: content, forwarded: '' } : readMarkup(content, naming);
  const inMarkup = markup.forwarded === '' ? [] : [{ author: '', text: markup.forwarded }];
  return {
    message,
    own: markup.own,
    forwarded: [...inMarkup, ...forwardedIn(attached, naming)],
    cards: cardTextIn(attached),
  };
}
