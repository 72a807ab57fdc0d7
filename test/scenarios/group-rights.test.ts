import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { GROUP_ACTS } from '../../src/flows/group-chat/reply.ts';
import { REQUIREMENT_KINDS } from '../../src/policy/model.ts';
import { type Chatter, cardOf, textOf } from '../support/app.ts';
import { said } from '../support/case-work.ts';
import { openSchool, type SchoolAtWork } from '../support/escalation.ts';
import {
  ANSWERS,
  actOn,
  answer,
  groupOf,
  historyOf,
  lookAt,
  openGuide,
  putGroupsAway,
  registered,
  walk,
} from '../support/group-work.ts';
import { buildDirectory, type Part, PEOPLE, TENANT } from '../support/school.ts';

const OTHER_TENANT = '99999999-0000-4000-8000-000000000001';
const CHAT = '19:klas-2b@thread.v2';

/** Inputs that are right for every act and every question, so that rights alone can refuse it. */
const TYPED = {
  text: 'Een ander verhaal',
  date: '2027-05-28',
  people: PEOPLE.student,
  person: PEOPLE.deputy,
  done: 'true',
  attested: 'true',
  asked: '3',
  given: '3',
  refused: '0',
  choice: 'trip',
};

const ACTS = [...GROUP_ACTS];
const QUESTIONS = [...REQUIREMENT_KINDS.filter((kind) => kind !== 'inform-manager'), 'purpose', 'until'];

/** Everything that a client can send about a group. */
const attemptsOn = (id: unknown, version: number): object[] => [
  ...['group-show', 'group-refresh', 'group-resume', 'group-differs'].map((what) => ({ do: what, id })),
  ...['group-back', 'group-cancel', 'group-go-on', 'group-submit'].map((what) => ({ do: what, id, version })),
  { do: 'group-instead', id, version, medium: 'teams' },
  { do: 'group-link', id, version, conversation: CHAT },
  ...QUESTIONS.map((question) => ({ do: 'group-question', id, question })),
  ...QUESTIONS.map((question) => ({ do: 'group-answer', id, version, question, ...TYPED })),
  ...ACTS.map((act) => ({ do: 'group-form', id, act })),
  ...ACTS.map((act) => ({ do: 'group-act', id, version, act, ...TYPED })),
];

/** The same data over every way by which a client can send it. */
const WAYS: Record<string, (chatter: Chatter, data: object) => Promise<unknown>> = {
  'a button that gets its card back': (chatter, data) => chatter.execute(data),
  'a plain button': async (chatter, data) =>
    (await chatter.press(data)).map(({ method, body }) => [method, body.text, body.attachments]),
  'a button in a dialog': async (chatter, data) =>
    (await chatter.invoke('composeExtension/submitAction', { commandId: 'meldBericht', data })).body,
};

const inOtherTenant = async ({ bot }: SchoolAtWork, part: Part): Promise<Chatter> => {
  const chatter = bot.person({ id: PEOPLE[part], tenant: OTHER_TENANT, conversation: `elsewhere-${part}` });
  await chatter.introduce('staff', 'svok');
  return chatter;
};

/** Who has no part in the group. The team leader leads, but nobody of those who have a part. */
const OUTSIDERS: Record<string, (school: SchoolAtWork) => Promise<Chatter>> = {
  'a student': (school) => school.chat('student'),
  'a parent': (school) => school.chat('parent'),
  'a colleague': (school) => school.chat('mentor'),
  'the leader of another team': (school) => school.chat('teamLeader'),
  'somebody who would be asked later': (school) => school.chat('deputy'),
  'a stranger': async ({ bot }) => bot.person({ tenant: TENANT }),
  'a stranger who says that they are staff': async ({ bot }) => {
    const chatter = bot.person({ tenant: TENANT });
    await chatter.introduce('staff', 'svok');
    return chatter;
  },
  'the owner, in another tenant': (school) => inOtherTenant(school, 'teacher'),
  'the approver, in another tenant': (school) => inOtherTenant(school, 'schoolLeader'),
};

const [FIRST_WAY] = Object.keys(WAYS);
const SOME = ['a student', 'a colleague', 'the owner, in another tenant'];

const WHY = ANSWERS.permission.text;
const NAME = 'Klas Zonnebloem';
const CONDITIONS = 'Alleen tot de zomer, en nooit na negen uur';

