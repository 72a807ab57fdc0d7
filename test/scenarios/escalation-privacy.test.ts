import { button, type Chatter, cardOf, textOf } from '../support/app.ts';
import { act, CLOSING, caseOf, look, said } from '../support/case-work.ts';
import { conversationOf, FILLED, openSchool, type SchoolAtWork } from '../support/escalation.ts';
import type { Sent } from '../support/fake-connector.ts';
import type { Kept } from '../support/kept.ts';
import { buildDirectory, type Part, PEOPLE } from '../support/school.ts';

/** Stands in everything that somebody types, so that it is found wherever it goes. */
const WORD = 'roerdomp';
/** Stands in every name. */
const NAME = 'Naamdrager';

const TYPED = {
  ...FILLED,
  text: `Een ouder zei ${WORD} in de groepsapp van de klas.`,
  group: `Groep ${WORD}`,
  reach: `Kamer ${WORD}`,
  links: `https://example.org/${WORD}`,
};

/** Long runs of characters are broken up on cards. */
const plain = (value: unknown): string => (JSON.stringify(value) ?? '').replaceAll('\u200b', '');

const named = Object.fromEntries(
  (Object.keys(PEOPLE) as Part[]).map((part) => [part, { name: `${NAME} ${part}` }]),
);

interface Story {
  readonly school: SchoolAtWork;
  /** What the bot sent by itself, without anybody pressing or typing at that moment. */
  readonly pushed: Sent[];
  /** Who opened the words how often: the bot showed them, or somebody took the case up. */
  readonly opened: Map<Part, number>;
  sweep(minutes?: number): Promise<void>;
  /** Somebody opens the words, in one of the ways there are. */
  open(part: Part, way: (chatter: Chatter) => Promise<unknown>): Promise<void>;
  does(part: Part, id: string, title: string, typed?: Readonly<Record<string, string>>): Promise<void>;
}

async function begin(): Promise<Story> {
  const school = await openSchool({ directory: buildDirectory(named) });
  const pushed: Sent[] = [];
  const opened = new Map<Part, number>();
  const story: Story = {
    school,
    pushed,
    opened,
    async sweep(minutes = 0) {
      const { sent } = school.bot.connector;
      const before = sent.length;
      await school.pass(minutes);
      pushed.push(...sent.slice(before));
    },
    async open(part, way) {
      const shown = await way(await school.chat(part));
      expect(plain(shown)).toContain(WORD);
      opened.set(part, (opened.get(part) ?? 0) + 1);
    },
    async does(part, id, title, typed) {
      const chatter = await school.chat(part);
      await act(chatter, await look(chatter, id), title, typed);
      await story.sweep();
    },
  };
  return story;
}

/** From trouble in words to a case of the teacher, by buttons that get their card back. */
async function send({ school }: Story, severity = '2'): Promise<string> {
  const teacher = await school.chat('teacher');
  const form = await teacher.execute({ do: 'escalate', text: `een ouder zegt ${WORD}` });
  const wrong = await teacher.execute({ ...button(form, 'Verder'), ...TYPED, kind: '' });
  const checked = await teacher.execute({ ...button(wrong, 'Verder'), ...TYPED, severity });
  return caseOf(await teacher.execute(button(checked, 'Verstuur')));
}

/** Everything that can happen to a case, with words in all that is typed. */
async function tell(story: Story): Promise<void> {
  const { open, does, sweep } = story;
  const id = await send(story);
  await sweep();
  await sweep(30);
  await open('deputy', async (chatter) => act(chatter, await look(chatter, id), 'Ik pak dit op'));
  await sweep();
  await does('deputy', id, 'Vraag om informatie', { text: `Wie zei ${WORD}?` });
  await does('teacher', id, 'Beantwoord', { text: `Die ouder zei ${WORD}.` });
  await does('teacher', id, 'Vul aan', { text: `En weer ${WORD}.` });
  await does('teacher', id, 'Verbeter', { text: `Toch een opa: ${WORD}.`, kind: 'bullying', severity: '2' });
  await does('deputy', id, 'Overleg plannen', { date: '2026-11-20' });
  await does('deputy', id, 'Draag over', { person: PEOPLE.colleague, text: `Jij kent ${WORD}.` });
  await open('colleague', async (chatter) => act(chatter, await look(chatter, id), 'Ik neem het over'));
  await sweep();
  await sweep(240 + 30);
  await does('colleague', id, 'Sluit af', { ...CLOSING, text: `Afgesproken: geen ${WORD}.` });
  await does('teacher', id, 'Hoe ging het?', { rating: 'helped', text: `Geen ${WORD} meer.` });
  await does('teacher', id, 'Niet opgelost', { text: `Toch weer ${WORD}.` });
  await does('teacher', id, 'Trek in', { text: `Klaar met ${WORD}.` });
  await alarm(story);
}

