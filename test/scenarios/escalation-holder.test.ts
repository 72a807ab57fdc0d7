import { textOf } from '../support/app.ts';
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
import { openSchool, type SchoolAtWork } from '../support/escalation.ts';
import type { Card } from '../support/fake-connector.ts';
import { buildDirectory, type Part, PEOPLE } from '../support/school.ts';

let school: SchoolAtWork;
beforeAll(async () => {
  school = await openSchool({ directory: buildDirectory(), start: '2026-11-18T10:00:00+01:00' });
});
afterEach(() => school.putAway());
afterAll(() => school.stop());

const NEW = said('case.headline.led.assigned');
const REMINDER = said('case.headline.led.reminder');
const PARTS = ['teacher', 'manager', 'deputy', 'teamLeader', 'colleague', 'schoolLeader', 'safety'] as const;

/** What each of these people was told since the last look; those who were told nothing are left out. */
function told(): Partial<Record<Part, string[]>> {
  const all = PARTS.map((part) => [part, headlinesOf(school.inbox(part))] as const);
  return Object.fromEntries(all.filter(([, lines]) => lines.length > 0));
}

/** A case that the manager took up at ten. */
async function held(severity = '2'): Promise<string> {
  const id = await reported(school, 'teacher', { severity });
  await takeUp(school, 'manager', id);
  told();
  return id;
}

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

/** Wednesday 18 November 2026, at a time in Amsterdam; a second late, for tests begin at different seconds. */
const at = (time: string, day = '2026-11-18'): Promise<void> => school.reach(`${day}T${time}:59+01:00`);

describe('A holder who stays silent', () => {
  it('is reminded after four hours of school time, and two hours later the case goes back into the chain', async () => {
    const id = await held();
    await at('14:29');
    expect(told()).toEqual({});
    await at('14:30');
    expect(told()).toEqual({ manager: [REMINDER] });
    await at('16:29');
    expect(told()).toEqual({});
    await at('16:31');
    expect(told()).toEqual({
      teacher: [expect.stringMatching(/te lang stil.*deputy/)],
      manager: [expect.stringContaining('deputy')],
      deputy: [NEW],
    });
    const history = await happened(school, 'teacher', id);
    expect(history).toEqual(
      expect.arrayContaining([
        said('case.event.reminded', { subject: 'manager' }),
        said('case.event.passed-on', { subject: 'manager' }),
        said('case.event.notified', { subject: 'deputy' }),
      ]),
    );
    expect(await seen('teacher', id)).toContain(said('case.state.notified'));
    await takeUp(school, 'deputy', id);
    expect(await seen('teacher', id)).toContain('Deputy (vervanger) heeft deze melding');
  });

  it('may take it up again as long as nobody else did', async () => {
    const id = await held();
    await at('14:31');
    await at('16:32');
    told();
    await takeUp(school, 'manager', id);
    expect(told()).toEqual({ teacher: ['Manager pakt je melding op.'] });
  });

  it('is reminded after an hour around the clock at the third level, and has half an hour then', async () => {
    school.clock.set('2026-11-18T22:00:00+01:00');
    await held('3');
    await at('22:59');
    expect(told()).toEqual({});
    await at('23:00');
    expect(told()).toEqual({ manager: [REMINDER] });
    await at('23:29');
    expect(told()).toEqual({});
    await at('23:31');
    expect(told()).toMatchObject({ deputy: [NEW] });
  });

  it.each([
    ['asks something', 'Vraag om informatie', { text: 'Wie was erbij?' }],
    ['asks a colleague, who says no', 'Draag over', { person: PEOPLE.colleague }],
  ])('has the whole time again after one who %s', async (_name, title, typed) => {
    const id = await held();
    await at('14:31');
    await does('manager', id, title, typed);
    if (title === 'Draag over') await does('colleague', id, 'Ik kan niet');
    told();
    await at('16:33');
    await at('09:30', '2026-11-19');
    expect(told()).toEqual({});
    await at('09:32', '2026-11-19');
    expect(told()).toEqual({ manager: [REMINDER] });
  });

  it('is not reminded of what is closed', async () => {
    const id = await held();
    await does('manager', id, 'Sluit af', CLOSING);
    told();
    await at('16:59', '2026-11-20');
    expect(told()).toEqual({});
  });
});

