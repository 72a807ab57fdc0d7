import { type Case, type CaseState, isOpen } from '../flows/escalation/model.ts';
import type { CaseReply } from '../flows/escalation/reply.ts';
import { isSame, type Named } from '../routing/person.ts';
import { nameOf } from './case-words.ts';
import type { Say } from './parts.ts';
import { capital } from './problems.ts';
import { type Clock, sayMoment } from './times.ts';

/** How a case stands: its state, who has it, and what must happen by when. */

/** A style of Adaptive Cards and an icon for each state: the colour never tells it alone. */
const LOOKS: Readonly<Record<CaseState | 'exhausted', { readonly style: string; readonly icon: string }>> = {
  reported: { style: 'accent', icon: '📨' },
  notified: { style: 'warning', icon: '⏳' },
  acknowledged: { style: 'good', icon: '🙋' },
  'in-progress': { style: 'good', icon: '💬' },
  'follow-up': { style: 'accent', icon: '📅' },
  closed: { style: 'emphasis', icon: '✅' },
  withdrawn: { style: 'emphasis', icon: '↩️' },
  reopened: { style: 'warning', icon: '🔄' },
  exhausted: { style: 'attention', icon: '❗' },
};

/** What a case looks like to people: its state, or that nobody reacted. */
export const seenState = (one: Case): CaseState | 'exhausted' =>
  one.exhausted && !one.holder && isOpen(one) ? 'exhausted' : one.state;

/** The state in words, with its icon and the style of its band. */
export function stateBand(say: Say, one: Case, about: string) {
  const state = seenState(one);
  return { ...LOOKS[state], word: say(`case.state.${state}`), about };
}

/** Who is expected to act now: whoever has the case, else whoever was told last. */
export const actingOf = ({ holder, exhausted, guard, asked }: Case): Named | undefined =>
  holder ?? (exhausted ? guard : asked.at(-1));

/** With the role in the chain, where somebody has one. */
function namedIn(say: Say, one: Case, person: Named): string {
  const step = one.chain.find((link) => isSame(person, link.person));
  const name = nameOf(say, person);
  return step ? say('role.named', { name, role: say(`role.${step.role}`) }) : name;
}

/** Who has the case and since when, or who was told and until when they have; one line each, as its reader needs it. */
export function standingOf(say: Say, reply: CaseReply): string[] {
  const { case: one } = reply;
  const lines = isOpen(one)
    ? [...(one.holder ? heldLines(say, reply, one.holder) : waitingLines(say, reply))]
    : endLines(say, reply, one);
  return [...lines, ...questionLines(say, reply)].map(capital);
}

/** An open question, where the card does not show it already. */
function questionLines(say: Say, { case: one, part, opened, headline }: CaseReply): string[] {
  if (one.question === undefined || opened !== undefined || headline === 'question') return [];
  return [say(part === 'reporter' ? 'case.standing.question-for-you' : 'case.standing.question')];
}

function endLines(say: Say, clock: Clock, { state, closedAt }: Case): string[] {
  if (!closedAt) return [];
  const ended = state === 'withdrawn' ? 'withdrawn' : 'closed';
  return [say(`case.standing.${ended}`, { when: sayMoment(say, clock, closedAt) })];
}

function heldLines(say: Say, reply: CaseReply, holder: NonNullable<Case['holder']>): string[] {
  const { case: one, part } = reply;
  const since = sayMoment(say, reply, holder.since);
  const held =
    part === 'holder'
      ? say('case.standing.mine', { since })
      : say('case.standing.held', { holder: namedIn(say, one, holder), since });
  return [held, ...nextLines(say, reply)];
}

function nextLines(say: Say, reply: CaseReply): string[] {
  const { next, offer } = reply.case;
  if (!next) return [];
  const when = sayMoment(say, reply, next.at);
  if (offer && reply.part === 'offered') return [say('case.standing.offered-you', { when })];
  if (offer) return [say('case.standing.offered', { offer: nameOf(say, offer), when })];
  if (reply.part !== 'holder') return [];
  if (next.awaited === 'follow-up') return [say('case.standing.follow-up', { when })];
  return next.awaited === 'progress' ? [say('case.standing.progress', { when })] : [];
}

/** Nobody has it yet. The reporter reads whom the bot asked; whoever was asked, what is expected of them. */
function waitingLines(say: Say, reply: CaseReply): string[] {
  const { case: one, part } = reply;
  if (one.exhausted) return [exhaustedLine(say, reply)];
  const asked = actingOf(one);
  if (!asked || !one.next) return [say('case.standing.asked-nobody')];
  const names = { asked: namedIn(say, one, asked), when: sayMoment(say, reply, one.next.at) };
  const again = one.state === 'reopened';
  if (part === 'reporter') return [say(again ? 'case.standing.reopened' : 'case.standing.asked', names)];
  if (asked.id !== reply.viewer) return [say('case.standing.asked-other', names)];
  return [say(again ? 'case.standing.reopened-you' : 'case.standing.asked-you', names)];
}

/** The whole chain stayed silent: whoever can still take the case up reads that they can. */
function exhaustedLine(say: Say, { case: one, part, viewer }: CaseReply): string {
  const { guard } = one;
  const names = { guard: guard ? namedIn(say, one, guard) : '' };
  if (part === 'reporter') return say(guard ? 'case.standing.alarmed' : 'case.standing.exhausted', names);
  if (guard?.id === viewer) return say('case.standing.alarmed-you');
  return say(guard ? 'case.standing.alarmed-other' : 'case.standing.exhausted-other', names);
}
