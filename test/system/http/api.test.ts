import type { Failure, Me, Reminded, Session } from '../../../src/http/contract.ts';
import { textOf } from '../../support/app.ts';
import { said } from '../../support/case-work.ts';
import { FILLED, openSchool, report, type SchoolAtWork } from '../../support/escalation.ts';
import { groupOf, putGroupsAway, registered } from '../../support/group-work.ts';
import { buildDirectory, type Part, PEOPLE } from '../../support/school.ts';
import { openTab, openTabWith, statusWith } from '../../support/tab.ts';

let school: SchoolAtWork;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school.stop());

const tab = (part: Part) => openTab(school.bot, part);

/** Reports something as the teacher; the line manager is told. Gives the id of the case. */
async function reported(): Promise<string> {
  const id = groupOf(await report(await school.chat('teacher')));
  await school.bot.sweep();
  return id;
}

const rowsOf = async (part: Part, query: string) => (await tab(part).cases(query)).rows;
const versionOf = async (part: Part, id: string): Promise<number> => {
  const row = (await rowsOf(part, 'scope=open')).find((one) => one.id === id);
  if (!row) throw new Error('no such row');
  return row.version;
};
const acknowledge = (id: string, version: number) => ({ do: 'case-act', act: 'acknowledge', id, version });

describe('without a sign-in', () => {
  it('the people of the directory file can be chosen', async () => {
    const { body } = await openTabWith(school.bot, '').get<Session>('/session');
    expect(body.mode).toBe('demo');
    expect(body.mode === 'demo' && body.people).toContainEqual({
      id: PEOPLE.student,
      name: 'student',
      role: 'student',
    });
  });

  it.each([
    ['nobody', ''],
    ['somebody whom the file does not know', 'Demo 12345678-0000-4000-8000-000000000000'],
    ['a token', 'Bearer a.b.c'],
  ])('%s gets 401', async (_name, authorization) => {
    const { status, body } = await openTabWith(school.bot, authorization).get<Failure>('/me');
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'not-signed-in' });
  });

  it.each([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page on another port', { 'sec-fetch-site': 'same-site' }],
    ['an origin of elsewhere', { origin: 'https://elsewhere.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a name that was made to point here', { host: 'elsewhere.example' }],
  ])('%s cannot use it', async (_name, headers) => {
    const before = school.bot.logged.length;
    const all = { authorization: `Demo ${PEOPLE.manager}`, ...headers };
    expect(await statusWith(school.bot.port, '/api/v1/me', all)).toBe(403);
    expect(await statusWith(school.bot.port, '/api/v1/session', all)).toBe(403);
    expect(school.bot.logged.slice(before).join('')).toMatch(/demo-(cross-site|not-local)/);
  });

  it('the own page can', async () => {
    const host = `localhost:${school.bot.port}`;
    const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
    expect(
      await statusWith(school.bot.port, '/api/v1/me', {
        authorization: `Demo ${PEOPLE.manager}`,
        ...headers,
      }),
    ).toBe(200);
  });
});

describe('who somebody is', () => {
  it.each<[Part, Me['role'], readonly string[]]>([
    ['teacher', 'staff', ['cases', 'groups', 'rules']],
    ['schoolLeader', 'staff', ['cases', 'groups', 'rules', 'insight']],
    ['safety', 'staff', ['cases', 'groups', 'rules', 'insight']],
    ['student', 'student', ['cases', 'rules']],
    ['parent', 'parent', ['rules']],
  ])('decides what a %s may open', async (part, role, pages) => {
    const { body } = await tab(part).get<Me>('/me');
    expect(body).toEqual({ id: PEOPLE[part], name: part, role, school: 'School', pages });
  });

  it.each<[Part, string]>([
    ['student', '/groups?scope=running'],
    ['student', '/cases?scope=open'],
    ['student', '/cases?scope=ended'],
    ['parent', '/cases?scope=reported'],
    ['parent', '/groups?scope=draft'],
  ])('keeps a %s out of %s', async (part, path) => {
    const { status, body } = await tab(part).get<Failure>(path);
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'forbidden' });
  });
});

