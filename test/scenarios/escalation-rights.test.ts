import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Chatter, cardOf, textOf } from '../support/app.ts';
import { act, CLOSING, caseOf, look, reported, said as saying, takeUp } from '../support/case-work.ts';
import { FILLED, fill, openSchool, report, type SchoolAtWork } from '../support/escalation.ts';
import { type Part, PEOPLE, TENANT } from '../support/school.ts';

const OTHER_TENANT = '99999999-0000-4000-8000-000000000001';

const ACTS = [
  ...['open', 'acknowledge', 'ask', 'plan', 'hand-over', 'close', 'accept', 'decline'],
  ...['answer', 'add', 'correct', 'withdraw', 'reopen', 'rate'],
];

/** Inputs that are right for every act, so that rights alone can refuse it. */
const TYPED = {
  ...CLOSING,
  date: '2026-11-25',
  person: PEOPLE.colleague,
  kind: 'threat',
  severity: '3',
  rating: 'helped',
};

/** Everything that a client can send about a case. */
const attemptsOn = (id: unknown, version = 3): object[] => [
  { do: 'case-show', id },
  { do: 'case-refresh', id },
  { do: 'report-send', id },
  { do: 'report-edit', id },
  ...ACTS.map((one) => ({ do: 'case-form', id, act: one })),
  ...ACTS.map((one) => ({ do: 'case-act', id, version, act: one, ...TYPED })),
];

/** The same data over every way by which a client can send it. */
const WAYS: Record<string, (chatter: Chatter, data: object) => Promise<unknown>> = {
  'a button that gets its card back': (chatter, data) => chatter.execute(data),
  'a plain button': async (chatter, data) =>
    (await chatter.press(data)).map(({ method, body }) => [method, body.text, body.attachments]),
  'a button in a dialog': async (chatter, data) =>
    (await chatter.invoke('composeExtension/submitAction', { commandId: 'meldBericht', data })).body,
};

/** Who has no part in the case. The line manager is involved, the team leader would be asked later. */
const OUTSIDERS: Record<string, (school: SchoolAtWork) => Promise<Chatter>> = {
  'a student': (school) => school.chat('student'),
  'a colleague': (school) => school.chat('colleague'),
  'a parent': (school) => school.chat('parent'),
  'the manager who is involved': (school) => school.chat('manager'),
  'a leader who has not been asked yet': (school) => school.chat('teamLeader'),
  'a stranger': async (school) => school.bot.person({ tenant: TENANT }),
  'a stranger who says that they lead': async (school) => {
    const chatter = school.bot.person({ tenant: TENANT });
    await chatter.introduce('staff', 'svok');
    return chatter;
  },
  'the holder, in another tenant': async ({ bot }) => inOtherTenant(bot.person, 'deputy'),
  'the reporter, in another tenant': async ({ bot }) => inOtherTenant(bot.person, 'teacher'),
};

async function inOtherTenant(person: SchoolAtWork['bot']['person'], part: Part): Promise<Chatter> {
  const chatter = person({ id: PEOPLE[part], tenant: OTHER_TENANT, conversation: 'elsewhere' });
  await chatter.introduce('staff', 'svok');
  return chatter;
}

const [FIRST_WAY] = Object.keys(WAYS);
const SOME = ['a student', 'a stranger who says that they lead', 'the holder, in another tenant'];

/** What may not be seen: words, names and the reference of the case. */
const secrets = (id: string): string[] => [
  FILLED.text,
  FILLED.group,
  FILLED.reach,
  'Wie was erbij?',
  'example.org',
  id,
  id.slice(0, 8).toUpperCase(),
  'eacher',
  'eputy',
];