/** What may not be seen: words, names and the id of the group. */
const secrets = (id: string): string[] => [WHY, NAME, CONDITIONS, id, 'eacher', 'olleague'];

const isTelling = (answered: unknown, id: string): boolean => {
  const text = JSON.stringify(answered) ?? '';
  return secrets(id).some((secret) => text.includes(secret));
};

const versionIn = (card: unknown): number =>
  Number(/(?<="version":)\d+/.exec(JSON.stringify(card))?.[0] ?? Number.NaN);

describe('Somebody without a part in a group', () => {
  let school: SchoolAtWork;
  let id: string;
  let draft: string;
  let version: number;
  let before: string[];
  const outsiders = new Map<string, Chatter>();
  beforeAll(async () => {
    school = await openSchool();
    id = await registered(school, 'teacher', { participants: { choice: 'students', text: NAME } });
    await actOn(school, 'schoolLeader', id, 'approve-if', { text: CONDITIONS });
    version = versionIn(await lookAt(school, 'teacher', id));
    const teacher = await school.chat('teacher');
    const guide = await walk(teacher, await openGuide(teacher), {}, 'participants');
    draft = groupOf(guide);
    await answer(teacher, guide, { choice: 'students', text: NAME });
    for (const [who, open] of Object.entries(OUTSIDERS)) outsiders.set(who, await open(school));
    before = await historyOf(school, 'teacher', id);
    for (const part of ['teacher', 'schoolLeader', 'manager'] as const) school.inbox(part);
  });
  afterAll(() => school.stop());

  const outsider = (who: string): Chatter => outsiders.get(who) as Chatter;

  describe.each(Object.entries(WAYS))('who sends %s', (way, send) => {
    // every way leads to the same check, so that all of them are tried by some
    const senders = way === FIRST_WAY ? Object.keys(OUTSIDERS) : SOME;
    it.each(senders)('gets what a group that does not exist gives, as %s', async (who) => {
      const different: object[] = [];
      for (const [real, at] of [
        [id, version],
        [draft, 4],
      ] as const) {
        const invented = attemptsOn(randomUUID(), at);
        for (const [index, attempt] of attemptsOn(real, at).entries()) {
          const got = await send(outsider(who), attempt);
          const expected = await send(outsider(who), invented[index] as object);
          if (!isDeepStrictEqual(got, expected) || isTelling(got, real)) different.push(attempt);
        }
      }
      expect(different).toEqual([]);
    });
  });

  it('gets the same when the id is written in another way', async () => {
    for (const odd of [id.toUpperCase(), `{${id}}`, [id], { id }, `${id}' or true --`]) {
      for (const attempt of attemptsOn(odd, version)) {
        const got = await outsider('a colleague').execute(attempt);
        expect([attempt, isTelling(got, id)]).toEqual([attempt, false]);
      }
    }
  });

  it('finds it in no list', async () => {
    for (const [who, chatter] of outsiders) {
      const shown = (await chatter.say('mijn groepen')).map(({ body }) => [body.text, body.attachments]);
      const listed = [await chatter.execute({ do: 'groups' }), shown];
      expect([who, isTelling(listed, id)]).toEqual([who, false]);
    }
  });

  it('finds nothing of it by the message extension', async () => {
    for (const typed of [id, NAME, WHY]) {
      const parameters = [{ name: 'vraag', value: typed }];
      const { body } = await outsider('a student').invoke('composeExtension/query', {
        commandId: 'zoekRegel',
        parameters,
      });
      expect(isTelling(body, id)).toBe(false);
    }
  });

  it('is told apart from those who have one: the same data works for them', async () => {
    for (const part of ['teacher', 'schoolLeader', 'manager'] as const)
      expect(textOf(await lookAt(school, part, id))).toContain(NAME);
    expect(textOf(await lookAt(school, 'manager', id))).not.toContain(WHY);
  });

  it('leaves no trace in what is told or kept', async () => {
    expect(await historyOf(school, 'teacher', id)).toEqual(before);
    await school.bot.sweep();
    for (const part of ['teacher', 'schoolLeader', 'manager'] as const)
      expect(school.inbox(part)).toEqual([]);
    const others = outsider('a student').seat.conversation;
    expect(school.bot.connector.created).toEqual([]);
    expect(school.bot.connector.sent.filter(({ conversation }) => conversation === CHAT)).toEqual([]);
    expect(
      JSON.stringify(school.bot.connector.sent.filter((one) => one.conversation === others)),
    ).not.toContain(NAME);
    const { groups, groupEvents, groupParties } = await school.close();
    expect(groups.find((one) => one.id === id)).toMatchObject({ version, state: 'active' });
    expect(groups.find((one) => one.id === draft)).toMatchObject({ state: 'draft', owner: PEOPLE.teacher });
    const people = (of: string) =>
      groupParties.filter((one) => one.group_id === of).map(({ person }) => person);
    expect(people(id).sort()).toEqual([PEOPLE.teacher, PEOPLE.schoolLeader, PEOPLE.manager].sort());
    expect(people(draft)).toEqual([PEOPLE.teacher]);
    expect(groupEvents.map(({ kind, actor }) => [kind, actor?.name])).toEqual([
      ['registered', 'teacher'],
      ['permission-asked', 'teacher'],
      ['permission-conditional', 'schoolLeader'],
    ]);
  });
});

