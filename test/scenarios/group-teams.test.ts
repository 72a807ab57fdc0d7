import { button, buttonsOf, type Chatter, cardOf, nodesOf, textOf } from '../support/app.ts';
import { newsOf, said } from '../support/case-work.ts';
import { conversationOf, openSchool, type SchoolAtWork } from '../support/escalation.ts';
import type { Card, Member, Sent } from '../support/fake-connector.ts';
import {
  actOn,
  buttonFor,
  type Filled,
  fillGuide,
  finishGuide,
  groupOf,
  headlinesOf,
  historyOf,
  lookAt,
  openGuide,
  pressDo,
  putGroupsAway,
  registered,
  walk,
} from '../support/group-work.ts';
import { buildDirectory, type Part, PEOPLE, TENANT } from '../support/school.ts';

const TEAMS = { medium: { choice: 'teams' } } as const satisfies Filled;
const ALONE = { ...TEAMS, 'second-staff': 'later' } as const satisfies Filled;
const ONE_LEFT = said('group.unattended.one-left');
const NONE_LEFT = said('group.unattended.none-left');
const WELCOME = 'Welkom allemaal! Schrijf hier alleen over de reis.';

let school: SchoolAtWork;
const ids: string[] = [];
/** The last test stops the bot, to read what it kept. */
let isOver = false;
beforeAll(async () => {
  const directory = buildDirectory(
    { manager: { absences: [{ from: '2027-01-11', until: '2027-01-15' }] } },
    { policy: 'de-langstraat' },
  );
  school = await openSchool({ directory });
});
afterEach(async () => {
  if (isOver) return;
  school.bot.connector.rules.length = 0;
  await putGroupsAway(school, 'teacher', ids.splice(0));
  for (const part of ['colleague', 'mentor'] as const) await putGroupsAway(school, part);
  await school.putAway();
});
afterAll(() => school.stop());

const account = (part: Part, overrides: Partial<Member> = {}): Member => ({
  id: `29:${PEOPLE[part]}`,
  aadObjectId: PEOPLE[part],
  name: part,
  tenantId: TENANT,
  ...overrides,
});

/** A group chat of Teams, a new one for each test. */
interface Chat {
  readonly conversation: string;
  /** Sets who is there. */
  members(...members: readonly (Part | Member)[]): void;
  /** The bot is added by somebody. */
  addBot(by: Part): Promise<Sent[]>;
  /** Somebody comes or goes; nothing is said about who, for the roster tells. */
  event(by: Part, ...members: readonly (Part | Member)[]): Promise<Sent[]>;
  removeBot(by: Part): Promise<Sent[]>;
  /** Everything that the bot said there. */
  said(): Sent[];
}

let made = 0;
function createChat(...members: readonly (Part | Member)[]): Chat {
  made += 1;
  const conversation = `19:chat-${made}@thread.v2`;
  const { connector } = school.bot;
  const as = (part: Part): Chatter =>
    school.bot.person({ id: PEOPLE[part], tenant: TENANT, conversation, conversationType: 'groupChat' });
  const set = (all: readonly (Part | Member)[]) => {
    const bot = { id: '28:bot', name: 'Mag dat?' };
    const people = all.map((one) => (typeof one === 'string' ? account(one) : one));
    connector.rosters.set(conversation, [bot, ...people]);
  };
  set(members);
  return {
    conversation,
    members: (...all) => set(all),
    addBot: (by) => as(by).send({ type: 'installationUpdate', action: 'add' }),
    event: (by, ...all) => {
      set(all);
      return as(by).send({ type: 'conversationUpdate', membersRemoved: [{ id: '29:somebody' }] });
    },
    removeBot: (by) => as(by).send({ type: 'installationUpdate', action: 'remove' }),
    said: () => connector.sent.filter((one) => one.conversation === conversation),
  };
}

