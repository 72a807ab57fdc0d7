import * as changes from '../../../../src/flows/escalation/changes.ts';
import { CASE_STATES, type Case, type CaseState, isOpen } from '../../../../src/flows/escalation/model.ts';
import type { Change } from '../../../../src/flows/escalation/ports.ts';
import type { CaseAct, Part } from '../../../../src/flows/escalation/reply.ts';
import { actsOf, partiesOf, partOf } from '../../../../src/flows/escalation/rights.ts';
import { at, buildCase, buildCaseIn, buildReport, CALENDAR, NOW } from '../../../support/cases.ts';
import { faultsAmong } from '../../../support/faults.ts';
import { named } from '../../../support/routing/people.ts';

const holding = (id: string) => ({ ...named(id), since: NOW });

const CLOSING = { outcome: 'agreed', agreement: 'Een gesprek', article: 'III.B.10' } as const;
const CORRECTED = { text: 'Het is toch anders gegaan.', kind: 'bullying', severity: '2' } as const;

/** Somebody does something to a case at 11:00, on a Wednesday. */
const turn = (one: Case, actor: string): changes.Turn => ({
  case: one,
  actor: { ...named(actor), extra: 'not kept' } as changes.Turn['actor'],
  now: at('11:00'),
  calendar: CALENDAR,
});

const told = ({ messages }: Change) => messages.map(({ to, notice }) => `${to} ${notice}`);

type Act = Exclude<CaseAct, 'open'>;

const ACTS: Readonly<Record<Act, (turn: changes.Turn) => Change | undefined>> = {
  acknowledge: changes.acknowledge,
  ask: (one) => changes.ask(one, 'Waar was dat?'),
  plan: (one) => changes.plan(one, '2026-11-25'),
  'hand-over': (one) => changes.offer(one, named('deputy'), 'Kun jij dit?'),
  close: (one) => changes.close(one, CLOSING),
  accept: changes.accept,
  decline: changes.decline,
  answer: (one) => changes.answer(one, 'In de groepsapp'),
  add: (one) => changes.add(one, 'Er is meer'),
  correct: (one) => changes.correct(one, CORRECTED),
  withdraw: (one) => changes.withdraw(one, 'Opgelost'),
  reopen: (one) => changes.reopen(one, 'Het begint weer'),
  rate: (one) => changes.rate(one, 'partly', 'Ging wel'),
};

/** Who has each part in the cases below. */
const ACTORS: Readonly<Record<Part, string>> = {
  reporter: 'teacher',
  holder: 'manager',
  offered: 'second',
  asked: 'manager',
  guard: 'safety',
};

/** A case in a state, with somebody in each part. */
const everybodyIn = (state: CaseState): Case =>
  buildCaseIn(state, {
    asked: [named('manager'), named('leader')],
    offer: named('second'),
    guard: named('safety'),
    question: 'Waar was dat?',
  });

/** Every part × state × act that the rights allow. */
const ALLOWED = CASE_STATES.filter((state) => state !== 'reported').flatMap((state) =>
  (Object.keys(ACTORS) as Part[]).flatMap((part) => {
    const one = everybodyIn(state);
    const isThere = partOf(one, ACTORS[part]) === part;
    const acts = isThere ? actsOf(one, part).filter((act): act is Act => act !== 'open') : [];
    return acts.map((act) => [act, part, state] as const);
  }),
);