/** Nobody reacts, one cannot be reached, and the service fails for a while. */
async function alarm(story: Story): Promise<void> {
  const { school, sweep } = story;
  const { rules, failures } = school.bot.connector;
  rules.push(({ conversation }) =>
    conversation === conversationOf('manager')
      ? { status: 403, body: { error: { code: 'ConversationBlockedByUser' } } }
      : undefined,
  );
  const id = await send(story, '3');
  failures.push({ status: 500 }, { status: 429 }, { cut: 'before' });
  for (let step = 0; step < 12; step++) await sweep(10);
  rules.length = 0;
  await (await school.chat('manager')).say('help');
  await sweep();
  await story.does('teacher', id, 'Trek in', { text: `Klaar met ${WORD}.` });
}

describe('From the first word to the end of a case', () => {
  let story: Story;
  let kept: Kept;
  let logged: string;
  let sent: readonly Sent[];
  beforeAll(async () => {
    story = await begin();
    const { school, open } = story;
    await tell(story);
    // every other way to open: from a list, on a card, by a button that posts a message, in a dialog
    const id = await send(story);
    await story.sweep();
    await open('manager', (chatter) => chatter.execute({ do: 'case-show', id }));
    await open('manager', async (chatter) => chatter.execute(button(await look(chatter, id), 'Bekijk')));
    await open('manager', (chatter) => chatter.press({ do: 'case-show', id }));
    await open('teacher', (chatter) =>
      chatter.press({ do: 'case-act', id, version: 0, act: 'open' }, 'card-3'),
    );
    await open('teacher', async (chatter) => {
      const { body } = await chatter.invoke('composeExtension/submitAction', {
        data: { do: 'case-show', id },
      });
      return body;
    });
    // and what opens nothing
    await (await school.chat('manager')).execute({ do: 'cases' });
    await (await school.chat('manager')).say('meldingen');
    await (await school.chat('student')).execute({ do: 'case-show', id });
    await failInTurn(school, id);
    sent = [...school.bot.connector.sent];
    logged = school.bot.logged.join('\n');
    kept = await school.close();
  });
  afterAll(() => story.school.stop());

  /** The service refuses what answers somebody who types and presses: the turn fails, and the log says so. */
  async function failInTurn(school: SchoolAtWork, id: string): Promise<void> {
    const { rules } = school.bot.connector;
    // 400, for the adapter tries nothing again after it
    rules.push(() => ({ status: 400, body: { error: { code: 'BadArgument', message: `no ${WORD}` } } }));
    const teacher = await school.chat('teacher');
    await teacher.say(`er loopt iets uit de hand met ${WORD}`);
    await teacher.press({ do: 'escalate', text: WORD });
    await teacher.press({ do: 'case-form', id, act: 'correct' });
    rules.length = 0;
  }

  test('enough was told for the rest to mean something', () => {
    const notices = new Set(kept.messages.map(({ notice }) => notice));
    const all = [
      'assigned',
      'passed-on',
      'acknowledged',
      'question',
      'answered',
      'added',
      'corrected',
      'planned',
    ];
    const more = [
      'offered',
      'accepted',
      'reminder',
      'closed',
      'reopened',
      'withdrawn',
      'exhausted',
      'alarm',
      'refresh',
    ];
    for (const notice of [...all, ...more]) expect(notices).toContain(notice);
    expect(story.pushed.length).toBeGreaterThan(30);
    expect(new Set(story.pushed.map(({ method }) => method))).toEqual(new Set(['POST', 'PUT']));
  });

  test('no preview of a notification holds a word of it or a name', () => {
    for (const { body } of sent) {
      const card = body.attachments?.[0]?.content as { fallbackText?: string; speak?: string } | undefined;
      const previews = [body.summary, body.text, card?.fallbackText, card?.speak].filter(Boolean);
      expect(previews).not.toEqual([]);
      expect(plain(previews)).not.toMatch(new RegExp(`${WORD}|${NAME}|WhatsApp|III\\.B`, 'i'));
    }
  });

  test('no line of the log holds a word of it, a name or who it was', () => {
    expect(logged).toContain('turn failed');
    expect(logged).not.toMatch(new RegExp(`${WORD}|${NAME}`, 'i'));
    for (const id of Object.values(PEOPLE)) expect(logged).not.toContain(id);
    for (const { id } of kept.cases) expect(logged).not.toContain(id);
  });

  test('no card that is sent by itself holds a word of it', () => {
    for (const one of story.pushed) expect(plain(one.body)).not.toContain(WORD);
  });

  test('the words reach the service only for whoever opened them, in their own chat', () => {
    const reached = sent.filter(({ body }) => plain(body.attachments).includes(WORD));
    expect(reached.map(({ conversation, method }) => [conversation, method])).toEqual([
      [conversationOf('manager'), 'POST'],
      [conversationOf('teacher'), 'PUT'],
    ]);
    for (const { body } of sent) expect(plain(body.text)).not.toContain(WORD);
  });

  test('each opening is an event of whoever opened, and nothing else is', () => {
    const reads = kept.events.filter(({ kind }) => kind === 'read').map(({ actor }) => actor?.id);
    const counts = Object.entries(PEOPLE).map(([part, id]) => [
      part,
      reads.filter((one) => one === id).length,
    ]);
    expect(Object.fromEntries(counts.filter(([, count]) => count !== 0))).toEqual(
      Object.fromEntries(story.opened),
    );
  });

  test('what waits to be told holds no words', () => {
    expect(kept.messages.length).toBeGreaterThan(30);
    expect(plain(kept.messages)).not.toMatch(new RegExp(`${WORD}|${NAME}`, 'i'));
  });
});

