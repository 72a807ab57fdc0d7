import { cardOf, textOf } from '../support/app.ts';
import {
  caseOf,
  happened,
  headlinesOf,
  look,
  newsOf,
  reported,
  said,
  skippedLine,
  takeUp,
} from '../support/case-work.ts';
import { FILLED, fill, openSchool, report, type SchoolAtWork } from '../support/escalation.ts';
import { buildDirectory, type Part, PEOPLE } from '../support/school.ts';

const NEW = said('case.headline.led.assigned');
const ALARM = said('case.headline.led.alarm');

/** How many new messages each of these people got since the last look. */
const countsOf = (school: SchoolAtWork, ...parts: readonly Part[]): number[] =>
  parts.map((part) => newsOf(school.inbox(part)).length);

describe('The time that a leader has', () => {
  let school: SchoolAtWork;
  beforeAll(async () => {
    school = await openSchool({
      directory: buildDirectory(
        {},
        {
          closed: [
            { from: '2026-12-19', until: '2027-01-03', name: 'Kerstvakantie' },
            { from: '2027-04-27', until: '2027-04-27', name: 'Koningsdag' },
          ],
        },
      ),
    });
  });
  afterEach(() => school.putAway());
  afterAll(() => school.stop());

  it.each([
    ['in the morning', '2026-11-18T10:00:00+01:00', 'vandaag om 10.30', '2026-11-18T10:30:00+01:00'],
    ['before school', '2026-11-18T06:00:00+01:00', 'vandaag om 8.30', '2026-11-18T08:30:00+01:00'],
    ['over lunch', '2026-11-18T11:45:00+01:00', 'vandaag om 12.45', '2026-11-18T12:45:00+01:00'],
    ['in the evening', '2026-11-18T20:00:00+01:00', 'morgen om 8.30', '2026-11-19T08:30:00+01:00'],
    [
      'late on a Friday',
      '2026-11-20T16:50:00+01:00',
      'maandag 23 november om 8.20',
      '2026-11-23T08:20:00+01:00',
    ],
    [
      'at the weekend',
      '2026-11-21T11:00:00+01:00',
      'maandag 23 november om 8.30',
      '2026-11-23T08:30:00+01:00',
    ],
    [
      'before a vacation',
      '2026-12-18T16:50:00+01:00',
      'maandag 4 januari 2027 om 8.20',
      '2027-01-04T08:20:00+01:00',
    ],
    [
      'in a vacation',
      '2026-12-28T10:00:00+01:00',
      'maandag 4 januari 2027 om 8.30',
      '2027-01-04T08:30:00+01:00',
    ],
    ['in the night in March', '2027-03-28T01:55:00+01:00', 'morgen om 8.30', '2027-03-29T08:30:00+02:00'],
    [
      'before a holiday',
      '2027-04-26T16:45:00+02:00',
      'woensdag 28 april om 8.15',
      '2027-04-28T08:15:00+02:00',
    ],
    ['in the night in October', '2027-10-31T02:30:00+02:00', 'morgen om 8.30', '2027-11-01T08:30:00+01:00'],
  ])('counts school time: %s', async (_name, sent, said, due) => {
    school.clock.set(sent);
    await reported(school);
    const [told, ...more] = newsOf(school.inbox('manager'));
    expect(more).toEqual([]);
    expect(textOf(cardOf(told ? [told] : []))).toContain(`Reageer uiterlijk ${said}.`);
    await school.reach(new Date(Date.parse(due) - 1000).toISOString());
    expect(countsOf(school, 'deputy', 'manager')).toEqual([0, 0]);
    await school.reach(due);
    expect(headlinesOf(school.inbox('deputy'))).toEqual([NEW]);
    await school.pass(1);
    expect(countsOf(school, 'deputy', 'manager', 'teamLeader')).toEqual([0, 1, 0]);
  });

  it.each([
    ['in the night', '2026-11-18T23:30:00+01:00', 'vandaag om 23.40'],
    ['at the weekend', '2026-11-21T11:00:00+01:00', 'vandaag om 11.10'],
    ['in a vacation', '2026-12-25T03:00:00+01:00', 'vandaag om 3.10'],
    ['when the clock goes forward', '2027-03-28T01:55:00+01:00', 'vandaag om 3.05'],
    ['when the clock goes back', '2027-10-31T02:55:00+02:00', 'vandaag om 2.05'],
    ['in the hour that comes twice', '2027-10-31T02:10:00+01:00', 'vandaag om 2.20'],
  ])('is ten minutes for each step at the third level: %s', async (_name, sent, said) => {
    school.clock.set(sent);
    const id = await reported(school, 'teacher', { severity: '3' });
    expect(textOf(await look(await school.chat('manager'), id))).toContain(`uiterlijk ${said}. Anders`);
    const chain = ['manager', 'deputy', 'teamLeader', 'schoolLeader', 'safety'] as const;
    expect(headlinesOf(school.inbox('manager'))).toEqual([NEW]);
    for (const [index, part] of chain.slice(1).entries()) {
      for (let minute = 1; minute < 10; minute++) await school.pass(1);
      expect([part, countsOf(school, ...chain)]).toEqual([part, [0, 0, 0, 0, 0]]);
      await school.pass(1);
      expect(headlinesOf(school.inbox(part))).toEqual([part === 'safety' ? ALARM : NEW]);
      expect(countsOf(school, chain[index] as Part)).toEqual([1]);
    }
    // the alarm sounds again each hour
    await school.pass(59);
    expect(countsOf(school, ...chain)).toEqual([0, 0, 0, 0, 0]);
    await school.pass(1);
    expect(countsOf(school, ...chain)).toEqual([0, 0, 0, 1, 1]);
  });
});

