import { button, cardOf, textOf } from '../support/app.ts';
import { FILLED, fill, openSchool, report, type SchoolAtWork } from '../support/escalation.ts';
import { PEOPLE } from '../support/school.ts';

let school: SchoolAtWork;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school.stop());
afterEach(() => school.putAway());

const teacher = () => school.chat('teacher');

describe('A report', () => {
  it.each([
    ['the character zero', 'Hij schold\0 mij uit in de groepsapp'],
    ['half a character at its end', 'Hij schold mij uit in de groepsapp\ud83d'],
    ['half characters within', 'Hij schold\udc00 mij uit\ud800 in de groepsapp'],
    ['tags within tags', `${'<b>'.repeat(1000)}Hij schold mij uit in de groepsapp`],
  ])('with %s arrives with its words', async (_name, text) => {
    const sent = textOf(await report(await teacher(), { text, reach: `morgen${text.slice(-1)}\0` }));
    expect(sent).toContain('verstuurd');
  });

  it.each(['platform', 'kind', 'severity'] as const)(
    'keeps its words when %s holds what no database keeps',
    async (field) => {
      const card = await fill(await teacher(), { [field]: `\0${FILLED[field]}\ud800` });
      expect(JSON.stringify(card)).toContain(FILLED.text);
      expect(button(card, 'Verstuur')).toBeDefined();
    },
  );

  it('of a message with thousands of tags shows its words', async () => {
    const content = `${'<div><b>'.repeat(4000)}je bent\0 een \ud800sukkel`;
    const { status, body } = await (await teacher()).invoke('composeExtension/fetchTask', {
      commandId: 'meldBericht',
      messagePayload: { body: { contentType: 'html', content }, from: { user: { displayName: 'Noor\0' } } },
    });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toMatch(/je bent een sukkel/);
  });
});

it('A search, a question and a name with such characters are answered', async () => {
  const chatter = await teacher();
  const { status } = await chatter.invoke('composeExtension/query', {
    parameters: [{ name: 'search', value: 'foto\0\ud800' }],
  });
  expect(status).toBe(200);
  const sent = await chatter.say('mag ik\0 een foto\ud800 delen?', {
    from: { id: `29:${PEOPLE.teacher}`, aadObjectId: PEOPLE.teacher, name: 'Noor\0\udc00' },
  });
  expect(textOf(cardOf(sent))).toContain('mag ik een foto delen?');
});