describe('Every act', () => {
  it('is among those that are tried', () => {
    expect([...new Set(ALLOWED.map(([act]) => act))].sort()).toEqual(Object.keys(ACTS).sort());
  });

  const done = ALLOWED.map(([act, part, state]) => {
    const [one, actor] = [everybodyIn(state), ACTORS[part]];
    const change = ACTS[act](turn(one, actor)) as Change;
    return [`${act}, by the ${part} of a case that is ${state}`, { state, one, actor, change }] as const;
  });

  it('makes the next version, and leaves alone what never changes', () => {
    const faults = faultsAmong(done, ({ one, change }) => {
      const { version, id, tenant, school, policy, reporter, chain, createdAt } = change.case;
      expect(version).toBe(one.version + 1);
      expect({ id, tenant, school, policy, reporter, chain, createdAt }).toEqual({
        id: one.id,
        tenant: one.tenant,
        school: one.school,
        policy: one.policy,
        reporter: one.reporter,
        chain: one.chain,
        createdAt: one.createdAt,
      });
    });
    expect(faults).toEqual([]);
  });

  it('is one event, of that version, by whoever did it', () => {
    const faults = faultsAmong(done, ({ one, actor, change }) => {
      expect(change.events).toHaveLength(1);
      expect(change.events).toMatchObject([{ at: at('11:00'), version: one.version + 1 }]);
      expect(change.events[0]?.actor).toEqual(named(actor));
    });
    expect(faults).toEqual([]);
  });

  it('tells others only, each once, who have or had a part', () => {
    const faults = faultsAmong(done, ({ one, actor, change }) => {
      const people = change.messages.map(({ to }) => to);
      expect(people).not.toContain(actor);
      expect(new Set(people).size).toBe(people.length);
      const parties = [...partiesOf(one), ...partiesOf(change.case)];
      expect(people.filter((id) => !parties.includes(id))).toEqual([]);
    });
    expect(faults).toEqual([]);
  });

  it('leaves an open case waiting for something, and one that is over for nothing', () => {
    const faults = faultsAmong(done, ({ change }) => {
      expect(change.case.next !== undefined).toBe(isOpen(change.case));
      expect(change.case.closedAt === undefined).toBe(isOpen(change.case));
    });
    expect(faults).toEqual([]);
  });

  it('drops nobody without telling them, unless they did it themselves', () => {
    const faults = faultsAmong(done, ({ one, actor, change }) => {
      const dropped = partiesOf(one).filter((id) => !partOf(change.case, id) && id !== actor);
      const people = change.messages.map(({ to }) => to);
      expect(dropped.filter((id) => !people.includes(id))).toEqual([]);
    });
    expect(faults).toEqual([]);
  });

  it('does not touch what it was given', () => {
    const faults = faultsAmong(done, ({ state, one }) => {
      expect(one).toEqual({ ...everybodyIn(state), id: one.id });
    });
    expect(faults).toEqual([]);
  });
});

describe('To acknowledge', () => {
  it('makes somebody the holder, who is to make progress', () => {
    const change = changes.acknowledge(turn(buildCase({ reminded: true }), 'manager'));
    expect(change.case).toMatchObject({
      state: 'acknowledged',
      holder: { ...named('manager'), since: at('11:00') },
      next: { awaited: 'progress', at: at('15:30') },
      reminded: false,
    });
    expect(change.events).toMatchObject([{ kind: 'acknowledged' }]);
  });

  it('tells the reporter, and shows everybody else who has it', () => {
    const one = buildCase({ asked: [named('manager'), named('deputy')], guard: named('safety') });
    expect(told(changes.acknowledge(turn(one, 'manager')))).toEqual([
      'teacher acknowledged',
      'deputy refresh',
      'safety refresh',
    ]);
  });

  it('can be done by somebody who was asked before, and by the safety coordinator', () => {
    const one = buildCase({ asked: [named('manager'), named('deputy')], guard: named('safety') });
    for (const id of ['manager', 'safety'])
      expect(changes.acknowledge(turn(one, id)).case.holder).toMatchObject(named(id));
  });

  it('is followed by a shorter wait at the third level, around the clock', () => {
    const change = changes.acknowledge(turn(buildCase({ severity: '3' }), 'manager'));
    expect(change.case.next).toEqual({ awaited: 'progress', at: at('12:00') });
  });
});

describe('To ask', () => {
  it('puts a question to the reporter and starts the clock of progress anew', () => {
    const change = changes.ask(turn(buildCaseIn('acknowledged', { reminded: true }), 'manager'), 'Waar?');
    expect(change.case).toMatchObject({
      state: 'in-progress',
      question: 'Waar?',
      next: { awaited: 'progress', at: at('15:30') },
      reminded: false,
    });
    expect(change.events).toMatchObject([{ kind: 'asked', text: 'Waar?' }]);
    expect(told(change)).toEqual(['teacher question']);
  });

  it('leaves a day that was planned', () => {
    const one = buildCaseIn('follow-up');
    expect(changes.ask(turn(one, 'manager'), 'Waar?').case.next).toEqual(one.next);
  });
});

