import type { PersonRef } from '../routing/person.ts';
import type { NoticeReply } from './answering/reply.ts';
import type { Reply } from './reply.ts';

/** Sends a reply to somebody's own chat with the bot. True when it arrived; never throws for what the channel answers. */
export type Notify = (person: PersonRef, reply: Reply) => Promise<boolean>;

/** Kinds of reply on trouble and on cases: in a group everybody would read who is in trouble, and that they reported it. */
const PRIVATE: readonly Reply['kind'][] = [
  'escalation',
  'report-form',
  'draft-choice',
  'report-check',
  'no-route',
  'case',
  'case-form',
  'case-typed',
  'cases',
  'case-notice',
];

/** True for what only the person who wrote may see. Role and school are asked with first aid after words of trouble. */
export const isPrivate = (reply: Reply): boolean =>
  PRIVATE.includes(reply.kind) || (reply.kind === 'profile' && reply.urgent !== undefined);

/** Sends a reply to the person alone, and gives what the group may read: that there is a message, never about what. */
export async function sendPrivately(notify: Notify, person: PersonRef, reply: Reply): Promise<NoticeReply> {
  const arrived = await notify(person, reply);
  return {
    kind: 'notice',
    language: reply.language,
    notice: arrived ? 'sent-privately' : 'open-own-chat',
  };
}