/** A chat that the teacher added the bot to, and its group in the register, for which the colleague reads along. */
async function registeredChat(
  filled: Filled = TEAMS,
  members: readonly Part[] = ['teacher', 'colleague', 'student', 'classmate'],
): Promise<{ chat: Chat; id: string }> {
  const chat = createChat(...members);
  await chat.addBot('teacher');
  const teacher = await school.chat('teacher');
  const guide = await pressDo(teacher, cardOf(school.inbox('teacher')), 'group-start');
  const card = await pressDo(teacher, await finishGuide(teacher, guide, filled), 'group-submit');
  await school.bot.sweep();
  const id = groupOf(card);
  ids.push(id);
  const { 'second-staff': second } = { 'second-staff': { person: PEOPLE.colleague }, ...filled };
  if (second !== 'later') {
    const reader = Object.entries(PEOPLE).find(([, one]) => one === second.person)?.[0] as Part;
    await actOn(school, reader, id, 'confirm');
  }
  emptyInboxes();
  return { chat, id };
}

const emptyInboxes = (): void => {
  for (const part of ['teacher', 'colleague', 'manager', 'deputy', 'student', 'mentor'] as const)
    school.inbox(part);
};

const headlines = (part: Part): string[] => headlinesOf(school.inbox(part));

const countIn = (lines: readonly string[], line: string): number =>
  lines.filter((one) => one === line).length;

