import { type Activity, ActivityTypes, CardFactory, MessageFactory, type TurnContext } from 'botbuilder';
import type { RenderedReply } from '../cards/render.ts';
import { parseAction } from '../flows/answering/action.ts';
import type { Answering } from '../flows/answering/answering.ts';
import type { Pressed } from '../flows/answering/questions.ts';
import type { Reply } from '../flows/answering/reply.ts';
import { type Inbound, readActivity, readAsker } from './activity.ts';

export interface BotParts {
  readonly answering: Answering;
  readonly render: (reply: Reply) => RenderedReply;
  /** Logs a failed turn and gives the reference that the user is told. */
  readonly reportFailure: (error: unknown) => string;
}

/** Runs one turn: read the activity, call a flow, render the outcome. */
export function createTurn({ answering, render, reportFailure }: BotParts) {
  return async (context: TurnContext): Promise<void> => {
    try {
      await run(context);
    } catch (error) {
      const reference = reportFailure(error);
      await send(context, { kind: 'apology', language: 'nl', reference }).catch(reportFailure);
    }
  };

  async function run(context: TurnContext): Promise<void> {
    const inbound = readActivity(context.activity);
    const asker = readAsker(context.activity);
    switch (inbound.kind) {
      case 'text':
        return send(context, await answering.say(asker, inbound.text));
      case 'action':
        return press(context, inbound);
      case 'installed':
        return send(context, await answering.welcome(asker, inbound.place));
      case 'removed':
        return answering.goodbye(asker);
      case 'ignored':
        return;
      default:
        return inbound satisfies never;
    }
  }

  async function press(
    context: TurnContext,
    { value, card }: Extract<Inbound, { kind: 'action' }>,
  ): Promise<void> {
    const action = parseAction(value);
    if (!action) return send(context, { kind: 'notice', language: 'nl', notice: 'expired' });
    const { reply, replace }: Pressed = await answering.press(readAsker(context.activity), action);
    if (replace && card !== undefined && (await update(context, card, reply))) return;
    await send(context, reply);
  }

  async function send(context: TurnContext, reply: Reply): Promise<void> {
    await context.sendActivity(toActivity(render(reply)));
  }

  /** Puts a reply in the place of a card; false when the card is gone, so that the reply is sent anew. */
  async function update(context: TurnContext, id: string, reply: Reply): Promise<boolean> {
    try {
      await context.updateActivity({ ...toActivity(render(reply)), id, type: ActivityTypes.Message });
      return true;
    } catch (error) {
      reportFailure(error);
      return false;
    }
  }
}

function toActivity(rendered: RenderedReply): Partial<Activity> {
  if (rendered.kind === 'text') return MessageFactory.text(rendered.text, rendered.text);
  const activity = MessageFactory.attachment(CardFactory.adaptiveCard(rendered.card));
  return { ...activity, summary: rendered.summary };
}
