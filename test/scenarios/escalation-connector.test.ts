import { button, type Chatter, cardOf, textOf } from '../support/app.ts';
import {
  act,
  CLOSING,
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
import { conversationOf, FILLED, openSchool, type SchoolAtWork } from '../support/escalation.ts';
import type { Rule, Trouble } from '../support/fake-connector.ts';
import { type Part, PEOPLE } from '../support/school.ts';

let school: SchoolAtWork;
beforeAll(async () => {
  school = await openSchool();
});
afterEach(async () => {
  recover();
  for (const part of PARTS) await say(part);
  await school.putAway();
});
afterAll(() => school.stop());

const PARTS = ['manager', 'deputy', 'teamLeader', 'schoolLeader', 'safety', 'teacher'] as const;

/** Somebody opens their chat and writes: they are seen. */
const say = async (part: Part): Promise<unknown> => (await school.chat(part)).say('help');

/** Each request to the conversations of these people, those that the bot opens too, or of everybody, ends so. */
function trouble(what: Trouble, ...parts: readonly Part[]): void {
  const conversations = parts.flatMap((part) => [conversationOf(part), `a:${PEOPLE[part]}`]);
  const rule: Rule = ({ conversation }) =>
    conversation !== undefined && (parts.length === 0 || conversations.includes(conversation))
      ? what
      : undefined;
  school.bot.connector.rules.push(rule);
}

function recover(): void {
  school.bot.connector.rules.length = 0;
}

/** Reports by buttons that get their card back, which work without the service; gives the id of the case. */
async function send(chatter: Chatter, overrides: Partial<typeof FILLED> = {}): Promise<string> {
  const form = await chatter.execute({ do: 'escalate', text: '' });
  const check = await chatter.execute({ ...button(form, 'Verder'), ...FILLED, ...overrides });
  return caseOf(await chatter.execute(button(check, 'Verstuur')));
}

/** How many requests were made for somebody's chat. */
const askedOf = (part: Part): number =>
  school.bot.connector.asked.filter(({ conversation }) => conversation === conversationOf(part)).length;

/** The ids of the cases that new messages are about. */
const casesIn = (part: Part): unknown[] =>
  newsOf(school.inbox(part)).map(
    (sent) => /"id":"([0-9a-f-]{36})"/.exec(JSON.stringify(cardOf([sent])))?.[1],
  );

const historyOf = (id: string): Promise<string[]> => happened(school, 'teacher', id);

/** How the service can be down, with how often somebody is tried at most within ten minutes. */
const OUTAGES: Record<string, readonly [what: Trouble, most: number]> = {
  'answers 429 with Retry-After': [{ status: 429, headers: { 'retry-after': '240' } }, 3],
  'answers 429 without it': [{ status: 429 }, 10],
  'answers 500': [{ status: 500 }, 10],
  'answers 502': [{ status: 502 }, 10],
  'answers 503 with a page of a proxy': [{ status: 503, body: '<html>' }, 10],
  'answers 412': [{ status: 412 }, 10],
  'cuts the connection': [{ cut: 'before' }, 10],
};

describe.each(Object.entries(OUTAGES))('A connector that %s for ten minutes', (_name, [what, most]) => {
  it('loses nothing, and keeps the order for each person', async () => {
    trouble(what);
    const one = await send(await school.chat('teacher'));
    const two = await send(await school.chat('teacher'));
    const three = await send(await school.chat('student'));
    const before = askedOf('manager');
    await school.pass(2);
    const manager = await school.chat('manager');
    const opened = await takeUp(school, 'manager', one);
    const asked = await act(manager, opened, 'Vraag om informatie', { text: 'Wie was erbij?' });
    await act(manager, asked, 'Overleg plannen', { date: '2026-11-25' });
    for (let minute = 2; minute < 10; minute++) await school.pass(1);

    const everybody = [...PARTS, 'mentor'] as const;
    for (const part of everybody) expect([part, school.inbox(part)]).toEqual([part, []]);
    expect(askedOf('manager') - before).toBeGreaterThan(1);
    expect(askedOf('manager') - before).toBeLessThanOrEqual(most);

    recover();
    await school.pass(6);
    expect(casesIn('manager')).toEqual([one, two]);
    expect(casesIn('mentor')).toEqual([three]);
    expect(headlinesOf(school.inbox('teacher'))).toEqual([
      'Manager pakt je melding op.',
      'Manager heeft een vraag voor je.',
      'Manager heeft overleg met je gepland.',
    ]);
    await school.pass(6);
    for (const part of everybody) expect([part, newsOf(school.inbox(part))]).toEqual([part, []]);
  });

  it('lets the chain go on at its times, and tells each one in order afterwards', async () => {
    trouble(what);
    const id = await send(await school.chat('teacher'), { severity: '3' });
    for (let minute = 0; minute < 10; minute++) await school.pass(1);
    recover();
    await school.pass(6);
    expect(headlinesOf(school.inbox('manager'))).toEqual([
      'Je hebt een nieuwe melding.',
      expect.stringMatching(/kwam niet op tijd een reactie.*deputy/),
    ]);
    expect(casesIn('deputy')).toEqual([id]);
    expect(school.inbox('teamLeader')).toEqual([]);
    expect(await historyOf(id)).not.toContainEqual(expect.stringContaining('niet te bereiken'));
  });
});

describe('A message that cannot be sent at first', () => {
  it('is not overtaken by the next one to the same person', async () => {
    school.bot.connector.failures.push({ status: 500 });
    const one = await send(await school.chat('teacher'));
    const two = await send(await school.chat('colleague'));
    await school.bot.sweep();
    await school.bot.sweep();
    expect(school.inbox('manager')).toEqual([]);
    await school.pass(1);
    expect(casesIn('manager')).toEqual([one, two]);
  });

  it('holds up nobody else', async () => {
    trouble({ status: 500 }, 'manager');
    const id = await send(await school.chat('student'));
    await send(await school.chat('teacher'));
    await school.bot.sweep();
    expect(casesIn('mentor')).toEqual([id]);
  });

  it('comes once more at most when the connection is cut after it was taken', async () => {
    school.bot.connector.failures.push({ cut: 'after' });
    const id = await send(await school.chat('teacher'));
    await school.bot.sweep();
    await school.pass(1);
    await school.pass(5);
    expect(casesIn('manager')).toEqual([id, id]);
  });

  it('is not sent any more when it is no longer true', async () => {
    trouble({ status: 503 }, 'teacher', 'manager');
    const id = await send(await school.chat('teacher'));
    await school.bot.sweep();
    const teacher = await school.chat('teacher');
    await act(teacher, await look(teacher, id), 'Trek in');
    recover();
    await school.pass(10);
    expect(school.inbox('manager')).toEqual([]);
  });

  it('is given up after a day, and the next of the chain is told at once', async () => {
    trouble({ status: 500 }, 'manager');
    school.clock.set('2026-11-20T16:45:00+01:00');
    const id = await send(await school.chat('teacher'));
    await school.bot.sweep();
    for (let tries = 1; tries < 9; tries++) await school.pass(5);
    await school.reach('2026-11-21T16:00:00+01:00');
    expect(school.inbox('deputy')).toEqual([]);
    await school.reach('2026-11-21T17:00:00+01:00');
    expect(casesIn('deputy')).toEqual([id]);
    expect(await historyOf(id)).toContain(skippedLine('manager', 'unreachable'));
  });
});

/** How the service says that somebody cannot be reached (Teams documentation, "Status codes from bot conversational APIs"). */
const REFUSALS: Record<string, object> = {
  'that they blocked the app': {
    error: { code: 'ConversationBlockedByUser', message: 'User blocked the conversation.' },
  },
  'that they do not have the app': {
    error: { code: 'BotNotInConversationRoster', message: 'The bot is not there.' },
  },
  'it in a message that is JSON itself': {
    error: {
      code: 'Forbidden',
      message: JSON.stringify({ subCode: 'MessageWritesBlocked', details: 'Thread is not writable.' }),
    },
  },
  'it in a message without a code': {
    message: JSON.stringify({ subCode: 'MessageWritesBlocked', details: 'Thread is not writable.' }),
  },
  'nothing at all': {},
};

describe.each(Object.entries(REFUSALS))('Somebody of whom the service says %s with 403', (_name, body) => {
  it('is passed over at once, as the history tells, and told when they are next seen', async () => {
    trouble({ status: 403, body }, 'manager');
    const id = await send(await school.chat('teacher'));
    await school.bot.sweep();
    expect(casesIn('deputy')).toEqual([id]);
    expect(school.inbox('manager')).toEqual([]);
    const history = await historyOf(id);
    expect(history).toContain(skippedLine('manager', 'unreachable'));
    expect(history).toContain(said('case.event.notified', { subject: 'deputy' }));
    expect(textOf(await look(await school.chat('teacher'), id))).toMatch(
      /Ik heb deputy \(vervanger\) gevraagd/,
    );

    await school.pass(10);
    expect(newsOf(school.inbox('deputy'))).toEqual([]);
    expect(school.inbox('teamLeader')).toEqual([]);

    recover();
    await say('manager');
    school.inbox('manager');
    await school.bot.sweep();
    expect(casesIn('manager')).toEqual([id]);
    await takeUp(school, 'manager', id);
    expect(textOf(await look(await school.chat('teacher'), id))).toContain(
      'Manager (leidinggevende) heeft deze melding',
    );
  });
});

describe('People who cannot be reached', () => {
  const blocked: Trouble = { status: 403, body: { error: { code: 'ConversationBlockedByUser' } } };

  it('are not tried again and again', async () => {
    trouble(blocked, 'manager');
    await send(await school.chat('teacher'));
    await school.bot.sweep();
    const tried = askedOf('manager');
    for (let minute = 0; minute < 10; minute++) await school.pass(1);
    expect(askedOf('manager')).toBe(tried);
  });

  it('get nothing late that somebody else has taken up', async () => {
    trouble(blocked, 'manager');
    const id = await send(await school.chat('teacher'));
    await school.bot.sweep();
    await takeUp(school, 'deputy', id);
    recover();
    await say('manager');
    school.inbox('manager');
    await school.bot.sweep();
    expect(newsOf(school.inbox('manager'))).toEqual([]);
  });

  it('are passed over one after another in one go, until somebody can be reached', async () => {
    trouble(blocked, 'manager', 'deputy', 'teamLeader');
    const id = await send(await school.chat('teacher'));
    await school.bot.sweep();
    expect(casesIn('schoolLeader')).toEqual([id]);
    const skipped = (['manager', 'deputy', 'teamLeader'] as const).map((part) =>
      skippedLine(part, 'unreachable'),
    );
    expect(await historyOf(id)).toEqual(expect.arrayContaining(skipped));
  });

  it('raise the alarm at once when there is nobody else', async () => {
    trouble(blocked, 'manager', 'deputy', 'teamLeader', 'schoolLeader');
    const id = await send(await school.chat('teacher'));
    school.inbox('teacher');
    await school.bot.sweep();
    expect(headlinesOf(school.inbox('safety'))).toEqual([expect.stringContaining('Niemand reageerde')]);
    expect(headlinesOf(school.inbox('teacher'))).toEqual([expect.stringContaining('Nog niemand reageerde')]);
    recover();
    await say('schoolLeader');
    school.inbox('schoolLeader');
    await school.bot.sweep();
    expect(new Set(casesIn('schoolLeader'))).toEqual(new Set([id]));
  });

  it('do not hold up a case when they are its reporter, who is told everything later, in order', async () => {
    const id = await send(await school.chat('teacher'));
    await school.bot.sweep();
    trouble(blocked, 'teacher');
    const opened = await takeUp(school, 'manager', id);
    await act(await school.chat('manager'), opened, 'Sluit af', CLOSING);
    await school.bot.sweep();
    expect(school.inbox('deputy')).toEqual([]);
    recover();
    await say('teacher');
    school.inbox('teacher');
    await school.bot.sweep();
    expect(headlinesOf(school.inbox('teacher'))).toEqual([
      'Manager pakt je melding op.',
      'Je melding is afgesloten.',
    ]);
  });

  it('lose nothing when they are everybody, for ten minutes', async () => {
    trouble(blocked);
    const id = await send(await school.chat('teacher'));
    for (let minute = 0; minute < 10; minute++) await school.pass(1);
    recover();
    for (const part of PARTS) {
      await say(part);
      school.inbox(part);
    }
    await school.bot.sweep();
    for (const part of ['manager', 'deputy', 'teamLeader', 'safety'] as const) {
      expect([part, casesIn(part)]).toEqual([part, [id]]);
    }
    expect(new Set(casesIn('schoolLeader'))).toEqual(new Set([id]));
    expect(headlinesOf(school.inbox('teacher'))).toEqual([expect.stringContaining('Nog niemand reageerde')]);
  });
});

describe('Somebody who never opened the app', () => {
  it('is passed over at once, and told when they open it', async () => {
    const fresh = await openSchool({ present: ['teacher', 'deputy'] });
    try {
      const id = await reported(fresh);
      expect(headlinesOf(fresh.inbox('deputy'))).toEqual(['Je hebt een nieuwe melding.']);
      const manager = await fresh.chat('manager');
      fresh.inbox('manager');
      await fresh.bot.sweep();
      expect(headlinesOf(fresh.inbox('manager'))).toEqual(['Je hebt een nieuwe melding.']);
      expect(textOf(await look(manager, id))).toContain('Ik pak dit op');
    } finally {
      await fresh.stop();
    }
  });
});
