import type { Engine } from '../../../src/policy/engine.ts';
import type { Audience, Library, Policy } from '../../../src/policy/model.ts';
import { openRealEngine } from '../../support/library.ts';

let engine: Engine;
let library: Library;
beforeAll(async () => {
  ({ engine, library } = await openRealEngine());
});

const ask = (text: string, audience: Audience = 'student', more = {}) =>
  engine.answer({ text, audience, policy: library.policies.get('svok') as Policy, ...more });

describe('The engine', () => {
  it.each<[kind: string, audience: Audience, text: string]>([
    ['answer', 'staff', 'Mag ik een leerling volgen op Insta?'],
    ['answer', 'student', 'Mag ik mijn telefoon gebruiken in de les?'],
    ['silent', 'student', 'Wanneer is de herfstvakantie?'],
    ['escalation', 'student', 'Ze pesten mij nu de hele tijd in de groepsapp'],
    ['escalation', 'student', 'Ik wil niet meer leven'],
    ['escalation', 'staff', 'There is a nude picture of a student going round right now, help'],
    ['group-chat', 'staff', 'Help me een groepsapp maken met mijn klas'],
    ['smalltalk', 'parent', 'bedankt!'],
  ])('gives %s to %s for "%s"', async (kind, audience, text) => {
    expect((await ask(text, audience)).outcome.kind).toBe(kind);
  });

  it.each<[topic: string, audience: Audience, text: string]>([
    ['fake-name', 'student', 'mag ik een verzonnen naam gebruiken op tiktok?'],
    ['phone-return', 'student', 'wanneer krijg ik mijn telefoon terug?'],
    ['policy-review', 'staff', 'hoe vaak worden deze regels herzien?'],
    ['policy-published', 'parent', 'staan de regels op de website?'],
    ['policy-adopted', 'staff', 'wie heeft deze regels vastgesteld?'],
  ])('recognises the topic %s when %s asks "%s"', async (topic, audience, text) => {
    expect((await ask(text, audience)).topics[0]?.label).toBe(topic);
  });

  it.each(['blub blab flop', 'xkcd', 'lorem ipsum dolor sit amet consectetur', 'мама мыла раму', '😀😭'])(
    'is silent on "%s"',
    async (text) => {
      expect((await ask(text)).outcome).toEqual({ kind: 'silent', others: [] });
    },
  );

  it.each([
    ['mag ik mn telefon gebruike in de lesss', 'phone-in-class'],
    ['mag ik een leerlng volgen op instgram', 'befriend-staff-student'],
    ['foto van mn klas op insta zeten', 'post-images'],
    ['can i folow a studnt on instagram', 'befriend-staff-student'],
  ])('understands enough of "%s" with its typing mistakes to answer', async (text, topic) => {
    expect((await ask(text, 'staff')).outcome).toMatchObject({ kind: 'answer', reading: { topic } });
  });

  it('knows all words of a plain question, and no made-up one', () => {
    const all = 'Mag ik mijn telefoon gebruiken in de les?'.split(' ');
    expect(all.filter((word) => !engine.knows(word))).toEqual([]);
    expect(['blub', 'xkcd', 'Xanthippe'].filter(engine.knows)).toEqual([]);
  });

  it('sees a cry for help among words that it does not know', async () => {
    expect((await ask('blub blab flop xkcd zxcv ik wil dood')).outcome).toMatchObject({ kind: 'escalation' });
  });

  it('gives the same answer to the same question', async () => {
    expect(await ask('Mag ik een foto van mijn klas plaatsen?')).toEqual(
      await ask('Mag ik een foto van mijn klas plaatsen?'),
    );
  });

  it('hears no difference in invisible characters, capitals or accents', async () => {
    const plain = await ask('mag ik een leerling toevoegen op mijn prive account?');
    const spelt = await ask('mag ik een\u200b leerling  toevoegen\nop mijn prive account?');
    expect(spelt.topics).toEqual(plain.topics);
    const typed = await ask('\u202eMAG ik een\u200b leerling  toevoegen\nop mijn privé account?');
    expect(typed.topics[0]?.label).toBe(plain.topics[0]?.label);
    expect(typed.outcome.kind).toBe(plain.outcome.kind);
  });

  it('takes what a button told over what the text says', async () => {
    const text = 'Mag ik een leerling volgen met mijn priveaccount?';
    expect((await ask(text, 'staff')).slots.account).toBe('personal');
    expect((await ask(text, 'staff', { known: { account: 'professional' } })).slots.account).toBe(
      'professional',
    );
  });

  it('ranks every topic of the library, with scores that add up to 1 with what is about none', async () => {
    const { topics, understood } = await ask('Mag dat?');
    expect(topics.length).toBe(library.topics.size);
    expect(topics.reduce((sum, { score }) => sum + score, understood.unlike)).toBeCloseTo(1, 4);
    for (const { label } of topics) expect(library.topics.has(label)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['only emoji', '😀😭'],
    ['one letter', 'x'],
    ['a word in another script', 'مرحبا'],
    ['names that every object has', 'constructor __proto__ hasOwnProperty'],
    ['a hundred thousand characters', 'mag ik '.repeat(15_000)],
    ['a word of ten thousand letters', 'a'.repeat(10_000)],
  ])('stands %s', async (_, text) => {
    expect((await ask(text)).outcome).toHaveProperty('kind');
  });

  it('sees a cry for help in the middle of a long story', async () => {
    const story = 'Vandaag hadden we wiskunde en daarna gym en toen nog een uur Engels. '.repeat(20);
    expect((await ask(`${story} Ik wil dood. ${story}`)).outcome).toMatchObject({
      kind: 'escalation',
      emergency: true,
    });
  });

  it('sees a cry for help at the end of a long story', async () => {
    const story = 'Vandaag hadden we wiskunde en daarna gym en toen nog een uur Engels. '.repeat(40);
    expect((await ask(`${story} Ik wil dood.`)).outcome).toMatchObject({
      kind: 'escalation',
      emergency: true,
    });
  });

  it('explains a topic by the words of the question', async () => {
    const policy = library.policies.get('svok') as Policy;
    const question = { text: 'Mag ik een leerling volgen op Insta?', audience: 'staff', policy } as const;
    const reasons = await engine.explain(question, 'befriend-staff-student');
    expect(reasons.slice(0, 3).map(({ label }) => label)).toContain('volgen');
  });

  it('shows which lines it learnt from are nearest to a question', async () => {
    const policy = library.policies.get('svok') as Policy;
    const question = { text: 'Mag ik een leerling volgen op Insta?', audience: 'staff', policy } as const;
    const found = await engine.nearest(question, 3);
    expect(found).toHaveLength(3);
    expect(found[0]?.alike).toBeGreaterThan(0.7);
    expect(found.map(({ alike }) => alike)).toEqual(
      found.map(({ alike }) => alike).toSorted((a, b) => b - a),
    );
  });

  it('has only rulings of the policy and audience that were asked about', async () => {
    for (const policy of library.policies.values()) {
      for (const audience of policy.audiences) {
        const { outcome } = await engine.answer({
          text: 'Mag ik een foto van een ander online zetten?',
          audience,
          policy,
        });
        const rulings =
          outcome.kind === 'answer' ? [outcome.reading, ...outcome.others].map((one) => one.ruling) : [];
        for (const ruling of rulings) {
          expect(policy.rulings).toContain(ruling);
          expect(ruling.audience).toContain(audience);
        }
      }
    }
  });
});
