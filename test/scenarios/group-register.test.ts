import type { Question } from '../../src/flows/group-chat/model.ts';
import { button, buttonsOf, type Chatter, nodesOf, textOf } from '../support/app.ts';
import { newsOf, said } from '../support/case-work.ts';
import { conversationOf, openSchool, type SchoolAtWork } from '../support/escalation.ts';
import type { Card } from '../support/fake-connector.ts';
import {
  ANSWERS,
  actOn,
  answer,
  buttonFor,
  type Filled,
  fillGuide,
  finishGuide,
  fulfil,
  groupOf,
  headlinesOf,
  historyOf,
  lookAt,
  pressDo,
  putGroupsAway,
  questionOn,
  registered,
  walk,
} from '../support/group-work.ts';
import { buildDirectory, type Part, PEOPLE } from '../support/school.ts';

const headline = (name: 'second-asked' | 'second-reminder' | 'second-confirmed', who: Part): string =>
  said(`group.headline.${name}`, { owner: who, second: who });

const doesOf = (card: unknown): unknown[] => buttonsOf(card).map(({ data }) => data.act ?? data.question);

/** The words on the row of a requirement, one line. */
function rowOf(card: unknown, title: string): string {
  const row = nodesOf(card).find(
    ({ type, inlines }) =>
      type === 'RichTextBlock' && (inlines as { text: string }[]).some(({ text }) => text.includes(title)),
  );
  if (!row) throw new Error(`no row ${title}: ${textOf(card)}`);
  return (row.inlines as { text: string }[]).map(({ text }) => text).join('');
}

/** A school for the tests of one describe: each begins without a group, and some seconds later than the one before. */
function atSchool(policy: string, people: Parameters<typeof buildDirectory>[0] = {}) {
  let school: SchoolAtWork | undefined;
  const ids: string[] = [];
  const get = (): SchoolAtWork => {
    if (!school) throw new Error('the school is not open yet');
    return school;
  };
  beforeAll(async () => {
    school = await openSchool({ directory: buildDirectory(people, { policy }) });
  });
  afterEach(async () => {
    get().bot.connector.rules.length = 0;
    await putGroupsAway(get(), 'teacher', ids.splice(0));
    await get().putAway();
  });
  afterAll(() => get().stop());
  return {
    get school() {
      return get();
    },
    /** Registers a group of the teacher; what the teacher got on the way is taken out of the inbox. */
    async register(filled: Filled = {}): Promise<string> {
      const id = await registered(get(), 'teacher', filled);
      ids.push(id);
      get().inbox('teacher');
      return id;
    },
    /** Everything but the last press. */
    async check(filled: Filled = {}): Promise<Card> {
      const card = await fillGuide(await get().chat('teacher'), filled);
      ids.push(groupOf(card));
      return card;
    },
    headlines: (part: Part): string[] => headlinesOf(get().inbox(part)),
    look: (part: Part, id: string): Promise<Card> => lookAt(get(), part, id),
    act: (part: Part, id: string, what: string, typed: Readonly<Record<string, string>> = {}) =>
      actOn(get(), part, id, what, typed),
    history: (id: string): Promise<string[]> => historyOf(get(), 'teacher', id),
  };
}

