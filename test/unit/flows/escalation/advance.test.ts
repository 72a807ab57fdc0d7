import {
  advance,
  barredFrom,
  involvedIn,
  type Moment,
  passTime,
  skipUnreachable,
} from '../../../../src/flows/escalation/advance.ts';
import { reopen } from '../../../../src/flows/escalation/changes.ts';
import { AWAITED, type Case, isOpen } from '../../../../src/flows/escalation/model.ts';
import type { Change } from '../../../../src/flows/escalation/ports.ts';
import { actsOf, partiesOf, partOf } from '../../../../src/flows/escalation/rights.ts';
import { at, buildCase, buildCaseIn, buildReport, CALENDAR, CHAIN, NOW } from '../../../support/cases.ts';
import { absent, buildDirectory, buildPerson, named } from '../../../support/routing/people.ts';

const PEOPLE = ['teacher', 'manager', 'deputy', 'second', 'leader', 'head', 'safety'].map((id) =>
  buildPerson(id),
);

/** The school with a safety coordinator; the deputy of the manager has a deputy too. */
const school = (overrides: Parameters<typeof buildDirectory>[0] = {}) =>
  buildDirectory({
    people: PEOPLE,
    contacts: { teacher: { 'safety-coordinator': 'safety', 'school-leader': 'head' } },
    ...overrides,
  });

const moment = (one: Case, now: Date): Moment => ({ case: one, now, calendar: CALENDAR });

const told = ({ messages }: Change) => messages.map(({ to, notice }) => `${to} ${notice}`);
const happened = ({ events }: Change) =>
  events.map(({ kind, subject, reason }) => [kind, subject?.id, reason].filter(Boolean).join(' '));

/** What the clock does to a case, which must be something. */
async function pass(one: Case, now: Date, directory = school()): Promise<Change> {
  const change = await passTime(directory, moment(one, now));
  if (!change) throw new Error('nothing was due');
  return change;
}

const asked = (...ids: string[]) => ids.map(named);

describe('A new case', () => {
  const begin = (overrides: Partial<Case> = {}, directory = school()) =>
    advance(directory, moment(buildCaseIn('reported', overrides), NOW), 0, { events: [], messages: [] });

  it('goes to the first of its chain, for as long as that step lasts', async () => {
    const change = await begin();
    expect(change.case).toMatchObject({
      state: 'notified',
      version: 1,
      step: 0,
      asked: asked('manager'),
      next: { awaited: 'acknowledgement', at: at('10:30') },
    });
    expect(change.events).toEqual([
      { at: NOW, kind: 'notified', version: 1, actor: undefined, subject: named('manager') },
    ]);
    expect(told(change)).toEqual(['manager assigned']);
  });

  it('of the third level goes on after ten minutes', async () => {
    expect((await begin({ severity: '3' })).case.next).toEqual({
      awaited: 'acknowledgement',
      at: at('10:10'),
    });
  });

  it('goes to the deputy of somebody absent, and says so', async () => {
    const change = await begin({}, school({ absences: absent('manager') }));
    expect(change.case).toMatchObject({ step: 0, asked: asked('deputy') });
    expect(happened(change)).toEqual(['skipped manager absent', 'notified deputy']);
    expect(told(change)).toEqual(['deputy assigned']);
  });

  it('passes over whoever is involved, their deputy too when they are absent', async () => {
    const report = buildReport({ involved: true });
    const directory = school({ absences: absent('manager') });
    for (const change of [await begin({ report }), await begin({ report }, directory)]) {
      expect(change.case).toMatchObject({ step: 1, asked: asked('deputy') });
      expect(happened(change)).toEqual(['skipped manager involved', 'notified deputy']);
    }
  });

  it('passes over a step that nobody has, and one that is the reporter', async () => {
    const chain = CHAIN.map((step, index) => ({
      ...step,
      person: [undefined, named('teacher')][index] ?? (index < 2 ? undefined : step.person),
    }));
    const change = await begin({ chain });
    expect(change.case).toMatchObject({ step: 2, asked: asked('leader') });
    expect(happened(change)).toEqual(['skipped nobody', 'skipped teacher own-report', 'notified leader']);
    expect(change.case.next?.at).toEqual(at('11:00'));
  });

  it('raises the alarm at once when its chain holds nobody', async () => {
    const change = await begin({ chain: [] });
    expect(change.case).toMatchObject({ exhausted: true, guard: named('safety'), step: 0 });
    expect(told(change)).toEqual(['safety alarm', 'head alarm', 'teacher exhausted']);
  });
});

