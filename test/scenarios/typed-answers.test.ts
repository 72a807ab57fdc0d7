import { button, buttonsOf, cardOf, nodesOf, textOf } from '../support/app.ts';
import { act, caseOf, headlinesOf, look, reported, said, takeUp } from '../support/case-work.ts';
import { openSchool, report, type SchoolAtWork } from '../support/escalation.ts';
import type { Card } from '../support/fake-connector.ts';
import { type Part, PEOPLE } from '../support/school.ts';

let school: SchoolAtWork;
beforeAll(async () => {
  school = await openSchool();
});
afterEach(() => school.putAway());
afterAll(() => school.stop());

const ANSWER = 'Het waren de ouders van Sem en Noor, gisteravond.';
const QUESTION = 'mag ik ouders toevoegen op facebook';

/** A case of the teacher in which the manager asked something. */
async function asked(
  text = 'Wie zaten er in die groep?',
  overrides: { text?: string } = {},
): Promise<string> {
  const id = await reported(school, 'teacher', overrides);
  await takeUp(school, 'manager', id);
  const manager = await school.chat('manager');
  await act(manager, await look(manager, id), 'Vraag om informatie', { text });
  await school.bot.sweep();
  for (const part of ['teacher', 'manager'] as const) school.inbox(part);
  return id;
}

const types = async (part: Part, text: string, more = {}): Promise<Card> =>
  cardOf(await (await school.chat(part)).say(text, more));

/** What the input of a card holds. */
const typedOn = (card: Card): unknown => nodesOf(card).find(({ type }) => type === 'Input.Text')?.value;

/** Presses a button of the card with what stands in its input. */
async function choose(part: Part, card: Card, title: string, text = typedOn(card)): Promise<Card> {
  const shown = await (await school.chat(part)).execute({ ...button(card, title), text });
  await school.bot.sweep();
  return shown;
}

describe('What somebody types while a question waits for them', () => {
  it('reaches whoever asked once they say that it is the answer', async () => {
    const id = await asked();
    const card = await types('teacher', ANSWER);
    expect(textOf(card)).toContain('Is dit je antwoord op de vraag van manager?');
    expect(textOf(card)).toContain('Wie zaten er in die groep?');
    expect(typedOn(card)).toBe(ANSWER);
    await choose('teacher', card, said('case-typed.answer'));
    expect(headlinesOf(school.inbox('manager'))).toEqual([said('case.headline.led.answered')]);
    const manager = await school.chat('manager');
    expect(textOf(await manager.execute({ do: 'case-show', id }))).toContain(ANSWER);
  });

  it('is answered as a question about the rules when it is one, and reaches nobody', async () => {
    await asked();
    const card = await types('teacher', QUESTION);
    const answer = await choose('teacher', card, said('case-typed.rules'));
    expect(textOf(answer)).toContain('III.B.2');
    expect(school.inbox('manager')).toEqual([]);
  });

  it('is asked about for each question, and goes to the one that was chosen', async () => {
    const first = await asked('Wie begon er?');
    const second = await asked('Hoe laat was dat?', { text: 'Een tweede melding, over iets anders.' });
    const card = await types('teacher', ANSWER);
    expect(textOf(card)).toMatch(
      /Wie begon er\?[\s\S]*Hoe laat was dat\?|Hoe laat was dat\?[\s\S]*Wie begon er\?/,
    );
    const chosen = buttonsOf(card).find(({ data }) => data.id === second)?.data;
    await (await school.chat('teacher')).execute({ ...chosen, text: ANSWER });
    const shows = async (id: string) =>
      textOf(await (await school.chat('manager')).execute({ do: 'case-show', id })).includes(ANSWER);
    expect([await shows(first), await shows(second)]).toEqual([false, true]);
  });

  it('counts as an answer when it quotes the message', async () => {
    await asked();
    const card = await types('teacher', `<quoted messageId="1772050244572"/>${ANSWER}`, {
      entities: [{ type: 'quotedReply', quotedReply: { messageId: '1772050244572', preview: 'x' } }],
    });
    expect(typedOn(card)).toBe(ANSWER);
  });

  it('keeps the words when the case was closed in the meantime', async () => {
    await asked();
    const card = await types('teacher', ANSWER);
    const data = button(card, said('case-typed.answer'));
    const shown = await (await school.chat('teacher')).execute({ ...data, version: 1, text: ANSWER });
    expect(textOf(shown)).toContain(said('case-form.stale'));
    expect(typedOn(shown)).toBe(ANSWER);
  });

  it.each(['help', 'meldingen', 'escaleer', 'taal'])('is a command all the same: %s', async (command) => {
    await asked();
    expect(textOf(await types('teacher', command))).not.toContain('Is dit je antwoord');
  });

  it('has the emergency number on top when they may be in danger', async () => {
    await asked();
    const card = await types('teacher', 'de leerling zegt dat hij zelfmoord wil plegen');
    expect(textOf(card)).toMatch(/^🚨[\s\S]*112[\s\S]*113/);
    expect(textOf(card)).toContain('Is dit je antwoord');
  });

  it('is a question about the rules in the tab, in a group, by a button, and after the answer', async () => {
    const id = await asked();
    const teacher = await school.chat('teacher');
    expect(textOf(cardOf(await teacher.press({ do: 'say', text: QUESTION })))).toContain('III.B.2');
    const group = school.bot.person({
      ...teacher.seat,
      conversation: 'group',
      conversationType: 'groupChat',
    });
    expect(textOf(cardOf(await group.say(QUESTION)))).toContain('III.B.2');
    await act(teacher, await look(teacher, id), 'Beantwoord', { text: ANSWER });
    expect(textOf(await types('teacher', QUESTION))).toContain('III.B.2');
  });
});

describe('What a leader types while a case waits for them', () => {
  it('can be a yes to a new case', async () => {
    const id = caseOf(await report(await school.chat('teacher')));
    await school.bot.sweep();
    const card = await types('manager', 'ik pak het op');
    expect(textOf(card)).toContain('wacht op jou');
    await choose('manager', card, 'Ik pak dit op');
    expect(textOf(await look(await school.chat('teacher'), id))).toContain('Manager (leidinggevende) heeft');
  });

  it('can be an answer to a colleague', async () => {
    const id = await reported(school);
    await takeUp(school, 'manager', id);
    const manager = await school.chat('manager');
    await act(manager, await look(manager, id), 'Draag over', { person: PEOPLE.colleague });
    const card = await types('colleague', 'nee sorry, te druk');
    expect(textOf(card)).toContain('Manager vraagt of jij melding');
    expect(await choose('colleague', card, 'Ik kan niet')).toContain('niet overgenomen');
    expect(textOf(await types('colleague', QUESTION))).toContain('III.B.2');
  });

  it('goes on with the case after a reminder, with the words kept', async () => {
    const id = await reported(school);
    await takeUp(school, 'manager', id);
    expect(textOf(await types('manager', QUESTION))).toContain('III.B.2');
    await school.reach('2026-11-18T14:40:00+01:00');
    const card = await types('manager', 'Gesproken met beide ouders, het is rustig.');
    const form = await choose('manager', card, said('case-typed.close'));
    expect(textOf(form)).toContain(said('case-form.close.title'));
    expect(typedOn(form)).toBe('Gesproken met beide ouders, het is rustig.');
    await choose('manager', card, said('case-typed.ask'), 'Is het nu rustig?');
    expect(textOf(await look(await school.chat('teacher'), id))).toContain('nog een vraag voor je open');
  });
});
