import { randomUUID } from 'node:crypto';
import { createTexts } from '../../src/locale/locale.ts';
import {
  button,
  buttonsOf,
  type Chatter,
  cardOf,
  nodesOf,
  type RunningBot,
  type Seat,
  startBot,
  textOf,
} from '../support/app.ts';
import { said } from '../support/case-work.ts';
import type { Rule, Sent } from '../support/fake-connector.ts';

const SENT = said('notice.sent-privately');
const ASKED_OVER = said('notice.open-own-chat');
const GROUP = '19:group@thread.v2';
const CRISIS = 'ik wil niet meer leven';

let bot: RunningBot;
beforeAll(async () => {
  bot = await startBot();
});
afterEach(() => {
  bot.connector.rules.length = 0;
});
afterAll(() => bot.stop());

interface Met {
  readonly group: Chatter;
  /** The same person in their own chat. */
  readonly own: Chatter;
  /** What reached them elsewhere than in the group. */
  inbox(): Sent[];
}

/** Somebody in a group; the bot was never opened in a chat of their own. */
function meet(conversationType: Seat['conversationType'] = 'groupChat'): Met {
  const id = randomUUID();
  const conversation = `${GROUP}:${id}`;
  return {
    group: bot.person({ id, conversationType, conversation }),
    own: bot.person({ id }),
    inbox: () =>
      bot.connector.sent.filter(
        (sent) => sent.conversation !== conversation && sent.conversation.includes(id),
      ),
  };
}

async function meetKnown(audience = 'student', policy = 'svok'): Promise<Met> {
  const met = meet();
  await met.group.introduce(audience, policy);
  return met;
}

const textsOf = (sent: readonly Sent[]) => sent.map(({ body }) => body.text ?? JSON.stringify(body));
const inputsOf = (card: unknown) =>
  nodesOf(card)
    .filter(({ type }) => String(type).startsWith('Input.'))
    .map(({ id }) => id);

/** Nothing reaches anybody's own chat: it cannot be opened, or is blocked. */
const CLOSED: Record<string, Rule> = {
  'is not installed for them': ({ conversation }) =>
    conversation?.startsWith(GROUP)
      ? undefined
      : { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } },
  'was blocked by them': ({ conversation }) =>
    conversation?.startsWith(GROUP)
      ? undefined
      : { status: 403, body: { error: { code: 'ConversationBlockedByUser' } } },
  'cannot reach the service': ({ conversation }) =>
    conversation?.startsWith(GROUP) ? undefined : { status: 502 },
};

