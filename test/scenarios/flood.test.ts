import { MOST } from '../../src/flows/limits.ts';
import type { Failure } from '../../src/http/contract.ts';
import { button, buttonsOf, cardOf, textOf } from '../support/app.ts';
import { FILLED, openSchool, report, type SchoolAtWork } from '../support/escalation.ts';
import { openTab } from '../support/tab.ts';

/** A few are enough to see what happens above them. */
const FEW = { report: 2, request: 1, reminder: 1, tab: 5 };

let school: SchoolAtWork;
beforeAll(async () => {
  school = await openSchool({ most: FEW });
});
afterAll(() => school.stop());

const reported = async (text: string, severity = '1') =>
  textOf(await report(await school.chat('teacher'), { text, severity }));

describe('Somebody who reports again and again', () => {
  it('is told kindly, whom to phone too, and keeps every word', async () => {
    for (const text of ['eerste melding van vandaag', 'tweede melding van vandaag']) {
      expect(await reported(text)).toContain('verstuurd');
    }
    const refused = await report(await school.chat('teacher'), {
      text: 'derde melding van vandaag',
      severity: '2',
    });
    expect(textOf(refused)).toMatch(/bewaard.*112/);
    expect(JSON.stringify(refused)).toContain('derde melding van vandaag');
  });

  it('is still refused after a restart', async () => {
    await school.restart();
    expect(await reported('vierde melding van vandaag')).toContain('112');
  });

  it('is never refused when somebody may be in danger', async () => {
    expect(await reported('iemand is in gevaar, nu meteen', '3')).toContain('verstuurd');
  });

  it('holds up nobody else', async () => {
    const other = textOf(await report(await school.chat('colleague'), FILLED));
    expect(other).toContain('verstuurd');
  });

  it('can report again in the next hour', async () => {
    await school.pass(60);
    expect(await reported('melding van een uur later')).toContain('verstuurd');
  });
});

describe('Somebody who asks colleagues again and again', () => {
  it('keeps what they typed on the form', async () => {
    const student = await school.chat('student');
    const sent = await report(student, { text: 'een vraag over deze melding', severity: '1' });
    const add = async (text: string) => {
      const form = cardOf(await student.press(button(sent, 'Vul aan')));
      const send = buttonsOf(form).find(({ data }) => data.do === 'case-act');
      return cardOf(await student.press({ ...send?.data, text }));
    };
    await add('eerste aanvulling');
    const refused = await add('tweede aanvulling');
    expect(JSON.stringify(refused)).toMatch(/tweede aanvulling/);
    expect(textOf(refused)).toMatch(/112/);
  });
});

describe('A tab that asks again and again', () => {
  it('is refused in words, but never on the way of a report', async () => {
    const tab = openTab(school.bot, 'manager');
    const answers = [];
    for (let call = 0; call <= FEW.tab; call++) answers.push(await tab.get<Failure>('/me'));
    expect(answers.map(({ status }) => status)).toEqual([...Array(FEW.tab).fill(200), 429]);
    expect(answers.at(-1)?.body).toMatchObject({ code: 'too-often', message: expect.stringMatching(/112/) });
    expect((await tab.press({ do: 'cases' })).status).toBe(429);
    expect((await tab.press({ do: 'escalate', text: 'dit moet echt gemeld' })).status).toBe(200);
    expect((await openTab(school.bot, 'deputy').get('/me')).status).toBe(200);
  });
});

it('leaves everybody all the room that the worst day asks', () => {
  expect(Math.min(...Object.values(MOST))).toBeGreaterThanOrEqual(30);
});