describe('The bot in a group chat with students', () => {
  const INVITED = said('group-invite.title');
  /** Of each new message, whether it is an invitation. */
  const invitations = (part: Part): boolean[] =>
    newsOf(school.inbox(part)).map((one) => textOf(cardOf([one])).includes(INVITED));

  it('invites the member of staff who added it, in their own chat and once', async () => {
    const chat = createChat('teacher', 'student', 'classmate');
    await chat.addBot('teacher');
    const [invited, ...more] = school.inbox('teacher');
    expect(more).toEqual([]);
    const card = cardOf(invited ? [invited] : []);
    expect(textOf(card)).toContain(INVITED);
    expect(textOf(card)).toContain(said('group-invite.students', { count: 2 }));
    expect(chat.said()).toHaveLength(1);
    expect(JSON.stringify(chat.said())).not.toMatch(/Ik ken deze groep|group-start/);
    await chat.event('teacher', 'teacher', 'student', 'classmate', 'colleague');
    await chat.event('colleague', 'teacher', 'student', 'colleague');
    await school.bot.sweep();
    expect([invitations('teacher'), invitations('colleague')]).toEqual([[], []]);
    expect(chat.said()).toHaveLength(1);
  });

  it('invites once when several events come at the same moment', async () => {
    const chat = createChat('teacher', 'student');
    await Promise.all([
      chat.addBot('teacher'),
      chat.event('teacher', 'teacher', 'student'),
      chat.event('teacher', 'teacher', 'student'),
    ]);
    await school.bot.sweep();
    expect(invitations('teacher')).toEqual([true]);
  });

  it('invites whoever brings in the first student', async () => {
    const chat = createChat('teacher', 'colleague');
    await chat.addBot('teacher');
    expect(invitations('teacher')).toEqual([]);
    await chat.event('colleague', 'teacher', 'colleague', 'student');
    expect([invitations('teacher'), invitations('colleague')]).toEqual([[], [true]]);
  });

  it.each<[string, Part, readonly (Part | Member)[]]>([
    ['without students', 'teacher', ['teacher', 'colleague', 'parent']],
    ['that a student brought it to', 'student', ['student', 'classmate', 'teacher']],
    ['that a parent brought it to', 'parent', ['parent', 'student', 'teacher']],
    ['that a stranger brought it to', 'stranger', ['student', 'teacher']],
  ])('invites nobody to a chat %s', async (_name, by, members) => {
    const chat = createChat(...members);
    await chat.addBot(by);
    await school.bot.sweep();
    for (const part of ['teacher', 'colleague', 'student', 'parent'] as const)
      expect([part, invitations(part)]).toEqual([part, []]);
  });

  it('counts each student once, and guests not at all', async () => {
    const { aadObjectId: _, ...bare } = account('student');
    const guest = account('classmate', { tenantId: '44444444-4444-4444-8444-444444444444' });
    const chat = createChat('teacher', 'student', { ...bare, objectId: PEOPLE.student }, guest);
    await chat.addBot('teacher');
    expect(textOf(cardOf(school.inbox('teacher')))).toContain(said('group-invite.students', { count: 1 }));
    const other = createChat('teacher', guest);
    await putGroupsAway(school, 'teacher');
    await other.addBot('teacher');
    expect(invitations('teacher')).toEqual([]);
  });

  it.each([403, 404])('invites nobody when the roster cannot be read: %i', async (status) => {
    const chat = createChat('teacher', 'student');
    school.bot.connector.rules.push(({ path }) => (path.includes('members') ? { status } : undefined));
    await chat.addBot('teacher');
    expect(chat.said()).toHaveLength(1);
    expect(invitations('teacher')).toEqual([]);
  });

  it('offers to link a group that is in the register, which then shows who is there', async () => {
    const id = await registered(school, 'teacher', ALONE);
    ids.push(id);
    emptyInboxes();
    const chat = createChat('teacher', 'student');
    await chat.addBot('teacher');
    const teacher = await school.chat('teacher');
    const invited = cardOf(school.inbox('teacher'));
    chat.members('teacher', 'colleague', 'student');
    const linked = await teacher.execute(button(invited, said('group-invite.link', { name: '2B' })));
    expect(textOf(linked)).toContain("collega's: 2, leerlingen: 1");
    expect(await historyOf(school, 'teacher', id)).toContain(
      said('group.event.chat-linked', { actor: 'teacher' }),
    );
    expect(textOf(await teacher.execute({ do: 'groups' }))).not.toContain(said('groups.draft'));
    // and from here on it is watched
    await chat.event('teacher', 'student');
    expect(headlines('teacher')).toEqual([NONE_LEFT]);
    // a second press finds it linked
    expect(textOf(await teacher.execute(button(invited, 'Koppel')))).toContain('Dit kan nu niet');
  });

  it('links nothing by a forged card: a chat of somebody else, or one that the bot is not in', async () => {
    const id = await registered(school, 'teacher', ALONE);
    ids.push(id);
    const chat = createChat('colleague', 'student');
    await chat.addBot('colleague');
    const teacher = await school.chat('teacher');
    const { version } = buttonFor(await lookAt(school, 'teacher', id), 'history');
    for (const conversation of [chat.conversation, '19:elsewhere', conversationOf('student')])
      await teacher.execute({ do: 'group-link', id, version, conversation });
    expect(await historyOf(school, 'teacher', id)).toHaveLength(1);
  });

  it('keeps who is there when the group is registered, and not when the guide began', async () => {
    const chat = createChat('teacher', 'student');
    await chat.addBot('teacher');
    const teacher = await school.chat('teacher');
    const guide = await pressDo(teacher, cardOf(school.inbox('teacher')), 'group-start');
    const check = await walk(teacher, guide, TEAMS);
    chat.members('teacher', 'colleague', 'student', 'classmate');
    const card = await pressDo(teacher, check, 'group-submit');
    ids.push(groupOf(card));
    expect(textOf(card)).toContain("collega's: 2, leerlingen: 2");
    expect(textOf(card)).not.toContain(said('group.unattended.title'));
  });

  it('takes a chat whose members it cannot see for neither short of staff nor looked at', async () => {
    const chat = createChat('teacher', 'student');
    school.bot.connector.rules.push(({ path }) => (path.includes('members') ? { status: 403 } : undefined));
    const inChat = school.bot.person({
      id: PEOPLE.teacher,
      tenant: TENANT,
      conversation: chat.conversation,
      conversationType: 'groupChat',
    });
    await inChat.say('groepsapp');
    const teacher = await school.chat('teacher');
    const check = await walk(teacher, cardOf(school.inbox('teacher')), TEAMS);
    const card = await pressDo(teacher, check, 'group-submit');
    ids.push(groupOf(card));
    expect(textOf(card)).not.toContain(said('group.unattended.title'));
    expect(textOf(card)).not.toContain("collega's:");
  });

  it('lets go of the chat when the guide leads to another app', async () => {
    const { chat, id } = await registeredChat({ age: { choice: '16-plus' }, medium: { choice: 'signal' } });
    expect(await historyOf(school, 'teacher', id)).not.toContain(said('group.event.member-check'));
    await chat.event('colleague', 'student', 'classmate');
    expect(headlines('teacher')).toEqual([]);
    expect(textOf(await lookAt(school, 'teacher', id))).not.toContain(said('group.unattended.title'));
  });

  it('has nothing to do with a draft about another app', async () => {
    const teacher = await school.chat('teacher');
    const check = await fillGuide(teacher, { 'second-staff': 'later' });
    emptyInboxes();
    const chat = createChat('teacher', 'student');
    await chat.addBot('teacher');
    await chat.event('teacher', 'teacher', 'student', 'classmate');
    expect(invitations('teacher')).toEqual([]);
    expect(groupOf(await openGuide(teacher))).toBe(groupOf(check));
    // the chat is free for whoever makes a group of it
    await chat.event('colleague', 'teacher', 'colleague', 'student');
    expect(invitations('colleague')).toEqual([true]);
  });

  it('is known again to whoever stopped and then begins at the invitation, and to nobody else', async () => {
    const chat = createChat('teacher', 'colleague', 'student');
    await chat.addBot('teacher');
    const invited = cardOf(school.inbox('teacher'));
    const begin = buttonFor(invited, 'group-start');
    const teacher = await school.chat('teacher');
    await pressDo(teacher, await teacher.execute(begin), 'group-cancel');

    const colleague = await school.chat('colleague');
    const forged = await finishGuide(colleague, cardOf(await colleague.press(begin)), ALONE);
    const other = groupOf(await pressDo(colleague, forged, 'group-submit'));
    const seen = textOf(await lookAt(school, 'colleague', other));
    await putGroupsAway(school, 'colleague', [other]);
    expect(seen).not.toContain("collega's:");

    const check = await finishGuide(teacher, cardOf(await teacher.press(begin)), ALONE);
    const card = await pressDo(teacher, check, 'group-submit');
    ids.push(groupOf(card));
    expect(textOf(card)).toContain("collega's: 2, leerlingen: 1");
  });

  it('gives a draft back that was dropped, also when its chat belongs to another group by now', async () => {
    const chat = createChat('teacher', 'colleague', 'student');
    await chat.addBot('teacher');
    const teacher = await school.chat('teacher');
    const guide = await pressDo(teacher, cardOf(school.inbox('teacher')), 'group-start');
    const dropped = await pressDo(teacher, guide, 'group-cancel');
    await chat.event('colleague', 'teacher', 'colleague', 'student');
    expect(invitations('colleague')).toEqual([true]);
    expect(textOf(await pressDo(teacher, dropped, 'group-resume'))).toContain(
      said('group-question.purpose.title'),
    );
  });
});

