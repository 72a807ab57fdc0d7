import { type Answering, createAnswering } from '../../../../src/flows/answering/answering.ts';
import type { Asker, Contexts, Profile, Profiles } from '../../../../src/flows/answering/ports.ts';
import type { Reply } from '../../../../src/flows/answering/reply.ts';
import type { Library } from '../../../../src/policy/model.ts';
import { createRedactor } from '../../../../src/policy/redact.ts';
import { createContexts } from '../../../../src/storage/contexts.ts';
import { type Database, openDatabase } from '../../../../src/storage/database.ts';
import { createFeedbackBox } from '../../../../src/storage/feedback.ts';
import { createProfiles } from '../../../../src/storage/people.ts';
import { createReadyPlace, type TestPlace } from '../../../support/database.ts';
import { openRealEngine } from '../../../support/library.ts';

const NOW = new Date('2026-03-01T10:00:00Z');

let place: TestPlace;
let database: Database;
let profiles: Profiles;
let contexts: Contexts;
let answering: Answering;
let library: Library;
beforeAll(async () => {
  const opened = await openRealEngine();
  library = opened.library;
  place = await createReadyPlace('PGlite');
  database = await openDatabase(place.address);
  profiles = createProfiles(database.db, () => NOW);
  contexts = createContexts(database.db, () => NOW);
  const feedback = createFeedbackBox(database.db, () => NOW);
  answering = createAnswering({
    engine: opened.engine,
    library,
    profiles,
    contexts,
    feedback,
    findSchool: async () => 'school',
    redact: createRedactor(opened.engine.knows),
  });
});
afterAll(async () => {
  await database.close();
  await place.discard();
});
beforeEach(async () => {
  await database.db.deleteFrom('feedback').execute();
});

let people = 0;

/** Somebody whom no other test knows, of whom the bot knows this much. */
async function aPerson(profile: Profile = { audience: 'staff', policy: 'svok' }): Promise<Asker> {
  people += 1;
  const person = { tenant: 'tenant-one', id: `person-${people}`, conversation: `chat-${people}` };
  if (Object.keys(profile).length > 0) await profiles.save(person, profile);
  return person;
}

const aStranger = () => aPerson({});
/** What people said of answers, or got none to; without the count of answers. */
const feedback = () =>
  database.db.selectFrom('feedback').selectAll().where('kind', '!=', 'answered').execute();
const counted = () => database.db.selectFrom('feedback').selectAll().where('kind', '=', 'answered').execute();

/** What a reply is about, without the policies that it rests on. */
const outlineOf = (reply: Reply) => ({
  kind: reply.kind,
  language: reply.language,
  notice: 'notice' in reply ? reply.notice : undefined,
  question: 'question' in reply ? reply.question : undefined,
  topic: 'topic' in reply ? reply.topic?.id : undefined,
});

/** The reply, which must be of this kind. */
function expectKind<Kind extends Reply['kind']>(reply: Reply, kind: Kind): Extract<Reply, { kind: Kind }> {
  expect(reply.kind).toBe(kind);
  return reply as Extract<Reply, { kind: Kind }>;
}

