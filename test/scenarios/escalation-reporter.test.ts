import { button, buttonsOf, cardOf, nodesOf, textOf } from '../support/app.ts';
import {
  act,
  CLOSING,
  happened,
  headlinesOf,
  look,
  newsOf,
  reported,
  said,
  takeUp,
} from '../support/case-work.ts';
import { FILLED, openSchool, type SchoolAtWork } from '../support/escalation.ts';
import type { Card } from '../support/fake-connector.ts';
import { type Part, PEOPLE } from '../support/school.ts';

let school: SchoolAtWork;
beforeAll(async () => {
  school = await openSchool();
});
afterEach(() => school.putAway());
afterAll(() => school.stop());

/** What somebody is told when a case goes to them. */
const NEW = said('case.headline.led.assigned');

/** Somebody does something with the case as it is. */
async function does(
  part: Part,
  id: string,
  title: string,
  typed: Readonly<Record<string, string>> = {},
): Promise<Card> {
  const chatter = await school.chat(part);
  const shown = await act(chatter, await look(chatter, id), title, typed);
  await school.bot.sweep();
  return shown;
}

const seen = async (part: Part, id: string): Promise<string> =>
  textOf(await look(await school.chat(part), id));

/** The case with its words, as somebody opens it. */
const opened = async (part: Part, id: string): Promise<string> =>
  textOf(await (await school.chat(part)).execute({ do: 'case-show', id }));

const titlesOf = (card: unknown): string[] => [...new Set(buttonsOf(card).map(({ title }) => title))];

const told = (part: Part): string[] => headlinesOf(school.inbox(part));

/** A case that the manager has. */
async function held(): Promise<string> {
  const id = await reported(school);
  await takeUp(school, 'manager', id);
  for (const part of ['teacher', 'manager'] as const) told(part);
  return id;
}

