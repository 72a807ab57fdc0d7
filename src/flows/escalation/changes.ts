import type { CaseKind } from '../../policy/model.ts';
import { type Named, toNamed } from '../../routing/person.ts';
import { afterDay, type Calendar } from '../../routing/school-time.ts';
import { endOfWait } from './clocks.ts';
import type { Case, CaseEvent, Closing, EventKind, Notice, Rating, Severity } from './model.ts';
import type { Change, Message } from './ports.ts';
import { partiesOf } from './rights.ts';

/** What people do to a case; pure. Each gives the case as it becomes, what happened, and who is told. Rights were checked. */

/** A case, who acts on it and when. */
export interface Turn {
  readonly case: Case;
  readonly actor: Named;
  readonly now: Date;
  readonly calendar: Calendar;
}

/** Puts a change together: one version further. */
export function toChange(
  one: Case,
  changes: Partial<Case>,
  events: readonly (Omit<CaseEvent, 'at' | 'version'> & { readonly at: Date })[],
  messages: readonly Message[],
): Change {
  const version = one.version + 1;
  return {
    case: { ...one, ...changes, version },
    events: events.map((event) => ({ ...event, version })),
    messages,
  };
}

/** One person takes the case up; everybody else who was asked sees who. */
export function acknowledge(turn: Turn): Change {
  const { case: one, actor } = turn;
  return change(
    turn,
    { ...held(turn), state: 'acknowledged' },
    [{ kind: 'acknowledged' }],
    [...tell([one.reporter.id], 'acknowledged'), ...refresh(one, [actor.id, one.reporter.id])],
  );
}

/** The holder asks the reporter something. */
export const ask = (turn: Turn, text: string): Change =>
  change(
    turn,
    { ...progress(turn), state: 'in-progress', question: text },
    [{ kind: 'asked', text }],
    tell([turn.case.reporter.id], 'question'),
  );

export const answer = (turn: Turn, text: string): Change =>
  change(turn, { question: undefined }, [{ kind: 'answered', text }], tell(whoActs(turn.case), 'answered'));

/** The holder sets a day to come back to it. `date` is an ISO date; nothing when it is none. */
export function plan(turn: Turn, date: string): Change | undefined {
  const at = afterDay(turn.calendar, date);
  if (!at) return undefined;
  return change(
    turn,
    // whoever plans goes on with it, so a colleague need not answer any more
    { state: 'follow-up', next: { awaited: 'follow-up', at }, reminded: false, offer: undefined },
    [{ kind: 'planned', reason: date }],
    [
      ...tell([turn.case.reporter.id], 'planned'),
      ...tell(turn.case.offer ? [turn.case.offer.id] : [], 'refresh'),
    ],
  );
}

/** The holder asks a colleague to take over, and stays the holder until they do. */
export const offer = (turn: Turn, colleague: Named, text: string): Change =>
  change(
    turn,
    { offer: toNamed(colleague), next: wait(turn, 'acceptance') },
    [{ kind: 'offered', subject: toNamed(colleague), text: text || undefined }],
    [...tell([colleague.id], 'offered'), ...tell(offeredBefore(turn.case, colleague), 'refresh')],
  );

const offeredBefore = ({ offer: former }: Case, colleague: Named): string[] =>
  former && former.id !== colleague.id ? [former.id] : [];

export function accept(turn: Turn): Change {
  const { case: one, actor } = turn;
  const former = one.holder ? [one.holder.id] : [];
  return change(
    turn,
    { ...held(turn), state: 'acknowledged', asked: withPerson(one.asked, actor) },
    [{ kind: 'accepted' }],
    [
      ...tell(former, 'accepted'),
      ...tell([one.reporter.id], 'acknowledged'),
      ...refresh(one, [actor.id, one.reporter.id, ...former]),
    ],
  );
}

export const decline = (turn: Turn): Change =>
  change(
    turn,
    { offer: undefined, ...progress(turn) },
    [{ kind: 'declined' }],
    tell(turn.case.holder ? [turn.case.holder.id] : [], 'declined'),
  );

export function close(turn: Turn, closing: Closing): Change {
  const { case: one, actor, now } = turn;
  return change(
    turn,
    { state: 'closed', closing, closedAt: now, next: undefined, offer: undefined, question: undefined },
    [{ kind: 'closed', reason: closing.outcome, text: closing.agreement }],
    [...tell([one.reporter.id], 'closed'), ...refresh(one, [actor.id, one.reporter.id])],
  );
}

export const add = (turn: Turn, text: string): Change =>
  change(turn, {}, [{ kind: 'added', text }], tell(whoActs(turn.case), 'added'));