describe('At first contact the bot', () => {
  it('asks role and school, offers all schools and keeps the question', async () => {
    const reply = expectKind(
      await answering.say(await aStranger(), 'Mag ik een leerling volgen?'),
      'profile',
    );
    expect(reply).toMatchObject({
      question: 'Mag ik een leerling volgen?',
      language: 'nl',
      urgent: undefined,
    });
    expect(reply.policies.map(({ id }) => id)).toEqual([...library.policies.keys()]);
  });

  it('stores nothing yet', async () => {
    const person = await aStranger();
    await answering.say(person, 'Wanneer is de herfstvakantie?');
    expect(await profiles.find(person)).toBeUndefined();
    expect(await feedback()).toEqual([]);
  });

  it('answers the question that waited, once role and school are chosen', async () => {
    const person = await aStranger();
    const asked = expectKind(
      await answering.say(person, 'Mag ik een leerling volgen met mijn vakaccount?'),
      'profile',
    );
    const { reply, replace } = await answering.press(person, {
      do: 'profile',
      audience: 'staff',
      policy: 'svok',
      question: asked.question,
    });
    expect(reply).toMatchObject({ kind: 'answer', audience: 'staff', question: asked.question });
    expect(replace).toBe(true);
    expect(await profiles.find(person)).toEqual({ audience: 'staff', policy: 'svok', language: undefined });
  });

  it('shows what it can do when no question waited', async () => {
    const { reply } = await answering.press(await aStranger(), {
      do: 'profile',
      audience: 'parent',
      policy: 'leyenburg',
      question: '',
    });
    expect(reply).toMatchObject({
      kind: 'help',
      profile: { audience: 'parent', policy: { id: 'leyenburg' } },
    });
  });

  it('asks in the language of the question', async () => {
    const reply = await answering.say(await aStranger(), 'May I follow a student on Instagram?');
    expect(reply).toMatchObject({ kind: 'profile', language: 'en' });
  });

  it('sees an emergency all the same', async () => {
    expect(await answering.say(await aStranger(), 'Ik wil niet meer leven')).toMatchObject({
      kind: 'profile',
      urgent: {
        emergency: true,
        aid: { lines: expect.arrayContaining([expect.objectContaining({ id: '113' })]) },
      },
    });
  });

  it('asks again in the same language when something was not chosen, and keeps the question', async () => {
    const person = await aStranger();
    const question = 'May I follow a student on Instagram?';
    const { reply } = await answering.press(person, {
      do: 'profile',
      audience: 'staff',
      policy: '',
      question,
    });
    expect(reply).toMatchObject({
      kind: 'profile',
      problem: 'missing',
      audience: 'staff',
      question,
      language: 'en',
    });
    expect(await profiles.find(person)).toBeUndefined();
  });

  it('greets in the place where it was installed', async () => {
    expect(await answering.welcome(await aStranger(), 'channel')).toEqual({
      kind: 'welcome',
      language: 'nl',
      audience: undefined,
      place: 'channel',
    });
    const known = await aPerson({ audience: 'parent', policy: 'svok', language: 'en' });
    expect(await answering.welcome(known, 'personal')).toMatchObject({ language: 'en', audience: 'parent' });
  });
});

describe('A command', () => {
  it.each(['help', 'hulp', 'Help!', 'menu'])('"%s" shows what the bot can do', async (text) => {
    const reply = expectKind(await answering.say(await aPerson(), text), 'help');
    expect(reply.profile).toMatchObject({ audience: 'staff', policy: { id: 'svok' } });
  });

  it('"help" works for somebody who told nothing yet', async () => {
    expect(await answering.say(await aStranger(), 'help')).toEqual({
      kind: 'help',
      language: 'nl',
      profile: undefined,
    });
  });

  it.each(['rol', 'role', 'school'])(
    '"%s" asks role and school, with what is known filled in',
    async (text) => {
      const reply = await answering.say(await aPerson(), text);
      expect(reply).toMatchObject({ kind: 'profile', audience: 'staff', policy: 'svok', question: '' });
    },
  );

  it.each(['taal', 'language'])('"%s" asks for a language', async (text) => {
    expect(await answering.say(await aPerson(), text)).toMatchObject({ kind: 'language' });
  });

  it('speaks the language that was chosen', async () => {
    const person = await aPerson();
    const { reply, replace } = await answering.press(person, { do: 'language', language: 'en' });
    expect(reply).toEqual({ kind: 'notice', language: 'en', notice: 'language-set' });
    expect(replace).toBe(true);
    expect(await answering.say(person, 'help')).toMatchObject({ kind: 'help', language: 'en' });
    expect(await answering.say(person, 'Wanneer is de herfstvakantie?')).toMatchObject({
      kind: 'silent',
      language: 'en',
    });
  });

  it.each(['help', 'rol', 'role', 'taal', 'language', '', 'Mag ik een leerling volgen met mijn vakaccount?'])(
    '"%s" does the same on a button as when it is typed',
    async (text) => {
      const person = await aPerson();
      const { reply, replace } = await answering.press(person, { do: 'say', text });
      expect(outlineOf(reply)).toEqual(outlineOf(await answering.say(person, text)));
      expect(replace).toBe(false);
    },
  );
});

