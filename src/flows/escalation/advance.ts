import { takeStep } from '../../routing/chain.ts';
import type { Directory } from '../../routing/directory.ts';
import type { Named } from '../../routing/person.ts';
import { toNamed } from '../../routing/person.ts';
import type { Calendar } from '../../routing/school-time.ts';
import { refresh, tell, toChange, whoActs, withPerson } from './changes.ts';
import { endOfStep, endOfWait } from './clocks.ts';
import type { Case, CaseEvent } from './model.ts';
import type { Change, Message } from './ports.ts';

/** What the clock does to a case: hands it on, reminds, raises the alarm. */

/** A case and when it is looked at. */
export interface Moment {
  readonly case: Case;
  readonly now: Date;
  readonly calendar: Calendar;
}

type Happened = Omit<CaseEvent, 'at' | 'version' | 'actor'>;

/**
 * Hands a case to the next person of its chain who can be asked, from step `from` on; when there is none, raises the
 * alarm. `before` is what led to it.
 */
export async function advance(
  directory: Directory,
  moment: Moment,
  from: number,
  before: { readonly events: readonly Happened[]; readonly messages: readonly Message[] },
): Promise<Change> {
  const { case: one, now, calendar } = moment;
  const taken = await takeStep(directory, {
    chain: one.chain,
    from,
    tenant: one.tenant,
    reporter: one.reporter.id,
    involved: involvedIn(one).map(({ id }) => id),
    asked: one.asked.map(({ id }) => id),
    at: now,
  });
  const skips = taken.skipped.map(
    ({ person, reason }) => ({ kind: 'skipped', subject: person, reason }) as const,
  );
  const events = [...before.events, ...skips];
  const step = one.chain[taken.step];
  const { person } = taken;
  if (!person || !step) return raiseAlarm(directory, moment, { events, messages: before.messages });
  return change(
    moment,
    {
      state: 'notified',
      step: taken.step,
      asked: withPerson(one.asked, person),
      holder: undefined,
      offer: undefined,
      reminded: false,
      next: { awaited: 'acknowledgement', at: endOfStep(one.severity, calendar, step, now) },
    },
    [...events, { kind: 'notified', subject: toNamed(person) }],
    [...tell([person.id], 'assigned'), ...before.messages.filter(({ to }) => to !== person.id)],
  );
}

/** What must happen now that the time of a case has come; nothing when it has not. */
export async function passTime(directory: Directory, moment: Moment): Promise<Change | undefined> {
  const { case: one, now } = moment;
  if (one.next && one.next.at > now) return undefined;
  if (!one.next) return passOn(directory, moment);
  switch (one.next.awaited) {
    case 'acknowledgement':
      return passOn(directory, moment);
    case 'progress':
      return one.reminded ? takeBack(directory, moment) : remind(moment, 'reminder');
    case 'follow-up':
      return remind(moment, 'follow-up');
    case 'acceptance':
      return lapse(moment);
    case 'rescue':
      return alarmAgain(moment);
    default:
      return one.next.awaited satisfies never;
  }
}

/** Somebody cannot be reached: when the case waits for them, the next one is asked at once. */
export async function skipUnreachable(
  directory: Directory,
  moment: Moment,
  person: string,
): Promise<Change | undefined> {
  const { case: one } = moment;
  const asked = one.asked.at(-1);
  if (one.next?.awaited !== 'acknowledgement' || asked?.id !== person) return undefined;
  const events = [{ kind: 'skipped', subject: asked, reason: 'unreachable' } as const];
  return advance(directory, moment, one.step + 1, { events, messages: refresh(one, [person]) });
}

/** The line manager or mentor, when the reporter says that they are involved: the first of the chain. */
export function involvedIn({ report, chain }: Pick<Case, 'report' | 'chain'>): Named[] {
  const first = chain[0]?.person;
  return report?.involved && first ? [first] : [];
}

/** Who never gets a case, whatever their part at the school: whoever reported it, and whoever is involved. */
export const barredFrom = (one: Case): string[] => [one.reporter.id, ...involvedIn(one).map(({ id }) => id)];

/** Nobody reacted in time: the next one is asked, the former one told. */
async function passOn(directory: Directory, moment: Moment): Promise<Change> {
  const former = moment.case.asked.at(-1);
  return advance(directory, moment, moment.case.step + 1, {
    events: former ? [{ kind: 'passed-on', subject: former }] : [],
    messages: [
      ...tell(former ? [former.id] : [], 'passed-on'),
      ...tell([moment.case.reporter.id], 'refresh'),
    ],
  });
}