describe('Somebody without a part in a case', () => {
  let school: SchoolAtWork;
  let id: string;
  const outsiders = new Map<string, Chatter>();
  beforeAll(async () => {
    school = await openSchool();
    id = await reported(school, 'teacher', { involved: 'true' });
    const opened = await takeUp(school, 'deputy', id);
    await act(await school.chat('deputy'), opened, 'Vraag om informatie', { text: 'Wie was erbij?' });
    await school.bot.sweep();
    for (const [who, open] of Object.entries(OUTSIDERS)) outsiders.set(who, await open(school));
    school.inbox('teacher');
    school.inbox('deputy');
  });
  afterAll(() => school.stop());

  /** Whether an answer holds anything of the case. */
  const isTelling = (answer: unknown): boolean => {
    const text = JSON.stringify(answer) ?? '';
    return secrets(id).some((secret) => text.includes(secret));
  };

  const outsider = (who: string): Chatter => outsiders.get(who) as Chatter;

  describe.each(Object.entries(WAYS))('who sends %s', (way, send) => {
    // every way leads to the same check, so that all of them are tried by some
    const senders = way === FIRST_WAY ? Object.keys(OUTSIDERS) : SOME;
    it.each(senders)('gets what a case that does not exist gives, as %s', async (who) => {
      const invented = attemptsOn(randomUUID());
      const different: object[] = [];
      for (const [index, attempt] of attemptsOn(id).entries()) {
        const answer = await send(outsider(who), attempt);
        const expected = await send(outsider(who), invented[index] as object);
        if (!isDeepStrictEqual(answer, expected) || isTelling(answer)) different.push(attempt);
      }
      expect(different).toEqual([]);
    });
  });

  it('gets the same when the id is written in another way', async () => {
    for (const odd of [id.toUpperCase(), `{${id}}`, [id], { id }, `${id}' or true --`]) {
      for (const attempt of attemptsOn(odd)) {
        const answer = await outsider('a student').execute(attempt);
        expect([attempt, isTelling(answer)]).toEqual([attempt, false]);
      }
    }
  });

  it('finds it in no list', async () => {
    for (const chatter of outsiders.values()) {
      const said = (await chatter.say('meldingen')).map(({ body }) => [body.text, body.attachments]);
      const listed = [await chatter.execute({ do: 'cases' }), said];
      expect(isTelling(listed)).toBe(false);
    }
  });

  it('finds nothing of it by the message extension', async () => {
    for (const typed of [id, id.slice(0, 8), FILLED.text]) {
      const parameters = [{ name: 'vraag', value: typed }];
      const { body } = await outsider('a student').invoke('composeExtension/query', {
        commandId: 'zoekRegel',
        parameters,
      });
      expect(isTelling(body)).toBe(false);
    }
    for (const commandId of ['meldBericht', 'magDit']) {
      const { body } = await outsider('a student').invoke('composeExtension/fetchTask', {
        commandId,
        ...attemptsOn(id)[0],
        data: attemptsOn(id)[0],
      });
      expect(isTelling(body)).toBe(false);
    }
  });

  it('cannot get at the draft of somebody else', async () => {
    const teacher = await school.chat('teacher');
    const draft = caseOf(await fill(teacher));
    for (const chatter of [outsider('a student'), outsider('the reporter, in another tenant')]) {
      for (const what of ['report-send', 'report-edit', 'report-drop']) {
        const answers = [
          await chatter.execute({ do: what, id: draft }),
          await chatter.execute({ do: what, id: randomUUID() }),
        ];
        expect(answers[0]).toEqual(answers[1]);
        expect(JSON.stringify(answers)).not.toContain(FILLED.text);
      }
      const checked = await chatter.execute({
        do: 'report-check',
        id: draft,
        ...FILLED,
        text: 'Een heel ander verhaal.',
      });
      expect(JSON.stringify(checked)).not.toContain(draft);
    }
    expect(textOf(cardOf(await teacher.say('escaleer')))).toContain(FILLED.text);
    await teacher.execute({ do: 'report-drop', id: draft });
  });

  it('is told apart from those who have one: the same data works for them', async () => {
    for (const part of ['teacher', 'deputy'] as const) {
      const chatter = await school.chat(part);
      expect(textOf(await chatter.execute({ do: 'case-show', id }))).toContain(FILLED.text);
      expect(textOf(await look(chatter, id))).toMatch(
        /(Jij hebt|Deputy \(vervanger\) heeft) deze melding sinds/,
      );
    }
  });

  it('leaves no trace in what is told or kept', async () => {
    await school.bot.sweep();
    expect(school.inbox('deputy')).toHaveLength(0);
    const { cases, events, parties, messages } = await school.close();
    const kept = events
      .filter(({ kind }) => kind !== 'delivered')
      .map(({ kind, actor, subject }) => [kind, actor?.name, subject?.name]);
    expect(kept).toEqual([
      ['reported', 'teacher', undefined],
      ['skipped', undefined, 'manager'],
      ['notified', undefined, 'deputy'],
      ['acknowledged', 'deputy', undefined],
      ['read', 'deputy', undefined],
      ['asked', 'deputy', undefined],
      ['read', 'teacher', undefined],
      ['read', 'deputy', undefined],
    ]);
    expect(cases).toMatchObject([{ id, version: 3, state: 'in-progress' }]);
    expect(parties.map(({ person }) => person).sort()).toEqual([PEOPLE.teacher, PEOPLE.deputy].sort());
    expect(new Set(messages.map(({ person }) => person))).toEqual(new Set([PEOPLE.teacher, PEOPLE.deputy]));
  });
});