describe('A clock that jumps', () => {
  let school: SchoolAtWork;
  beforeAll(async () => {
    school = await openSchool();
  });
  afterEach(() => school.putAway());
  afterAll(() => school.stop());

  const chain = ['manager', 'deputy', 'teamLeader', 'schoolLeader', 'safety'] as const;

  it.each([
    ['1', 30],
    ['2', 30],
    ['3', 10],
  ])(
    'ahead a day takes one step, and gives the next one their whole time: level %s',
    async (severity, minutes) => {
      await reported(school, 'teacher', { severity });
      countsOf(school, ...chain);
      await school.pass(24 * 60);
      await school.bot.sweep();
      expect(countsOf(school, ...chain)).toEqual([1, 1, 0, 0, 0]);
      await school.pass(minutes - 1);
      expect(countsOf(school, ...chain)).toEqual([0, 0, 0, 0, 0]);
      await school.pass(1);
      expect(countsOf(school, ...chain)).toEqual([0, 1, 1, 0, 0]);
    },
  );

  it('ahead a day reminds a holder once, and leaves them their time', async () => {
    const id = await reported(school);
    await takeUp(school, 'manager', id);
    countsOf(school, ...chain);
    await school.pass(24 * 60);
    await school.bot.sweep();
    expect(headlinesOf(school.inbox('manager'))).toEqual([said('case.headline.led.reminder')]);
    await school.pass(60);
    expect(countsOf(school, ...chain)).toEqual([0, 0, 0, 0, 0]);
  });

  it('back an hour does nothing early', async () => {
    await reported(school);
    countsOf(school, ...chain);
    await school.pass(29);
    await school.pass(-60);
    for (const minutes of [15, 30, 14]) {
      await school.pass(minutes);
      expect(countsOf(school, ...chain)).toEqual([0, 0, 0, 0, 0]);
    }
    await school.pass(2);
    expect(countsOf(school, ...chain)).toEqual([1, 1, 0, 0, 0]);
  });

  it('back an hour after a step does not take it twice', async () => {
    await reported(school);
    await school.pass(30);
    countsOf(school, ...chain);
    await school.pass(-60);
    for (let minute = 0; minute < 89; minute += 1) await school.pass(1);
    expect(countsOf(school, ...chain)).toEqual([0, 0, 0, 0, 0]);
    await school.pass(1);
    expect(countsOf(school, ...chain)).toEqual([0, 1, 1, 0, 0]);
  });

  it('back an hour and ahead again alarms once', async () => {
    await reported(school, 'teacher', { severity: '3' });
    for (let step = 0; step < 4; step++) await school.pass(10);
    expect(headlinesOf(school.inbox('safety'))).toEqual([ALARM]);
    for (const minutes of [-60, 60, -60, 60]) await school.pass(minutes);
    expect(countsOf(school, 'safety')).toEqual([0]);
    await school.pass(60);
    expect(headlinesOf(school.inbox('safety'))).toEqual([ALARM]);
  });

  it('ahead while the bot was stopped takes one step after the start', async () => {
    const id = await reported(school);
    countsOf(school, ...chain);
    school.clock.pass(24 * 60);
    await school.restart();
    await school.bot.sweep();
    await school.bot.sweep();
    expect(countsOf(school, ...chain)).toEqual([1, 1, 0, 0, 0]);
    expect(await happened(school, 'teacher', id)).not.toContain(
      said('case.event.notified', { subject: 'teamLeader' }),
    );
  });
});