describe('The clock', () => {
  const each = AWAITED.map((awaited) => [awaited] as const);

  it.each(each)('does nothing before its time to a case that waits for %s', async (awaited) => {
    const one = buildCaseIn('acknowledged', { next: { awaited, at: at('11:00') } });
    expect(await passTime(school(), moment(one, new Date(at('11:00').getTime() - 1)))).toBeUndefined();
  });

  it.each(each)(
    'does one thing, which waits for a later moment, to a case that waited for %s',
    async (awaited) => {
      const one = buildCaseIn('acknowledged', { offer: named('second'), next: { awaited, at: at('11:00') } });
      const change = await pass(one, at('11:00'));
      expect(change.case.version).toBe(one.version + 1);
      expect(change.events.every(({ actor, version }) => !actor && version === one.version + 1)).toBe(true);
      expect(change.case.next?.at.getTime()).toBeGreaterThan(at('11:00').getTime());
      expect(isOpen(change.case)).toBe(true);
      // looked at again at the same moment, as by another process or after a jump of the clock, it does nothing
      expect(await passTime(school(), moment(change.case, at('11:00')))).toBeUndefined();
    },
  );

  it('does the same to a case that waits for nothing, which must not be', async () => {
    const change = await pass(buildCase({ next: undefined }), at('11:00'));
    expect(change.case).toMatchObject({ step: 1, asked: asked('manager', 'deputy') });
  });

  it('does one step only, however late it comes', async () => {
    const change = await pass(buildCase(), new Date('2026-12-01T10:00:00+01:00'));
    expect(change.case).toMatchObject({
      step: 1,
      asked: asked('manager', 'deputy'),
      next: { awaited: 'acknowledgement', at: new Date('2026-12-01T10:30:00+01:00') },
    });
  });
});

describe('Nobody reacts', () => {
  it('and the next one is asked, the former one told, the reporter shown', async () => {
    const change = await pass(buildCase(), at('10:30'));
    expect(change.case).toMatchObject({
      state: 'notified',
      step: 1,
      asked: asked('manager', 'deputy'),
      next: { awaited: 'acknowledgement', at: at('11:00') },
    });
    expect(happened(change)).toEqual(['passed-on manager', 'notified deputy']);
    expect(told(change)).toEqual(['deputy assigned', 'manager passed-on', 'teacher refresh']);
  });

  it('and each of the chain is asked once, then the alarm is raised', async () => {
    let one = buildCase();
    const seen: string[] = [];
    for (let now = at('10:30'); !one.exhausted; now = one.next?.at ?? now) {
      const change = await pass(one, now);
      seen.push(...happened(change));
      one = change.case;
    }
    expect(seen).toEqual([
      'passed-on manager',
      'notified deputy',
      'passed-on deputy',
      'notified leader',
      'passed-on leader',
      'notified head',
      'passed-on head',
      'exhausted safety',
    ]);
    // 30 + 30 + 60 + 60 minutes; the lunch of half an hour does not count
    expect(one.next?.at).toEqual(new Date('2026-11-19T08:30:00+01:00'));
  });

  it('and somebody who was asked before, as a deputy, is not asked again', async () => {
    const one = buildCase({ asked: asked('deputy') });
    const change = await pass(one, at('10:30'));
    expect(change.case).toMatchObject({ step: 2, asked: asked('deputy', 'leader') });
    expect(happened(change)).toEqual(['passed-on deputy', 'skipped deputy asked-before', 'notified leader']);
  });

  it('to a case that was opened again, and the chain goes on after whoever closed it', async () => {
    const closed = buildCaseIn('closed', { step: 1, asked: asked('manager', 'deputy') });
    const turn = { case: closed, actor: named('teacher'), now: NOW, calendar: CALENDAR };
    const change = await pass(reopen(turn, 'Weer').case, at('10:30'));
    expect(happened(change)).toEqual(['passed-on manager', 'notified leader']);
    expect(told(change)).toEqual(['leader assigned', 'manager passed-on', 'teacher refresh']);
  });
});

