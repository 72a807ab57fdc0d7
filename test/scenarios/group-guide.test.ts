import { button, buttonsOf, type Chatter, cardOf, nodesOf, textOf } from '../support/app.ts';
import { newsOf, said } from '../support/case-work.ts';
import { conversationOf, openSchool, type SchoolAtWork } from '../support/escalation.ts';
import type { Card } from '../support/fake-connector.ts';
import {
  ANSWERS,
  answer,
  buttonFor,
  type Filled,
  fillGuide,
  finishGuide,
  groupOf,
  type Inputs,
  lookAt,
  openGuide,
  pressDo,
  putGroupsAway,
  questionOn,
  walk,
} from '../support/group-work.ts';
import { buildDirectory, PEOPLE, TENANT } from '../support/school.ts';

const TITLE = {
  purpose: said('group-question.purpose.title'),
  medium: said('group-question.medium.title'),
} as const;

/** What a card does, by its actions. */
const actionsOn = (card: unknown): unknown[] => buttonsOf(card).map(({ data }) => data.do);

/** What stands in the inputs of a card, by their ids. */
const typedOn = (card: unknown): Record<string, unknown> =>
  Object.fromEntries(
    nodesOf(card).flatMap(({ type, id, value }) =>
      String(type).startsWith('Input.') ? [[String(id), value]] : [],
    ),
  );

/** A school where each test begins without a draft. */
function atSchool(policy: string) {
  const open = { school: undefined as SchoolAtWork | undefined };
  const ids: string[] = [];
  const get = (): SchoolAtWork => {
    if (!open.school) throw new Error('the school is not open yet');
    return open.school;
  };
  beforeAll(async () => {
    open.school = await openSchool({ directory: buildDirectory({}, { policy }) });
  });
  afterEach(async () => {
    await putGroupsAway(get(), 'teacher', ids.splice(0));
    await get().putAway();
  });
  afterAll(() => get().stop());
  return { get, ids };
}

/** The groups that somebody finds in their list, by their names. */
const listed = async (chatter: Chatter): Promise<string> =>
  JSON.stringify((await chatter.say('mijn groepen')).map(({ body }) => body));