describe('A card of a case', () => {
  let story: Story;
  let id: string;
  beforeAll(async () => {
    story = await begin();
    id = await send(story);
    await story.sweep();
  });
  afterAll(() => story.school.stop());

  it('that refreshes by itself shows no words, and counts as no reading', async () => {
    const teacher = await story.school.chat('teacher');
    const { body } = await teacher.invoke('adaptiveCard/action', {
      action: { type: 'Action.Execute', verb: 'case-refresh', data: { do: 'case-refresh', id } },
      trigger: 'automatic',
    });
    expect(plain(body)).toContain(said('case.state.notified'));
    expect(plain(body)).not.toContain(WORD);
    expect(textOf(await teacher.execute({ do: 'case-show', id }))).toContain(said('case.history'));
    const shown = textOf(await (await story.school.chat('manager')).execute({ do: 'case-show', id }));
    expect(shown.match(/bekeek de melding/g)).toHaveLength(2); // the teacher's own look and this one
  });

  it('refreshes itself for its one reader alone', async () => {
    const card = await look(await story.school.chat('manager'), id);
    expect(card).toMatchObject({ refresh: { userIds: [`29:${PEOPLE.manager}`] } });
  });

  it('that was opened loses its words with the next change', async () => {
    const manager = await story.school.chat('manager');
    await manager.press({ do: 'case-show', id }, 'card-5');
    const opened = await manager.press({ do: 'case-act', id, version: 1, act: 'open' }, 'card-5');
    expect(plain(opened)).toContain(WORD);
    story.school.inbox('manager');
    await story.does('teacher', id, 'Vul aan', { text: `Nog eens ${WORD}.` });
    const changed = story.school.inbox('manager').filter(({ activity }) => activity === 'card-5');
    expect(changed.map(({ method }) => method)).toEqual(['PUT']);
    expect(plain(changed)).not.toContain(WORD);
    expect(textOf(cardOf(changed))).toContain(said('case.unopened'));
  });
});
