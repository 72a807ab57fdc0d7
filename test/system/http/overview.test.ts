import type { Absence, Failure, GapList, Insight, Ruled, Rules } from '../../../src/http/contract.ts';
import { openSchool, report, type SchoolAtWork } from '../../support/escalation.ts';
import { type Part, PEOPLE } from '../../support/school.ts';
import { openTab, type TabUser } from '../../support/tab.ts';

let school: SchoolAtWork;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school.stop());

const tab = (part: Part): TabUser => openTab(school.bot, part);

describe('the rules', () => {
  const rulesOf = async (part: Part, query = ''): Promise<Rules> =>
    (await tab(part).get<Rules>(`/rules${query}`)).body;

  it('are those of the school for the role of whoever looks, by theme', async () => {
    const rules = await rulesOf('teacher');
    expect(rules).toMatchObject({ school: 'SVOK', audience: 'staff' });
    const topics = rules.themes.flatMap(({ topics }) => topics);
    const group = topics.find(({ id }) => id === 'class-group-by-staff');
    expect(group?.cases.map(({ verdict }) => verdict)).toContain('discouraged');
    expect(group?.cases.flatMap(({ articles }) => articles)).toContain('III.B.4');
    expect(rules.articles.map(({ id }) => id)).toContain('III.B.4');
  });

  it('cite only articles that are there', async () => {
    for (const audience of ['staff', 'student', 'parent']) {
      const { themes, articles } = await rulesOf('teacher', `?audience=${audience}`);
      const known = new Set(articles.map(({ id }) => id));
      const cited = themes.flatMap(({ topics }) =>
        topics.flatMap(({ cases }) => cases.flatMap((one) => one.articles)),
      );
      expect(cited.filter((id) => !known.has(id))).toEqual([]);
    }
  });

  it('of another role can be read, and differ', async () => {
    const [own, theirs] = [await rulesOf('teacher'), await rulesOf('teacher', '?audience=student')];
    expect(theirs.audience).toBe('student');
    expect(theirs.themes).not.toEqual(own.themes);
  });

  it('come in the language of the tab', async () => {
    const { body } = await tab('teacher').get<Rules>('/rules', { 'accept-language': 'en' });
    expect(body.themes.map(({ title }) => title)).toContain('Group chats');
  });
});

describe('an absence', () => {
  const PERIOD = { from: '2026-11-18', until: '2026-11-20', deputy: PEOPLE.colleague };
  afterEach(async () => {
    await tab('manager').delete('/absence');
  });

  it('sends what would come to somebody to whom they chose, until it is ended', async () => {
    const set = await tab('manager').put<Absence>('/absence', PERIOD);
    expect(set).toMatchObject({ status: 200, body: { period: PERIOD } });
    await report(await school.chat('teacher'));
    await school.bot.sweep();
    expect([school.inbox('manager').length, school.inbox('colleague').length]).toEqual([0, 1]);
    expect((await tab('colleague').cases('scope=deputised')).rows).toHaveLength(1);

    expect((await tab('manager').delete<Absence>('/absence')).body.period).toBeUndefined();
    await report(await school.chat('teacher'));
    await school.bot.sweep();
    expect(school.inbox('manager')).toHaveLength(1);
  });

  it('can be looked at, with the colleagues to choose from and without oneself', async () => {
    const { body } = await tab('manager').get<Absence>('/absence');
    const names = body.colleagues.map(({ name }) => name);
    expect(names).toContain('colleague');
    expect(names).not.toContain('manager');
    expect(names).not.toContain('student');
  });

  it.each([
    ['a day that is none', { ...PERIOD, from: '2026-02-30' }],
    ['days in the wrong order', { ...PERIOD, until: '2026-11-17' }],
    ['days that are past', { ...PERIOD, from: '2026-11-10', until: '2026-11-12' }],
    ['a student', { ...PERIOD, deputy: PEOPLE.student }],
    ['oneself', { ...PERIOD, deputy: PEOPLE.manager }],
    ['somebody unknown', { ...PERIOD, deputy: '12345678-0000-4000-8000-000000000000' }],
  ])('with %s is not kept, and says why', async (_name, period) => {
    const { status, body } = await tab('manager').put<Failure>('/absence', period);
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'bad-request' });
    expect(body.message).not.toBe('');
    expect((await tab('manager').get<Absence>('/absence')).body.period).toBeUndefined();
  });

  it.each(['student', 'parent'] as const)('is not for a %s', async (part) => {
    expect((await tab(part).get('/absence')).status).toBe(403);
    expect((await tab(part).put('/absence', PERIOD)).status).toBe(403);
  });
});

