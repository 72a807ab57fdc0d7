import { openDatabase } from '../../src/storage/database.ts';
import {
  type Answered,
  buttonsOf,
  type Chatter,
  nodesOf,
  type RunningBot,
  startBot,
  textOf,
} from '../support/app.ts';

const WORDS = 'geheimwoord: mag ik een foto van mijn klas op insta zetten?';

let bot: RunningBot;
let teacher: Chatter;
beforeAll(async () => {
  bot = await startBot();
  teacher = bot.person();
  await teacher.introduce('staff', 'svok');
});
afterAll(() => bot.stop());

/** A result of a search: what the list shows, and the card that goes into the conversation. */
interface Result {
  readonly content: object;
  readonly preview: { readonly content: { readonly title: string; readonly text: string } };
}

interface Found {
  readonly composeExtension: {
    readonly type: string;
    readonly text?: string;
    readonly attachments?: readonly Result[];
  };
}

interface Dialog {
  readonly task: {
    readonly type: string;
    readonly value: string | { readonly card: { readonly content: object } };
  };
}

const search = (typed: string, name = 'vraag', person = teacher): Promise<Answered> =>
  person.invoke('composeExtension/query', {
    commandId: 'zoekRegel',
    parameters: [{ name, value: typed }],
    queryOptions: { skip: 0, count: 25 },
  });

const consider = (content?: unknown, person = teacher): Promise<Answered> =>
  person.invoke('composeExtension/fetchTask', {
    commandId: 'magDit',
    commandContext: content === undefined ? 'compose' : 'message',
    ...(content !== undefined && { messagePayload: { id: '1', body: { contentType: 'html', content } } }),
  });

const submit = (data: unknown): Promise<Answered> =>
  teacher.invoke('composeExtension/submitAction', { commandId: 'magDit', data });

function found({ status, body }: Answered): readonly Result[] {
  expect(status).toBe(200);
  const { composeExtension } = body as Found;
  expect(composeExtension).toMatchObject({ type: 'result', attachmentLayout: 'list' });
  return composeExtension.attachments ?? [];
}

/** What stands in each list of an element, by type; a bold or subtle line of text is a heading. */
const childrenIn = ({ items, columns, actions }: Record<string, unknown>): string[][] =>
  [items, columns, actions]
    .filter((list) => Array.isArray(list))
    .map((list) =>
      list.map(({ type, weight, isSubtle }) =>
        type === 'TextBlock' && (weight === 'Bolder' || isSubtle) ? 'Heading' : type,
      ),
    );

const titles = (answered: Answered): string[] => found(answered).map(({ preview }) => preview.content.title);

/** The card of a dialog. */
function cardIn({ status, body }: Answered): object {
  expect(status).toBe(200);
  const { task } = body as Dialog;
  expect(task.type).toBe('continue');
  if (typeof task.value === 'string') throw new Error(`a line instead of a card: ${task.value}`);
  return task.value.card.content;
}

/** The ids of what can be filled in; the card that asks for a text has `text` alone. */
const inputsOf = (card: object): unknown[] =>
  nodesOf(card)
    .filter(({ type }) => String(type).startsWith('Input.'))
    .map(({ id }) => id);

/** The line that a dialog shows instead of a card. */
function lineIn({ status, body }: Answered): unknown {
  expect(status).toBe(200);
  expect(body).toMatchObject({ task: { type: 'message' } });
  return (body as Dialog).task.value;
}