describe('A holder who is silent', () => {
  const one = buildCaseIn('in-progress', {
    question: 'Waar?',
    next: { awaited: 'progress', at: at('11:00') },
  });

  it('is reminded once', async () => {
    const change = await pass(one, at('11:00'));
    expect(change.case).toEqual({
      ...one,
      version: 2,
      reminded: true,
      next: { awaited: 'progress', at: at('13:30') },
    });
    expect(happened(change)).toEqual(['reminded manager']);
    expect(told(change)).toEqual(['manager reminder']);
  });

  it('then loses the case to the next of the chain, and the reporter is told', async () => {
    const change = await pass({ ...one, reminded: true, offer: named('second') }, at('11:00'));
    expect(change.case).toMatchObject({
      state: 'notified',
      step: 1,
      holder: undefined,
      offer: undefined,
      reminded: false,
      asked: asked('manager', 'deputy'),
      next: { awaited: 'acknowledgement', at: at('11:30') },
    });
    expect(happened(change)).toEqual(['passed-on manager', 'notified deputy']);
    expect(told(change).slice(0, 3)).toEqual(['deputy assigned', 'manager passed-on', 'teacher returned']);
  });

  it('takes the question to a colleague along with the case, who is shown that it is no longer asked', async () => {
    const change = await pass({ ...one, reminded: true, offer: named('second') }, at('11:00'));
    expect(told(change)).toContain('second refresh');
    const same = await pass({ ...one, reminded: true, offer: named('deputy') }, at('11:00'));
    expect(told(same)).toEqual(['deputy assigned', 'manager passed-on', 'teacher returned']);
  });

  it('is a former holder who can still take it up, as long as nobody has', async () => {
    const { case: back } = await pass({ ...one, reminded: true }, at('11:00'));
    expect(actsOf(back, 'asked')).toContain('acknowledge');
    expect(partOf(back, 'manager')).toBe('asked');
  });

  it('who is the safety coordinator loses it to a new alarm', async () => {
    const held = {
      ...one,
      step: 4,
      exhausted: true,
      guard: named('safety'),
      holder: { ...named('safety'), since: NOW },
      reminded: true,
    };
    const change = await pass(held, at('11:00'));
    expect(change.case).toMatchObject({ exhausted: true, holder: undefined, guard: named('safety') });
    expect(told(change)).toEqual(['safety alarm', 'head alarm', 'teacher exhausted']);
  });

  it('after the day that was planned is reminded, and then has the shorter time', async () => {
    const planned = buildCaseIn('follow-up', { next: { awaited: 'follow-up', at: at('11:00') } });
    const change = await pass(planned, at('11:00'));
    expect(change.case).toMatchObject({
      state: 'in-progress',
      reminded: true,
      holder: planned.holder,
      next: { awaited: 'progress', at: at('13:30') },
    });
    expect(told(change)).toEqual(['manager follow-up']);
    expect(happened(await pass(change.case, at('13:30')))).toEqual(['passed-on manager', 'notified deputy']);
  });
});

describe('A colleague who does not answer', () => {
  it('is asked no longer: the holder goes on and is told', async () => {
    const one = buildCaseIn('in-progress', {
      offer: named('second'),
      next: { awaited: 'acceptance', at: at('11:00') },
    });
    const change = await pass(one, at('11:00'));
    expect(change.case).toEqual({
      ...one,
      version: 2,
      offer: undefined,
      next: { awaited: 'progress', at: at('15:30') },
    });
    expect(happened(change)).toEqual(['lapsed second']);
    expect(told(change)).toEqual(['manager lapsed', 'second refresh']);
  });
});