/** The holder stayed silent after a reminder: the case goes back into the chain. */
async function takeBack(directory: Directory, moment: Moment): Promise<Change> {
  const { holder, offer, reporter, step } = moment.case;
  return advance(directory, moment, step + 1, {
    events: holder ? [{ kind: 'passed-on', subject: toNamed(holder) }] : [],
    messages: [
      ...tell(holder ? [holder.id] : [], 'passed-on'),
      ...tell([reporter.id], 'returned'),
      ...tell(offer ? [offer.id] : [], 'refresh'),
    ],
  });
}

function remind(moment: Moment, notice: 'reminder' | 'follow-up'): Change {
  const { case: one, calendar, now } = moment;
  return change(
    moment,
    {
      state: one.state === 'follow-up' ? 'in-progress' : one.state,
      reminded: true,
      next: { awaited: 'progress', at: endOfWait(one.severity, calendar, 'reminded', now) },
    },
    [{ kind: 'reminded', subject: one.holder && toNamed(one.holder) }],
    tell(whoActs(one), notice),
  );
}

/** A colleague did not answer in time: the holder goes on, and is told. */
function lapse(moment: Moment): Change {
  const { case: one, calendar, now } = moment;
  return change(
    moment,
    {
      offer: undefined,
      reminded: false,
      next: { awaited: 'progress', at: endOfWait(one.severity, calendar, 'progress', now) },
    },
    [{ kind: 'lapsed', subject: one.offer }],
    [...tell(whoActs(one), 'lapsed'), ...tell(one.offer ? [one.offer.id] : [], 'refresh')],
  );
}

/** Nobody is left to ask: the school leader and the safety coordinator are told, and the reporter too. */
async function raiseAlarm(
  directory: Directory,
  moment: Moment,
  before: { readonly events: readonly Happened[]; readonly messages: readonly Message[] },
): Promise<Change> {
  const { case: one } = moment;
  const guards = await findGuards(directory, one);
  const [guard] = guards;
  return change(
    moment,
    {
      state: 'notified',
      step: one.chain.length,
      holder: undefined,
      offer: undefined,
      exhausted: true,
      guard,
      asked: guards.slice(1).reduce(withPerson, one.asked),
      reminded: false,
      next: rescue(moment),
    },
    [...before.events, { kind: 'exhausted', subject: guard }],
    [
      ...tell(
        guards.map(({ id }) => id),
        'alarm',
      ),
      ...tell([one.reporter.id], 'exhausted'),
      ...before.messages.filter(({ to }) => to !== one.reporter.id && !guards.some(({ id }) => id === to)),
    ],
  );
}

/** The safety coordinator first, then the school leader; whoever is involved or reported it themselves is not told. */
async function findGuards(directory: Directory, one: Case): Promise<Named[]> {
  const from = { tenant: one.tenant, id: one.reporter.id, school: one.school };
  const found = [
    await directory.findContact(from, 'safety-coordinator'),
    await directory.findContact(from, 'school-leader'),
  ];
  const barred = barredFrom(one);
  return found
    .flatMap((person) => (person && !barred.includes(person.id) ? [toNamed(person)] : []))
    .reduce<readonly Named[]>(withPerson, [])
    .slice();
}

/** Nobody took it up after the alarm: it sounds again. */
function alarmAgain(moment: Moment): Change {
  const { case: one } = moment;
  const leader = one.chain.findLast(({ role }) => role === 'school-leader')?.person;
  const told = [one.guard, leader].flatMap((person) => (person ? [person.id] : []));
  const known = told.filter((id) => one.guard?.id === id || one.asked.some((person) => person.id === id));
  return change(
    moment,
    { reminded: true, next: rescue(moment) },
    [{ kind: 'reminded', subject: one.guard }],
    tell([...new Set(known)], 'alarm'),
  );
}

const rescue = ({ case: one, calendar, now }: Moment) => ({
  awaited: 'rescue' as const,
  at: endOfWait(one.severity, calendar, 'rescue', now),
});

function change(
  { case: one, now }: Moment,
  changes: Partial<Case>,
  happened: readonly Happened[],
  messages: readonly Message[],
): Change {
  return toChange(
    one,
    changes,
    happened.map((event) => ({ ...event, at: now, actor: undefined })),
    messages,
  );
}