describe('The chat of a registered group', () => {
  it('warns the owner in the very turn that the second member of staff leaves, and says nothing there', async () => {
    const { chat, id } = await registeredChat();
    const before = chat.said().length;
    await chat.event('colleague', 'teacher', 'student', 'classmate');
    expect(headlines('teacher')).toEqual([ONE_LEFT]);
    expect(headlines('manager')).toEqual([]);
    expect(school.inbox('student')).toEqual([]);
    expect(chat.said()).toHaveLength(before);
    expect(textOf(await lookAt(school, 'teacher', id))).toContain(said('group.unattended.one-left'));
    expect(await historyOf(school, 'teacher', id)).toContain(said('group.event.one-left'));
    await school.bot.sweep();
    await chat.event('teacher', 'teacher', 'student');
    expect(headlines('teacher')).toEqual([]);
  });

  it('never takes a student for staff', async () => {
    const { chat } = await registeredChat();
    await chat.event('colleague', 'teacher', 'student', 'classmate', 'parent', 'stranger');
    expect(headlines('teacher')).toEqual([ONE_LEFT]);
  });

  it('never takes a guest or somebody who is there twice for a second member of staff', async () => {
    const { chat } = await registeredChat();
    const { aadObjectId: _, ...bare } = account('teacher');
    const guest = account('colleague', { userRole: 'guest' });
    await chat.event('teacher', 'teacher', { ...bare, objectId: PEOPLE.teacher }, guest, 'student');
    expect(headlines('teacher')).toEqual([ONE_LEFT]);
  });

  it('is fine with any other member of staff in the place of the one who left', async () => {
    const { chat, id } = await registeredChat();
    await chat.event('colleague', 'mentor', 'teacher', 'student');
    expect(headlines('teacher')).toEqual([]);
    expect(textOf(await lookAt(school, 'teacher', id))).toContain("collega's: 2, leerlingen: 1");
  });

  it('needs no second member of staff where nobody asks for one', async () => {
    const { chat, id } = await registeredChat(ALONE, ['teacher', 'student']);
    await chat.event('classmate', 'teacher', 'student', 'classmate');
    expect(headlines('teacher')).toEqual([]);
    expect(textOf(await lookAt(school, 'teacher', id))).toContain("collega's: 1, leerlingen: 2");
  });

  it('takes the warning away when somebody of the staff is back', async () => {
    const { chat, id } = await registeredChat();
    await chat.event('colleague', 'teacher', 'student');
    school.inbox('teacher');
    await chat.event('colleague', 'teacher', 'colleague', 'student');
    await school.bot.sweep();
    const changed = school.inbox('teacher');
    expect(changed.map(({ method }) => method)).toEqual(['PUT']);
    expect(textOf(cardOf(changed))).not.toContain(said('group.unattended.title'));
    expect(textOf(await lookAt(school, 'teacher', id))).not.toContain(said('group.unattended.title'));
    expect(await historyOf(school, 'teacher', id)).toContain(said('group.event.attended'));
    await chat.event('colleague', 'teacher', 'student');
    expect(headlines('teacher')).toEqual([ONE_LEFT]);
  });

  it('tells the line manager too, when nobody of the staff is left', async () => {
    const { chat, id } = await registeredChat();
    await chat.event('colleague', 'teacher', 'student', 'classmate');
    emptyInboxes();
    await chat.event('teacher', 'student', 'classmate');
    expect([headlines('teacher'), headlines('colleague'), headlines('manager')]).toEqual([
      [NONE_LEFT],
      [NONE_LEFT],
      [NONE_LEFT],
    ]);
    expect(textOf(await lookAt(school, 'manager', id))).toContain(said('group.unattended.none-left'));
    await chat.event('classmate', 'student');
    expect([headlines('teacher'), headlines('manager')]).toEqual([[], []]);
  });

  it('tells who stands in for the line manager when they are absent', async () => {
    school.clock.set('2027-01-13T10:00:00+01:00');
    const { chat, id } = await registeredChat();
    await chat.event('colleague', 'student', 'classmate');
    expect([headlines('manager'), headlines('deputy')]).toEqual([[], [NONE_LEFT]]);
    expect(textOf(await lookAt(school, 'deputy', id))).toContain('2B');
  });

  it('tells a line manager who reads along once', async () => {
    const { chat } = await registeredChat({ ...TEAMS, 'second-staff': { person: PEOPLE.manager } }, [
      'teacher',
      'manager',
      'student',
    ]);
    await chat.event('teacher', 'student');
    expect([headlines('teacher'), headlines('manager')]).toEqual([[NONE_LEFT], [NONE_LEFT]]);
  });

  it.each([
    ['403', { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } }],
    ['404', { status: 404, body: {} }],
  ])('stays as it is when the roster cannot be read: %s', async (_name, trouble) => {
    const { chat, id } = await registeredChat();
    const before = await lookAt(school, 'teacher', id);
    school.bot.connector.rules.push(({ path }) => (path.includes('members') ? trouble : undefined));
    await chat.event('colleague', 'teacher', 'student');
    expect(headlines('teacher')).toEqual([]);
    expect(await lookAt(school, 'teacher', id)).toEqual(before);
  });

  it('warns once when several leave at the same moment', async () => {
    const { chat, id } = await registeredChat();
    await Promise.all(
      (['colleague', 'student', 'classmate', 'mentor'] as const).map((part) =>
        chat.event(part, 'teacher', 'student'),
      ),
    );
    await school.bot.sweep();
    expect(headlines('teacher')).toEqual([ONE_LEFT]);
    expect(countIn(await historyOf(school, 'teacher', id), said('group.event.one-left'))).toBe(1);
  });

  it('is watched no more when the bot is removed or the group is closed', async () => {
    const { chat, id } = await registeredChat();
    await chat.event('colleague', 'teacher', 'student');
    emptyInboxes();
    await chat.removeBot('teacher');
    const card = textOf(await lookAt(school, 'teacher', id));
    expect(card).not.toContain(said('group.unattended.title'));
    expect(card).not.toContain("collega's:");
    expect(await historyOf(school, 'teacher', id)).toContain(said('group.event.chat-gone'));

    const other = await registeredChat();
    await actOn(school, 'teacher', other.id, 'close', { done: 'true' });
    emptyInboxes();
    await other.chat.event('student', 'teacher', 'classmate');
    expect(headlines('teacher')).toEqual([]);
  });
});

