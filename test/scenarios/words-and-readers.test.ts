import { act, happened, look, reported, takeUp } from '../support/case-work.ts';
import { FILLED, fill, openSchool, type SchoolAtWork } from '../support/escalation.ts';
import { type Part, PEOPLE } from '../support/school.ts';

/** Who reads which words of a case: the table in `docs/privacy.md`, row by row, through the cards. */

const WORDS = {
  report: 'woord-melding',
  question: 'woord-vraag',
  answer: 'woord-antwoord',
  added: 'woord-aanvulling',
  note: 'woord-overdracht',
  second: 'woord-tweede-overdracht',
  agreement: 'woord-afspraak',
  rating: 'woord-oordeel',
  draft: 'woord-concept',
} as const;
type Kind = keyof typeof WORDS;

/** For everybody with a part. The manager held it first, the deputy was asked, the colleague has it now. */
const ALL: readonly Part[] = ['teacher', 'colleague', 'manager', 'deputy'];

const READERS: Readonly<Record<Kind, readonly Part[]>> = {
  report: ALL,
  question: ALL,
  answer: ALL,
  added: ALL,
  agreement: ALL,
  rating: ALL,
  note: ['colleague', 'manager'],
  second: ['colleague'],
  draft: [],
};

let school: SchoolAtWork;
let id: string;
beforeAll(async () => {
  school = await openSchool();
  id = await reported(school, 'teacher', { text: `Een ouder scheldt: ${WORDS.report}.` });
  await school.pass(30);
  await takeUp(school, 'manager', id);
  await does('manager', 'Vraag om informatie', { text: WORDS.question });
  await does('teacher', 'Beantwoord', { text: WORDS.answer });
  await does('teacher', 'Vul aan', { text: WORDS.added });
  await does('manager', 'Draag over', { person: PEOPLE.colleague, text: WORDS.note });
  await does('colleague', 'Ik neem het over');
  await readAll();
  await does('colleague', 'Draag over', { person: PEOPLE.mentor, text: WORDS.second });
  await does('mentor', 'Ik kan niet');
  await does('colleague', 'Sluit af', { outcome: 'agreed', text: WORDS.agreement, article: 'III.B.10' });
  await does('teacher', 'Hoe ging het?', { rating: 'helped', text: WORDS.rating });
  await readAll();
  await fill(await school.chat('teacher'), { text: `Nog een melding: ${WORDS.draft}.` });
});
afterAll(() => school.stop());

async function does(part: Part, title: string, typed: Readonly<Record<string, string>> = {}): Promise<void> {
  const chatter = await school.chat(part);
  await act(chatter, await look(chatter, id), title, typed);
  await school.bot.sweep();
}

const PARTS: readonly Part[] = Object.keys(PEOPLE).filter((part): part is Part => part !== 'stranger');

/** What each has read so far: a card shows the last events only. */
const opened = new Map<Part, string>();

async function readAll(): Promise<void> {
  for (const part of PARTS) {
    const shown = await (await school.chat(part)).execute({ do: 'case-show', id });
    opened.set(part, (opened.get(part) ?? '') + JSON.stringify(shown).replaceAll('\u200b', ''));
  }
}

describe('The words of a case', () => {
  it('are read by whom the table names, and by nobody else', async () => {
    await readAll();
    const read = Object.fromEntries(
      Object.entries(WORDS).map(([kind, word]) => [
        kind,
        PARTS.filter((part) => opened.get(part)?.includes(word)).sort(),
      ]),
    );
    expect(read).toEqual(
      Object.fromEntries(Object.entries(READERS).map(([kind, parts]) => [kind, [...parts].sort()])),
    );
  });

  it('stand in no notification, no list and no log', async () => {
    const lists = await Promise.all(PARTS.map(async (part) => (await school.chat(part)).say('meldingen')));
    const unasked = school.bot.connector.sent.map(({ body }) => [body.summary, body.text]);
    const shown = JSON.stringify([lists, unasked, school.bot.logged]).replaceAll('\u200b', '');
    for (const word of Object.values(WORDS)) expect(shown).not.toContain(word);
  });

  it('are not read by a safety coordinator as far as they are between holders, though the alarm brings them the rest', async () => {
    const silent = await reported(school, 'student', { ...FILLED, severity: '3' });
    await takeUp(school, 'mentor', silent);
    const mentor = await school.chat('mentor');
    const note = { person: PEOPLE.colleague, text: WORDS.note };
    await act(mentor, await look(mentor, silent), 'Draag over', note);
    for (let step = 0; step < 20; step++) await school.pass(15);
    const shown = JSON.stringify(
      await (await school.chat('safety')).execute({ do: 'case-show', id: silent }),
    );
    expect(shown).toContain(FILLED.text);
    expect(shown).not.toContain(WORDS.note);
    expect((await happened(school, 'student', silent)).join()).not.toContain(WORDS.note);
  });
});