describe('Under the rules of De Langstraat', () => {
  const at = atSchool('de-langstraat');

  describe('The second member of staff', () => {
    const ROW = said('group-requirement.second-staff');

    it('is asked on a card of their own, and the group runs once they confirm', async () => {
      const id = await at.register();
      expect(at.headlines('colleague')).toEqual([headline('second-asked', 'teacher')]);
      const asked = await at.look('colleague', id);
      expect(textOf(asked)).toContain(said('group.ask.confirm'));
      expect(textOf(await at.look('teacher', id))).toContain('Wacht op een tweede collega');

      await at.act('colleague', id, 'confirm');
      expect(at.headlines('teacher')).toEqual([headline('second-confirmed', 'colleague')]);
      const card = await at.look('teacher', id);
      expect(textOf(card)).toContain(said('group-state.active'));
      expect(rowOf(card, 'verklaard')).toContain('door colleague');
      expect(doesOf(await at.look('colleague', id))).toEqual(
        expect.arrayContaining(['welcome', 'step-back', 'history']),
      );
      expect(await at.history(id)).toContain(said('group.event.second-confirmed', { actor: 'colleague' }));
    });

    it('can decline with a reason, which the owner reads, and somebody else is asked', async () => {
      const id = await at.register();
      at.school.inbox('colleague');
      const thanks = await at.act('colleague', id, 'decline', { text: 'Ik ga zelf niet mee.' });
      expect(thanks).toBe(said('group-notice.answered'));
      expect(at.headlines('teacher')).toEqual([
        said('group.headline.second-declined', { second: 'colleague' }),
      ]);
      expect(await at.history(id)).toContain('“Ik ga zelf niet mee.”');
      expect(await at.look('colleague', id)).toBe(said('group-notice.not-found'));

      const teacher = await at.school.chat('teacher');
      const question = await pressDo(teacher, await at.look('teacher', id), 'group-question');
      expect(questionOn(question)).toBe('second-staff');
      await answer(teacher, question, { person: PEOPLE.mentor });
      await at.school.bot.sweep();
      expect(at.headlines('mentor')).toEqual([headline('second-asked', 'teacher')]);
      await at.act('mentor', id, 'confirm');
      expect(textOf(await at.look('teacher', id))).toContain(said('group-state.active'));
      expect(await at.look('colleague', id)).toBe(said('group-notice.not-found'));
    });

    it('can step back, and the owner must find another', async () => {
      const id = await at.register();
      await at.act('colleague', id, 'confirm');
      at.school.inbox('teacher');
      await at.act('colleague', id, 'step-back', { text: 'Ik wissel van school.' });
      expect(at.headlines('teacher')).toEqual([said('group.headline.second-left', { second: 'colleague' })]);
      const card = await at.look('teacher', id);
      expect(textOf(card)).toContain(said('group-standing.second.left').toLowerCase());
      expect(doesOf(card)).toContain('second-staff');
      expect(await at.history(id)).toContain('“Ik wissel van school.”');
      expect(await at.look('colleague', id)).toBe(said('group-notice.not-found'));
    });

    it('is reminded after a working day, and after another one the owner is asked to choose again', async () => {
      const id = await at.register();
      at.school.inbox('colleague');
      await at.school.reach('2026-11-19T09:29:00+01:00');
      expect(at.headlines('colleague')).toEqual([]);
      await at.school.reach('2026-11-19T09:31:00+01:00');
      expect(at.headlines('colleague')).toEqual([headline('second-reminder', 'teacher')]);
      const card = await at.look('colleague', id);
      await at.school.reach('2026-11-20T08:59:00+01:00');
      expect([at.headlines('colleague'), at.headlines('teacher')]).toEqual([[], []]);
      await at.school.reach('2026-11-20T09:02:00+01:00');
      expect(at.headlines('teacher')).toEqual([
        said('group.headline.second-silent', { second: 'colleague' }),
      ]);
      expect(at.headlines('colleague')).toEqual([]);
      // it is too late for them now, also by the card that they had
      const colleague = await at.school.chat('colleague');
      expect(await colleague.execute(buttonFor(card, 'confirm'))).toBe(said('group-notice.not-found'));
      expect(doesOf(await at.look('teacher', id))).toContain('second-staff');
    });

    it('who is chosen anew takes the place of the one before, whose card says so', async () => {
      const id = await at.register();
      at.school.inbox('colleague');
      await fulfil(at.school, 'teacher', id, 'second-staff', { person: PEOPLE.mentor });
      const [changed, ...more] = at.school.inbox('colleague');
      expect([changed?.method, changed?.body.text, more]).toEqual([
        'PUT',
        said('group-notice.not-found'),
        [],
      ]);
      expect(await at.look('colleague', id)).toBe(said('group-notice.not-found'));
      expect(at.headlines('mentor')).toEqual([headline('second-asked', 'teacher')]);
    });

    it('who cannot be reached is given up at once', async () => {
      at.school.bot.connector.rules.push(({ method, conversation }) =>
        method === 'POST' && conversation === conversationOf('colleague')
          ? { status: 403, body: { error: { code: 'BotBlockedByUser', message: '' } } }
          : undefined,
      );
      const id = await at.register();
      await at.school.bot.sweep();
      const lines = await at.history(id);
      expect(lines).toContain(said('group.event.second-silent', { subject: 'colleague' }));
      expect(lines.join()).toContain('Bericht niet bezorgd bij colleague');
      expect(doesOf(await at.look('teacher', id))).toContain('second-staff');
    });

    it('is told nothing more once the group is closed, not even what lay ready', async () => {
      const check = await at.check();
      const teacher = await at.school.chat('teacher');
      const card = await pressDo(teacher, check, 'group-submit');
      await pressDo(teacher, await pressDo(teacher, card, 'close'), 'close', { done: 'true' });
      await at.school.bot.sweep();
      at.school.inbox('teacher');
      expect(at.headlines('colleague')).toEqual([]);
      await at.school.pass(14 * 24 * 60);
      expect([at.headlines('colleague'), at.headlines('teacher')]).toEqual([[], []]);
    });

    it('shows as asked until then, and the line manager as told once the message arrived', async () => {
      const check = await at.check();
      const teacher = await at.school.chat('teacher');
      const card = await pressDo(teacher, check, 'group-submit');
      expect(textOf(card)).toContain(said('group-standing.will-tell').toLowerCase());
      expect(textOf(card)).toMatch(new RegExp(`${ROW}\\s+gevraagd\\s+· colleague`));
      await at.school.bot.sweep();
      expect(at.headlines('manager')).toEqual([said('group.headline.informed', { owner: 'teacher' })]);
      expect(textOf(await at.look('teacher', groupOf(card)))).toContain('heeft bericht');
    });
  });

  describe('A line manager whom the directory does not know', () => {
    const NOBODY = said('group-standing.tell-nobody').toLowerCase();

    it('is told nothing, which the group says instead of waiting for it', async () => {
      const mentor = await at.school.chat('mentor');
      const check = await fillGuide(mentor);
      expect(textOf(check).toLowerCase()).toContain(NOBODY);
      const card = await pressDo(mentor, check, 'group-submit');
      await at.school.bot.sweep();
      const seen = textOf(await at.look('mentor', groupOf(card)));
      await putGroupsAway(at.school, 'mentor', [groupOf(card)]);
      expect(seen.toLowerCase()).toContain(NOBODY);
    });
  });

  describe('A second member of staff whom no rule asks for', () => {
    it('and who declines can be followed by another', async () => {
      const id = await at.register({ medium: { choice: 'teams' } });
      await at.act('colleague', id, 'decline');
      const card = await at.look('teacher', id);
      expect(textOf(card)).toContain(said('group-state.unread'));
      const teacher = await at.school.chat('teacher');
      await answer(teacher, await pressDo(teacher, card, 'group-question'), { person: PEOPLE.mentor });
      await at.school.bot.sweep();
      expect(at.headlines('mentor')).toEqual([headline('second-asked', 'teacher')]);
      // advice is no task: nobody is reminded of it
      await at.act('mentor', id, 'decline');
      at.school.inbox('teacher');
      await at.school.pass(14 * 24 * 60);
      expect(at.headlines('teacher')).toEqual([]);
    });
  });

  describe('An answer that another one made needless', () => {
    const TEAMS = { medium: { choice: 'teams' } } as const satisfies Filled;

    it('neither shows nor is registered, and is there again for whoever goes back', async () => {
      const teacher = await at.school.chat('teacher');
      const check = await at.check(TEAMS);
      expect(textOf(check)).toContain('colleague krijgt de vraag om mee te lezen');
      const mailed = await finishGuide(
        teacher,
        await answer(teacher, await backTo(teacher, check, 'medium'), { choice: 'email' }),
      );
      expect(textOf(mailed)).not.toContain('colleague');
      const again = await answer(teacher, await backTo(teacher, mailed, 'medium'), TEAMS.medium);
      const second = await walk(teacher, again, {}, 'second-staff');
      expect(JSON.stringify(second)).toContain(`"value":"${PEOPLE.colleague}"`);
      const last = await finishGuide(
        teacher,
        await answer(teacher, await backTo(teacher, second, 'medium'), { choice: 'email' }),
      );
      const card = await pressDo(teacher, last, 'group-submit');
      await at.school.bot.sweep();
      expect(textOf(card)).not.toContain('colleague');
      expect(textOf(card)).not.toContain(said('group-standing.second.chosen'));
      expect(at.headlines('colleague')).toEqual([]);
    });
  });

  describe('A group that is closed', () => {
    const CLOSED = said('group.headline.closed');

    it('was cleared up first, by a list that must be ticked off', async () => {
      const id = await at.register();
      const teacher = await at.school.chat('teacher');
      const form = await pressDo(teacher, await at.look('teacher', id), 'close');
      for (const point of ['tell', 'save', 'remove', 'delete', 'numbers'] as const)
        expect(textOf(form)).toContain(said(`group-form.close.point.${point}`));
      const wrong = await pressDo(teacher, form, 'close', { done: 'false' });
      expect(textOf(wrong)).toContain(said('problem.missing', { field: 'het vinkje onder de lijst' }));
      expect(textOf(await at.look('teacher', id))).not.toContain(said('group-state.closed'));
      expect(textOf(await pressDo(teacher, wrong, 'close', { done: 'true' }))).toContain(
        said('group-state.closed'),
      );
    });

    it('is told to who read along and to the line manager, and asks nothing more', async () => {
      const id = await at.register();
      await at.act('colleague', id, 'confirm');
      for (const part of ['teacher', 'colleague', 'manager'] as const) at.school.inbox(part);
      await at.act('teacher', id, 'close', { done: 'true' });
      expect([at.headlines('colleague'), at.headlines('manager'), at.headlines('teacher')]).toEqual([
        [CLOSED],
        [CLOSED],
        [],
      ]);
      for (const part of ['teacher', 'colleague', 'manager'] as const)
        expect(doesOf(await at.look(part, id)).filter((one) => one !== undefined)).toContain('history');
      expect(doesOf(await at.look('teacher', id))).not.toContain('change');
      await at.school.pass(365 * 24 * 60);
      expect([at.headlines('teacher'), at.headlines('colleague')]).toEqual([[], []]);
    });
  });
});