describe('To ask while a colleague is asked to take over', () => {
  it('does not stop the clock of the colleague', () => {
    const next = { awaited: 'acceptance', at: at('11:30') } as const;
    const one = buildCaseIn('acknowledged', { offer: named('second'), next });
    expect(changes.ask(turn(one, 'manager'), 'Waar?').case).toMatchObject({ offer: named('second'), next });
  });
});

describe('To answer', () => {
  it('takes the question away and tells the holder', () => {
    const one = buildCaseIn('in-progress', { question: 'Waar?' });
    const change = changes.answer(turn(one, 'teacher'), 'Daar');
    expect(change.case).toEqual({ ...one, version: 2, question: undefined });
    expect(change.events).toMatchObject([{ kind: 'answered', text: 'Daar' }]);
    expect(told(change)).toEqual(['manager answered']);
  });
});

describe('To plan', () => {
  it('waits until school opens after that day', () => {
    const change = changes.plan(
      turn(buildCaseIn('acknowledged', { reminded: true }), 'manager'),
      '2026-11-20',
    );
    expect(change?.case).toMatchObject({
      state: 'follow-up',
      next: { awaited: 'follow-up', at: new Date('2026-11-23T08:00:00+01:00') },
      reminded: false,
    });
    expect(change?.events).toMatchObject([{ kind: 'planned', reason: '2026-11-20' }]);
    expect(change && told(change)).toEqual(['teacher planned']);
  });

  it.each(['', 'morgen', '2026-02-30', '20-11-2026'])('is not possible for "%s"', (date) => {
    expect(changes.plan(turn(buildCaseIn('acknowledged'), 'manager'), date)).toBeUndefined();
  });
});

describe('To hand over', () => {
  it('asks a colleague, while the holder stays the holder', () => {
    const one = buildCaseIn('acknowledged');
    const colleague = { ...named('second'), principal: 'not kept' };
    const change = changes.offer(turn(one, 'manager'), colleague, 'Kun jij dit?');
    expect(change.case).toEqual({
      ...one,
      version: 2,
      offer: named('second'),
      next: { awaited: 'acceptance', at: at('11:30') },
    });
    expect(change.events).toMatchObject([
      { kind: 'offered', subject: named('second'), text: 'Kun jij dit?' },
    ]);
    expect(told(change)).toEqual(['second offered']);
  });

  it('needs no words', () => {
    const change = changes.offer(turn(buildCaseIn('acknowledged'), 'manager'), named('second'), '');
    expect(change.events[0]?.text).toBeUndefined();
  });

  it('takes the question to another colleague back', () => {
    const one = buildCaseIn('acknowledged', { offer: named('second') });
    const change = changes.offer(turn(one, 'manager'), named('deputy'), '');
    expect(change.case.offer).toEqual(named('deputy'));
    expect(told(change)).toEqual(['deputy offered', 'second refresh']);
  });

  it('may be asked of the same colleague again', () => {
    const one = buildCaseIn('acknowledged', { offer: named('second') });
    expect(told(changes.offer(turn(one, 'manager'), named('second'), ''))).toEqual(['second offered']);
  });
});

describe('To accept', () => {
  const one = buildCaseIn('in-progress', {
    asked: [named('manager'), named('leader')],
    offer: named('second'),
  });
  const change = changes.accept(turn(one, 'second'));

  it('makes the colleague the holder, who belongs to the case from then on', () => {
    expect(change.case).toMatchObject({
      state: 'acknowledged',
      holder: { ...named('second'), since: at('11:00') },
      offer: undefined,
      asked: [named('manager'), named('leader'), named('second')],
      next: { awaited: 'progress', at: at('15:30') },
    });
    expect(change.events).toMatchObject([{ kind: 'accepted' }]);
  });

  it('tells the former holder and the reporter, and shows the others', () => {
    expect(told(change)).toEqual(['manager accepted', 'teacher acknowledged', 'leader refresh']);
  });

  it('starts the clock of the new holder, also when a day was planned', () => {
    const planned = buildCaseIn('follow-up', { offer: named('second') });
    expect(changes.accept(turn(planned, 'second')).case.next).toEqual({
      awaited: 'progress',
      at: at('15:30'),
    });
  });

  it('does not note somebody twice who was asked before', () => {
    const before = { ...one, asked: [named('second'), named('manager')] };
    expect(changes.accept(turn(before, 'second')).case.asked).toEqual(before.asked);
  });
});