describe('The search', () => {
  it('finds rules of the own school, the likeliest first', async () => {
    const results = found(await search('foto van leerling op insta'));
    expect(results.length).toBeGreaterThan(0);
    expect(results.length).toBeLessThanOrEqual(8);
    expect(results[0]?.preview.content.title).toContain("Foto's");
    expect(textOf(results[0]?.content)).toContain('III.B.8');
  });

  it('shows each result in the list as it is in the card', async () => {
    for (const { preview, content } of found(await search('telefoon in de klas'))) {
      expect(preview).toMatchObject({ contentType: 'application/vnd.microsoft.card.thumbnail' });
      expect(textOf(content)).toContain(preview.content.title);
      expect(preview.content.text).toMatch(/\S/);
    }
  });

  it('puts cards into a conversation that send nothing to the bot', async () => {
    for (const { content } of found(await search('foto op insta'))) {
      const types = nodesOf(content).map(({ type }) => type);
      expect(types).toContain('AdaptiveCard');
      for (const type of ['Action.Submit', 'Action.ShowCard', 'Action.Execute']) {
        expect(types).not.toContain(type);
      }
    }
  });

  it('puts cards into a conversation without a place in which nothing is left, or only a heading', async () => {
    for (const { content } of found(await search('foto op insta'))) {
      const places = nodesOf(content).filter(({ type }) => type !== 'AdaptiveCard');
      for (const types of places.flatMap(childrenIn)) {
        expect(types).not.toEqual([]);
        expect(types).not.toEqual(['Heading']);
      }
      expect(textOf(content)).not.toContain('Misschien ook handig');
    }
  });

  it('opens with a rule of each kind before anything is typed', async () => {
    const opening = titles(await search('true', 'initialRun'));
    expect(opening.length).toBeGreaterThan(3);
    expect(new Set(opening).size).toBe(opening.length);
    expect(titles(await search(''))).toEqual(opening);
  });

  it.each([
    ['known', () => teacher],
    ['unknown', () => bot.person()],
  ])('gives somebody %s who is in danger no rule, but whom to call and whom to tell', async (_, who) => {
    const { body } = await search('ik wil niet meer leven', 'vraag', who());
    const message = (body as { composeExtension: { type: string; text: string } }).composeExtension;
    expect(message.type).toBe('message');
    expect(message.text).toMatch(/Bel 112\..*0800-0113.*Vertel het/);
  });

  it('has no rule for words that nobody knows', async () => {
    const { status, body } = await search('xkcd blub flop');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      composeExtension: { type: 'message', text: expect.stringMatching(/geen/) },
    });
  });

  it('offers a report about a message with abuse, and cites the article on decency', async () => {
    const card = cardIn(await consider('<p>je bent een vieze hoer, rot op van deze school</p>'));
    expect(buttonsOf(card).map(({ data }) => data.do)).toContain('escalate');
    expect(textOf(card)).toContain('III.A');
  });

  it('asks somebody unknown for role and school first', async () => {
    const { status, body } = await search('foto', 'vraag', bot.person());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      composeExtension: { type: 'message', text: expect.stringMatching(/rol.*school/) },
    });
  });
});

describe('The action on a message', () => {
  it.each([
    ['tags', '<div><p>Mag ik een <b>foto</b> van <i>mijn klas</i> op insta zetten?</p></div>'],
    ['entities', '<p>Mag ik &eacute;&eacute;n foto&nbsp;van mijn klas op i&#110;sta zetten?</p>'],
    [
      'a link',
      '<p>Mag ik een foto van mijn klas op <a href="https://kwaad.example/porno">insta</a> zetten?</p>',
    ],
    ['a script', '<p>Mag ik een foto van mijn klas op insta zetten?</p><script>hackPorno()</script>'],
    [
      'an attachment',
      '<p>Mag ik een foto van mijn klas op insta zetten?</p><attachment id="7"></attachment>',
    ],
    ['no markup', 'Mag ik een foto van mijn klas op insta zetten?'],
  ])('answers in a dialog about a text with %s', async (_, content) => {
    const card = cardIn(await consider(content));
    expect(textOf(card)).toContain("Foto's of filmpjes van anderen");
    expect(textOf(card)).toContain('III.B.8');
    expect(textOf(card)).not.toMatch(/<|kwaad|hackPorno/);
  });

  it('gives first aid for a cry for help', async () => {
    expect(textOf(cardIn(await consider('<p>ik wil niet meer leven</p>')))).toContain('113');
  });

  it('asks somebody unknown for role and school first', async () => {
    expect(textOf(cardIn(await consider('<p>mag dit?</p>', bot.person())))).toContain('Je rol');
  });

  it('shows somebody unknown the emergency numbers with it, after a cry for help', async () => {
    const text = textOf(cardIn(await consider('<p>ik wil niet meer leven</p>', bot.person())));
    expect(text).toContain('Je rol');
    expect(text).toContain('113');
  });

  it('asks for a text where there is no message', async () => {
    const card = cardIn(await consider());
    expect(inputsOf(card)).toEqual(['text']);
    expect(buttonsOf(card)).toHaveLength(1);
  });

  it.each(['', '   ', '<p>&nbsp;</p>', '<img src="https://example.org/x.png">'])(
    'asks for a text where the message has no words (%j)',
    async (content) => {
      expect(inputsOf(cardIn(await consider(content)))).toEqual(['text']);
    },
  );
});

