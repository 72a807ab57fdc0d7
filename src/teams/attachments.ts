import { z } from 'zod';
import { isCard, parseJson, readCardText } from './card-text.ts';
import { type Naming, readMarkup } from './markup.ts';

/** What is attached to a message, whichever way it came: as an activity, or as Microsoft Graph describes messages. */
export type Attached = z.infer<typeof attachment>;

const attachment = z.looseObject({ contentType: z.string().catch(''), content: z.unknown().optional() });

/** A message that somebody passed on. */
export interface Forwarded {
  /** Empty where Teams does not tell. */
  readonly author: string;
  readonly text: string;
}

/** More than somebody attaches to one message. */
const MOST = 50;

/** The attachments of a message; what has no shape is left out. */
export const readAttachments = (list: unknown): readonly Attached[] =>
  (Array.isArray(list) ? list.slice(0, MOST) : []).flatMap((one) => attachment.safeParse(one).data ?? []);

/** HTML that holds a message once more, with what its text has no place for. */
export const htmlIn = (attached: readonly Attached[]): string =>
  attached
    .flatMap(({ contentType, content }) =>
      contentType.toLowerCase().startsWith('text/html') && typeof content === 'string' ? [content] : [],
    )
    .join('\n');

/** What a message was passed on as (Microsoft Graph reference, "chatMessageAttachment"). */
const reference = z.looseObject({
  originalMessageContent: z.string(),
  originalMessageSender: z
    .looseObject({
      user: z
        .looseObject({ displayName: z.string().catch('') })
        .nullish()
        .catch(undefined),
      application: z
        .looseObject({ displayName: z.string().catch('') })
        .nullish()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
});

/** The messages that somebody passed on, with who wrote them. */
export const forwardedIn = (attached: readonly Attached[], naming: Naming): readonly Forwarded[] =>
  attached.flatMap(({ contentType, content }) => {
    if (contentType.toLowerCase() !== 'forwardedmessagereference') return [];
    const { data } = reference.safeParse(parseJson(content));
    if (!data) return [];
    const { user, application } = data.originalMessageSender ?? {};
    const { own, forwarded } = readMarkup(data.originalMessageContent, naming);
    const text = [own, forwarded].filter(Boolean).join('\n\n');
    return text === '' ? [] : [{ author: user?.displayName || application?.displayName || '', text }];
  });

/** The words on the cards of a message. */
export const cardTextIn = (attached: readonly Attached[]): string =>
  attached
    .flatMap(({ contentType, content }) => (isCard(contentType) ? [readCardText(content)] : []))
    .filter(Boolean)
    .join('\n');

/** A spoken message with what Teams heard in it. */
const spoken = z.looseObject({ transcription: z.string().min(1) });

/** What was said in a voice message, where a transcription came with it. */
export const transcriptionIn = (value: unknown): string => spoken.safeParse(value).data?.transcription ?? '';