describe('a list of reports', () => {
  afterEach(() => school.putAway());

  it('shows a leader what came to them, without a word of it', async () => {
    const id = await reported();
    const answer = await tab('manager').get('/cases?scope=open');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await tab('manager').cases()).toMatchObject({
      rows: [
        {
          id,
          reference: id.slice(0, 8).toUpperCase(),
          kind: said('kind.conflict-parent'),
          severity: '2',
          reporter: 'teacher',
          state: said('case.state.notified'),
          tone: 'warning',
          next: { left: 'nog 30 minuten', overdue: false },
        },
      ],
      counts: { open: 1, overdue: 0, mine: 0, deputised: 0, reported: 0, ended: 0 },
    });
    for (const words of [FILLED.text, FILLED.group, FILLED.reach, 'example.org'])
      expect(JSON.stringify(answer.body)).not.toContain(words);
  });

  it('shows reporters their own, and nobody else anything', async () => {
    const id = await reported();
    const [own] = await rowsOf('teacher', 'scope=reported');
    expect(own).toMatchObject({ id });
    expect(own).not.toHaveProperty('reporter');
    for (const part of ['colleague', 'deputy', 'schoolLeader'] as const)
      expect((await tab(part).cases()).counts.open).toBe(0);
  });

  it('follows a report from open to mine to ended', async () => {
    const id = await reported();
    const manager = tab('manager');
    await manager.press(acknowledge(id, await versionOf('manager', id)));
    expect((await manager.cases('scope=mine')).rows).toMatchObject([{ id, holder: 'manager' }]);
    await tab('teacher').press({
      do: 'case-act',
      act: 'withdraw',
      id,
      version: await versionOf('teacher', id),
    });
    expect((await manager.cases('scope=mine')).rows).toEqual([]);
    const [ended] = (await manager.cases('scope=ended')).rows.filter((row) => row.id === id);
    expect(ended).toMatchObject({ state: said('case.state.withdrawn') });
    expect(ended).not.toHaveProperty('next');
  });

  it('tells that somebody is late once nobody reacted', async () => {
    const id = await reported();
    for (let hour = 0; hour < 6; hour++) await school.pass(60);
    expect(await rowsOf('safety', 'scope=overdue')).toMatchObject([{ id, next: { overdue: true } }]);
  });

  it.each([
    ['a reference', (id: string) => id.slice(0, 8), true],
    ['a kind', () => 'met een ouder', true],
    ['a name', () => 'TEACH', true],
    ['a word of the report', () => 'scheldt', false],
    ['a sign of the database', () => '%', false],
  ])('can be searched for %s', async (_name, search, isFound) => {
    const id = await reported();
    const rows = await rowsOf('manager', `scope=open&search=${encodeURIComponent(search(id))}`);
    expect(rows.map((row) => row.id)).toEqual(isFound ? [id] : []);
  });

  it('can be narrowed to a kind and a severity', async () => {
    const id = await reported();
    expect(await rowsOf('manager', 'scope=open&kind=conflict-parent&severity=2')).toMatchObject([{ id }]);
    expect(await rowsOf('manager', 'scope=open&kind=bullying')).toEqual([]);
    expect(await rowsOf('manager', 'scope=open&severity=3')).toEqual([]);
  });

  it('speaks English to whoever reads it', async () => {
    await reported();
    const { body } = await tab('manager').get('/cases?scope=open', { 'accept-language': 'en-GB,nl;q=0.5' });
    expect(body).toMatchObject({ rows: [{ next: { left: '30 minutes left' } }] });
  });

  it('is not sent again as long as nothing changes', async () => {
    const id = await reported();
    const first = await tab('manager').get('/cases?scope=open');
    const tag = first.headers.get('etag') ?? '';
    const again = await tab('manager').get('/cases?scope=open', { 'if-none-match': tag });
    expect({ status: again.status, body: again.body }).toEqual({ status: 304, body: undefined });
    await tab('manager').press(acknowledge(id, await versionOf('manager', id)));
    expect((await tab('manager').get('/cases?scope=open', { 'if-none-match': tag })).status).toBe(200);
  });

  it.each(['scope=everything', 'scope=open&after=rubbish', 'scope=open&sort=name', 'scope=open&more=1', ''])(
    'is refused in words for %s',
    async (query) => {
      const { status, body } = await tab('manager').get<Failure>(`/cases?${query}`);
      expect({ status, code: body.code }).toEqual({ status: 400, code: 'bad-request' });
      expect(body.message).toBe(said('tab-failure.bad-request'));
    },
  );
});

describe('a press', () => {
  afterEach(() => school.putAway());

  it('opens a case with its words for who may read them', async () => {
    const id = await reported();
    const { body } = await tab('manager').press({ do: 'case-show', id });
    expect(body).toMatchObject({ kind: 'card' });
    expect(textOf(body)).toContain(FILLED.text);
  });

  it('on a case of others finds nothing', async () => {
    const id = await reported();
    for (const data of [
      { do: 'case-show', id },
      { do: 'case-refresh', id },
      { do: 'case-form', id, act: 'close' },
      acknowledge(id, 1),
      { do: 'group-show', id },
    ]) {
      const { status, body } = await tab('colleague').press(data);
      expect(status).toBe(404);
      expect(JSON.stringify(body)).not.toContain(FILLED.text);
    }
  });

  it('that somebody made up changes nothing', async () => {
    const id = await reported();
    const version = await versionOf('manager', id);
    await tab('manager').press({ do: 'case-act', act: 'withdraw', id, version });
    await tab('teacher').press(acknowledge(id, version));
    await tab('student').press(acknowledge(id, version));
    await tab('manager').press({ do: 'purge', id });
    expect(await versionOf('manager', id)).toBe(version);
  });

  it('that is out of date shows what came of it', async () => {
    const id = await reported();
    const version = await versionOf('manager', id);
    await tab('manager').press(acknowledge(id, version));
    const { body } = await tab('manager').press(acknowledge(id, version));
    expect(textOf(body)).toContain(said('case.refused.stale'));
  });

  it('leaves it known where the card in the chat lies', async () => {
    const id = await reported();
    const manager = await school.chat('manager');
    await manager.execute({ do: 'case-refresh', id }, 'card-in-chat');
    await tab('manager').press({ do: 'case-show', id });
    school.inbox('manager');
    const version = await versionOf('teacher', id);
    await tab('teacher').press({ do: 'case-act', act: 'withdraw', id, version });
    await school.bot.sweep();
    const changed = school.inbox('manager').filter(({ method }) => method === 'PUT');
    expect(changed.map(({ activity }) => activity)).toEqual(['card-in-chat']);
  });

  it('gets an answer in words where there is no card', async () => {
    const { status, body } = await tab('teacher').press({ do: 'nothing-of-ours' });
    expect({ status, kind: body.kind }).toEqual({ status: 200, kind: 'text' });
  });

  it.each([
    ['no body', undefined, 400],
    ['broken JSON', '{"data":', 400],
    ['another shape', { data: 'text' }, 400],
    ['more than it may hold', { data: { text: 'x'.repeat(70_000) } }, 413],
  ])('with %s is refused', async (_name, body, status) => {
    expect((await tab('teacher').post('/press', body)).status).toBe(status);
  });

  it('that is no JSON by its own account is refused: no form of another site can send it', async () => {
    const { status } = await tab('teacher').post('/press', '{"data":{}}', { 'content-type': 'text/plain' });
    expect(status).toBe(415);
  });
});

