import { type Activity, ActivityTypes, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { RenderedReply } from '../cards/render.ts';
import type { RenderedSearch } from '../cards/search.ts';
import type { Address } from '../delivery/model.ts';
import type { SearchReply } from '../flows/answering/reply.ts';
import type { Desk, Pressed } from '../flows/desk.ts';
import type { Reply } from '../flows/reply.ts';
import type { PersonRef } from '../routing/person.ts';
import { type Inbound, readActivity, readAddress, readAsker } from './activity.ts';
import { limitTurn } from './attempt.ts';
import { toCardResponse } from './card-action.ts';
import { toActivity } from './content.ts';
import { readQuery, readSubmitted, toDialog, toResults } from './message-extension.ts';
import { readMessage, readSnapshot } from './message-payload.ts';
import { readChat, readPlace } from './place.ts';
import { readRoster } from './roster.ts';

export interface BotParts {
  readonly desk: Desk;
  readonly render: (reply: Reply) => RenderedReply;
  readonly renderSearch: (reply: SearchReply) => RenderedSearch;
  /** Keeps how to reach whoever acts, and tells whether that was known before. */
  readonly meet: (person: PersonRef, address: Address, name: string) => Promise<'new' | 'known'>;
  /** Logs a failed turn and gives the reference that the user is told. */
  readonly reportFailure: (error: unknown) => string;
  /** How long a turn may ask things of the connector service, in milliseconds; Teams waits for 15 seconds. */
  readonly timeout?: number | undefined;
}

/** Runs one turn: read the activity, call a flow, render the outcome. */
export function createTurn({ desk, render, renderSearch, meet, reportFailure, timeout = 14_000 }: BotParts) {
  return async (context: TurnContext): Promise<void> => {
    limitTurn(context, timeout);
    try {
      await run(context);
    } catch (error) {
      const apology: Reply = { kind: 'apology', language: 'nl', reference: reportFailure(error) };
      // nothing that fails may keep help from somebody in danger
      const aid = await findAid(context.activity);
      if (aid) return void (await send(context, aid).catch(reportFailure));
      if (context.activity.type === ActivityTypes.Invoke) await respondTo(context, render(apology));
      else await send(context, apology).catch(reportFailure);
    }
  };

  /** First aid for words of trouble, which needs neither the database nor the directory, nor the model where that fails. */
  async function findAid(activity: Partial<Activity>): Promise<Reply | undefined> {
    const inbound = readActivity(activity);
    if (inbound.kind !== 'text' || readPlace(activity) !== 'personal') return undefined;
    try {
      return await desk.findAid(inbound.text);
    } catch (error) {
      reportFailure(error);
      return desk.findCrisisAid(inbound.text);
    }
  }

  async function run(context: TurnContext): Promise<void> {
    const { activity } = context;
    const inbound = readActivity(activity);
    const asker = readAsker(activity);
    const place = readPlace(activity);
    const address = readAddress(activity, inbound.kind);
    const met = address && asker.id !== '' && (await meet(asker, address, toName(activity.from?.name)));
    switch (inbound.kind) {
      case 'text':
        return send(context, await desk.say(asker, place, inbound.text));
      case 'action':
        return press(context, inbound);
      case 'execute':
        return execute(context, inbound.value);
      case 'installed':
        // the roster first: a welcome that is refused or throttled must not keep the owner from being asked
        await meetGroup(context);
        if (!inbound.again || met !== 'known') await welcome(context);
        return;
      case 'members':
        return meetGroup(context);
      case 'removed':
        return desk.goodbye(asker);
      case 'left':
        return leaveGroup(context);
      case 'search':
        return respond(context, toResults(renderSearch(await desk.search(asker, readQuery(activity)))));
      case 'consider':
        return respond(context, toDialog(render(await desk.consider(asker, readMessage(activity)))));
      case 'report':
        return respond(context, toDialog(render(await desk.report(asker, readSnapshot(activity)))));
      case 'dialog':
        // in a dialog there is one reader, wherever it was opened, and no card to keep
        return respond(
          context,
          toDialog(render((await desk.press(asker, 'personal', readSubmitted(activity), undefined)).reply)),
        );
      case 'ignored':
        return;
      default:
        return inbound satisfies never;
    }
  }

  /** Nobody asked for it either, so a refusal is no failed turn. */
  async function welcome(context: TurnContext): Promise<void> {
    const { activity } = context;
    try {
      await send(context, await desk.welcome(readAsker(activity), readPlace(activity)));
    } catch (error) {
      reportFailure(error);
    }
  }

  /** Shows who is in the group or channel. Nobody asked for it, so nobody is told when it fails. */
  async function meetGroup(context: TurnContext): Promise<void> {
    const chat = readChat(context.activity);
    if (!chat) return;
    try {
      await desk.meetGroup(readAsker(context.activity), chat, await readRoster(context));
    } catch (error) {
      reportFailure(error);
    }
  }

  /** The bot has no voice there any more, not even for an apology. */
  async function leaveGroup(context: TurnContext): Promise<void> {
    const chat = readChat(context.activity);
    if (chat)
      await desk.leaveGroup(readAsker(context.activity).tenant, chat.conversation).catch(reportFailure);
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

  /** A button that gets its card back: what it leads to stands in its place, for the one who pressed it. */
  async function execute(context: TurnContext, value: unknown): Promise<void> {
    const { reply } = await pressed(context, value);
    await respond(context, toCardResponse(render(reply)));
  }

  function pressed(context: TurnContext, value: unknown): Promise<Pressed> {
    const { activity } = context;
    return desk.press(readAsker(activity), readPlace(activity), value, activity.replyToId);
  }

  /** Answers whichever invoke it was. */
  async function respondTo(context: TurnContext, rendered: RenderedReply): Promise<void> {
    const isCard = readActivity(context.activity).kind === 'execute';
    await respond(context, isCard ? toCardResponse(rendered) : toDialog(rendered));
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

/** A name as the client gives it, which may be nothing or anything. */
const toName = (name: unknown): string => (typeof name === 'string' ? name : '');

/** Answers an invoke: the adapter gives it back over HTTP. */
async function respond(context: TurnContext, value: InvokeResponse): Promise<void> {
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value });
}