describe('A button in the dialog', () => {
  const draft = async () => buttonsOf(cardIn(await consider()))[0]?.data;

  it('answers about the text that was typed', async () => {
    const card = cardIn(await submit({ ...(await draft()), text: WORDS }));
    expect(textOf(card)).toContain("Foto's of filmpjes van anderen");
  });

  it('asks again where nothing was typed', async () => {
    const card = cardIn(await submit({ ...(await draft()), text: '  ' }));
    expect(inputsOf(card)).toEqual(['text']);
  });

  it('of a related question answers it in the dialog', async () => {
    const card = cardIn(await consider(`<p>${WORDS}</p>`));
    const related = buttonsOf(card).find(({ data }) => data.do === 'topic');
    expect(textOf(cardIn(await submit(related?.data)))).toContain('Bron: SVOK');
  });

  it('carries no word of the text', async () => {
    const texts = [
      WORDS,
      'geheimwoord wanneer is de herfstvakantie',
      'ze pesten geheimwoord nu in de app, help',
    ];
    for (const text of texts) {
      const cards = [
        cardIn(await consider(`<p>${text}</p>`)),
        cardIn(await submit({ do: 'consider', text })),
      ];
      for (const card of cards) expect(JSON.stringify(card)).not.toContain('geheimwoord');
    }
  });
});

describe('What is asked through the message extension', () => {
  it('is not stored, and nothing is sent into the conversation', async () => {
    const own = await startBot();
    const person = own.person();
    await person.introduce('student', 'svok');
    const sent = own.connector.sent.length;
    for (const text of [WORDS, 'wanneer is de herfstvakantie?', 'bericht', 'ik word nu gepest, help']) {
      await search(text, 'vraag', person);
      await consider(`<p>${text}</p>`, person);
      await person.invoke('composeExtension/submitAction', { data: { do: 'consider', text } });
    }
    expect(own.connector.sent).toHaveLength(sent);
    expect(own.logged.join('')).not.toMatch(/geheimwoord|herfst/);
    await own.stop();

    const { db, close } = await openDatabase({ kind: 'pglite', folder: own.data });
    const stored = await Promise.all(
      (['feedback', 'context'] as const).map((table) => db.selectFrom(table).selectAll().execute()),
    );
    await close();
    expect(stored).toEqual([[], []]);
  });
});

describe('A malformed call', () => {
  const VALUES = [undefined, null, 7, 'x', [], {}, { parameters: 'x', messagePayload: 7, data: 'x' }];
  const MORE = [
    { parameters: [null], messagePayload: { body: null }, data: null },
    { parameters: [{ name: 'vraag', value: 7 }], messagePayload: { body: { content: 7 } }, data: [1] },
    { parameters: [{ name: '__proto__', value: 'x' }], data: { do: '__proto__' } },
  ];

  it.each([...VALUES, ...MORE])('of a search with %j shows a list', async (value) => {
    expect(found(await teacher.invoke('composeExtension/query', value)).length).toBeGreaterThan(0);
  });

  it.each([...VALUES, ...MORE])('of the action with %j asks for a text', async (value) => {
    const card = cardIn(await teacher.invoke('composeExtension/fetchTask', value));
    expect(inputsOf(card)).toEqual(['text']);
  });

  it.each([...VALUES, ...MORE])('of a button with %j is told to be out of date', async (value) => {
    expect(lineIn(await teacher.invoke('composeExtension/submitAction', value))).toMatch(/te oud/);
  });

  it.each([
    ['a page of text', 'mag dat? '.repeat(10_000)],
    ['tags within tags, thousands deep', `${'<div>'.repeat(5000)}mag dat?`],
    ['a tag that is not closed', '<p>mag ik <b foto="'],
  ])('of the action with %s gets an answer', async (_, content) => {
    expect((await consider(content)).status).toBe(200);
  });

  it.each(['composeExtension/unknown', 'task/fetch', 'constructor', '__proto__', ''])(
    'by a name that is not ours (%j) gets 501, and the bot goes on',
    async (name) => {
      expect((await teacher.invoke(name, { any: 'thing' })).status).toBe(501);
      expect(titles(await search('foto op insta')).length).toBeGreaterThan(0);
    },
  );
});