describe('a question', () => {
  it.each<Part>(['teacher', 'student', 'parent'])('of a %s is answered as in the chat', async (part) => {
    const { status, body } = await tab(part).post('/ask', { text: 'mag ik een foto plaatsen?' });
    expect({ status, body }).toMatchObject({ status: 200, body: { kind: 'card' } });
  });
});

describe('the register', () => {
  const kept: string[] = [];
  afterEach(() => putGroupsAway(school, 'teacher', kept.splice(0)));

  async function register(): Promise<string> {
    const id = await registered(school, 'teacher', {});
    kept.push(id);
    return id;
  }

  it('tells how each requirement stands and whom a group waits for', async () => {
    const id = await register();
    const { rows, counts } = await tab('teacher').groups('scope=pending');
    expect(rows).toMatchObject([{ id, title: '2B', medium: 'WhatsApp', isOwn: true, owner: 'teacher' }]);
    expect(rows[0]?.requirements).toContainEqual(expect.objectContaining({ standing: 'attested' }));
    expect(rows[0]?.requirements).toContainEqual(
      expect.objectContaining({
        standing: 'waiting',
        label: said('tab-group.standing.waiting').toLowerCase(),
      }),
    );
    expect(counts).toMatchObject({ running: 1, pending: 1, draft: 0 });
    expect((await tab('schoolLeader').groups()).rows).toMatchObject([{ id, isOwn: false }]);
    expect((await tab('colleague').groups()).rows).toEqual([]);
  });

  it('sends one reminder on a day, and says to whom', async () => {
    const id = await register();
    const [row] = (await tab('teacher').groups()).rows;
    const to = row?.reminder?.to ?? '';
    expect(to).toBe('schoolLeader');
    school.inbox('schoolLeader');
    const first = await tab('teacher').post<Reminded>(`/groups/${id}/reminder`);
    expect(first).toMatchObject({ status: 200, body: { message: said('tab-group.reminder.sent', { to }) } });
    await school.bot.sweep();
    expect(school.inbox('schoolLeader').filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect((await tab('teacher').groups()).rows[0]).not.toHaveProperty('reminder');
    const second = await tab('teacher').post<Failure>(`/groups/${id}/reminder`);
    expect(second).toMatchObject({ status: 400, body: { message: said('tab-group.reminder.today') } });
  });

  it('reminds once when two press at the same moment', async () => {
    const id = await register();
    const remind = (part: Part) => tab(part).post(`/groups/${id}/reminder`);
    const answers = await Promise.all([remind('teacher'), remind('teacher'), remind('teacher')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  });

  it.each(['00000000-0000-4000-8000-00000000ffff', 'rubbish'])('knows no group %s', async (id) => {
    expect((await tab('teacher').post(`/groups/${id}/reminder`)).status).toBe(404);
  });

  it('knows no groups of others', async () => {
    const id = await register();
    expect((await tab('colleague').post(`/groups/${id}/reminder`)).status).toBe(404);
    expect((await tab('student').post(`/groups/${id}/reminder`)).status).toBe(403);
  });
});

describe('a leader who is away', () => {
  let away: SchoolAtWork;
  beforeAll(async () => {
    const absences = [{ from: '2026-11-16', until: '2026-11-20' }];
    away = await openSchool({ directory: buildDirectory({ manager: { absences } }) });
  });
  afterAll(() => away.stop());

  it('leaves reports to a deputy, who sees them as such', async () => {
    const id = groupOf(await report(await away.chat('teacher')));
    const deputy = openTab(away.bot, 'deputy');
    expect(await deputy.cases('scope=deputised')).toMatchObject({
      rows: [{ id }],
      counts: { open: 1, deputised: 1 },
    });
  });
});