describe('The alarm', () => {
  const last = buildCase({ step: 3, asked: asked('manager', 'deputy', 'leader') });

  it('tells the safety coordinator, the school leader and the reporter', async () => {
    const change = await pass(last, at('10:30'), school({ absences: absent('head') }));
    expect(change.case).toMatchObject({
      state: 'notified',
      step: 4,
      exhausted: true,
      guard: named('safety'),
      asked: asked('manager', 'deputy', 'leader', 'head'),
      holder: undefined,
      next: { awaited: 'rescue', at: at('15:00') },
    });
    expect(told(change)).toEqual(['safety alarm', 'head alarm', 'teacher exhausted', 'leader passed-on']);
    for (const id of ['safety', 'head']) expect(partOf(change.case, id)).toBeDefined();
  });

  it('comes soon at the third level', async () => {
    const change = await pass({ ...last, severity: '3' }, at('10:30'));
    expect(change.case.next).toEqual({ awaited: 'rescue', at: at('11:30') });
  });

  it('tells somebody who is in the chain once, not that it was passed on too', async () => {
    const change = await pass({ ...last, asked: asked('manager', 'head') }, at('10:30'));
    expect(told(change).filter((one) => one.startsWith('head'))).toEqual(['head alarm']);
    expect(change.case.asked).toEqual(asked('manager', 'head'));
  });

  it('goes to the school leader alone when there is no safety coordinator', async () => {
    const change = await pass(
      last,
      at('10:30'),
      school({ contacts: { teacher: { 'school-leader': 'head' } } }),
    );
    expect(change.case.guard).toEqual(named('head'));
    expect(told(change)).toEqual(['head alarm', 'teacher exhausted', 'leader passed-on']);
  });

  it('goes to one who is both once', async () => {
    const contacts = { teacher: { 'safety-coordinator': 'head', 'school-leader': 'head' } };
    const change = await pass(last, at('10:30'), school({ contacts }));
    expect(told(change).filter((one) => one.endsWith('alarm'))).toEqual(['head alarm']);
  });

  it.each([
    ['involved', { report: buildReport({ involved: true }) }, 'manager'],
    ['the reporter', {}, 'teacher'],
  ])('never goes to somebody who is %s', async (_, overrides, id) => {
    const contacts = { teacher: { 'safety-coordinator': id, 'school-leader': 'head' } };
    const change = await pass({ ...last, ...overrides }, at('10:30'), school({ contacts }));
    expect(change.case.guard).toEqual(named('head'));
    expect(told(change)).not.toContain(`${id} alarm`);
  });

  it('that reaches nobody is told to the reporter, and keeps its clock', async () => {
    const change = await pass(last, at('10:30'), school({ contacts: {} }));
    expect(change.case).toMatchObject({ exhausted: true, guard: undefined, next: { awaited: 'rescue' } });
    expect(told(change)).toEqual(['teacher exhausted', 'leader passed-on']);
  });

  it('sounds again as long as nobody takes the case up', async () => {
    let { case: one } = await pass(last, at('10:30'));
    for (const now of [at('15:00'), new Date('2026-11-19T10:00:00+01:00')]) {
      expect(one.next).toEqual({ awaited: 'rescue', at: now });
      const change = await pass(one, now);
      expect(told(change)).toEqual(['safety alarm', 'head alarm']);
      expect(happened(change)).toEqual(['reminded safety']);
      one = change.case;
    }
  });

  it('sounds again for one person once, and for nobody without a part', async () => {
    const { case: one } = await pass(last, at('10:30'));
    const alone = { ...one, guard: named('head'), asked: asked('manager') };
    expect(told(await pass(alone, at('15:00')))).toEqual(['head alarm']);
    const without = { ...one, asked: asked('manager') };
    expect(told(await pass(without, at('15:00')))).toEqual(['safety alarm']);
  });
});