describe('The guide', () => {
  const { get, ids } = atSchool('svok');
  let teacher: Chatter;

  beforeEach(async () => {
    teacher = await get().chat('teacher');
  });

  describe('begins', () => {
    it.each(['groepsapp', 'Groepschat', 'group chat', 'groepsapp maken'])('at the word %j', async (word) => {
      expect(questionOn(cardOf(await teacher.say(word)))).toBe('purpose');
    });

    it('at the button of an answer, without asking what the question told', async () => {
      const answered = cardOf(await teacher.say('mag ik een groepsapp op whatsapp met mijn klas?'));
      const card = cardOf(await teacher.press(buttonFor(answered, 'group-start')));
      expect(questionOn(card)).toBe('purpose');
      const next = await answer(teacher, card, ANSWERS.purpose);
      expect(typedOn(next)).toMatchObject({ choice: 'whatsapp' });
    });

    it('at the button of the card for whoever wants help', async () => {
      const card = cardOf(await teacher.say('help me een groepsapp te maken met 2B'));
      expect(questionOn(cardOf(await teacher.press(buttonFor(card, 'group-start'))))).toBe('purpose');
    });

    it('in the chat of its own when it was called in a group, where it says no more than that', async () => {
      const group = get().bot.person({
        id: PEOPLE.teacher,
        tenant: TENANT,
        conversationType: 'groupChat',
        conversation: '19:guide@thread.v2',
      });
      const there = await group.say('<at>Mag dat?</at> groepsapp', {
        entities: [
          { type: 'mention', text: '<at>Mag dat?</at>', mentioned: { id: '28:bot', name: 'Mag dat?' } },
        ],
      });
      const text = JSON.stringify(there.map(({ body }) => body));
      expect(text).toContain(said('group-notice.in-own-chat'));
      expect(text).not.toContain(TITLE.purpose);
      const [own] = newsOf(get().inbox('teacher'));
      expect(own?.conversation).toBe(conversationOf('teacher'));
      expect(questionOn(cardOf(own ? [own] : []))).toBe('purpose');
      // the button on an answer leads there too
      const pressed = await group.press({ do: 'group-start', conversation: '' });
      expect(JSON.stringify(pressed)).toContain(said('group-notice.in-own-chat'));
      expect(get().inbox('teacher')).toHaveLength(1);
    });

    it.each(['student', 'parent'] as const)('not for a %s, who is told so', async (part) => {
      const chatter = await get().chat(part);
      const [sent] = await chatter.say('groepsapp');
      expect(JSON.stringify(sent?.body)).toContain(said('group-notice.staff-only'));
      const forged = await chatter.execute({ do: 'group-start', conversation: '' });
      expect(forged).toBe(said('group-notice.staff-only'));
    });
  });

  describe('leads', () => {
    it('to one question a card, and says how far it is', async () => {
      let card = await openGuide(teacher);
      const steps: number[] = [];
      for (let asked = questionOn(card); asked; asked = questionOn(card)) {
        const [, step, total] = /Stap (\d+) van (\d+)/.exec(textOf(card)) ?? [];
        steps.push(Number(step));
        expect(Number(step)).toBeLessThan(Number(total));
        card = await answer(teacher, card, ANSWERS[asked]);
        if (actionsOn(card).includes('group-go-on')) card = await pressDo(teacher, card, 'group-go-on');
      }
      expect(steps).toEqual(steps.map((_, index) => index + 1));
      expect(actionsOn(card)).toContain('group-submit');
    });

    it('back to what was answered, which still stands there, and keeps what was typed on the way', async () => {
      const filled = { medium: { choice: 'teams' } };
      const until = await walk(teacher, await openGuide(teacher), filled, 'until');
      const before = await pressDo(teacher, until, 'group-back', { date: '2027-03-01' });
      expect(questionOn(before)).toBe('age');
      expect(typedOn(before)).toMatchObject({ choice: '16-plus' });
      const again = await answer(teacher, before, ANSWERS.age);
      expect(questionOn(again)).toBe('until');
      expect(typedOn(again)).toMatchObject({ date: '2027-03-01' });
    });

    it('back to its first question and no further', async () => {
      let card = await walk(teacher, await openGuide(teacher), {}, 'participants');
      while (actionsOn(card).includes('group-back')) card = await pressDo(teacher, card, 'group-back');
      expect(questionOn(card)).toBe('purpose');
      expect(typedOn(card)).toMatchObject({ choice: 'trip' });
    });

    it('out of it and in again, with everything that was answered', async () => {
      const card = await walk(teacher, await openGuide(teacher), { medium: { choice: 'teams' } }, 'age');
      const dropped = await pressDo(teacher, card, 'group-cancel');
      expect(textOf(dropped)).toContain(said('group-dropped.text'));
      expect(await listed(teacher)).not.toContain('2B');
      const back = await pressDo(teacher, dropped, 'group-resume');
      expect(questionOn(back)).toBe('age');
      expect(typedOn(await pressDo(teacher, back, 'group-back'))).toMatchObject({ text: '2B' });
    });

    it('on after days, a restart and on another device', async () => {
      const card = await walk(teacher, await openGuide(teacher), { medium: { choice: 'teams' } }, 'age');
      await get().restart();
      get().clock.pass(5 * 24 * 60);
      const phone = await get().chat('teacher');
      const resumed = await openGuide(phone);
      expect(questionOn(resumed)).toBe('age');
      // the card from before works too, as long as nothing happened since
      expect(questionOn(await answer(phone, card, ANSWERS.age))).toBe('until');
      teacher = phone;
    });

    it('nobody anywhere by pressing once on two devices', async () => {
      const card = await walk(teacher, await openGuide(teacher), { medium: { choice: 'teams' } }, 'until');
      const first = await answer(teacher, card, { date: '2027-03-01' });
      const second = await answer(teacher, card, { date: '2027-04-01' });
      expect(textOf(second)).toContain(said('group-question.stale'));
      expect(questionOn(second)).toBe(questionOn(first));
      const before = await pressDo(teacher, second, 'group-back');
      expect(typedOn(before)).toMatchObject({ date: '2027-03-01' });
    });

    it('into the register once, however often and wherever "vastleggen" is pressed', async () => {
      const check = await fillGuide(teacher, { medium: { choice: 'teams' }, 'second-staff': 'later' });
      const data = buttonFor(check, 'group-submit');
      const [one, other] = await Promise.all([teacher.execute(data), teacher.execute(data)]);
      const third = await teacher.execute(data);
      const made = [one, other, third].map(groupOf);
      ids.push(...new Set(made));
      expect(new Set(made).size).toBe(1);
      expect(
        actionsOn(cardOf(await teacher.say('mijn groepen'))).filter((one) => one === 'group-show'),
      ).toHaveLength(1);
    });

    it('from an expired card to where it is now', async () => {
      const first = await openGuide(teacher);
      const check = await finishGuide(teacher, first, {
        medium: { choice: 'teams' },
        'second-staff': 'later',
      });
      const late = await answer(teacher, first, { choice: 'social' });
      expect(textOf(late)).toContain(said('group-question.stale'));
      expect(actionsOn(late)).toContain('group-submit');
      const id = groupOf(await pressDo(teacher, check, 'group-submit'));
      ids.push(id);
      // and to the register, once it stands there
      expect(textOf(await answer(teacher, first, { choice: 'social' }))).toContain('2B');
      expect(textOf(await lookAt(get(), 'teacher', id))).toContain('Een excursie of reis');
    });
  });

  describe('keeps what was typed and says what is wrong', () => {
    const WHATSAPP: Filled = { 'second-staff': 'later' };
    const name = (length: number): string => 'x'.repeat(length);
    const CASES: readonly (readonly [string, Parameters<typeof walk>[3], Inputs, string])[] = [
      ['no purpose', 'purpose', { choice: '' }, 'Vul nog in'],
      ['a purpose that is none', 'purpose', { choice: 'fun' }, 'Vul nog in'],
      ['no app', 'medium', {}, 'Vul nog in'],
      ['nobody who takes part', 'participants', { choice: '', text: '2B' }, 'Vul nog in'],
      ['no name', 'participants', { choice: 'students', text: '  ' }, 'Vul nog in'],
      [
        'a name that is too long',
        'participants',
        { choice: 'students', text: name(61) },
        'Er passen er 60 in',
      ],
      ['no age', 'age', { choice: 'old' }, 'Vul nog in'],
      ['no day', 'until', { date: '' }, 'Vul nog in'],
      ['a day that is none', 'until', { date: '2027-02-30' }, 'Vul nog in'],
      ['a day that is past', 'until', { date: '2026-11-17' }, 'is al voorbij'],
      ['no reason', 'permission', { text: ' ' }, 'Vul nog in'],
      ['a reason that is too long', 'permission', { text: name(2001) }, 'Er passen er 2.000 in'],
      ['counts that are none', 'consent', { ...ANSWERS.consent, asked: 'veel' }, said('problem.title')],
      ['more yes than asked', 'consent', { ...ANSWERS.consent, given: '26' }, said('problem.title')],
      ['nothing declared', 'purpose-limited', { attested: 'false' }, 'Vul nog in'],
    ];

    it.each(CASES)('at %s', async (_name, question, typed, message) => {
      const start = await openGuide(teacher);
      let card = await walk(teacher, start, WHATSAPP, question);
      if (actionsOn(card).includes('group-go-on'))
        card = await walk(teacher, await pressDo(teacher, card, 'group-go-on'), WHATSAPP, question);
      expect(questionOn(card)).toBe(question);
      const shown = await answer(teacher, card, typed);
      expect(questionOn(shown)).toBe(question);
      expect(textOf(shown)).toContain(said('problem.title'));
      expect(textOf(shown)).toContain(message);
      const texts = Object.entries(typed).filter(([key, text]) => key !== 'choice' && text.trim() !== '');
      expect(typedOn(shown)).toMatchObject(Object.fromEntries(texts));
      // and the right answer goes on from that very card
      const next = await answer(teacher, shown, ANSWERS[question ?? 'purpose']);
      expect(questionOn(next)).not.toBe(question);
    });

    it.each([
      ['themselves', PEOPLE.teacher, 'problem.self'],
      ['a student', PEOPLE.student, 'problem.not-staff'],
      ['a parent', PEOPLE.parent, 'problem.not-staff'],
      ['somebody unknown', '00000000-0000-4000-9000-0000000000ff', 'problem.unknown-person'],
    ] as const)('at a colleague who is %s', async (_name, person, problem) => {
      const card = await walk(
        teacher,
        await openGuide(teacher),
        { medium: { choice: 'teams' } },
        'second-staff',
      );
      const shown = await answer(teacher, card, { person });
      expect(questionOn(shown)).toBe('second-staff');
      expect(textOf(shown)).toContain(said(problem));
    });
  });

  it('asks again after the answer before it changed what the rules say', async () => {
    const check = await fillGuide(teacher);
    expect(textOf(check)).toContain(said('group-requirement.consent.students'));
    let card = check;
    while (questionOn(card) !== 'medium') card = await pressDo(teacher, card, 'group-back');
    const changed = await finishGuide(teacher, await answer(teacher, card, { choice: 'teams' }), {
      'second-staff': 'later',
    });
    expect(actionsOn(changed)).toContain('group-submit');
    expect(textOf(changed)).not.toContain(said('group-requirement.consent.students'));
  });

  it('speaks the language of the app', async () => {
    await teacher.press({ do: 'language', language: 'en' });
    const card = cardOf(await teacher.say('group chat'));
    expect(textOf(card)).toContain('Step 1 of');
    await teacher.press({ do: 'language', language: 'nl' });
  });
});

