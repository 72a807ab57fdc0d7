import { conversationOf, openSchool, report, type SchoolAtWork } from '../support/escalation.ts';
import type { Asked } from '../support/fake-connector.ts';
import type { Part } from '../support/school.ts';

/** How messages stay out of each other's way, with a connector that hangs. Nothing here may wait for a time-out. */

let school: SchoolAtWork;
beforeAll(async () => {
  school = await openSchool({ takesJobs: true });
});
afterAll(() => school.stop());
afterEach(() => {
  school.bot.connector.rules.length = 0;
});

const never = new Promise(() => undefined);
const hangsFor = (part: Part, times = Number.POSITIVE_INFINITY) => {
  let left = times;
  school.bot.connector.rules.push(({ conversation, method }: Asked) =>
    conversation === conversationOf(part) && method === 'POST' && left-- > 0 ? { wait: never } : undefined,
  );
};

const askedOf = (part: Part) =>
  school.bot.connector.asked.filter(({ conversation }) => conversation === conversationOf(part));

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((done) => setTimeout(done, 10));
}

describe('A report of the third level', () => {
  it('reaches somebody while an earlier message to them hangs', async () => {
    const before = askedOf('manager').length;
    hangsFor('manager', 1);
    await report(await school.chat('teacher'), { severity: '1' });
    await until(() => askedOf('manager').length > before);
    let hasEnded = false;
    void askedOf('manager')
      .at(-1)
      ?.ended.then(() => {
        hasEnded = true;
      });
    expect(school.inbox('manager')).toEqual([]);
    await report(await school.chat('colleague'), { severity: '3' });
    const arrived: unknown[] = [];
    await until(() => arrived.push(...school.inbox('manager')) > 0);
    expect(hasEnded).toBe(false);
  });
});
