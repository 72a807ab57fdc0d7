import type { PersonRef } from '../../routing/person.ts';
import type { People } from '../people.ts';
import type { Told } from '../told.ts';
import { newerRecord } from '../unreadable.ts';
import { type Case, NOTICES, type Notice } from './model.ts';
import type { Cases } from './ports.ts';
import type { CaseNoticeReply, CaseReply } from './reply.ts';
import { partOf } from './rights.ts';
import { refOf, type Views } from './views.ts';

export type ToldReply = CaseReply | CaseNoticeReply;

export interface TellingParts {
  readonly cases: Cases;
  readonly people: People;
  readonly views: Views;
}

/** Makes messages at the moment that they are sent, from the case as it is then; they hold none of its words. */
export function createTelling({ cases, people, views }: TellingParts) {
  /** The message of a notice; nothing when it is no longer true. @throws {Fault} `record-newer` */
  return async (to: PersonRef, caseId: string, kind: string): Promise<Told<ToldReply> | undefined> => {
    const notice = parseNotice(kind);
    const one = await cases.find({ tenant: to.tenant, id: caseId });
    if (!one) return undefined;
    const card = await cases.findCard(refOf(one), to.id);
    const part = partOf(one, to.id);
    const language = await people.languageOf(to);
    const now: ToldReply = part
      ? await views.ofCase(one, { id: to.id, part, language })
      : { kind: 'case-notice', language, notice: card ? 'no-longer' : 'not-found' };
    const former = card && { place: card, reply: now };
    if (notice === 'refresh') return former && { reply: undefined, former };
    if (!part || !isTrue(one, to.id, notice, card !== undefined)) return undefined;
    return { reply: await views.ofCase(one, { id: to.id, part, language }, { headline: notice }), former };
  };
}

/** Whether a notice still holds: a message may wait for hours while its case goes on. */
function isTrue(one: Case, person: string, notice: Notice, seen: boolean): boolean {
  const isOver = one.state === 'closed' || one.state === 'withdrawn';
  switch (notice) {
    case 'assigned':
    case 'alarm':
      return !isOver && (!one.holder || one.holder.id === person);
    case 'offered':
      return one.offer?.id === person;
    case 'reminder':
    case 'follow-up':
    case 'declined':
    case 'lapsed':
      return !isOver && one.holder?.id === person;
    case 'acknowledged':
    case 'planned':
      return one.holder !== undefined;
    case 'accepted':
      return one.holder !== undefined && one.holder.id !== person;
    case 'question':
      return !isOver && one.question !== undefined;
    case 'passed-on':
    case 'withdrawn':
      return seen;
    default:
      return true;
  }
}

/** @throws {Fault} `record-newer`: it is kept for the version that knows it. */
function parseNotice(kind: string): Notice {
  const notice = NOTICES.find((one) => one === kind);
  if (!notice) throw newerRecord();
  return notice;
}