describe('Whoever reported', () => {
  it('sees at each moment who has it, and since when or until when', async () => {
    const id = await reported(school);
    expect(await seen('teacher', id)).toMatch(/manager \(leidinggevende\).*vandaag om 10\.30/i);
    await school.pass(30);
    expect(await seen('teacher', id)).toMatch(/deputy \(vervanger\).*vandaag om 11\.00/i);
    await school.pass(12);
    await takeUp(school, 'deputy', id);
    expect(await seen('teacher', id)).toContain(
      'Deputy (vervanger) heeft deze melding sinds vandaag om 10.42.',
    );
    await school.pass(5);
    await does('deputy', id, 'Draag over', { person: PEOPLE.colleague });
    expect(await seen('teacher', id)).toMatch(
      /Deputy \(vervanger\) heeft deze melding sinds vandaag om 10\.42\.\nColleague is gevraagd .* vandaag om 11\.17/,
    );
    await school.pass(5);
    await does('colleague', id, 'Ik neem het over');
    expect(await seen('teacher', id)).toContain('Colleague heeft deze melding sinds vandaag om 10.52.');
    await school.reach('2026-11-19T09:00:00+01:00');
    expect(await seen('teacher', id)).toContain('Colleague heeft deze melding sinds gisteren om 10.52.');
    await does('colleague', id, 'Sluit af', CLOSING);
    expect(await seen('teacher', id)).toContain('Afgesloten: vandaag om 9.00.');
  });

  it('has a card that changes by itself at each of these moments', async () => {
    const id = await reported(school);
    const teacher = await school.chat('teacher');
    await teacher.execute({ do: 'case-show', id }, 'card-9');
    const changes = (): string[] =>
      school
        .inbox('teacher')
        .filter(({ method, activity }) => method === 'PUT' && activity === 'card-9')
        .map((sent) => textOf(cardOf([sent])));
    changes();
    await school.pass(30);
    expect(changes()).toEqual([expect.stringMatching(/deputy \(vervanger\)/i)]);
    await takeUp(school, 'deputy', id);
    expect(changes()).toEqual([expect.stringContaining('Deputy (vervanger) heeft deze melding')]);
  });

  it('adds to it, which whoever has it is told and reads', async () => {
    const id = await held();
    await does('teacher', id, 'Vul aan', { text: 'Er kwam een dreigement bij.' });
    expect(told('manager')).toEqual([said('case.headline.led.added')]);
    expect(await opened('manager', id)).toMatch(
      /Teacher vulde de melding aan:.*\n“Er kwam een dreigement bij\.”/,
    );
    expect(await opened('teacher', id)).toContain('Er kwam een dreigement bij.');
  });

  it('adds to it before anybody has it: whoever was asked last is told', async () => {
    const id = await reported(school);
    await school.pass(30);
    for (const part of ['manager', 'deputy'] as const) told(part);
    await does('teacher', id, 'Vul aan', { text: 'Er kwam een dreigement bij.' });
    expect(told('deputy')).toEqual([said('case.headline.led.added')]);
    expect(told('manager')).toEqual([]);
  });

  it('corrects it, and what stood there before stays in the history', async () => {
    const id = await held();
    const teacher = await school.chat('teacher');
    const form = await teacher.execute(button(await look(teacher, id), 'Verbeter'));
    const values = Object.fromEntries(nodesOf(form).map((node) => [node.id, node.value]));
    expect(values).toMatchObject({ text: FILLED.text, kind: FILLED.kind, severity: FILLED.severity });
    await does('teacher', id, 'Verbeter', {
      text: 'Het was een oma, geen ouder.',
      kind: 'bullying',
      severity: '1',
    });
    expect(told('manager')).toEqual([said('case.headline.led.corrected')]);
    const shown = await opened('manager', id);
    expect(shown).toContain(said('kind.bullying'));
    expect(shown).toMatch(new RegExp(`${said('words.title')}\nHet was een oma, geen ouder\\.`));
    expect(shown).toContain(`“${FILLED.text}”`);
  });

  it.each([
    ['early', 5, 15, '10.15'],
    ['late, when less than ten minutes were left', 25, 30, '10.30'],
  ])('shortens the clock by raising it to the third level: %s', async (_name, raised, due, said_) => {
    const id = await reported(school);
    school.inbox('deputy');
    await school.pass(raised);
    await does('teacher', id, 'Verbeter', { text: FILLED.text, kind: 'threat', severity: '3' });
    expect(await seen('teacher', id)).toContain(`vandaag om ${said_}`);
    await school.pass(due - raised - 1);
    expect(newsOf(school.inbox('deputy'))).toEqual([]);
    await school.pass(1);
    expect(told('deputy')).toEqual([NEW]);
    // from here on it is ten minutes for each step
    await school.pass(10);
    expect(told('teamLeader')).toEqual([NEW]);
  });

  it('shortens the clock of a holder too, and lengthens none by lowering it', async () => {
    const id = await held();
    await school.pass(30);
    await does('teacher', id, 'Verbeter', { text: FILLED.text, kind: 'threat', severity: '3' });
    await does('teacher', id, 'Verbeter', { text: FILLED.text, kind: 'threat', severity: '1' });
    told('manager');
    await school.pass(59);
    expect(told('manager')).toEqual([]);
    await school.pass(1);
    expect(told('manager')).toEqual([said('case.headline.led.reminder')]);
  });

  it('withdraws it: everybody who was asked hears it or sees it, and nothing happens any more', async () => {
    const id = await reported(school);
    await school.pass(30);
    for (const part of ['manager', 'deputy'] as const) told(part);
    await does('teacher', id, 'Trek in', { text: 'Het is uitgepraat.' });
    expect(told('deputy')).toEqual([said('case.headline.led.withdrawn')]);
    const [changed] = school.inbox('manager');
    expect(textOf(changed?.body.attachments)).toContain(said('case.state.withdrawn'));
    expect(titlesOf(changed?.body.attachments)).not.toContain('Ik pak dit op');
    await school.pass(24 * 60);
    for (const part of ['manager', 'deputy', 'teamLeader', 'safety', 'teacher'] as const) {
      expect([part, told(part)]).toEqual([part, []]);
    }
    expect(await opened('deputy', id)).toContain('Het is uitgepraat.');
  });

  it('gets a question, and the answer comes back into the case', async () => {
    const id = await held();
    await does('manager', id, 'Vraag om informatie', { text: 'Wie heeft dit gezien?' });
    expect(told('teacher')).toEqual(['Manager heeft een vraag voor je.']);
    expect(await seen('teacher', id)).not.toContain('Wie heeft dit gezien?');
    const teacher = await school.chat('teacher');
    const form = await teacher.execute(button(await look(teacher, id), 'Beantwoord'));
    expect(textOf(form)).toContain('Wie heeft dit gezien?');
    expect(textOf(await does('teacher', id, 'Beantwoord', { text: '  ' }))).toContain(
      said('case-form.answer.title'),
    );
    expect(told('manager')).toEqual([]);
    await does('teacher', id, 'Beantwoord', { text: 'Twee leerlingen uit 3B.' });
    expect(told('manager')).toEqual([said('case.headline.led.answered')]);
    expect(await opened('manager', id)).toContain('Twee leerlingen uit 3B.');
    expect(titlesOf(await look(teacher, id))).not.toContain('Beantwoord');
  });

  it('is told when it is closed and what was agreed, rates it once, and opens it again', async () => {
    const id = await held();
    await does('manager', id, 'Sluit af', CLOSING);
    expect(told('teacher')).toEqual([said('case.headline.own.closed')]);
    const shown = await opened('teacher', id);
    for (const part of [said('outcome.agreed'), CLOSING.text, 'III.B.10']) expect(shown).toContain(part);
    expect(shown).not.toContain('Vul aan');

    const missing = await does('teacher', id, 'Hoe ging het?', { text: 'Fijn geholpen.' });
    expect(textOf(missing)).toContain('Fijn geholpen.');
    await does('teacher', id, 'Hoe ging het?', { rating: 'helped', text: 'Fijn geholpen.' });
    expect(titlesOf(await look(await school.chat('teacher'), id))).not.toContain('Hoe ging het?');
    expect(await opened('manager', id)).toContain(said('rating.helped'));

    await does('teacher', id, 'Niet opgelost', { text: 'Het begint opnieuw.' });
    expect(told('manager')).toEqual([said('case.headline.led.reopened')]);
    expect(await opened('manager', id)).toContain('Het begint opnieuw.');
    await takeUp(school, 'manager', id);
    await does('manager', id, 'Sluit af', { ...CLOSING, outcome: 'solved' });
    expect(titlesOf(await look(await school.chat('teacher'), id))).toEqual(
      expect.arrayContaining(['Hoe ging het?', 'Niet opgelost']),
    );
    expect(await opened('teacher', id)).toContain(said('outcome.solved'));
  });
});