describe('An alarm', () => {
  let school: SchoolAtWork;
  beforeAll(async () => {
    school = await openSchool();
  });
  afterEach(() => school.putAway());
  afterAll(() => school.stop());

  /** A case that nobody in the chain reacted to until 14.00; lunch does not count. */
  async function alarmed(): Promise<string> {
    const id = await reported(school);
    for (const minutes of [30, 30, 90, 90]) await school.pass(minutes);
    return id;
  }

  it('goes to the safety coordinator and the school leader when nobody reacted, and tells the reporter', async () => {
    const id = await alarmed();
    expect(headlinesOf(school.inbox('safety'))).toEqual([ALARM]);
    expect(headlinesOf(school.inbox('schoolLeader'))).toEqual([NEW, ALARM]);
    const told = newsOf(school.inbox('teacher'));
    expect(headlinesOf(told)).toEqual([said('case.headline.own.exhausted')]);
    const shown = textOf(await look(await school.chat('teacher'), id));
    expect(shown).toContain(said('case.state.exhausted'));
    expect(shown).toContain(said('case.standing.alarmed', { guard: 'safety' }));
    expect(await happened(school, 'teacher', id)).toContain(said('case.event.exhausted'));
  });

  it('sounds again until somebody takes the case up, and not after that', async () => {
    const id = await alarmed();
    countsOf(school, 'safety', 'schoolLeader', 'teacher');
    // four hours of school time: until 17.00, and from 8.00
    await school.reach('2026-11-19T08:59:00+01:00');
    expect(countsOf(school, 'safety', 'schoolLeader')).toEqual([0, 0]);
    await school.reach('2026-11-19T09:01:00+01:00');
    expect(countsOf(school, 'safety', 'schoolLeader', 'teacher')).toEqual([1, 1, 0]);
    await school.reach('2026-11-19T13:30:00+01:00');
    expect(countsOf(school, 'safety', 'schoolLeader', 'teacher')).toEqual([0, 0, 0]);
    await school.reach('2026-11-19T13:32:00+01:00');
    expect(countsOf(school, 'safety', 'schoolLeader', 'teacher')).toEqual([1, 1, 0]);
    await takeUp(school, 'safety', id);
    expect(headlinesOf(school.inbox('teacher'))).toEqual(['Safety pakt je melding op.']);
    await school.reach('2026-11-19T16:59:00+01:00');
    expect(countsOf(school, 'schoolLeader')).toEqual([0]);
  });

  it('lets everybody who was asked take the case up still', async () => {
    const id = await alarmed();
    school.inbox('teacher');
    await takeUp(school, 'manager', id);
    expect(headlinesOf(school.inbox('teacher'))).toEqual(['Manager pakt je melding op.']);
    const shown = textOf(await look(await school.chat('safety'), id));
    expect(shown).toContain('Manager (leidinggevende) heeft deze melding');
    expect(shown).not.toContain('Ik pak dit op');
  });

  it('comes again when whoever took the case up after it stays silent', async () => {
    const id = await alarmed();
    await takeUp(school, 'safety', id);
    countsOf(school, 'safety', 'schoolLeader', 'teacher');
    await school.reach('2026-11-19T09:01:00+01:00');
    expect(headlinesOf(school.inbox('safety'))).toEqual([said('case.headline.led.reminder')]);
    await school.reach('2026-11-19T11:02:00+01:00');
    expect(headlinesOf(school.inbox('safety'))).toEqual([ALARM]);
    expect(headlinesOf(school.inbox('teacher'))).toEqual([said('case.headline.own.exhausted')]);
    expect(textOf(await look(await school.chat('teacher'), id))).toContain(said('case.state.exhausted'));
  });
});