/** A group that a policy is against, and what it says of it. */
const STOPS = [
  ['de-langstraat', { age: { choice: 'under-16' } }, 'not-allowed', '15b', 'teams'],
  ['scala-coenecoop', {}, 'not-allowed', 'B.6', undefined],
  ['svok', { purpose: { choice: 'social' } }, 'not-allowed', 'III.B', undefined],
  [
    'leyenburg',
    { medium: { choice: 'signal' }, participants: { choice: 'parents', text: '2B' } },
    'not-allowed',
    'medewerkers',
    undefined,
  ],
  ['svok', {}, 'discouraged', 'III.B.4', 'teams'],
  ['omo', {}, 'unknown', '', undefined],
] as const;

describe.each(STOPS)(
  'Under the rules of %s, a group with %j',
  (policy, filled: Filled, outcome, article, instead) => {
    const { get } = atSchool(policy);

    it(`is ${outcome}: it says so as soon as that is sure, with the rule and what to do`, async () => {
      const teacher = await get().chat('teacher');
      const card = await walk(teacher, await openGuide(teacher), filled);
      const text = textOf(card);
      expect(actionsOn(card)).not.toContain('group-submit');
      expect(text).toContain(said(`verdict.${outcome}`));
      expect(text).toContain(article);
      expect(actionsOn(card).includes('group-go-on')).toBe(outcome !== 'not-allowed');
      if (instead === undefined) return;
      const other = await pressDo(teacher, card, 'group-instead');
      expect(questionOn(other)).toBeDefined();
      const check = await finishGuide(teacher, other, { ...filled, 'second-staff': 'later' });
      expect(actionsOn(check)).toContain('group-submit');
      expect(textOf(check)).toContain('Teams');
    });

    it('cannot be registered by a forged press', async () => {
      const teacher = await get().chat('teacher');
      const card: Card = await walk(teacher, await openGuide(teacher), filled);
      const { id, version } = buttonFor(card, 'group-cancel');
      const shown = await teacher.execute({ do: 'group-submit', id, version });
      expect(actionsOn(shown)).not.toContain('group-refresh');
      expect(await listed(teacher)).not.toContain(said('group-state.active'));
      expect(button(shown, said('group-question.stop'))).toBeDefined();
    });
  },
);