describe('Somebody with a part in a group', () => {
  let school: SchoolAtWork;
  const ids: string[] = [];
  beforeAll(async () => {
    school = await openSchool({ directory: buildDirectory({}, { policy: 'de-langstraat' }) });
  });
  afterEach(async () => {
    await putGroupsAway(school, 'teacher', ids.splice(0));
    await school.putAway();
  });
  afterAll(() => school.stop());

  /** A WhatsApp group of the teacher, for which a colleague is asked to read along. */
  async function opened(): Promise<string> {
    const id = await registered(school);
    ids.push(id);
    return id;
  }

  const versionOf = async (id: string): Promise<number> => versionIn(await lookAt(school, 'teacher', id));

  /** Sends an act as if the card had a button for it, and tells whether the group went on. */
  async function force(part: Part, id: string, act: string, typed: object = TYPED): Promise<boolean> {
    const chatter = await school.chat(part);
    const version = await versionOf(id);
    await chatter.execute({ do: 'group-act', id, version, act, ...typed });
    return (await versionOf(id)) > version;
  }

  /** Which of all acts go on, in groups that are made for each try. */
  const refused = async (part: Part, id: string, acts: readonly string[]): Promise<void> => {
    for (const act of acts) expect([part, act, await force(part, id, act)]).toEqual([part, act, false]);
  };

  const without = (...allowed: readonly string[]): string[] => ACTS.filter((one) => !allowed.includes(one));

  it('can do only what their part allows while a colleague is asked', async () => {
    const id = await opened();
    await refused('teacher', id, without('change', 'close'));
    await refused('manager', id, ACTS);
    await refused('colleague', id, without('confirm', 'decline'));
    expect(await force('colleague', id, 'confirm')).toBe(true);
  });

  it('can do only what their part allows once the colleague reads along', async () => {
    const id = await opened();
    expect(await force('colleague', id, 'confirm')).toBe(true);
    await refused('colleague', id, without('step-back'));
    await refused('manager', id, ACTS);
    await refused('teacher', id, without('change', 'close'));
    expect(await force('colleague', id, 'step-back')).toBe(true);
    await refused('colleague', id, ACTS);
    expect(await lookAt(school, 'colleague', id)).toContain('bestaat niet');
  });

  it('can do nothing once it is closed but look', async () => {
    const id = await opened();
    await actOn(school, 'colleague', id, 'confirm');
    expect(await force('teacher', id, 'close')).toBe(true);
    for (const part of ['teacher', 'colleague', 'manager'] as const) {
      await refused(part, id, ACTS);
      expect(textOf(await lookAt(school, part, id))).toContain('2B');
    }
  });

  it('cannot answer the questions of the owner', async () => {
    const id = await opened();
    await actOn(school, 'colleague', id, 'confirm');
    const version = await versionOf(id);
    for (const part of ['colleague', 'manager'] as const) {
      const chatter = await school.chat(part);
      for (const question of QUESTIONS) {
        await chatter.execute({ do: 'group-question', id, question });
        await chatter.execute({ do: 'group-answer', id, version, question, ...TYPED });
      }
      await chatter.execute({ do: 'group-link', id, version, conversation: CHAT });
    }
    expect(await versionOf(id)).toBe(version);
  });

  it('cannot change the facts of a registered group, as its owner', async () => {
    const id = await opened();
    const version = await versionOf(id);
    const teacher = await school.chat('teacher');
    for (const question of ['purpose', 'medium', 'participants', 'age', 'managed-by', 'until', 'consent']) {
      for (const choice of ['teams', 'students', 'lesson', '16-plus', 'staff'])
        await teacher.execute({ do: 'group-answer', id, version, question, ...TYPED, choice });
    }
    for (const what of ['group-back', 'group-cancel', 'group-go-on', 'group-submit', 'group-resume'])
      await teacher.execute({ do: what, id, version });
    await teacher.execute({ do: 'group-instead', id, version, medium: 'teams' });
    expect(await versionOf(id)).toBe(version);
    expect(textOf(await lookAt(school, 'teacher', id))).toContain('2B · WhatsApp');
  });

  it('cannot do anything with a draft as if it were registered, as its owner', async () => {
    const teacher = await school.chat('teacher');
    const guide = await openGuide(teacher);
    const id = groupOf(guide);
    const version = versionIn(guide);
    for (const act of ACTS) await teacher.execute({ do: 'group-act', id, version, act, ...TYPED });
    await teacher.execute({ do: 'group-submit', id, version });
    await teacher.execute({ do: 'group-link', id, version, conversation: CHAT });
    expect(await openGuide(teacher)).toEqual(guide);
  });

  it('cannot register what the policy forbids by a button that is not there', async () => {
    const teacher = await school.chat('teacher');
    const outcome = await walk(teacher, await openGuide(teacher), { age: { choice: 'under-16' } });
    const [id, version] = [groupOf(outcome), versionIn(outcome)];
    for (const what of ['group-go-on', 'group-submit'])
      expect(textOf(await teacher.execute({ do: what, id, version }))).toContain(said('group-outcome.final'));
    expect(textOf(await teacher.execute({ do: 'groups' }))).toContain(said('groups.draft'));
  });

  it('cannot stand in for the colleague who is asked, nor take part of an answer of theirs', async () => {
    const id = await opened();
    for (const part of ['teacher', 'manager', 'mentor', 'student'] as const) {
      for (const act of ['confirm', 'decline', 'step-back'])
        expect([part, act, await force(part, id, act)]).toEqual([part, act, false]);
    }
    expect(textOf(await lookAt(school, 'teacher', id))).toContain(
      said('group-state.waiting', { what: said('group-state.wait.second-staff').toLowerCase() }),
    );
  });

  it('shows nothing of it in a group, where others read along', async () => {
    const id = await opened();
    for (const part of ['teacher', 'colleague'] as const) {
      const inGroup = school.bot.person({
        id: PEOPLE[part],
        tenant: TENANT,
        conversation: '19:others@thread.v2',
        conversationType: 'groupChat',
      });
      for (const data of [
        { do: 'group-show', id },
        { do: 'group-form', id, act: 'change' },
        { do: 'group-act', id, version: 9, act: 'history', ...TYPED },
        { do: 'groups' },
      ]) {
        const shown = JSON.stringify([await inGroup.press(data), await inGroup.execute(data)]);
        expect([data, shown.includes('2B') || shown.includes(id)]).toEqual([data, false]);
      }
      expect(JSON.stringify(await inGroup.say('mijn groepen'))).toContain(
        said('group-notice.list-in-own-chat'),
      );
      // and begins nothing of what was not asked for
      const own = await (await school.chat(part)).execute({ do: 'groups' });
      expect([part, textOf(own).includes(said('groups.draft'))]).toEqual([part, false]);
    }
  });
});

it('A group belongs to whoever made it, whatever id the card says', async () => {
  const school = await openSchool();
  const teacher = await school.chat('teacher');
  const colleague = await school.chat('colleague');
  const guide = await openGuide(teacher);
  const own = cardOf(await colleague.say('groepsapp'));
  await colleague.execute({
    do: 'group-answer',
    id: groupOf(guide),
    version: 0,
    question: 'purpose',
    choice: 'urgent',
  });
  expect(groupOf(own)).not.toBe(groupOf(guide));
  const { groups } = await school.close();
  expect(groups.map(({ id, owner, version }) => [id, owner, version])).toEqual(
    expect.arrayContaining([
      [groupOf(guide), PEOPLE.teacher, 0],
      [groupOf(own), PEOPLE.colleague, 0],
    ]),
  );
  expect(groups).toHaveLength(2);
});