describe('An absence', () => {
  let school: SchoolAtWork;
  beforeAll(async () => {
    const week = (from: string, until: string, deputy?: string) => ({
      from,
      until,
      ...(deputy && { deputy }),
    });
    school = await openSchool({
      directory: buildDirectory({
        manager: {
          absences: [
            week('2027-01-11', '2027-01-15'),
            week('2027-01-18', '2027-01-22', PEOPLE.mentor),
            week('2027-01-25', '2027-01-29'),
            week('2027-02-01', '2027-02-05'),
          ],
        },
        deputy: {
          absences: [
            week('2027-01-06', '2027-01-06'),
            week('2027-01-25', '2027-01-29', PEOPLE.manager),
            week('2027-02-01', '2027-02-05'),
          ],
        },
        teamLeader: { absences: [week('2027-02-01', '2027-02-05')] },
        schoolLeader: { absences: [week('2027-02-01', '2027-02-05')] },
      }),
      start: '2027-01-04T10:00:00+01:00',
    });
  });
  afterEach(() => school.putAway());
  afterAll(() => school.stop());

  const chain = ['manager', 'deputy', 'mentor', 'teamLeader', 'schoolLeader', 'safety'] as const;

  it('of the deputy alone leaves the manager their time, and then goes past the deputy', async () => {
    school.clock.set('2027-01-06T10:00:00+01:00');
    const id = await reported(school);
    expect(countsOf(school, ...chain)).toEqual([1, 0, 0, 0, 0, 0]);
    await school.pass(30);
    expect(countsOf(school, ...chain)).toEqual([1, 0, 0, 1, 0, 0]);
    expect(await happened(school, 'teacher', id)).toContain(skippedLine('deputy', 'absent'));
  });

  it('of the manager gives the case to the deputy at once, as the reporter sees before sending', async () => {
    school.clock.set('2027-01-13T10:00:00+01:00');
    const id = await reported(school);
    expect(countsOf(school, ...chain)).toEqual([0, 1, 0, 0, 0, 0]);
    const history = await happened(school, 'teacher', id);
    expect(history).toContain(skippedLine('manager', 'absent'));
    expect(history).toContain(said('case.event.notified', { subject: 'deputy' }));
    expect(await look(await school.chat('manager'), id)).toContain('bestaat niet');
    await school.pass(30);
    expect(countsOf(school, ...chain)).toEqual([0, 1, 0, 1, 0, 0]);
  });

  it.each([
    ['the evening before', '2027-01-10T23:59:00+01:00', [1, 0, 0, 0, 0, 0]],
    ['the first minute', '2027-01-11T00:00:00+01:00', [0, 1, 0, 0, 0, 0]],
    ['the last minute', '2027-01-15T23:59:00+01:00', [0, 1, 0, 0, 0, 0]],
    ['the day after', '2027-01-16T00:00:00+01:00', [1, 0, 0, 0, 0, 0]],
  ])('begins and ends with its days at the school: %s', async (_name, sent, told) => {
    school.clock.set(sent);
    await reported(school);
    expect(countsOf(school, ...chain)).toEqual(told);
  });

  it('gives the case to the deputy who is named for it', async () => {
    school.clock.set('2027-01-20T10:00:00+01:00');
    await reported(school);
    expect(countsOf(school, ...chain)).toEqual([0, 0, 1, 0, 0, 0]);
  });

  it('of deputies who stand in for each other ends with the next of the chain', async () => {
    school.clock.set('2027-01-27T10:00:00+01:00');
    await reported(school);
    expect(countsOf(school, ...chain)).toEqual([0, 0, 0, 1, 0, 0]);
  });

  it('of everybody raises the alarm at once', async () => {
    school.clock.set('2027-02-03T10:00:00+01:00');
    const card = textOf(await report(await school.chat('teacher')));
    expect(card).toContain(said('case.state.exhausted'));
    await school.bot.sweep();
    expect(headlinesOf(school.inbox('safety'))).toEqual([ALARM]);
  });
});