describe('A closing', () => {
  it.each([
    ['the outcome', { outcome: '' }],
    ['an outcome from the list', { outcome: 'burned' }],
    ['the agreement', { text: ' ' }],
    ['an agreement that fits', { text: 'a'.repeat(2001) }],
    ['the rule', { article: '' }],
    ['a rule of this school', { article: 'medewerkers.4' }],
  ])('needs %s, and keeps what was typed', async (_name, wrong) => {
    const id = await held();
    const typed = { ...CLOSING, ...wrong };
    const form = await does('manager', id, 'Sluit af', typed);
    const values = Object.fromEntries(nodesOf(form).map((node) => [node.id, node.value]));
    expect(values).toMatchObject({ text: typed.text, article: typed.article });
    expect(told('teacher')).toEqual([]);
    expect(await seen('teacher', id)).toContain('Manager (leidinggevende) heeft deze melding');
  });
});

describe('The list', () => {
  const listed = async (part: Part): Promise<string> =>
    textOf(cardOf(await (await school.chat(part)).say('meldingen')));
  const rowsOf = (list: string): string[] => list.split('\n').filter((line) => line.startsWith('Gemeld: '));

  it.each(['meldingen', 'Mijn meldingen', 'reports', 'my reports'])(
    'comes by the command %j',
    async (typed) => {
      await reported(school);
      expect(textOf(cardOf(await (await school.chat('teacher')).say(typed)))).toContain(said('cases.title'));
    },
  );

  it("has one's own reports and those that one was told of, with who has them, and no words", async () => {
    const first = await reported(school);
    await takeUp(school, 'manager', first);
    school.clock.pass(1);
    const second = await reported(school, 'colleague');
    const [own, led] = (await listed('manager')).split(said('cases.led'));
    expect(own).toContain(said('cases.own-empty'));
    expect(rowsOf(led ?? '').slice(0, 2)).toEqual([
      expect.stringContaining(said('cases.unheld')),
      expect.stringContaining('Nu bij jou'),
    ]);
    expect(led).toMatch(
      new RegExp(`${second.slice(0, 8).toUpperCase()}[\\s\\S]*${first.slice(0, 8).toUpperCase()}`),
    );
    expect(led).not.toContain(FILLED.text);
    const mine = await listed('colleague');
    expect(mine).toContain(second.slice(0, 8).toUpperCase());
    expect(mine).not.toContain(first.slice(0, 8).toUpperCase());
  });

  it('opens a case below it, as it is now', async () => {
    const id = await reported(school);
    const teacher = await school.chat('teacher');
    const list = cardOf(await teacher.say('meldingen'));
    await takeUp(school, 'manager', id);
    const sent = await teacher.press(button(list, id.slice(0, 8).toUpperCase()), 'card-list');
    expect(newsOf(sent)).toHaveLength(1); // the list itself stays
    expect(textOf(cardOf(sent))).toMatch(
      /Manager \(leidinggevende\) heeft deze melding[\s\S]*scheldt mij uit/,
    );
  });

  it('shows the ten newest of very many, and how many there are besides', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 12; count++) {
      school.clock.pass(1 / 60);
      ids.push(await reported(school, 'student'));
    }
    const list = await listed('mentor');
    const shown = [...list.matchAll(/Bekijk ([0-9A-F]{8})/g)].map((match) => match[1]);
    const newest = ids.reverse().map((id) => id.slice(0, 8).toUpperCase());
    expect([...new Set(shown)]).toEqual(newest.slice(0, 10));
    expect(list).toContain(said('cases.more', { count: 2 }));
    // each ends here, for the list by which they are put away has ten of them
    for (const id of ids) await does('student', id, 'Trek in');
  });

  it('says so when it is empty', async () => {
    const answer = await (await school.chat('classmate')).say('meldingen');
    expect(answer.map(({ body }) => body.text)).toEqual([said('case-notice.no-reports')]);
  });
});