describe('Somebody with a part in a case', () => {
  let school: SchoolAtWork;
  beforeAll(async () => {
    school = await openSchool();
  });
  afterEach(() => school.putAway());
  afterAll(() => school.stop());

  /** Sends an act as if the card had a button for it, and tells whether the case went on. */
  async function force(part: Part, id: string, what: string, typed: object = TYPED): Promise<boolean> {
    const chatter = await school.chat(part);
    const before = await versionOf(id);
    await chatter.execute({ do: 'case-act', id, version: before, act: what, ...typed });
    return (await versionOf(id)) > before;
  }

  async function versionOf(id: string): Promise<number> {
    const card = await look(await school.chat('teacher'), id);
    const [version] = JSON.stringify(card).match(/(?<="version":)\d+/) ?? [];
    return Number(version);
  }

  const refused = async (part: Part, id: string, acts: readonly string[]): Promise<void> => {
    for (const what of acts) expect([part, what, await force(part, id, what)]).toEqual([part, what, false]);
  };

  const without = (...allowed: string[]): string[] =>
    ACTS.filter((one) => one !== 'open' && !allowed.includes(one));

  it('can do only what their part allows while nobody has it', async () => {
    const id = await reported(school);
    await refused('teacher', id, without('add', 'correct', 'withdraw'));
    await refused('manager', id, without('acknowledge'));
    expect(await force('manager', id, 'acknowledge')).toBe(true);
  });

  it('can do only what their part allows while somebody has it', async () => {
    const id = await reported(school);
    await school.pass(30);
    await takeUp(school, 'deputy', id);
    await refused('teacher', id, without('add', 'correct', 'withdraw'));
    await refused('manager', id, without());
    await refused('deputy', id, without('ask', 'plan', 'hand-over', 'close'));
    expect(await force('deputy', id, 'ask')).toBe(true);
    await refused('teacher', id, without('answer', 'add', 'correct', 'withdraw'));
  });

  it('can do only what their part allows when asked to take over, and nothing after saying no', async () => {
    const id = await reported(school);
    await takeUp(school, 'manager', id);
    expect(await force('manager', id, 'hand-over')).toBe(true);
    await refused('colleague', id, without('accept', 'decline'));
    expect(await force('colleague', id, 'decline')).toBe(true);
    await refused('colleague', id, without());
    expect(await look(await school.chat('colleague'), id)).toBe(saying('case-notice.no-longer'));
  });

  it('can do only what their part allows once it is closed, and nothing once it is withdrawn', async () => {
    const id = await reported(school);
    await takeUp(school, 'manager', id);
    expect(await force('manager', id, 'close')).toBe(true);
    await refused('manager', id, without());
    await refused('teacher', id, without('rate', 'reopen'));
    expect(await force('teacher', id, 'reopen')).toBe(true);
    expect(await force('teacher', id, 'withdraw')).toBe(true);
    await refused('teacher', id, without());
    await refused('manager', id, without());
  });

  it.each(['student', 'parent', 'teacher', 'manager', 'stranger'] as const)(
    'cannot hand it over to the %s',
    async (part) => {
      const id = await reported(school);
      await takeUp(school, 'manager', id);
      expect(await force('manager', id, 'hand-over', { person: PEOPLE[part] })).toBe(false);
      expect(await force('manager', id, 'hand-over', { person: PEOPLE.colleague })).toBe(true);
    },
  );

  it('cannot hand it over to a manager who is involved, who is not among the choices either', async () => {
    const id = await reported(school, 'teacher', { involved: 'true' });
    await takeUp(school, 'deputy', id);
    const deputy = await school.chat('deputy');
    const form = await deputy.execute({ do: 'case-form', id, act: 'hand-over' });
    expect(JSON.stringify(form)).toContain(PEOPLE.colleague);
    expect(JSON.stringify(form)).not.toContain(PEOPLE.manager);
    expect(await force('deputy', id, 'hand-over', { person: PEOPLE.manager })).toBe(false);
    await school.bot.sweep();
    expect(school.inbox('manager')).toEqual([]);
  });

  it('puts no words of it in front of a group, where others read along', async () => {
    const id = await reported(school);
    await takeUp(school, 'manager', id);
    for (const part of ['teacher', 'manager'] as const) {
      const inGroup = school.bot.person({
        id: PEOPLE[part],
        tenant: TENANT,
        conversation: 'group',
        conversationType: 'groupChat',
      });
      for (const data of [
        { do: 'case-show', id },
        { do: 'case-act', id, version: 2, act: 'open' },
        { do: 'case-form', id, act: 'correct' },
        { do: 'cases' },
      ]) {
        const shown = JSON.stringify([await inGroup.press(data), await inGroup.execute(data)]);
        for (const secret of secrets(id))
          expect([data.do, shown]).not.toEqual([data.do, expect.stringContaining(secret)]);
      }
    }
  });
});

it('a report that is sent becomes the case of whoever wrote it, whatever id the card says', async () => {
  const school = await openSchool();
  const teacher = await school.chat('teacher');
  const first = await reported(school);
  const forged = await teacher.execute({
    do: 'report-check',
    id: first,
    ...FILLED,
    text: 'Een tweede melding, los van de eerste.',
  });
  expect(caseOf(forged)).not.toBe(first);
  const second = caseOf(await report(await school.chat('student')));
  const { cases } = await school.close();
  expect(cases.map(({ id, reporter }) => [id, reporter.id])).toEqual(
    expect.arrayContaining([
      [first, PEOPLE.teacher],
      [second, PEOPLE.student],
    ]),
  );
  expect(cases).toHaveLength(2);
});
