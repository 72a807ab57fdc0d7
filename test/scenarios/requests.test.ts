import { createTexts, type TextKey } from '../../src/locale/locale.ts';
import { type Chatter, cardOf, textOf } from '../support/app.ts';
import { said } from '../support/case-work.ts';
import { openSchool, type SchoolAtWork, throwAway } from '../support/escalation.ts';

const texts = createTexts();
const english = (key: TextKey): string => texts('en', key);

const NO_REPORTS = new RegExp(`${said('case-notice.no-reports')}|${english('case-notice.no-reports')}`);

let school: SchoolAtWork;
let teacher: Chatter;
beforeAll(async () => {
  school = await openSchool();
  teacher = await school.chat('teacher');
});
afterAll(() => school.stop());

const answerTo = async (text: string): Promise<string> => {
  const sent = await teacher.say(text);
  const { body } = sent.at(-1) ?? {};
  return `${body?.text ?? ''} ${body?.attachments ? textOf(cardOf(sent)) : ''}`;
};

describe('What is asked of the bot itself', () => {
  afterEach(() => throwAway(teacher));

  it.each([
    'ik wil een incident doorgeven',
    'Klacht over een collega, waar dien ik die in?',
    'how do I file a complaint',
  ])('to report leads to the form: "%s"', async (text) => {
    expect(await answerTo(text)).toContain(said('report-form.title'));
  });

  it.each([
    'is er al iets met mijn melding gedaan',
    'trek mijn melding maar in',
    'what happened with my report',
  ])('of a report that was made leads to the list: "%s"', async (text) => {
    expect(await answerTo(text)).toMatch(NO_REPORTS);
  });

  it.each([
    'ik wil liever iemand spreken dan typen',
    'wie is mijn leidinggevende',
    'can I talk to a real person',
  ])('for a human being tells whom to speak to: "%s"', async (text) => {
    expect(await answerTo(text)).toMatch(/leidinggevende|line manager/);
  });

  it.each([
    ['wie kan lezen wat ik hier typ', said('notice.readers')],
    ['who can see this', english('notice.readers')],
    ['moet ik mijn naam noemen als ik iets meld', said('notice.anonymous')],
    ['can I report anonymously', english('notice.anonymous')],
  ])('about readers and names is answered: "%s"', async (text, notice) => {
    expect(await answerTo(text)).toContain(notice);
  });
});