describe('Somebody out of reach', () => {
  const skip = (one: Case, person: string) => skipUnreachable(school(), moment(one, at('10:05')), person);

  it('is passed over at once when the case waits for them', async () => {
    const change = await skip(buildCase(), 'manager');
    expect(change?.case).toMatchObject({
      step: 1,
      asked: asked('manager', 'deputy'),
      next: { awaited: 'acknowledgement', at: at('10:35') },
    });
    expect(change && happened(change)).toEqual(['skipped manager unreachable', 'notified deputy']);
    expect(change && told(change)).toEqual(['deputy assigned', 'teacher refresh']);
  });

  it('is not passed over twice', async () => {
    const change = await skip(buildCase(), 'manager');
    expect(change && (await skip(change.case, 'manager'))).toBeUndefined();
  });

  it.each<[string, Case, string]>([
    ['it waits for somebody else', buildCase({ asked: asked('manager', 'deputy') }), 'manager'],
    ['they have no part', buildCase(), 'deputy'],
    ['they are the reporter', buildCase(), 'teacher'],
    ['somebody holds it', buildCaseIn('acknowledged'), 'manager'],
    ['it is closed', buildCaseIn('closed'), 'manager'],
    ['the alarm was raised', buildCase({ next: { awaited: 'rescue', at: at('15:00') } }), 'manager'],
  ])('changes nothing when %s', async (_, one, person) => {
    expect(await skip(one, person)).toBeUndefined();
  });

  it('who closed a case that was opened again is passed over at once', async () => {
    const closed = buildCaseIn('closed', { step: 1, asked: asked('manager', 'deputy') });
    const turn = { case: closed, actor: named('teacher'), now: NOW, calendar: CALENDAR };
    const change = await skip(reopen(turn, 'Weer').case, 'manager');
    expect(change && happened(change)).toEqual(['skipped manager unreachable', 'notified leader']);
  });

  it('at the end of the chain raises the alarm', async () => {
    const change = await skip(buildCase({ step: 3, asked: asked('manager', 'head') }), 'head');
    expect(change?.case).toMatchObject({ exhausted: true, guard: named('safety') });
    expect(change && happened(change)).toEqual(['skipped head unreachable', 'exhausted safety']);
  });
});

describe('Whoever is involved', () => {
  it('is the first of the chain, when the reporter says so', () => {
    expect(involvedIn(buildCase())).toEqual([]);
    expect(involvedIn(buildCase({ report: buildReport({ involved: true }) }))).toEqual([named('manager')]);
  });

  it('is nobody when the chain names nobody first, or when the words are gone', () => {
    const report = buildReport({ involved: true });
    const [first, ...rest] = CHAIN;
    const chain = first ? [{ ...first, person: undefined }, ...rest] : [];
    expect(involvedIn(buildCase({ report, chain }))).toEqual([]);
    expect(involvedIn(buildCase({ report, chain: [] }))).toEqual([]);
    expect(involvedIn(buildCase({ report: undefined }))).toEqual([]);
  });

  it('never gets the case, nor does the reporter', () => {
    expect(barredFrom(buildCase({ report: buildReport({ involved: true }) }))).toEqual([
      'teacher',
      'manager',
    ]);
  });
});

describe('Whatever the clock does', () => {
  const cases = AWAITED.flatMap((awaited) =>
    [false, true].map((reminded) => ({ awaited, reminded }) as const),
  );

  it.each(cases)('nobody is told twice or without a part, and nobody is dropped unseen: %j', async (how) => {
    const one = buildCaseIn('in-progress', {
      asked: asked('manager', 'leader'),
      // only a holder can ask a colleague to take over
      ...(how.awaited === 'acknowledgement' ? { holder: undefined } : { offer: named('deputy') }),
      guard: named('safety'),
      reminded: how.reminded,
      next: { awaited: how.awaited, at: at('11:00') },
    });
    const change = await pass(one, at('11:00'));
    const people = change.messages.map(({ to }) => to);
    expect(new Set(people).size).toBe(people.length);
    const parties = [...partiesOf(one), ...partiesOf(change.case)];
    expect(people.filter((id) => !parties.includes(id))).toEqual([]);
    const dropped = partiesOf(one).filter((id) => !partOf(change.case, id));
    expect(dropped.filter((id) => !people.includes(id))).toEqual([]);
  });
});
