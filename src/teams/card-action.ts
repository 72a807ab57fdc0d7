import { type Activity, type InvokeResponse, StatusCodes } from 'botbuilder';
import { z } from 'zod';
import type { RenderedReply } from '../cards/render.ts';
import { parseJson } from './card-text.ts';

/** Buttons that get their card back (Teams documentation, "Universal Actions for Adaptive Cards"). */

const execute = z.looseObject({
  action: z.looseObject({ type: z.literal('Action.Execute'), data: z.unknown() }),
});

/** What the button sent: its data with the inputs of the card. */
export const readExecuted = (activity: Partial<Activity>): unknown =>
  readPressed(execute.safeParse(activity.value).data?.action.data);

/** What a button sent; some clients write it as JSON in a text. */
export const readPressed = (value: unknown): unknown => parseJson(value);

/** Answers with a card in the place of the pressed one, or a line of text. */
export function toCardResponse(rendered: RenderedReply): InvokeResponse {
  const body =
    rendered.kind === 'card'
      ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: rendered.card }
      : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: rendered.text };
  return { status: StatusCodes.OK, body };
}
