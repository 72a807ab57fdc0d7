import { type Activity, CardFactory, type InvokeResponse } from 'botbuilder';
import { z } from 'zod';
import type { RenderedReply } from '../cards/render.ts';
import type { RenderedSearch } from '../cards/search.ts';

/**
 * The message extension in the shapes of Teams (Teams documentation, "Message extensions"): search while typing, and
 * the action on a message.
 */

/** What somebody typed in the search. */
const query = z.looseObject({
  parameters: z.array(
    z.looseObject({
      name: z.string().nullish().catch(undefined),
      value: z.union([z.string(), z.number(), z.boolean()]).transform(String).catch(''),
    }),
  ),
});

const submitted = z.looseObject({ data: z.unknown() });

/** The parameter of Teams for a list that opens before anything is typed. */
const INITIAL = 'initialRun';

export function readQuery(activity: Partial<Activity>): string {
  const parameters = query.safeParse(activity.value).data?.parameters ?? [];
  return parameters.find(({ name }) => name !== INITIAL)?.value ?? '';
}

export const readSubmitted = (activity: Partial<Activity>): unknown =>
  submitted.catch({ data: undefined }).parse(activity.value).data;

/** Answers a search with a list, each entry with the card that goes into the conversation. */
export function toResults(found: RenderedSearch): InvokeResponse {
  if (found.kind === 'text') return ok({ composeExtension: { type: 'message', text: found.text } });
  const attachments = found.results.map(({ title, text, card }) => ({
    ...CardFactory.adaptiveCard(card),
    preview: CardFactory.thumbnailCard(title, undefined, undefined, { text }),
  }));
  return ok({ composeExtension: { type: 'result', attachmentLayout: 'list', attachments } });
}

/** Answers an action, or a button in its dialog, with a dialog that only the asker sees. */
export function toDialog(rendered: RenderedReply): InvokeResponse {
  if (rendered.kind === 'text') return ok({ task: { type: 'message', value: rendered.text } });
  const card = CardFactory.adaptiveCard(withSubmit(rendered.card) as object);
  return ok({
    task: { type: 'continue', value: { title: 'Mag dat?', width: 'medium', height: 'large', card } },
  });
}

/** A dialog knows no buttons that get their card back: their fallbacks take their places. */
function withSubmit(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withSubmit);
  if (typeof node !== 'object' || node === null) return node;
  if ('type' in node && node.type === 'Action.Execute' && 'fallback' in node) return node.fallback;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withSubmit(value)]));
}

const ok = (body: object): InvokeResponse => ({ status: 200, body });