describe('A welcome message', () => {
  const opened = async (id: string): Promise<Card> =>
    pressDo(await school.chat('teacher'), await lookAt(school, 'teacher', id), 'welcome');
  const posted = (chat: Chat): string[] =>
    chat.said().flatMap(({ body }) => (body.text === WELCOME ? [body.text] : []));

  it('is posted into the chat once, also when the button is pressed twice', async () => {
    const { chat, id } = await registeredChat();
    const teacher = await school.chat('teacher');
    const press = { ...buttonFor(await opened(id), 'post-welcome'), text: WELCOME };
    const shown = await Promise.all([teacher.execute(press), teacher.execute(press)]);
    await teacher.execute(press);
    await teacher.press(press);
    expect(shown.map(textOf).join()).toContain(said('group.headline.posted'));
    expect(posted(chat)).toHaveLength(1);
    const line = said('group.event.welcome-posted', { actor: 'teacher' });
    expect(countIn(await historyOf(school, 'teacher', id), line)).toBe(1);
  });

  it.each([
    ['nothing', '  ', said('problem.missing', { field: said('problem.field.text').toLowerCase() })],
    ['too much', 'a'.repeat(2001), '2.001'],
  ])('is not posted with %s in it', async (_name, text, problem) => {
    const { chat, id } = await registeredChat();
    const before = chat.said().length;
    const shown = await pressDo(await school.chat('teacher'), await opened(id), 'post-welcome', { text });
    expect(textOf(shown)).toContain(problem);
    if (text.trim() !== '') expect(JSON.stringify(shown)).toContain(text);
    expect(chat.said()).toHaveLength(before);
  });

  it('is kept back and said to be, where Teams refuses it', async () => {
    const { chat, id } = await registeredChat();
    const card = await opened(id);
    school.bot.connector.rules.push(({ method, conversation }) =>
      method === 'POST' && conversation === chat.conversation
        ? { status: 403, body: { error: { code: 'BotNotInConversationRoster', message: '' } } }
        : undefined,
    );
    const shown = await pressDo(await school.chat('teacher'), card, 'post-welcome', { text: WELCOME });
    expect(textOf(shown)).toContain(said('group.refused.not-permitted'));
    expect(await historyOf(school, 'teacher', id)).not.toContain(
      said('group.event.welcome-posted', { actor: 'teacher' }),
    );
  });

  it('can be copied by whoever reads along, and posted by the owner alone', async () => {
    const { chat, id } = await registeredChat();
    const colleague = await school.chat('colleague');
    const shown = await pressDo(colleague, await lookAt(school, 'colleague', id), 'welcome');
    expect(JSON.stringify(shown)).toContain('Welkom in de groep 2B!');
    expect(buttonsOf(shown).map(({ data }) => data.act)).not.toContain('post-welcome');
    await colleague.execute({ ...buttonFor(await opened(id), 'post-welcome'), text: WELCOME });
    expect(posted(chat)).toEqual([]);
  });

  it('names who reads along, without a word about the students', async () => {
    const { id } = await registeredChat();
    const shown = nodesOf(await opened(id)).find((node) => node.id === 'text')?.value;
    expect(shown).toContain('teacher en colleague lezen allebei mee.');
    expect(shown).not.toMatch(/student|classmate/);
  });
});