describe('To decline', () => {
  it('leaves the case with its holder, whose clock starts anew', () => {
    const one = buildCaseIn('in-progress', { offer: named('second'), reminded: true });
    const change = changes.decline(turn(one, 'second'));
    expect(change.case).toEqual({
      ...one,
      version: 2,
      offer: undefined,
      reminded: false,
      next: { awaited: 'progress', at: at('15:30') },
    });
    expect(change.events).toMatchObject([{ kind: 'declined' }]);
    expect(told(change)).toEqual(['manager declined']);
  });
});

describe('To close', () => {
  const one = buildCaseIn('in-progress', {
    asked: [named('manager'), named('leader')],
    offer: named('second'),
    question: 'Waar?',
  });
  const change = changes.close(turn(one, 'manager'), CLOSING);

  it('ends the case with what was agreed, and keeps who held it', () => {
    expect(change.case).toMatchObject({
      state: 'closed',
      closing: CLOSING,
      closedAt: at('11:00'),
      holder: one.holder,
      next: undefined,
      offer: undefined,
      question: undefined,
    });
    expect(change.events).toMatchObject([{ kind: 'closed', reason: 'agreed', text: 'Een gesprek' }]);
  });

  it('tells the reporter, and shows the others', () => {
    expect(told(change)).toEqual(['teacher closed', 'second refresh', 'leader refresh']);
  });
});

describe('To add', () => {
  it('changes nothing of the case and tells whoever acts', () => {
    const one = buildCaseIn('in-progress');
    const change = changes.add(turn(one, 'teacher'), 'Er is meer');
    expect(change.case).toEqual({ ...one, version: 2 });
    expect(change.events).toMatchObject([{ kind: 'added', text: 'Er is meer' }]);
    expect(told(change)).toEqual(['manager added']);
  });
});

describe('To correct', () => {
  it('replaces the words and keeps the former ones in the history', () => {
    const one = buildCaseIn('in-progress', { report: buildReport({ text: 'Zoals het eerst was.' }) });
    const change = changes.correct(turn(one, 'teacher'), CORRECTED);
    expect(change.case).toEqual({
      ...one,
      version: 2,
      kind: 'bullying',
      report: { ...one.report, text: CORRECTED.text },
    });
    expect(change.events).toEqual([
      {
        at: at('11:00'),
        kind: 'corrected',
        version: 2,
        actor: named('teacher'),
        text: 'Zoals het eerst was.',
        reason: undefined,
      },
    ]);
    expect(told(change)).toEqual(['manager corrected']);
  });

  const raise = (one: Case) => changes.correct(turn(one, 'teacher'), { ...CORRECTED, severity: '3' });

  it('to the third level gives it the clock of that', () => {
    const change = raise(buildCase({ next: { awaited: 'acknowledgement', at: at('11:30') } }));
    expect(change.case).toMatchObject({
      severity: '3',
      next: { awaited: 'acknowledgement', at: at('11:10') },
    });
    expect(change.events).toMatchObject([{ kind: 'corrected', reason: '3' }]);
  });

  it.each([
    ['progress', '15:30', '12:00'],
    ['acceptance', '11:30', '11:10'],
    ['rescue', '15:30', '12:00'],
  ] as const)('to the third level shortens the wait for %s', (awaited, from, to) => {
    expect(raise(buildCase({ next: { awaited, at: at(from) } })).case.next).toEqual({ awaited, at: at(to) });
  });

  it('to the third level never makes a wait longer', () => {
    const one = buildCase({ next: { awaited: 'acknowledgement', at: at('11:05') } });
    expect(raise(one).case.next).toEqual(one.next);
  });

  it('to the third level leaves a day that was planned', () => {
    const one = buildCaseIn('follow-up');
    expect(raise(one).case.next).toEqual(one.next);
  });

  it.each(['1', '2', '3'] as const)(
    'of a report of the third level to level %s leaves its clock',
    (severity) => {
      const one = buildCase({ severity: '3', next: { awaited: 'acknowledgement', at: at('11:30') } });
      const change = changes.correct(turn(one, 'teacher'), { ...CORRECTED, severity });
      expect(change.case.next).toEqual(one.next);
      expect(change.events[0]?.reason).toBe(severity === '3' ? undefined : severity);
    },
  );
});