describe('A day for a talk', () => {
  it('holds the reminders until it is over, also over a weekend', async () => {
    const id = await held();
    await does('manager', id, 'Overleg plannen', { date: '2026-11-20' });
    expect(told()).toEqual({ teacher: ['Manager heeft overleg met je gepland.'] });
    expect(await seen('teacher', id)).toContain(said('case.state.follow-up'));
    await at('14:31');
    await at('16:59', '2026-11-20');
    await at('12:00', '2026-11-22');
    await at('07:58', '2026-11-23');
    expect(told()).toEqual({});
    await at('08:00', '2026-11-23');
    expect(told()).toEqual({ manager: [said('case.headline.led.follow-up')] });
    await at('10:01', '2026-11-23');
    expect(told()).toMatchObject({ deputy: [NEW], teacher: [expect.stringContaining('te lang stil')] });
  });

  it('may be today, but not before, and must be a day', async () => {
    const id = await held();
    for (const date of ['2026-11-17', '', 'morgen', '2026-02-30']) {
      const shown = textOf(await does('manager', id, 'Overleg plannen', { date }));
      expect([date, shown]).toEqual([date, expect.stringContaining(said('case-form.plan.title'))]);
    }
    expect(told()).toEqual({});
    await does('manager', id, 'Overleg plannen', { date: '2026-11-18' });
    expect(told()).toMatchObject({ teacher: [expect.any(String)] });
  });

  it('can be moved', async () => {
    const id = await held();
    await does('manager', id, 'Overleg plannen', { date: '2026-11-19' });
    await does('manager', id, 'Overleg plannen', { date: '2026-11-23' });
    told();
    await at('16:00', '2026-11-20');
    expect(told()).toEqual({});
    await at('08:01', '2026-11-24');
    expect(told()).toEqual({ manager: [said('case.headline.led.follow-up')] });
  });

  it('stays when the holder asks something in the meantime', async () => {
    const id = await held();
    await does('manager', id, 'Overleg plannen', { date: '2026-11-20' });
    await does('manager', id, 'Vraag om informatie', { text: 'Past tien uur je?' });
    told();
    await at('16:59', '2026-11-20');
    expect(told()).toEqual({});
    await at('08:01', '2026-11-23');
    expect(told()).toEqual({ manager: [said('case.headline.led.follow-up')] });
  });

  it('offers a chat and a meeting with the reporter, without a word of the case', async () => {
    const id = await held();
    const manager = await school.chat('manager');
    const form = JSON.stringify(await manager.execute({ do: 'case-form', id, act: 'plan' }));
    const links = form.match(/https:\/\/teams\.microsoft\.com[^"]*/g);
    expect(links).toEqual([
      'https://teams.microsoft.com/l/chat/0/0?users=teacher%40school.example',
      'https://teams.microsoft.com/l/meeting/new?attendees=teacher%40school.example',
    ]);
  });
});

describe('A case that is handed over', () => {
  it('stays with its holder until the colleague accepts, who then has it and reads it', async () => {
    const id = await held();
    await does('manager', id, 'Draag over', { person: PEOPLE.colleague, text: 'Jij kent deze ouder.' });
    expect(told()).toEqual({ colleague: [expect.stringContaining('Manager vraagt')] });
    expect((await happened(school, 'teacher', id)).join()).not.toContain('Jij kent deze ouder.');
    expect(await seen('teacher', id)).toContain('Manager (leidinggevende) heeft deze melding');
    const opened = textOf(await does('colleague', id, 'Ik neem het over'));
    expect(opened).toContain('Een ouder scheldt mij uit');
    expect(opened).toContain('Jij kent deze ouder.');
    expect(told()).toEqual({
      teacher: ['Colleague pakt je melding op.'],
      manager: [expect.stringMatching(/^Colleague .*overgenomen/)],
    });
    expect(await seen('teacher', id)).toContain('Colleague heeft deze melding sinds vandaag om 10.00');
    expect(await seen('manager', id)).not.toContain('Sluit af');
    await does('colleague', id, 'Sluit af', CLOSING);
    expect(told()).toMatchObject({ teacher: ['Je melding is afgesloten.'] });
  });

  it('stays with its holder when the colleague declines, who sees nothing of it any more', async () => {
    const id = await held();
    await does('manager', id, 'Draag over', { person: PEOPLE.colleague });
    told();
    expect(await does('colleague', id, 'Ik kan niet')).toBe(
      said('case-notice.declined', { reference: id.slice(0, 8).toUpperCase(), holder: 'manager' }),
    );
    expect(told()).toEqual({ manager: [said('case.headline.led.declined')] });
    expect(await look(await school.chat('colleague'), id)).toBe(said('case-notice.no-longer'));
    expect(await seen('manager', id)).toContain('Jij hebt deze melding');
    expect(await happened(school, 'teacher', id)).toContain(
      said('case.event.declined', { actor: 'colleague' }),
    );
  });

  it('stays with its holder when the colleague does not answer in half an hour', async () => {
    const id = await held();
    await does('manager', id, 'Draag over', { person: PEOPLE.colleague });
    told();
    await school.pass(29);
    expect(told()).toEqual({});
    await school.pass(1);
    expect(told()).toEqual({ manager: [said('case.headline.led.lapsed')] });
    expect(await look(await school.chat('colleague'), id)).toBe(said('case-notice.no-longer'));
    expect(await happened(school, 'teacher', id)).toContain(
      said('case.event.lapsed', { subject: 'colleague' }),
    );
    // and the holder has the whole time again: until 17.00 less an hour, for 10.30 to 12.00 and 12.30 to 15.00 are four
    await at('14:59');
    expect(told()).toEqual({});
    await at('15:01');
    expect(told()).toEqual({ manager: [REMINDER] });
  });

  it('takes away what the colleague had on their screen when it lapses', async () => {
    const id = await held();
    await does('manager', id, 'Draag over', { person: PEOPLE.colleague });
    const [offer] = newsOf(school.inbox('colleague'));
    expect(JSON.stringify(offer)).toContain(id);
    await school.pass(30);
    const changed = school.inbox('colleague');
    expect(changed.map(({ method, body }) => [method, body.text])).toEqual([
      ['PUT', said('case-notice.no-longer')],
    ]);
  });

  it('has ten minutes to be accepted at the third level', async () => {
    await does('manager', await held('3'), 'Draag over', { person: PEOPLE.colleague });
    told();
    await school.pass(9);
    expect(told()).toEqual({});
    await school.pass(1);
    expect(told()).toEqual({ manager: [said('case.headline.led.lapsed')] });
  });

  it('goes to the one who was asked last', async () => {
    const id = await held();
    await does('manager', id, 'Draag over', { person: PEOPLE.colleague });
    await does('manager', id, 'Draag over', { person: PEOPLE.mentor });
    expect(await look(await school.chat('colleague'), id)).toBe(said('case-notice.no-longer'));
    await does('mentor', id, 'Ik neem het over');
    expect(await seen('teacher', id)).toContain('Mentor heeft deze melding');
  });

  it('goes back into the chain when the colleague took it and stays silent', async () => {
    const id = await held();
    await does('manager', id, 'Draag over', { person: PEOPLE.colleague });
    await does('colleague', id, 'Ik neem het over');
    told();
    await at('14:31');
    expect(told()).toEqual({ colleague: [REMINDER] });
    await at('16:32');
    expect(told()).toEqual({
      teacher: [expect.stringContaining('deputy')],
      colleague: [expect.stringContaining('deputy')],
      deputy: [NEW],
    });
    expect(await happened(school, 'teacher', id)).toContain(
      said('case.event.passed-on', { subject: 'colleague' }),
    );
  });
});

describe('A case that is opened again', () => {
  /** Asked of manager and deputy, taken up and closed by the manager, and not solved. */
  async function reopened(): Promise<string> {
    const id = await reported(school);
    await school.pass(30);
    await takeUp(school, 'manager', id);
    await does('manager', id, 'Sluit af', CLOSING);
    told();
    await does('teacher', id, 'Niet opgelost', { text: 'Het gaat gewoon door.' });
    return id;
  }

  it('goes to whoever closed it, and to them alone', async () => {
    const id = await reopened();
    expect(told()).toEqual({ manager: [said('case.headline.led.reopened')] });
    expect(await seen('teacher', id)).toContain(said('case.state.reopened'));
    await does('teacher', id, 'Vul aan', { text: 'Vandaag weer.' });
    expect(told()).toEqual({ manager: [said('case.headline.led.added')] });
    await takeUp(school, 'manager', id);
    expect(told()).toEqual({ teacher: ['Manager pakt je melding op.'] });
  });

  it('goes on along the chain when they do not react, and the history names them', async () => {
    const id = await reopened();
    told();
    await school.pass(29);
    expect(told()).toEqual({});
    await school.pass(1);
    expect(told()).toEqual({ manager: [expect.stringContaining('teamLeader')], teamLeader: [NEW] });
    const late = (await happened(school, 'teacher', id)).filter((line) => line.includes('niet op tijd'));
    expect(late).toEqual([
      said('case.event.passed-on', { subject: 'manager' }), // before the deputy was asked
      said('case.event.passed-on', { subject: 'manager' }), // after it was opened again
    ]);
  });

  it('goes on at once when they cannot be reached any more', async () => {
    const id = await reported(school);
    await school.pass(30);
    await takeUp(school, 'manager', id);
    await does('manager', id, 'Sluit af', CLOSING);
    told();
    const { rules } = school.bot.connector;
    rules.push(({ conversation }) =>
      conversation === 'a:manager'
        ? { status: 403, body: { error: { code: 'ConversationBlockedByUser' } } }
        : undefined,
    );
    await does('teacher', id, 'Niet opgelost', { text: 'Het gaat gewoon door.' });
    rules.length = 0;
    expect(told()).toMatchObject({ teamLeader: [NEW] });
    await (await school.chat('manager')).say('help');
  });
});
