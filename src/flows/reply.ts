import type { Reply as AnsweringReply } from './answering/reply.ts';
import type { EscalationFlowReply } from './escalation/reply.ts';
import type { GroupChatReply } from './group-chat/reply.ts';

/** Everything that the bot can say. */
export type Reply = AnsweringReply | EscalationFlowReply | GroupChatReply;