describe('To withdraw', () => {
  it('ends the case, tells whoever acts and shows the others', () => {
    const one = buildCase({ asked: [named('manager'), named('deputy')], question: 'Waar?' });
    const change = changes.withdraw(turn(one, 'teacher'), 'Opgelost');
    expect(change.case).toMatchObject({
      state: 'withdrawn',
      closedAt: at('11:00'),
      next: undefined,
      question: undefined,
    });
    expect(change.events).toMatchObject([{ kind: 'withdrawn', text: 'Opgelost' }]);
    expect(told(change)).toEqual(['deputy withdrawn', 'manager refresh']);
  });

  it('needs no words', () => {
    expect(changes.withdraw(turn(buildCase(), 'teacher'), '').events[0]?.text).toBeUndefined();
  });

  it('takes the question to a colleague back', () => {
    const one = buildCaseIn('acknowledged', { offer: named('second') });
    const change = changes.withdraw(turn(one, 'teacher'), '');
    expect(change.case.offer).toBeUndefined();
    expect(told(change)).toEqual(['manager withdrawn', 'second refresh']);
  });
});

describe('To reopen', () => {
  /** The manager was asked first and the deputy after them; the manager took it up late and closed it. */
  const one = buildCaseIn('closed', {
    asked: [named('manager'), named('deputy')],
    step: 1,
    reminded: true,
    rating: 'not-helped',
  });
  const change = changes.reopen(turn(one, 'teacher'), 'Het begint weer');

  it('opens the case anew, without a holder', () => {
    expect(change.case).toMatchObject({
      state: 'reopened',
      step: 1,
      holder: undefined,
      closing: undefined,
      closedAt: undefined,
      rating: undefined,
      reminded: false,
      next: { awaited: 'acknowledgement', at: at('11:30') },
    });
    expect(change.events).toMatchObject([{ kind: 'reopened', text: 'Het begint weer' }]);
  });

  it('asks whoever closed it, and shows the others', () => {
    expect(told(change)).toEqual(['manager reopened', 'deputy refresh']);
    expect(actsOf(change.case, 'asked')).toContain('acknowledge');
  });

  it('expects whoever closed it to act, also when others were asked after them', () => {
    expect(changes.whoActs(change.case)).toEqual(['manager']);
    expect(told(changes.add(turn(change.case, 'teacher'), 'Er is meer'))).toEqual(['manager added']);
  });

  it('expects the safety coordinator to act, who took it up after the alarm and closed it', () => {
    const alarmed = buildCaseIn('closed', {
      step: 4,
      exhausted: true,
      guard: named('safety'),
      holder: holding('safety'),
    });
    const reopened = changes.reopen(turn(alarmed, 'teacher'), 'Weer');
    expect(told(reopened)).toEqual(['safety reopened', 'manager refresh']);
    expect(changes.whoActs(reopened.case)).toEqual(['safety']);
  });

  it('expects whoever closed it to act, when they took it up after the alarm', () => {
    const alarmed = buildCaseIn('closed', {
      step: 4,
      exhausted: true,
      asked: [named('manager'), named('head')],
      guard: named('safety'),
      holder: holding('head'),
    });
    expect(changes.whoActs(changes.reopen(turn(alarmed, 'teacher'), 'Weer').case)).toEqual(['head']);
  });
});

describe('To rate', () => {
  it('keeps the rating and tells nobody', () => {
    const one = buildCaseIn('closed');
    const change = changes.rate(turn(one, 'teacher'), 'partly', '');
    expect(change.case).toEqual({ ...one, version: 2, rating: 'partly' });
    expect(change.events).toMatchObject([{ kind: 'rated', reason: 'partly' }]);
    expect(change.events[0]?.text).toBeUndefined();
    expect(change.messages).toEqual([]);
  });
});

describe('Who is expected to act', () => {
  it.each<[string, Partial<Case>, readonly string[]]>([
    ['the holder', { holder: holding('x'), exhausted: true, guard: named('safety') }, ['x']],
    ['whoever was asked last', { asked: [named('manager'), named('deputy')] }, ['deputy']],
    ['the safety coordinator after the alarm', { exhausted: true, guard: named('safety') }, ['safety']],
    ['whoever was asked last, after an alarm that reached nobody', { exhausted: true }, ['manager']],
    ['nobody, when nobody was asked', { asked: [] }, []],
  ])('is %s', (_, overrides, people) => {
    expect(changes.whoActs(buildCase(overrides))).toEqual(people);
  });
});
