import { openDatabase } from '../../src/storage/database.ts';
import {
  type Chatter,
  cardOf,
  nodesOf,
  type RunningBot,
  type Seat,
  startBot,
  textOf,
} from '../support/app.ts';
import type { Card, Sent } from '../support/fake-connector.ts';

const QUESTION = 'mag ik mijn telefoon gebruiken in de klas?';

let bot: RunningBot;
let now: Date;
beforeAll(async () => {
  bot = await startBot({ now: () => now });
});
beforeEach(() => {
  now = new Date('2026-03-01T10:00:00Z');
});
afterAll(() => bot.stop());

/** Somebody who was just answered. */
async function answered(
  question = QUESTION,
  { audience = 'student', policy = 'de-langstraat', ...seat }: Partial<Seat & Profile> = {},
): Promise<{ person: Chatter; card: Card }> {
  const person = bot.person(seat);
  await person.introduce(audience, policy);
  return { person, card: cardOf(await person.say(question)) };
}

interface Profile {
  readonly audience: string;
  readonly policy: string;
}

/** The words on the band: the verdict and what it is about. */
const bandOf = (card: Card): string[] => textOf(card.body?.[0]).split('\n');
const rulesOf = (card: Card) => nodesOf(card).find(({ id }) => id === 'rules');
const follow = async (person: Chatter, text: string): Promise<Card> => cardOf(await person.say(text));
/** What was said, whether or not on a card. */
const saidIn = (sent: readonly Sent[]): string => sent.at(-1)?.body.text ?? textOf(cardOf(sent));

describe('A question that is carried on', () => {
  it('is about another place: "en in de pauze?"', async () => {
    const { person, card } = await answered();
    const [verdict, topic] = bandOf(await follow(person, 'en in de pauze?'));
    expect(bandOf(card)).toEqual([expect.stringContaining('voorwaarden'), expect.stringContaining('les')]);
    expect(verdict).toMatch(/Mag$/);
    expect(topic).toContain('pauze');
  });

  it('is about others: "en als ze 17 zijn?"', async () => {
    const { person, card } = await answered(
      'mag ik samen met een collega een whatsappgroep maken met leerlingen van 14 jaar?',
      { audience: 'staff' },
    );
    const next = await follow(person, 'en als ze 17 zijn?');
    expect(bandOf(next)[1]).toBe(bandOf(card)[1]);
    expect(bandOf(card)[0]).toContain('Mag niet');
    // that a colleague is in the group must be sure to be no condition any more
    expect(bandOf(next)[0]).toMatch(/Mag(?:, met voorwaarden)?$/);
  });

  it('leads on to the next: what was answered last counts', async () => {
    const { person } = await answered();
    const second = await follow(person, 'en in de pauze?');
    const third = await follow(person, 'waarom?');
    expect(bandOf(third)[1]).toBe(bandOf(second)[1]);
  });

  it('stands on its own when it clearly is about something else', async () => {
    const { person } = await answered();
    const card = await follow(
      person,
      'en mag ik een foto van mijn docent op insta zetten zonder toestemming?',
    );
    expect(bandOf(card)[1]).toContain('Foto');
  });

  it('never hides that something is going wrong now', async () => {
    const { person } = await answered();
    expect(saidIn(await person.say('en als ik niet meer wil leven?'))).toContain('113');
  });
});

describe.each(['waarom?', 'welk artikel?', 'why?'])('The question "%s"', (text) => {
  it.each([
    ['no', 'leyenburg', 'Mag niet'],
    ['condition', 'de-langstraat', 'voorwaarden'],
  ])('opens the rules behind a %s and keeps the verdict', async (_, policy, verdict) => {
    const { person, card } = await answered(QUESTION, { policy });
    expect(rulesOf(card)).toMatchObject({ isVisible: false });
    await person.press({ do: 'language', language: 'nl' });
    const opened = await follow(person, text);
    expect(rulesOf(opened)).toMatchObject({ isVisible: true });
    expect(bandOf(opened)).toEqual(bandOf(card));
    expect(bandOf(opened)[0]).toContain(verdict);
  });

  it('opens the rules behind a yes and keeps the verdict', async () => {
    const { person, card } = await answered('mag mijn telefoon aan in de pauze?');
    expect(bandOf(card)[0]).toMatch(/Mag$/);
    await person.press({ do: 'language', language: 'nl' });
    const opened = await follow(person, text);
    expect(rulesOf(opened)).toMatchObject({ isVisible: true });
    expect(bandOf(opened)).toEqual(bandOf(card));
  });
});

describe('What was answered before', () => {
  it('is nothing to another person in the same conversation', async () => {
    const conversation = '19:class@thread.v2';
    const group = { conversation, conversationType: 'groupChat' } as const;
    const { person } = await answered(QUESTION, group);
    const other = bot.person(group);
    await other.introduce('student', 'de-langstraat');
    expect(saidIn(await other.say('waarom?'))).not.toContain('Telefoon');
    expect(rulesOf(await follow(person, 'waarom?'))).toMatchObject({ isVisible: true });
  });

  it('is nothing in another conversation of the same person', async () => {
    const { person } = await answered();
    const elsewhere = bot.person({ id: person.seat.id, conversation: 'a:elsewhere' });
    expect(saidIn(await elsewhere.say('waarom?'))).not.toContain('Telefoon');
  });

  it('is gone after half an hour, not before', async () => {
    const { person } = await answered();
    now = new Date(now.getTime() + 29 * 60_000);
    expect(rulesOf(cardOf(await person.say('welk artikel?')))).toMatchObject({ isVisible: true });
    now = new Date(now.getTime() + 31 * 60_000);
    expect(saidIn(await person.say('welk artikel?'))).not.toContain('Telefoon');
  });

  it('is gone when somebody removes the app', async () => {
    const { person } = await answered();
    await person.send({ type: 'installationUpdate', action: 'remove' });
    await person.introduce('student', 'de-langstraat');
    expect(saidIn(await person.say('waarom?'))).not.toContain('Telefoon');
  });

  it('is not what was answered before the rules were silent', async () => {
    const { person } = await answered();
    await person.say('wanneer is de herfstvakantie?');
    expect(saidIn(await person.say('waarom?'))).not.toContain('Telefoon');
  });
});

describe('A bot that starts anew', () => {
  it('still knows what it answered, and none of the words of a question', async () => {
    const first = await startBot();
    const before = first.person();
    await before.introduce('student', 'de-langstraat');
    await before.say(`${QUESTION} groetjes, geheimwoord`);
    await first.stop();

    const second = await startBot({ env: { MAGDAT_DATA: first.data } });
    const opened = cardOf(await second.person({ id: before.seat.id }).say('waarom?'));
    await second.stop();
    expect(bandOf(opened)[1]).toContain('Telefoon');
    expect(rulesOf(opened)).toMatchObject({ isVisible: true });

    const { db, close } = await openDatabase({ kind: 'pglite', folder: first.data });
    const rows = await db.selectFrom('context').selectAll().execute();
    await close();
    expect(rows).toMatchObject([{ person: before.seat.id, topic: 'phone-in-class' }]);
    expect(JSON.stringify(rows)).not.toMatch(/geheimwoord|telefoon|gebruiken|klas|waarom/);
  });
});