/** Presses "back" until a question is there. */
async function backTo(chatter: Chatter, from: Card, question: Question): Promise<Card> {
  let card = from;
  while (questionOn(card) !== question) card = await pressDo(chatter, card, 'group-back');
  return card;
}

describe('Under the rules of SVOK', () => {
  const away = { from: '2027-01-11', until: '2027-01-15' };
  const at = atSchool('svok', { schoolLeader: { deputy: PEOPLE.deputy, absences: [away] } });

  describe('A permission', () => {
    const WHY = ANSWERS.permission.text;
    const ASKED = said('group.headline.permission-asked', { owner: 'teacher' });

    it('is asked of whom the policy names, who reads why, and nobody else', async () => {
      const id = await at.register();
      expect([at.headlines('schoolLeader'), at.headlines('manager'), at.headlines('deputy')]).toEqual([
        [ASKED],
        [],
        [],
      ]);
      const asked = await at.look('schoolLeader', id);
      expect(textOf(asked)).toContain(WHY);
      expect(doesOf(asked)).toEqual(expect.arrayContaining(['approve', 'approve-if', 'refuse']));
      expect(textOf(await at.look('teacher', id))).toContain('Wacht op toestemming');
    });

    it('that is given lets the group run', async () => {
      const id = await at.register();
      await at.act('schoolLeader', id, 'approve');
      expect(at.headlines('teacher')).toEqual([
        said('group.headline.permission-granted', { decider: 'schoolLeader' }),
      ]);
      expect(textOf(await at.look('teacher', id))).toContain(said('group-state.active'));
      const again = await at.look('schoolLeader', id);
      expect(doesOf(again).filter((act) => act !== 'history' && act !== undefined)).toEqual([]);
    });

    it('with conditions shows them to the owner, and needs them', async () => {
      const id = await at.register();
      const leader = await at.school.chat('schoolLeader');
      const form = await pressDo(leader, await at.look('schoolLeader', id), 'approve-if');
      const wrong = await pressDo(leader, form, 'approve-if', { text: '   ' });
      expect(textOf(wrong)).toContain(said('problem.title'));
      await pressDo(leader, wrong, 'approve-if', { text: 'Alleen tijdens de reis.' });
      await at.school.bot.sweep();
      expect(at.headlines('teacher')).toEqual([
        said('group.headline.permission-conditional', { decider: 'schoolLeader' }),
      ]);
      const card = textOf(await at.look('teacher', id));
      expect(card).toContain('“Alleen tijdens de reis.”');
      expect(card).toContain(said('group-standing.permission.conditional').toLowerCase());
    });

    it('that another app does not need is neither asked nor waited for, and consent is not counted', async () => {
      const teacher = await at.school.chat('teacher');
      const medium = await backTo(teacher, await at.check(), 'medium');
      const check = await finishGuide(teacher, await answer(teacher, medium, { choice: 'teams' }), {
        'second-staff': 'later',
      });
      expect(textOf(check)).not.toContain(said('group-fact.consent', { asked: 25, given: 25, refused: 0 }));
      const card = textOf(await pressDo(teacher, check, 'group-submit'));
      await at.school.bot.sweep();
      expect(at.headlines('schoolLeader')).toEqual([]);
      expect(card).toContain(said('group-state.active'));
      for (const left of [WHY, said('group-fact.label.consent'), said('group.ask.wait')])
        expect([left, card.includes(left)]).toEqual([left, false]);
    });

    it('that is refused shows why, and can be asked for again', async () => {
      const id = await at.register();
      at.school.inbox('schoolLeader');
      await at.act('schoolLeader', id, 'refuse', { text: 'Gebruik Hoy.' });
      expect(at.headlines('teacher')).toEqual([
        said('group.headline.permission-refused', { decider: 'schoolLeader' }),
      ]);
      const refused = await at.look('teacher', id);
      expect(textOf(refused)).toContain('“Gebruik Hoy.”');
      expect(textOf(refused)).not.toContain(said('group-state.active'));

      const teacher = await at.school.chat('teacher');
      const question = await pressDo(teacher, refused, 'group-question');
      expect(questionOn(question)).toBe('permission');
      expect(JSON.stringify(question)).toContain(WHY);
      await answer(teacher, question, { text: 'Hoy werkt niet in het buitenland.' });
      await at.school.bot.sweep();
      expect(at.headlines('schoolLeader')).toEqual([ASKED]);
      const asked = await at.look('schoolLeader', id);
      expect(textOf(asked)).toContain('Hoy werkt niet in het buitenland.');
      await at.act('schoolLeader', id, 'approve');
      expect(textOf(await at.look('teacher', id))).toContain(said('group-state.active'));
    });

    it('goes to who stands in when whom it is asked of is absent', async () => {
      at.school.clock.set('2027-01-13T10:00:00+01:00');
      const check = await at.check();
      expect(textOf(check)).toMatch(/deputy/i);
      const teacher = await at.school.chat('teacher');
      const id = groupOf(await pressDo(teacher, check, 'group-submit'));
      await at.school.bot.sweep();
      expect([at.headlines('schoolLeader'), at.headlines('deputy')]).toEqual([[], [ASKED]]);
      expect((await at.history(id)).join()).toContain('SchoolLeader overgeslagen');
      expect(await at.look('schoolLeader', id)).toBe(said('group-notice.not-found'));
      await at.act('deputy', id, 'approve');
      expect(textOf(await at.look('teacher', id))).toContain(said('group-state.active'));
    });

    it('is reminded of, passed on and told to be silent, and may be given still', async () => {
      const id = await at.register();
      at.school.inbox('schoolLeader');
      await at.school.reach('2026-11-19T09:29:00+01:00');
      expect(at.headlines('schoolLeader')).toEqual([]);
      await at.school.reach('2026-11-19T09:31:00+01:00');
      expect(at.headlines('schoolLeader')).toEqual([
        said('group.headline.permission-reminder', { owner: 'teacher' }),
      ]);
      await at.school.reach('2026-11-20T09:02:00+01:00');
      expect([at.headlines('deputy'), at.headlines('schoolLeader')]).toEqual([
        [ASKED],
        [said('group.headline.permission-passed-on', { next: 'deputy' })],
      ]);
      await at.school.reach('2026-11-23T08:33:00+01:00');
      expect(at.headlines('deputy')).toEqual([
        said('group.headline.permission-reminder', { owner: 'teacher' }),
      ]);
      expect(at.headlines('teacher')).toEqual([]);
      await at.school.reach('2026-11-24T08:10:00+01:00');
      expect(at.headlines('teacher')).toEqual([said('group.headline.permission-silent')]);
      expect(doesOf(await at.look('teacher', id))).toContain('permission');
      await at.act('schoolLeader', id, 'approve');
      expect(at.headlines('teacher')).toEqual([
        said('group.headline.permission-granted', { decider: 'schoolLeader' }),
      ]);
    });

    it('is decided once, when two decide at the same moment', async () => {
      const id = await at.register();
      await at.school.reach('2026-11-19T09:31:00+01:00');
      await at.school.reach('2026-11-20T09:02:00+01:00');
      const [leader, deputy] = [await at.school.chat('schoolLeader'), await at.school.chat('deputy')];
      const yes = buttonFor(await at.look('schoolLeader', id), 'approve');
      const form = await pressDo(deputy, await at.look('deputy', id), 'refuse');
      await Promise.all([leader.execute(yes), pressDo(deputy, form, 'refuse', { text: 'Nee.' })]);
      const decided = (await at.history(id)).filter((line) => /gaf (geen )?toestemming/.test(line));
      expect(decided).toHaveLength(1);
    });

    it('is asked of the next at once when whom it is asked of cannot be reached', async () => {
      at.school.bot.connector.rules.push(({ method, conversation }) =>
        method === 'POST' && conversation === conversationOf('schoolLeader')
          ? { status: 403, body: { error: { code: 'BotBlockedByUser', message: '' } } }
          : undefined,
      );
      await at.register();
      await at.school.bot.sweep();
      expect(at.headlines('deputy')).toEqual([ASKED]);
    });

    it('comes on a card that can be pressed twice without being given twice', async () => {
      const id = await at.register();
      const leader = await at.school.chat('schoolLeader');
      const yes = buttonFor(await at.look('schoolLeader', id), 'approve');
      await Promise.all([leader.execute(yes), leader.execute(yes)]);
      await leader.press(yes);
      await at.school.bot.sweep();
      expect(at.headlines('teacher')).toHaveLength(1);
      expect((await at.history(id)).filter((line) => line.includes('gaf toestemming'))).toHaveLength(1);
    });
  });

  describe('A school leader who makes a group', () => {
    it('need not be told of it', async () => {
      const lesson = {
        purpose: { choice: 'lesson' },
        medium: { choice: 'signal' },
      } as const satisfies Filled;
      const check = await fillGuide(await at.school.chat('schoolLeader'), lesson);
      expect(textOf(check)).toContain(said('group-check.nobody'));
      const card = await pressDo(await at.school.chat('schoolLeader'), check, 'group-submit');
      const seen = textOf(await at.look('schoolLeader', groupOf(card)));
      await putGroupsAway(at.school, 'schoolLeader', [groupOf(card)]);
      expect(seen).toContain(said('group-standing.tell-owner').toLowerCase());
      expect(seen).toContain(said('group-state.active'));
    });
  });

  describe('What was put off', () => {
    const LATER = { consent: 'later', 'purpose-limited': 'later' } as const satisfies Filled;
    const TODO = said('group.headline.to-do');

    it('can be counted and declared later, on a card that names who and when', async () => {
      const id = await at.register(LATER);
      await at.act('schoolLeader', id, 'approve');
      const teacher = await at.school.chat('teacher');
      const question = await pressDo(teacher, await at.look('teacher', id), 'group-question');
      expect(questionOn(question)).toBe('consent');
      const half = await answer(teacher, question, {
        asked: '25',
        given: '20',
        refused: '3',
        date: '2026-11-18',
      });
      expect(rowOf(half, said('group-fact.consent', { asked: 25, given: 20, refused: 3 }))).toContain(
        'nog te doen',
      );
      const counted = { asked: '25', given: '22', refused: '3', date: '2026-11-18' };
      // those who refused must be reached in another way
      const without = await fulfil(at.school, 'teacher', id, 'consent', counted);
      expect(doesOf(without)).toContain('consent');
      const all = await fulfil(at.school, 'teacher', id, 'consent', { ...counted, alternative: 'true' });
      expect(doesOf(all)).not.toContain('consent');
      const declared = await fulfil(at.school, 'teacher', id, 'purpose-limited', { attested: 'true' });
      expect(rowOf(declared, 'door teacher')).toContain('verklaard');
      expect(textOf(declared)).not.toContain('gecontroleerd');
      expect(doesOf(declared)).not.toContain('purpose-limited');
      const lines = await at.history(id);
      expect(lines).toContain(said('group.event.consent-counted', { actor: 'teacher' }));
      expect(lines.join()).toContain('verklaarde dat het in orde is');
    });

    it.each([
      ['a declaration that is not ticked', 'purpose-limited', { attested: 'false' }, 'attested'],
      ['counts that do not add up', 'consent', { asked: '5', given: '4', refused: '2' }, 'too-many'],
      [
        'counts that are no numbers',
        'consent',
        { asked: 'veel', given: '-1', refused: '1,5' },
        'not-a-number',
      ],
    ] as const)('is not done by %s', async (_name, question, typed, problem) => {
      const id = await at.register(LATER);
      const shown = await fulfil(at.school, 'teacher', id, question, typed);
      expect(textOf(shown)).toContain(
        problem === 'too-many'
          ? said('problem.too-many')
          : problem === 'attested'
            ? said('problem.missing', { field: 'het vinkje bij je verklaring' })
            : 'is geen getal',
      );
      for (const value of Object.values(typed)) expect(JSON.stringify(shown)).toContain(value);
      expect(questionOn(shown)).toBe(question);
      expect(await at.history(id)).toHaveLength(2);
    });

    it('is reminded of after a week of school, until it is done', async () => {
      const id = await at.register(LATER);
      await at.act('schoolLeader', id, 'approve');
      at.school.inbox('teacher');
      await at.school.reach('2026-11-24T16:29:00+01:00');
      expect(at.headlines('teacher')).toEqual([]);
      await at.school.reach('2026-11-24T16:31:00+01:00');
      expect(at.headlines('teacher')).toEqual([TODO]);
      await fulfil(at.school, 'teacher', id, 'purpose-limited', { attested: 'true' });
      await at.school.reach('2026-12-01T14:05:00+01:00');
      expect(at.headlines('teacher')).toEqual([TODO]);
      await fulfil(at.school, 'teacher', id, 'consent', ANSWERS.consent);
      at.school.inbox('teacher');
      await at.school.reach('2027-02-01T10:00:00+01:00');
      expect(at.headlines('teacher')).toEqual([]);
    });

    it('is kept as it was typed when the group changed in the meantime', async () => {
      const id = await at.register(LATER);
      const teacher = await at.school.chat('teacher');
      const question = await teacher.execute({ do: 'group-question', id, question: 'consent' });
      await at.act('schoolLeader', id, 'approve');
      const typed = { asked: '31', given: '30', refused: '1', date: '2026-11-16' };
      const stale = await answer(teacher, question, typed);
      expect(textOf(stale)).toContain(said('group-question.stale'));
      for (const value of Object.values(typed)) expect(JSON.stringify(stale)).toContain(`"value":"${value}"`);
      await answer(teacher, stale, typed);
      expect((await at.history(id)).filter((line) => line.includes('telde'))).toHaveLength(1);
    });
  });

  describe('A review', () => {
    const REVIEW = said('group.headline.review');

    async function due(): Promise<string> {
      const id = await at.register({ consent: { ...ANSWERS.consent } });
      await at.act('schoolLeader', id, 'approve');
      for (const part of ['teacher', 'schoolLeader', 'manager'] as const) at.school.inbox(part);
      await at.school.reach('2027-06-30T07:59:00+02:00');
      expect(at.headlines('teacher')).toEqual([]);
      await at.school.reach('2027-06-30T08:00:00+02:00');
      expect(at.headlines('teacher')).toEqual([REVIEW]);
      return id;
    }

    it('is asked for on the last day, again each week, and counts consent anew', async () => {
      const id = await due();
      expect(textOf(await at.look('teacher', id))).toContain(said('group.ask.review'));
      await at.school.reach('2027-07-06T08:00:00+02:00');
      expect(at.headlines('teacher')).toEqual([]);
      await at.school.reach('2027-07-07T10:00:00+02:00');
      expect(at.headlines('teacher')).toEqual([REVIEW]);
      await at.act('teacher', id, 'review', { date: '2027-10-01' });
      const card = await at.look('teacher', id);
      expect(textOf(card)).toContain(said('group-state.to-do'));
      expect(doesOf(card)).toContain('consent');
      expect((await at.history(id)).join()).toContain('Teacher keek na of alles klopt · vrijdag 1 oktober');
      await fulfil(at.school, 'teacher', id, 'consent', { ...ANSWERS.consent, date: '2027-07-07' });
      at.school.inbox('teacher');
      await at.school.reach('2027-09-30T17:00:00+02:00');
      expect(at.headlines('teacher')).toEqual([]);
      await at.school.reach('2027-10-01T08:00:00+02:00');
      expect(at.headlines('teacher')).toEqual([REVIEW]);
    });

    it.each(['', '2027-06-29', 'morgen'])('takes no day that is past or none: %j', async (date) => {
      const id = await due();
      const shown = await at.act('teacher', id, 'review', { date });
      expect(textOf(shown)).toContain(said('problem.title'));
      expect(textOf(await at.look('teacher', id))).toContain(said('group-state.review'));
    });

    it('is at most a year ahead', async () => {
      const id = await due();
      const far = await at.act('teacher', id, 'review', { date: '2028-07-01' });
      expect(textOf(far)).toContain(said('group-form.review.far'));
      expect(JSON.stringify(far)).toContain('"value":"2028-07-01"');
      expect(textOf(await at.look('teacher', id))).toContain(said('group-state.review'));
      await at.act('teacher', id, 'review', { date: '2028-06-30' });
      expect(textOf(await at.look('teacher', id))).toContain('vrijdag 30 juni 2028');
    });

    it('does not come again at once when the group gets another name', async () => {
      const id = await due();
      await at.act('teacher', id, 'change', { text: '2B en 2C', date: '2027-07-15' });
      await at.school.bot.sweep();
      expect(at.headlines('teacher')).toEqual([]);
      expect(textOf(await at.look('teacher', id))).toContain('2B en 2C');
    });

    it('comes sooner when the group ends sooner', async () => {
      const id = await at.register();
      await at.act('schoolLeader', id, 'approve');
      at.school.inbox('teacher');
      await at.act('teacher', id, 'change', { text: '2B', date: '2026-12-11' });
      await at.school.reach('2026-12-11T08:00:00+01:00');
      expect(at.headlines('teacher')).toEqual([REVIEW]);
    });

    it('is at the end of the school year for a group that goes on after it', async () => {
      const id = await at.register({ until: { date: '2028-06-30' } });
      expect(textOf(await at.look('teacher', id))).toContain('zaterdag 31 juli 2027');
    });
  });

  describe('"mijn groepen"', () => {
    const list = async (part: Part): Promise<string> => {
      const [sent] = newsOf(await (await at.school.chat(part)).say('mijn groepen'));
      return sent?.body.text ?? textOf(sent?.body.attachments);
    };

    it('shows each of those who have a part theirs, and others none', async () => {
      const id = await at.register({ participants: { choice: 'students', text: 'Klas Eik' } });
      const sections = {
        teacher: said('groups.own'),
        schoolLeader: said('groups.shared'),
        manager: said('groups.team'),
      } as const;
      for (const [part, title] of Object.entries(sections) as [Part, string][]) {
        const shown = await list(part);
        expect([part, shown.includes(title) && shown.includes('Klas Eik')]).toEqual([part, true]);
      }
      expect(await list('colleague')).toBe(said('group-notice.no-groups'));
      expect(await list('student')).toBe(said('group-notice.staff-only'));
      expect(await list('parent')).toBe(said('group-notice.staff-only'));
      const manager = await at.school.chat('manager');
      const shown = await manager.execute({ do: 'group-show', id });
      expect(textOf(shown)).toContain('Klas Eik');
      expect(doesOf(shown).filter((one) => one !== undefined && one !== 'history')).toEqual([]);
      expect(textOf(shown)).not.toContain(ANSWERS.permission.text);
    });

    it('shows whoever reads along the group until they step back', async () => {
      const id = await at.register({
        medium: { choice: 'teams' },
        participants: { choice: 'students', text: 'Klas Es' },
      });
      await at.act('colleague', id, 'confirm');
      expect(await list('colleague')).toContain('Klas Es');
      await at.act('colleague', id, 'step-back');
      expect(await list('colleague')).toBe(said('group-notice.no-groups'));
    });

    it('shows a draft, from which the guide goes on', async () => {
      const teacher = await at.school.chat('teacher');
      await teacher.say('groepsapp');
      const [sent] = newsOf(await teacher.say('mijn groepen'));
      const card = sent?.body.attachments?.[0]?.content;
      expect(textOf(card)).toContain(said('groups.draft'));
      const guide = await teacher.execute(button(card, said('groups.resume')));
      expect(questionOn(guide)).toBe('purpose');
    });
  });
});
