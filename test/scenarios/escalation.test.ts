import { button, buttonsOf, cardOf, textOf } from '../support/app.ts';
import { FILLED, fill, newestWith, openSchool, report, type SchoolAtWork } from '../support/escalation.ts';
import type { Part } from '../support/school.ts';

let school: SchoolAtWork;
beforeAll(async () => {
  school = await openSchool();
});
afterEach(() => school.putAway());
afterAll(() => school.stop());

/** New messages, without the cards that changed. */
const messagesTo = (part: Part) => school.inbox(part).filter(({ method }) => method === 'POST');

describe('a report', () => {
  // the first: each test begins a second later, and here the minutes end where the lunch break begins
  test('goes to the next of the chain when nobody reacts, and the former one is told', async () => {
    await report(await school.chat('teacher'));
    await school.bot.sweep();
    school.inbox('manager');
    await school.pass(29);
    expect(school.inbox('deputy')).toEqual([]);
    await school.pass(1);
    newestWith(school.inbox('deputy'), 'Ik pak dit op');
    expect(messagesTo('manager')).toHaveLength(1);
    await school.pass(30);
    newestWith(school.inbox('teamLeader'), 'Ik pak dit op');
    await school.pass(60);
    newestWith(school.inbox('schoolLeader'), 'Ik pak dit op');
    await school.pass(60);
    expect(school.inbox('safety')).toEqual([]); // lunch does not count
    await school.pass(30);
    newestWith(school.inbox('safety'), 'Ik pak dit op');
  });

  test('reaches the line manager without a word of it in the notification', async () => {
    await report(await school.chat('teacher'));
    await school.bot.sweep();
    const [sent, ...more] = school.inbox('manager');
    expect(more).toEqual([]);
    expect(sent?.body.summary).not.toMatch(/ouder|teacher|WhatsApp/i);
    expect(textOf(cardOf([sent as NonNullable<typeof sent>]))).not.toContain(FILLED.text);
    expect(school.inbox('deputy')).toEqual([]);
  });

  test('shows who gets it and when before it is sent, and tells nobody until then', async () => {
    const card = await fill(await school.chat('teacher'));
    expect(textOf(card)).toMatch(/manager[\s\S]*10[.:]30[\s\S]*deputy/);
    await school.bot.sweep();
    expect(school.inbox('manager')).toEqual([]);
  });

  test('is taken up by the manager, who then reads it, and the reporter is told', async () => {
    await report(await school.chat('teacher'));
    await school.bot.sweep();
    const manager = await school.chat('manager');
    const card = newestWith(school.inbox('manager'), 'Ik pak dit op');
    const opened = await manager.execute(button(card, 'Ik pak dit op'));
    expect(textOf(opened)).toContain(FILLED.text);
    await school.bot.sweep();
    expect(textOf(cardOf(messagesTo('teacher')))).toMatch(/manager pakt je melding op/i);
  });

  test('sent twice is one case', async () => {
    const teacher = await school.chat('teacher');
    const send = button(await fill(teacher), 'Verstuur');
    await Promise.all([teacher.execute(send), teacher.execute(send)]);
    await teacher.execute(send);
    await school.bot.sweep();
    expect(school.inbox('manager')).toHaveLength(1);
  });

  test('keeps everything typed through a fault', async () => {
    const teacher = await school.chat('teacher');
    const form = await fill(teacher, { text: 'kort', links: 'geen link' });
    expect(JSON.stringify(form)).toContain('geen link');
    expect(JSON.stringify(form)).toContain(FILLED.reach);
    const again = await teacher.execute(button(cardOf(await teacher.say('escaleer')), 'Verder'));
    expect(JSON.stringify(again)).toContain('geen link');
    expect(buttonsOf(again).map(({ title }) => title)).toContain('Verder');
  });
});