/** The reporter mends the report; the former words stay in the history. A report that becomes of the third level gets its clock. */
export function correct(
  turn: Turn,
  corrected: { readonly text: string; readonly kind: CaseKind; readonly severity: Severity },
): Change {
  const { case: one } = turn;
  const { text, kind, severity } = corrected;
  const next = one.next && { ...one.next, at: sooner(one.next.at, raisedEnd(turn, severity)) };
  return change(
    turn,
    { report: one.report && { ...one.report, text }, kind, severity, next },
    [{ kind: 'corrected', text: one.report?.text, reason: one.severity === severity ? undefined : severity }],
    tell(whoActs(one), 'corrected'),
  );
}

export function withdraw(turn: Turn, text: string): Change {
  const { case: one, now } = turn;
  const acting = whoActs(one);
  return change(
    turn,
    { state: 'withdrawn', closedAt: now, next: undefined, offer: undefined, question: undefined },
    [{ kind: 'withdrawn', text: text || undefined }],
    [...tell(acting, 'withdrawn'), ...refresh(one, [one.reporter.id, ...acting])],
  );
}

/**
 * Goes back to whoever closed it, who counts as asked last from then on, also after an alarm; when they do not react, the
 * chain goes on after them.
 */
export function reopen(turn: Turn, text: string): Change {
  const { case: one } = turn;
  const { holder } = one;
  const closer = holder ? [holder.id] : whoActs(one);
  return change(
    turn,
    {
      state: 'reopened',
      asked: holder ? [...one.asked.filter(({ id }) => id !== holder.id), toNamed(holder)] : one.asked,
      holder: undefined,
      exhausted: holder ? false : one.exhausted,
      closing: undefined,
      closedAt: undefined,
      rating: undefined,
      next: wait(turn, 'acknowledgement'),
      reminded: false,
    },
    [{ kind: 'reopened', text }],
    [...tell(closer, 'reopened'), ...refresh(one, [one.reporter.id, ...closer])],
  );
}

export const rate = (turn: Turn, rating: Rating, text: string): Change =>
  change(turn, { rating }, [{ kind: 'rated', reason: rating, text: text || undefined }], []);

/** Who is expected to act now: the holder, else whoever was asked last, else the safety coordinator. */
export function whoActs({ holder, asked, exhausted, guard }: Case): string[] {
  const acting = holder ?? (exhausted ? (guard ?? asked.at(-1)) : asked.at(-1));
  return acting ? [acting.id] : [];
}

export const tell = (people: readonly string[], notice: Notice): Message[] =>
  people.map((to) => ({ to, notice }));

/** Brings the cards of everybody else up to date. */
export const refresh = (one: Case, except: readonly string[]): Message[] =>
  tell(
    partiesOf(one).filter((person) => !except.includes(person)),
    'refresh',
  );

export const withPerson = (people: readonly Named[], person: Named): readonly Named[] =>
  people.some(({ id }) => id === person.id) ? people : [...people, toNamed(person)];

type Happened = Omit<CaseEvent, 'at' | 'version' | 'actor' | 'kind'> & { readonly kind: EventKind };

function change(
  { case: one, actor, now }: Turn,
  changes: Partial<Case>,
  happened: readonly Happened[],
  messages: readonly Message[],
): Change {
  const events = happened.map((event) => ({ ...event, at: now, actor: toNamed(actor) }));
  return toChange(one, changes, events, messages);
}

/** The actor holds the case from now on. */
const held = (turn: Turn): Partial<Case> => ({
  holder: { ...toNamed(turn.actor), since: turn.now },
  offer: undefined,
  ...progress(turn),
});

/** The holder did something: the clock of progress begins anew. A follow-up date stays, and the wait for a colleague. */
function progress(turn: Turn): Partial<Case> {
  const { next, holder } = turn.case;
  const stays = next?.awaited === 'follow-up' || next?.awaited === 'acceptance';
  return stays && holder?.id === turn.actor.id ? {} : { next: wait(turn, 'progress'), reminded: false };
}

const wait = (
  { case: one, calendar, now }: Turn,
  awaited: 'progress' | 'acceptance' | 'acknowledgement',
) => ({
  awaited,
  at: endOfWait(one.severity, calendar, awaited, now),
});

const raisedEnd = ({ case: one, calendar, now }: Turn, severity: Severity): Date | undefined =>
  severity === '3' && one.severity !== '3' && one.next && one.next.awaited !== 'follow-up'
    ? endOfWait('3', calendar, one.next.awaited, now)
    : undefined;

const sooner = (one: Date, other: Date | undefined): Date => (other && other < one ? other : one);