describe('what people ask', () => {
  const insightOf = async (query = ''): Promise<Insight> =>
    (await tab('schoolLeader').get<Insight>(`/insight${query}`)).body;

  const ask = async (often: number, question: string): Promise<void> => {
    const teacher = await school.chat('teacher');
    for (let asked = 0; asked < often; asked++) await teacher.say(question);
  };
  const countsOf = (insight: Insight, theme: string) => insight.themes.find(({ id }) => id === theme)?.counts;

  it('is counted by theme once the week is over, in steps, and few together', async () => {
    await ask(7, 'mag ik een whatsappgroep met leerlingen?');
    await ask(3, 'voor wie gelden de regels?');
    await ask(3, 'mag ik een foto van mijn klas op insta zetten?');
    expect(await insightOf()).toMatchObject({ themes: [], answers: { asked: null } });
    school.clock.pass(7 * 24 * 60);
    const insight = await insightOf();
    expect(countsOf(insight, 'groups')?.at(-1)).toBe(5);
    expect(countsOf(insight, 'other')?.at(-1)).toBe(5);
    expect(insight.themes.map(({ id }) => id)).toEqual(['groups', 'other']);
    expect(insight.answers).toMatchObject({ asked: 15, unanswered: null });
    expect(insight.periods).toHaveLength(12);
    expect(JSON.stringify(insight)).not.toContain('teacher');
  });

  it('does not change while a week runs', async () => {
    const before = await insightOf();
    await ask(10, 'mag ik een whatsappgroep met leerlingen?');
    expect(await insightOf()).toEqual(before);
  });

  it('can be taken along as a table', async () => {
    const response = await fetch(`http://127.0.0.1:${school.bot.port}/api/v1/insight.csv`, {
      headers: { authorization: `Demo ${PEOPLE.schoolLeader}` },
    });
    expect(response.headers.get('content-type')).toContain('text/csv');
    const [head, ...rows] = (await response.text()).split('\r\n');
    expect(head).toBe('period;theme;questions');
    expect(rows).toContain('2026-11-16;groups;5');
    expect(rows).toContain('2026-11-09;groups;<5');
  });

  it('is by weeks or months, never by days that somebody chooses', async () => {
    expect(await insightOf('?by=month')).toMatchObject({ by: 'month', until: '2026-10-31' });
    for (const query of ['?from=2026-11-04&until=2026-11-17', '?by=day', '?by='])
      expect((await tab('schoolLeader').get(`/insight${query}`)).status).toBe(400);
  });

  it.each(['teacher', 'manager', 'student', 'parent'] as const)('is not for a %s', async (part) => {
    for (const path of ['/insight', '/insight.csv', '/gaps'])
      expect((await tab(part).get(path)).status).toBe(403);
    expect((await tab(part).post('/gaps/any', { kind: 'rejected' })).status).toBe(403);
  });
});

describe('a gap', () => {
  const gaps = async (): Promise<GapList> => (await tab('safety').get<GapList>('/gaps')).body;

  it('is decided by whoever keeps the policy, and opens again when somebody asks it in a new way', async () => {
    const student = await school.chat('student');
    await student.say('mag ik mijn drone laten vliegen boven het schoolplein?');
    const [gap] = (await gaps()).gaps;
    expect(gap).toMatchObject({ count: 1, audience: 'student' });
    expect(JSON.stringify(gap)).toContain('drone');
    const id = gap?.id ?? '';

    const accepted = await tab('safety').post<Ruled>(`/gaps/${id}`, {
      kind: 'accepted',
      topic: 'class-group-by-staff',
    });
    expect(accepted.body.gap.decision).toMatchObject({ kind: 'accepted', topic: 'class-group-by-staff' });
    expect((await gaps()).gaps[0]?.decision?.kind).toBe('accepted');

    await student.say('mag mijn drone vliegen boven het schoolplein?');
    const [again] = (await gaps()).gaps;
    expect(again).toMatchObject({ count: 2 });
    expect(again?.decision).toBeUndefined();

    await tab('safety').post(`/gaps/${again?.id}`, { kind: 'rejected' });
    expect((await gaps()).gaps[0]?.decision?.kind).toBe('rejected');
    await tab('safety').post(`/gaps/${again?.id}`, { kind: 'undecided' });
    expect((await gaps()).gaps[0]?.decision).toBeUndefined();
  });

  it('that is none is not found, and a topic that is none is not taken', async () => {
    const [gap] = (await gaps()).gaps;
    expect((await tab('safety').post('/gaps/none', { kind: 'rejected' })).status).toBe(404);
    const wrong = { kind: 'accepted', topic: 'nothing' };
    expect((await tab('safety').post(`/gaps/${gap?.id}`, wrong)).status).toBe(400);
  });
});