describe('The history', () => {
  it('tells who did what, in order, to everybody with a part in the case', async () => {
    const id = await reported(school);
    await school.pass(30);
    await takeUp(school, 'deputy', id);
    await does('deputy', id, 'Vraag om informatie', { text: 'Wie was erbij?' });
    await does('teacher', id, 'Beantwoord', { text: 'Een ouder.' });
    await does('deputy', id, 'Sluit af', CLOSING);
    for (const part of ['teacher', 'manager', 'deputy'] as const) {
      const lines = (await happened(school, part, id)).filter((line) => !/bekeek|bezorgd|^“/i.test(line));
      const who = (one: Part) => (one === part ? 'jij' : one);
      expect(lines.map((line) => line.replace(/(: | · ).*$/, '')).slice(0, 8)).toEqual([
        said('case.event.reported', { actor: who('teacher') }),
        said('case.event.notified', { subject: who('manager') }),
        said('case.event.passed-on', { subject: who('manager') }),
        said('case.event.notified', { subject: who('deputy') }),
        said('case.event.acknowledged', { actor: who('deputy') }),
        said('case.event.asked', { actor: who('deputy') }),
        said('case.event.answered', { actor: who('teacher') }),
        said('case.event.closed', { actor: who('deputy') }),
      ]);
    }
  });
});