describe('A chat that the bot may not make', () => {
  it('is explained step by step, with a link to a chat with whoever reads along', async () => {
    const teacher = await school.chat('teacher');
    const card = await pressDo(teacher, await fillGuide(teacher, TEAMS), 'group-submit');
    ids.push(groupOf(card));
    const shown = await pressDo(teacher, card, 'make-chat');
    expect(textOf(shown)).toContain(said('group-form.make-chat.help.steps'));
    const links = nodesOf(shown).filter(({ type }) => type === 'Action.OpenUrl');
    expect(links.map(({ url }) => url)).toEqual([
      'https://teams.microsoft.com/l/chat/0/0?users=teacher%40school.example,colleague%40school.example',
    ]);
    expect(buttonsOf(shown).map(({ data }) => data.do)).not.toContain('group-act');
  });

  it('is not made by a forged card either, and whom it names is kept nowhere', async () => {
    const id = await registered(school, 'teacher', TEAMS);
    ids.push(id);
    const teacher = await school.chat('teacher');
    const { version } = buttonFor(await lookAt(school, 'teacher', id), 'welcome');
    const forged = { do: 'group-act', id, version, act: 'make-chat', people: PEOPLE.student };
    expect(textOf(await teacher.execute(forged))).toContain(said('group.refused.not-permitted'));
    expect(await historyOf(school, 'teacher', id)).not.toContain(said('group.event.chat-made'));
    for (const people of ['', PEOPLE.parent, PEOPLE.stranger, `${PEOPLE.student},nobody`]) {
      const { version: next } = buttonFor(await lookAt(school, 'teacher', id), 'welcome');
      const shown = await teacher.execute({ ...forged, version: next, people });
      expect([people, textOf(shown).includes(said('problem.title'))]).toEqual([people, true]);
    }
  });
});

it('Nothing of a student is kept in the register', async () => {
  const { chat } = await registeredChat();
  await chat.event('student', 'teacher', 'student');
  await school.bot.sweep();
  isOver = true;
  const { groups, groupEvents, groupParties, messages } = await school.close();
  expect(groups.length).toBeGreaterThan(0);
  const kept = JSON.stringify([groups, groupEvents, groupParties, messages]);
  for (const part of ['student', 'classmate'] as const)
    expect([part, kept.includes(PEOPLE[part])]).toEqual([part, false]);
});
