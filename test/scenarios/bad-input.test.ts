import { type Chatter, cardOf, nodesOf, type RunningBot, startBot, textOf } from '../support/app.ts';

let bot: RunningBot;
let teacher: Chatter;
beforeAll(async () => {
  bot = await startBot();
  teacher = bot.person();
  await teacher.introduce('staff', 'svok');
});
afterAll(() => bot.stop());

describe('a malformed request', () => {
  it.each([
    ['broken JSON', '{"type": '],
    ['an array', '[]'],
    ['an empty object', '{}'],
    ['a number for a type', '{"type": 7}'],
    ['no conversation', '{"type": "message", "text": "hoi"}'],
    ['an address that is none', { type: 'message', serviceUrl: 'nowhere', from: { id: '1' } }],
  ])('with %s gets 400', async (_name, body) => {
    expect(await bot.post(body)).toBe(400);
  });

  it('that names an address elsewhere is refused while nobody is authenticated', async () => {
    const person = bot.person();
    await expect(
      person.send({ type: 'message', text: 'hoi', serviceUrl: 'https://elsewhere.example' }),
    ).rejects.toThrow('403');
  });
});

describe('a strange message', () => {
  it.each([
    ['emoji only', '😂🔥💀'],
    ['right-to-left text', 'هل يمكنني استخدام هاتفي في الفصل؟'],
    ['direction overrides', 'mag \u202eatsni\u202c ik \u2066foto\u2069 delen'],
    ['control characters', 'mag \u0000\u0007\u001b[31m ik dit'],
    ['one letter', 'x'],
    ['signs only', '???!!!...'],
    ['a lone surrogate', 'mag \ud800 dat'],
    ['a long word', 'a'.repeat(3000)],
    ['property names', '__proto__ constructor toString'],
  ])('with %s gets an answer or a clear refusal', async (_name, text) => {
    const sent = await teacher.say(text);
    expect(sent).toHaveLength(1);
    const said = sent[0]?.body.text ?? textOf(cardOf(sent));
    expect(said.length).toBeGreaterThan(10);
    expect(said).not.toMatch(/\$\{|undefined|\[object/);
  });

  it('of a hundred thousand characters is refused in words', async () => {
    const sent = await teacher.say('mag dat? '.repeat(12_000));
    expect(sent[0]?.body.text).toMatch(/lang|kort/);
  });

  it('without words asks for some', async () => {
    const sent = await teacher.say('   ');
    expect(sent[0]?.body.text).toBeTruthy();
  });
});

describe('markup in a question', () => {
  it('shows as it was typed, and makes no link, element or expression', async () => {
    const text =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it must arrive as typed
      'mag ik [klik hier](https://kwaad.example) **delen** <img src=x onerror=alert(1)> ${user} op insta?';
    const card = cardOf(await teacher.say(text));
    const markdown = nodesOf(card).filter(({ type }) => type === 'TextBlock' || type === 'FactSet');
    const plain = nodesOf(card).filter(({ type }) => type === 'TextRun');
    expect(JSON.stringify(markdown)).not.toContain('klik hier');
    expect(JSON.stringify(plain)).toContain('[klik hier]');
    expect(nodesOf(card).some(({ type }) => type === 'Image' || type === 'Action.OpenUrl')).toBe(false);
  });
});

describe('a button that was tampered with', () => {
  it.each([
    ['no shape', { hello: 'world' }],
    ['an unknown topic', { do: 'topic', topic: 'nothing', slots: {}, question: 'x' }],
    ['a topic by a name of JavaScript', { do: 'topic', topic: 'constructor', slots: {}, question: 'x' }],
    ['too much text', { do: 'say', text: 'x'.repeat(100_000) }],
    ['text for a list', [1, 2, 3]],
  ])('with %s gets a clear line', async (_name, data) => {
    const sent = await teacher.press(data);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body.text).toBeTruthy();
  });

  it('cannot choose a role or school that is none', async () => {
    const person = bot.person();
    await person.press({ do: 'profile', audience: 'headmaster', policy: 'constructor' });
    expect(textOf(cardOf(await person.say('mag dat?')))).toContain('Je rol');
  });
});

describe('a turn that fails', () => {
  it('apologises with a reference that stands in the log, without what was typed', async () => {
    bot.connector.failures.push({
      status: 400,
      body: { error: { code: 'BadSyntax', message: 'geheim woord' } },
    });
    const sent = await teacher.say('geheim woord: mag ik foto delen');
    const reference = /[0-9A-F]{8}/.exec(sent.at(-1)?.body.text ?? '')?.[0];
    expect(reference).toBeDefined();
    const line = bot.logged.find((one) => one.includes(String(reference)));
    expect(line).toContain('stack');
    expect(bot.logged.join('')).not.toContain('geheim woord');
  });

  it('sends a new card when the old one is gone', async () => {
    bot.connector.failures.push({
      status: 404,
      body: { error: { code: 'ActivityNotFoundInConversation', message: '' } },
    });
    const sent = await teacher.press({ do: 'none', question: 'mag dat?' }, 'gone');
    expect(sent.at(-1)).toMatchObject({ method: 'POST' });
  });
});