describe('A manager who is involved', () => {
  let school: SchoolAtWork;
  beforeAll(async () => {
    // the manager has every part there is: none of them is a way to the case
    const all = {
      schoolLeader: PEOPLE.manager,
      safetyCoordinator: PEOPLE.manager,
      teamLeaderOnDuty: PEOPLE.manager,
    };
    school = await openSchool({
      directory: buildDirectory({ student: { mentor: PEOPLE.manager, deputy: PEOPLE.mentor } }, all),
    });
  });
  afterEach(() => school.putAway());
  afterAll(() => school.stop());

  it('is passed over in each of their parts, hears nothing, and finds nothing', async () => {
    const id = await reported(school, 'teacher', { involved: 'true' });
    expect(countsOf(school, 'deputy', 'manager')).toEqual([1, 0]);
    for (let step = 0; step < 6; step++) await school.pass(60);
    await school.pass(24 * 60);
    expect(school.inbox('manager')).toEqual([]);
    const manager = await school.chat('manager');
    expect(await look(manager, id)).toContain('bestaat niet');
    expect(await manager.execute({ do: 'cases' })).toContain('geen meldingen');
    const history = await happened(school, 'teacher', id);
    expect(history).toContain(skippedLine('manager', 'involved'));
    expect(history).not.toContain(said('case.event.notified', { subject: 'manager' }));
    expect(headlinesOf(school.inbox('teacher'))).toEqual([said('case.headline.own.exhausted')]);
  });

  it('as the mentor of a student, in every part, leaves nobody: the student sees whom to go to, and nothing is sent', async () => {
    const student = await school.chat('student');
    expect(textOf(await fill(student, { involved: 'true' }))).toContain(said('no-route.title'));
    await school.bot.sweep();
    expect(school.inbox('manager')).toEqual([]);
    expect(textOf(cardOf(await student.say('escaleer')))).toContain(FILLED.text);
  });

  it('is not named as the one who gets the alarm', async () => {
    const checked = textOf(await fill(await school.chat('teacher'), { involved: 'true' }));
    expect(checked).toContain(said('report-check.no-last'));
    expect(textOf(await fill(await school.chat('teacher')))).toContain('manager (veiligheidscoördinator)');
  });

  it('gets what does not involve them', async () => {
    const id = caseOf(await report(await school.chat('student'), { involved: 'false' }));
    await school.bot.sweep();
    expect(headlinesOf(school.inbox('manager'))).toEqual([NEW]);
    expect(textOf(await look(await school.chat('manager'), id))).toContain('Ik pak dit op');
  });
});