describe('A question', () => {
  it('is answered from the rules of the own school, with whom to ask', async () => {
    const question = 'Mag ik een leerling volgen met mijn vakaccount?';
    const reply = expectKind(await answering.say(await aPerson(), question), 'answer');
    const policy = library.policies.get('svok');
    expect(reply.policy).toBe(policy);
    expect(policy?.rulings).toContain(reply.reading.ruling);
    expect(reply.contact).toBe(policy?.contacts.staff);
    expect(reply).toMatchObject({ question, language: 'nl' });
    expect(reply.rated).toBeUndefined();
    expect(reply.related.length).toBeLessThanOrEqual(3);
    expect(reply.related.map(({ id }) => id)).not.toContain(reply.topic.id);
    expect(await feedback()).toEqual([]);
  });

  it('is counted by its topic and the day, without its words and without who asked', async () => {
    const person = await aPerson();
    await answering.say(person, 'Mag ik een leerling volgen met mijn privéaccount op insta?');
    const [row, ...more] = await counted();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ topic: 'befriend-staff-student', question: null, note: null });
    expect(JSON.stringify(row)).not.toContain(person.id);
  });

  it('is answered in the language in which it was asked', async () => {
    const reply = await answering.say(await aPerson(), 'Can I follow a student with my subject account?');
    expect(reply).toMatchObject({ kind: 'answer', language: 'en' });
  });

  it('that leaves open what decides is asked back, and the chosen value decides', async () => {
    const person = await aPerson();
    const ask = expectKind(await answering.say(person, 'Mag ik een leerling volgen op Insta?'), 'ask');
    expect(ask.slot.id).toBe('account');
    const press = (value: string) =>
      answering.press(person, {
        do: 'topic',
        topic: ask.topic.id,
        slots: { ...ask.slots, account: value },
        question: ask.question,
        instead: true,
      });
    const [professional, unknown] = [await press('professional'), await press('unknown')];
    expect(professional).toMatchObject({
      replace: true,
      reply: { kind: 'answer', reading: { verdict: 'conditional' } },
    });
    expect(unknown).toMatchObject({
      replace: true,
      reply: { kind: 'answer', reading: { verdict: 'discouraged' } },
    });
  });

  it('with several meanings is offered a choice; "none of these" stores it without identity', async () => {
    const person = await aPerson();
    const { choice, vague } = await findChoice(person);
    expect(choice.offers.length).toBeGreaterThan(1);
    expect(choice.offers.length).toBeLessThanOrEqual(3);
    expect(await feedback()).toEqual([]);

    const { reply, replace } = await answering.press(person, { do: 'none', question: choice.question });
    expect(reply).toMatchObject({ kind: 'unclear', again: true, offers: [], question: vague });
    expect(replace).toBe(true);
    const rows = await feedback();
    expect(rows).toMatchObject([{ kind: 'unanswered', question: vague, policy: 'svok', audience: 'staff' }]);
    expect(JSON.stringify(rows)).not.toContain(person.id);
  });

  it('with several meanings is answered on the one that was chosen', async () => {
    const person = await aPerson();
    const { choice } = await findChoice(person);
    const [offer] = choice.offers;
    const { reply } = await answering.press(person, {
      do: 'topic',
      topic: offer?.topic.id ?? '',
      slots: offer?.slots ?? {},
      question: choice.question,
    });
    expect(['answer', 'ask']).toContain(reply.kind);
    expect(reply).toMatchObject({ topic: { id: offer?.topic.id } });
  });

  it('on which the rules are silent is stored without identity, with whom to ask', async () => {
    const person = await aPerson({ audience: 'student', policy: 'svok' });
    const question = 'Wanneer is de herfstvakantie?';
    const reply = expectKind(await answering.say(person, question), 'silent');
    expect(reply.contact).toBe(library.policies.get('svok')?.contacts.student);
    const rows = await feedback();
    expect(rows).toMatchObject([
      {
        kind: 'unanswered',
        policy: 'svok',
        audience: 'student',
        language: 'nl',
        question,
        topic: null,
        note: null,
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain(person.id);
  });

  it('on an act of which the rules of the school say nothing is stored under the topic of that act', async () => {
    const person = await aPerson({ audience: 'student', policy: 'omo' });
    const reply = expectKind(await answering.say(person, 'mag mijn telefoon aan in de pauze?'), 'silent');
    expect(reply.topic?.id).toBe('phone-outside-class');
    expect(await feedback()).toMatchObject([{ kind: 'unanswered', topic: 'phone-outside-class' }]);
  });

  it.each(['blub blab flop', 'xkcd', 'lorem ipsum dolor sit amet'])(
    'of words that nobody knows ("%s") gets silence, and no guess',
    async (text) => {
      const reply = expectKind(await answering.say(await aPerson(), text), 'silent');
      expect(reply).toMatchObject({ topic: undefined, related: [] });
    },
  );

  it.each([
    ['Ik wil niet meer leven', true],
    ['Ze pesten mij nu de hele tijd in de groepsapp', false],
  ])('like "%s" gets first aid, and nothing of it is stored', async (text, emergency) => {
    const reply = expectKind(
      await answering.say(await aPerson({ audience: 'student', policy: 'svok' }), text),
      'escalation',
    );
    expect(reply.firstAid).toBe(library.policies.get('svok')?.escalation.student);
    expect(reply.emergency).toBe(emergency);
    expect(await feedback()).toEqual([]);
  });

  it('that got first aid and was an ordinary one is answered after all', async () => {
    const person = await aPerson({ audience: 'student', policy: 'svok' });
    const question = 'Ze pesten mij nu de hele tijd in de groepsapp';
    const { reply, replace } = await answering.press(person, { do: 'ordinary', question });
    expect(['answer', 'ask', 'choice', 'silent']).toContain(reply.kind);
    // the first aid stays above the answer
    expect(replace).toBe(false);
  });

  it('in which a word of crisis was said is answered too when its asker says that it was misread', async () => {
    const person = await aPerson({ audience: 'student', policy: 'svok' });
    const question = 'Mag ik een filmpje over zelfmoord delen?';
    expect(await answering.say(person, question)).toMatchObject({ kind: 'escalation', crisis: true });
    const { reply, replace } = await answering.press(person, { do: 'ordinary', question });
    expect({ kind: reply.kind, replace }).toEqual({
      kind: expect.not.stringMatching('escalation'),
      replace: false,
    });
  });

  it('for help with a group chat gets the rules for group chats', async () => {
    const reply = expectKind(
      await answering.say(await aPerson(), 'Help me een groepsapp maken met mijn klas'),
      'group-chat',
    );
    expect(reply.rules).toBe(library.policies.get('svok')?.groupChat.staff);
  });

  it.each([
    ['hoi', 'hello'],
    ['dank je wel!', 'welcome'],
  ])('that is only "%s" gets a line back', async (text, notice) => {
    expect(await answering.say(await aPerson(), text)).toMatchObject({ kind: 'notice', notice });
  });

  it('of somebody whose school has left is asked for the school again', async () => {
    const person = await aPerson({ audience: 'staff', policy: 'closed-school' });
    expect(await answering.say(person, 'Mag dat?')).toMatchObject({ kind: 'profile', audience: 'staff' });
  });

  it('of somebody whom the rules of the school do not address is asked for the role again', async () => {
    const person = await aPerson({ audience: 'parent', policy: 'de-langstraat' });
    expect(library.policies.get('de-langstraat')?.audiences).not.toContain('parent');
    expect(await answering.say(person, 'Mag dat?')).toMatchObject({ kind: 'profile' });
  });
});

describe('A message', () => {
  it('that is too long is not read', async () => {
    const person = await aPerson();
    expect(await answering.say(person, 'mag ik '.repeat(1200))).toMatchObject({
      kind: 'notice',
      notice: 'too-long',
    });
    expect(await feedback()).toEqual([]);
  });

  it('that is long is answered', async () => {
    const text = `${'Ik ben docent en ik heb een vraag. '.repeat(100)}Mag ik een leerling volgen met mijn vakaccount?`;
    const reply = await answering.say(await aPerson(), text);
    expect(['answer', 'ask', 'choice', 'silent']).toContain(reply.kind);
  });

  it.each(['', '   ', '\n\t', '\u200b\u202e'])(
    'in which nothing can be seen (%j) is told so',
    async (text) => {
      expect(await answering.say(await aPerson(), text)).toEqual({
        kind: 'notice',
        language: 'nl',
        notice: 'empty',
      });
      expect(await answering.say(await aStranger(), text)).toEqual({
        kind: 'notice',
        language: 'nl',
        notice: 'empty',
      });
    },
  );

  it.each(['😀', '👍👍🏽', '❤️'])(
    'of emoji alone (%s) gets a line back and no answer from the rules',
    async (text) => {
      expect(await answering.say(await aPerson(), text)).toMatchObject({ kind: 'notice' });
      expect(await feedback()).toEqual([]);
    },
  );
});

describe('A related question on a card', () => {
  const topic = { do: 'topic', topic: 'professional-account', slots: {}, question: 'Mag dat?' } as const;

  it('is answered below the card, which stays', async () => {
    const { reply, replace } = await answering.press(await aPerson(), topic);
    expect(reply).toMatchObject({ kind: 'answer', topic: { id: topic.topic } });
    expect(replace).toBe(false);
  });

  it('is answered in the place of the card when the button says so', async () => {
    const { replace } = await answering.press(await aPerson(), { ...topic, instead: true });
    expect(replace).toBe(true);
  });
});

describe('A rating', () => {
  const about = {
    topic: 'professional-account',
    slots: { account: 'professional' },
    question: 'Mag mijn vakaccount?',
  };

  it('that it helped stores no text, and shows thanks on the card', async () => {
    const { reply, replace } = await answering.press(await aPerson(), {
      do: 'rate',
      helpful: 'yes',
      ...about,
    });
    expect(reply).toMatchObject({ kind: 'answer', rated: 'helpful', topic: { id: about.topic } });
    expect(replace).toBe(true);
    expect(await feedback()).toMatchObject([
      { kind: 'helpful', topic: about.topic, question: null, note: null },
    ]);
  });

  it('that it did not help stores the question without identity', async () => {
    const person = await aPerson();
    const { reply } = await answering.press(person, { do: 'rate', helpful: 'no', ...about });
    expect(reply).toMatchObject({ kind: 'answer', rated: 'not-helpful' });
    const rows = await feedback();
    expect(rows).toMatchObject([{ kind: 'not-helpful', question: about.question, note: null }]);
    expect(JSON.stringify(rows)).not.toContain(person.id);
  });

  it('with a message stores the message, cleaned', async () => {
    const note = ' Dit mag\u202e bij ons\n juist wel ';
    const { reply } = await answering.press(await aPerson(), { do: 'report', note, ...about });
    expect(reply).toMatchObject({ kind: 'answer', rated: 'reported' });
    expect(await feedback()).toMatchObject([
      { kind: 'report', note: 'Dit mag bij ons juist wel', question: about.question },
    ]);
  });

  it('of a silent answer gets thanks', async () => {
    const { reply } = await answering.press(await aPerson(), {
      do: 'report',
      note: 'Dit staat er wel',
      ...about,
      topic: '',
    });
    expect(reply).toMatchObject({ kind: 'notice', notice: 'thanks' });
    expect(await feedback()).toMatchObject([{ kind: 'report', topic: null }]);
  });

  it('keeps the answer that was rated as it was', async () => {
    const person = await aPerson();
    const given = expectKind(
      await answering.say(person, 'Wat moet ik regelen voor een vakaccount?'),
      'answer',
    );
    const { topic, slots, question } = given;
    const { reply } = await answering.press(person, {
      do: 'rate',
      helpful: 'yes',
      topic: topic.id,
      slots,
      question,
    });
    expect(reply).toMatchObject({
      reading: { verdict: given.reading.verdict, ruling: given.reading.ruling },
    });
  });
});

describe('A forged action', () => {
  const forged = { slots: {}, question: '' };

  it('with an unknown topic gets the notice that the card is too old', async () => {
    const { reply, replace } = await answering.press(await aPerson(), {
      do: 'topic',
      topic: 'no-such',
      ...forged,
    });
    expect(reply).toMatchObject({ kind: 'notice', notice: 'expired' });
    expect(replace).toBe(false);
  });

  it('with a topic that is no act is silent', async () => {
    for (const topic of ['now-self-harm', 'make-group', 'smalltalk-hello', 'outside-calendar']) {
      const { reply } = await answering.press(await aPerson(), { do: 'topic', topic, ...forged });
      expect(reply.kind).toBe('silent');
    }
  });

  it('with the name of an object property for a topic does no harm', async () => {
    const { reply } = await answering.press(await aPerson(), { do: 'topic', topic: '__proto__', ...forged });
    expect(reply).toMatchObject({ kind: 'notice', notice: 'expired' });
  });

  it('with unknown slots is taken as if nothing was told', async () => {
    const slots = { account: 'admin', constructor: 'x', 'no-such': 'y' };
    const { reply } = await answering.press(await aPerson(), {
      do: 'topic',
      topic: 'befriend-staff-student',
      slots,
      question: '',
    });
    expect(reply).toMatchObject({ kind: 'ask', slot: { id: 'account' }, slots: {} });
  });

  it.each([
    ['an unknown policy', { audience: 'staff', policy: 'no-such' }, 'missing'],
    ['no policy', { audience: 'staff', policy: '' }, 'missing'],
    ['an unknown role', { audience: 'admin', policy: 'svok' }, 'missing'],
    [
      'a role that the rules do not address',
      { audience: 'parent', policy: 'de-langstraat' },
      'audience-not-addressed',
    ],
  ])('with %s changes nothing and asks again', async (_, chosen, problem) => {
    const person = await aPerson({ audience: 'student', policy: 'omo' });
    const { reply } = await answering.press(person, { do: 'profile', ...chosen, question: 'Mag dat?' });
    expect(reply).toMatchObject({ kind: 'profile', problem, question: 'Mag dat?' });
    expect(await profiles.find(person)).toMatchObject({ audience: 'student', policy: 'omo' });
  });

  it('that rates an unknown topic stores no topic', async () => {
    const { reply } = await answering.press(await aPerson(), {
      do: 'rate',
      helpful: 'no',
      topic: '<script>',
      slots: {},
      question: 'Mag dat?',
    });
    expect(reply).toMatchObject({ kind: 'notice', notice: 'thanks' });
    expect(await feedback()).toMatchObject([{ kind: 'not-helpful', topic: null }]);
  });

  it.each([
    { do: 'topic', topic: 'befriend-staff-student', slots: {}, question: 'Mag dat?' },
    { do: 'none', question: 'Mag dat?' },
    { do: 'rate', helpful: 'no', topic: 'befriend-staff-student', slots: {}, question: 'Mag dat?' },
    { do: 'report', note: 'x', topic: 'befriend-staff-student', slots: {}, question: 'Mag dat?' },
  ] as const)('of a stranger ($do) asks role and school first and stores nothing', async (action) => {
    const { reply, replace } = await answering.press(await aStranger(), action);
    expect(reply).toMatchObject({ kind: 'profile', question: 'Mag dat?' });
    expect(replace).toBe(false);
    expect(await feedback()).toEqual([]);
  });

  it('of somebody who only chose English asks role and school in English', async () => {
    const person = await aPerson({ language: 'en' });
    const { reply } = await answering.press(person, { do: 'none', question: 'Mag dat?' });
    expect(reply).toMatchObject({ kind: 'profile', language: 'en' });
  });
});

describe('After goodbye the bot', () => {
  it('knows nothing of the person any more', async () => {
    const person = await aPerson({ audience: 'staff', policy: 'svok', language: 'en' });
    await answering.goodbye(person);
    expect(await profiles.find(person)).toBeUndefined();
    expect(await answering.say(person, 'Mag ik een leerling volgen?')).toMatchObject({
      kind: 'profile',
      language: 'nl',
    });
  });

  it('still knows the others', async () => {
    const [leaving, staying] = [await aPerson(), await aPerson()];
    await answering.goodbye(leaving);
    expect(await profiles.find(staying)).toMatchObject({ audience: 'staff' });
  });
});

/** Something so vague that the bot offers a choice: which word does so depends on the voices. */
async function findChoice(person: Asker) {
  for (const vague of ['bericht', 'naam', 'vriend', 'regel', 'kind', 'en dan', 'school app']) {
    await database.db.deleteFrom('feedback').execute();
    await contexts.forget(person);
    const reply = await answering.say(person, vague);
    if (reply.kind === 'choice') return { choice: reply, vague };
  }
  throw new Error('no word of the list leads to a choice any more: add a vaguer one');
}