describe('In a group or channel', () => {
  it.each(['groupChat', 'channel'] as const)(
    'first aid goes to the person alone, and the %s reads only that there is a message',
    async (place) => {
      const { group, inbox } = meet(place);
      await group.introduce('student', 'svok');
      expect(textsOf(await group.say(CRISIS))).toEqual([SENT]);
      const card = textOf(cardOf(inbox()));
      expect(card).toContain('113');
      expect(card).toContain(said('emergency.no-hotline'));
    },
  );

  it.each([
    ['somebody in danger', 'mijn stiefvader slaat mij elke dag'],
    ['somebody who is bullied', 'ik word gepest in de groepsapp'],
    ['a threat', 'iemand dreigt mij in elkaar te slaan'],
  ])('says no more about %s to everybody', async (_, words) => {
    const { group, inbox } = await meetKnown();
    expect(textsOf(await group.say(words))).toEqual([SENT]);
    expect(inbox()).toHaveLength(1);
  });

  it('asks role and school in their own chat after such words, with first aid above', async () => {
    const { group, own, inbox } = meet();
    expect(textsOf(await group.say(CRISIS))).toEqual([SENT]);
    const asked = cardOf(inbox());
    expect(textOf(asked)).toContain('113');
    expect(inputsOf(asked)).toEqual(['audience', 'policy']);
    // the choice made there leads to the first aid of the school
    const data = { ...buttonsOf(asked).at(-1)?.data, audience: 'student', policy: 'omo' };
    expect(textOf(cardOf(await own.press(data)))).toContain('leraar of mentor');
  });

  it.each(Object.entries(CLOSED))('says nothing of the subject when the bot %s', async (_, rule) => {
    for (const met of [await meetKnown(), meet()]) {
      bot.connector.rules.push(rule);
      for (const words of [CRISIS, 'escaleer', 'meldingen'])
        expect(textsOf(await met.group.say(words))).toEqual([ASKED_OVER]);
      expect(met.inbox()).toEqual([]);
      bot.connector.rules.length = 0;
    }
  });

  it('sends the form of a report and the list of reports to the person alone', async () => {
    const { group, inbox } = await meetKnown('staff');
    expect(textsOf(await group.say('escaleer'))).toEqual([SENT]);
    expect(textOf(cardOf(inbox()))).toContain(said('report-form.title'));
    expect(textsOf(await group.say('meldingen'))).toEqual([SENT]);
    expect(inbox().at(-1)?.body.text).toBe(said('case-notice.no-reports'));
    // also for a client that gets its card back
    expect(await group.execute({ do: 'escalate', text: '' })).toBe(SENT);
  });

  it('keeps the words of a report when the form could not be sent', async () => {
    const { group, own } = await meetKnown('staff');
    const words = 'Een ouder scheldt mij uit in de groepsapp van 2B.';
    bot.connector.rules.push(CLOSED['was blocked by them'] as Rule);
    expect(textsOf(await group.press({ do: 'escalate', text: words }))).toEqual([ASKED_OVER]);
    bot.connector.rules.length = 0;
    expect(textOf(cardOf(await own.say('escaleer')))).toContain(words);
  });

  it('asks who somebody is in their own chat when they want to report, so that the group sees no report', async () => {
    const { group, own, inbox } = meet();
    expect(textsOf(await group.say('escaleer'))).toEqual([SENT]);
    const asked = cardOf(inbox());
    const data = { ...buttonsOf(asked).at(-1)?.data, audience: 'staff', policy: 'svok' };
    expect(textOf(cardOf(await own.press(data)))).toContain(said('report-form.title'));
  });

  it('is private too at a press that carries words of trouble', async () => {
    const { group } = meet();
    const pressed = { do: 'profile', audience: 'student', policy: 'svok', question: CRISIS };
    expect(textsOf(await group.press(pressed))).toEqual([SENT]);
    expect(textsOf(await group.press({ do: 'say', text: 'escaleer' }))).toEqual([SENT]);
    expect(textsOf(await group.press({ do: 'profile', question: 'escaleer' }))).toEqual([SENT]);
  });

  it('does not repeat the words of a question when it asks there who somebody is', async () => {
    const words = 'mag ik mijn docent volgen op insta';
    const card = cardOf(await meet().group.say(words));
    expect(inputsOf(card)).toEqual(['audience', 'policy']);
    expect(textOf(card)).not.toContain(words);
    expect(button(card, said('profile.save-and-answer')).question).toBe(words);
  });

  it('writes into the chat that it opened before', async () => {
    const { group, inbox } = await meetKnown();
    const before = bot.connector.created.length;
    await group.say(CRISIS);
    await group.say(CRISIS);
    expect(bot.connector.created.slice(before)).toHaveLength(1);
    expect(new Set(inbox().map(({ conversation }) => conversation)).size).toBe(1);
  });

  it('says it in the language of the asker', async () => {
    const { group } = await meetKnown();
    expect(textsOf(await group.say('i want to kill myself'))).toEqual([
      createTexts()('en', 'notice.sent-privately'),
    ]);
  });

  it('answers an ordinary question there as before', async () => {
    const { group, inbox } = await meetKnown('staff');
    const answer = cardOf(await group.say('mag ik ouders toevoegen op facebook'));
    expect(textOf(answer)).toContain('III.B.2');
    expect(inbox()).toEqual([]);
    // its button to a report leads out of the group
    const title = said('escalate.out-of-hand');
    expect(textsOf(await group.press(button(answer, title)))).toEqual([SENT]);
  });
});

describe('In the own chat', () => {
  it('whoever was misunderstood gets an answer below the first aid, which stays', async () => {
    const { own } = meet();
    await own.introduce('student', 'svok');
    const card = cardOf(await own.say('mag ik een filmpje over zelfmoord delen?'));
    const [answer] = await own.press(button(card, said('escalation.ordinary')), 'first-aid');
    expect(answer).toMatchObject({ method: 'POST' });
    expect(textOf(cardOf(answer ? [answer] : []))).not.toContain(said('escalation.not-told'));
  });
});
