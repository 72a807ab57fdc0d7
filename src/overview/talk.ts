import type { RenderedReply } from '../cards/render.ts';
import type { Desk } from '../flows/desk.ts';
import type { Reply } from '../flows/reply.ts';
import type { Shown } from '../http/contract.ts';
import { type Caller, type Given, isRefusal, type TabApi } from '../http/tab-api.ts';
import type { Identify } from './viewers.ts';

export interface TalkParts {
  readonly identify: Identify;
  readonly desk: Desk;
  readonly render: (reply: Reply) => RenderedReply;
}

/**
 * Lets somebody do in the tab what they do in the chat, by the same code: the same rights, the same versions. The tab is
 * a personal place of its own, and where the card in the chat lies stays known.
 */
export function createTalk({ identify, desk, render }: TalkParts): Pick<TabApi, 'press' | 'ask'> {
  return {
    press: (caller, { data }) =>
      asViewer(caller, async (asker) => {
        const { reply } = await desk.press(asker, 'personal', data, undefined);
        return inLanguageOf(caller, reply);
      }),
    ask: (caller, { text }) => asViewer(caller, (asker) => desk.ask(asker, text)),
  };

  async function asViewer(
    caller: Caller,
    then: (asker: Caller & { readonly conversation: string }) => Promise<Reply>,
  ): Given<Shown> {
    const viewer = await identify(caller);
    if (isRefusal(viewer)) return viewer;
    const reply = await then({ ...caller, conversation: `tab:${caller.id}` });
    const rendered = render(reply);
    if (rendered.kind === 'text' && isMissing(reply)) {
      return { refused: 'not-found', message: rendered.text };
    }
    return rendered.kind === 'text' ? rendered : { ...rendered, card: { ...rendered.card } };
  }
}

const isMissing = (reply: Reply): boolean =>
  (reply.kind === 'case-notice' && (reply.notice === 'not-found' || reply.notice === 'no-longer')) ||
  (reply.kind === 'group-notice' && reply.notice === 'not-found');

/** An answer is in the language of its question. What is about a report or a group is in that of the tab. */
const inLanguageOf = ({ language }: Caller, reply: Reply): Reply =>
  ANSWERS.includes(reply.kind) ? reply : { ...reply, language };

const ANSWERS: readonly Reply['kind'][] = [
  'answer',
  'ask',
  'choice',
  'unclear',
  'silent',
  'escalation',
  'group-chat',
];
