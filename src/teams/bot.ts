import {
  type Activity,
  ActivityTypes,
  CardFactory,
  type InvokeResponse,
  MessageFactory,
  type TurnContext,
} from 'botbuilder';
import type { RenderedReply } from '../cards/render.ts';
import type { RenderedSearch } from '../cards/search.ts';
import { parseAction } from '../flows/answering/action.ts';
import type { Answering } from '../flows/answering/answering.ts';
import type { Pressed } from '../flows/answering/questions.ts';
import type { Reply, SearchReply } from '../flows/answering/reply.ts';
import { type Inbound, readActivity, readAsker, readPlace } from './activity.ts';
import { readMessage, readQuery, readSubmitted, toDialog, toResults } from './message-extension.ts';

export interface BotParts {
  readonly answering: Answering;
  readonly render: (reply: Reply) => RenderedReply;
  readonly renderSearch: (reply: SearchReply) => RenderedSearch;
  /** Logs a failed turn and gives the reference that the user is told. */
  readonly reportFailure: (error: unknown) => string;
}

/** Runs one turn: read the activity, call a flow, render the outcome. */
export function createTurn({ answering, render, renderSearch, reportFailure }: BotParts) {
  return async (context: TurnContext): Promise<void> => {
    try {
      await run(context);
    } catch (error) {
      const apology: Reply = { kind: 'apology', language: 'nl', reference: reportFailure(error) };
      if (context.activity.type === ActivityTypes.Invoke) await respond(context, toDialog(render(apology)));
      else await send(context, apology).catch(reportFailure);
    }
  };

  async function run(context: TurnContext): Promise<void> {
    const { activity } = context;
    const inbound = readActivity(activity);
    const asker = readAsker(activity);
    switch (inbound.kind) {
      case 'text':
        return send(context, await answering.say(asker, inbound.text));
      case 'action':
        return press(context, inbound);
      case 'installed':
        return send(context, await answering.welcome(asker, inbound.place));
      case 'removed':
        return answering.goodbye(asker);
      case 'search':
        return respond(context, toResults(renderSearch(await answering.search(asker, readQuery(activity)))));
      case 'consider':
        return respond(context, toDialog(render(await answering.consider(asker, readMessage(activity)))));
      case 'dialog':
        return respond(context, toDialog(render((await pressed(context, readSubmitted(activity))).reply)));
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
    const { reply, replace } = await pressed(context, value);
    // a card in a group belongs to whoever asked: the answer to somebody else's press stands below it
    const own = readPlace(context.activity) === 'personal';
    if (own && replace && card !== undefined && (await update(context, card, reply))) return;
    await send(context, reply);
  }

  /** What a button leads to; what is not one of ours, or was tampered with, is told to be out of date. */
  async function pressed(context: TurnContext, value: unknown): Promise<Pressed> {
    const action = parseAction(value);
    if (!action) return { reply: { kind: 'notice', language: 'nl', notice: 'expired' }, replace: false };
    return answering.press(readAsker(context.activity), action);
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

/** Answers an invoke: the adapter gives it back over HTTP. */
async function respond(context: TurnContext, value: InvokeResponse): Promise<void> {
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value });
}

function toActivity(rendered: RenderedReply): Partial<Activity> {
  if (rendered.kind === 'text') return MessageFactory.text(rendered.text, rendered.text);
  const activity = MessageFactory.attachment(CardFactory.adaptiveCard(rendered.card));
  return { ...activity, summary: rendered.summary };
}
