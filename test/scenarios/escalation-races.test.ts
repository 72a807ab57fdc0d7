import { button, type Chatter, type RunningBot, startBot, textOf } from '../support/app.ts';
import {
  act,
  CLOSING,
  happened,
  headlinesOf,
  look,
  reported,
  said,
  submit,
  takeUp,
} from '../support/case-work.ts';
import { createPlace, DIALECTS, type TestPlace } from '../support/database.ts';
import { conversationOf, openSchool, type SchoolAtWork } from '../support/escalation.ts';
import type { Card } from '../support/fake-connector.ts';
import { buildDirectory, type Part, PEOPLE, TENANT } from '../support/school.ts';

let school: SchoolAtWork;
/** Another bot on the same database, as a second process would be; on PGlite there is one alone. */
let second: RunningBot | undefined;

/** How often a race is run; its outcome may differ from time to time. */
const ROUNDS = 5;

const cardOfPart = async (part: Part, id: string): Promise<Card> => look(await chatOf(part), id);

const historyOf = (id: string): Promise<string[]> => happened(school, 'teacher', id);

const countOf = (lines: readonly string[], pattern: RegExp): number =>
  lines.filter((line) => pattern.test(line)).length;

/** A case that manager and deputy were both asked to take up. */
async function askedTwo(): Promise<string> {
  const id = await reported(school);
  await school.pass(30);
  for (const part of ['teacher', 'manager', 'deputy'] as const) school.inbox(part);
  return id;
}

/** Somebody's chat; where there are two bots, the manager talks with one of them and everybody else with the other. */
async function chatOf(part: Part): Promise<Chatter> {
  return second && part !== 'manager'
    ? second.person({ id: PEOPLE[part], tenant: TENANT, conversation: conversationOf(part) })
    : school.chat(part);
}

describe.each(DIALECTS)('On %s', (dialect) => {
  let place: TestPlace | undefined;
  beforeAll(async () => {
    place = dialect === 'PGlite' ? undefined : await createPlace(dialect);
    const env = place?.address.kind === 'postgres' ? { DATABASE_URL: place.address.url } : {};
    school = await openSchool({ env });
    const { connector } = school.bot;
    second =
      place && (await startBot({ env, connector, directory: buildDirectory(), now: school.clock.now }));
  });
  afterEach(() => school.putAway());
  afterAll(async () => {
    await second?.stop();
    await school.stop();
    await place?.discard();
  });

  describe('Two managers who press "Ik pak dit op" at the same moment', () => {
    it('are one who has the case and one who sees who has it', async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const id = await askedTwo();
        const parts = round % 2 === 0 ? (['manager', 'deputy'] as const) : (['deputy', 'manager'] as const);
        const presses = await Promise.all(
          parts.map(async (part) => ({
            chatter: await chatOf(part),
            data: button(await cardOfPart(part, id), 'Ik pak dit op'),
          })),
        );
        const shown = await Promise.all(presses.map(({ chatter, data }) => chatter.execute(data)));
        const texts = shown.map(textOf);
        expect(countOf(texts, /Jij hebt deze melding sinds/)).toBe(1);
        const winner = parts[texts.findIndex((text) => text.includes('Jij hebt'))];
        const loser = texts.find((text) => !text.includes('Jij hebt'));
        expect(loser).toMatch(new RegExp(`verouderd[\\s\\S]*${winner}.*heeft deze melding sinds`, 'i'));
        expect(loser).not.toContain('Ik pak dit op');
        await school.bot.sweep();
        expect(headlinesOf(school.inbox('teacher'))).toEqual([
          expect.stringMatching(new RegExp(`^${winner} pakt`, 'i')),
        ]);
        expect(countOf(await historyOf(id), /pakte het op/)).toBe(1);
        await school.putAway();
      }
    });

    it('need no press to see it: the card of the one who did not press changes by itself', async () => {
      const id = await askedTwo();
      await takeUp(school, 'deputy', id);
      const [changed, ...more] = school.inbox('manager');
      expect(more).toEqual([]);
      expect(changed?.method).toBe('PUT');
      expect(textOf(changed?.body.attachments)).toContain('Deputy (vervanger) heeft deze melding');
      expect(textOf(changed?.body.attachments)).not.toContain('Ik pak dit op');
    });
  });

  describe('A press that comes twice', () => {
    it('takes a case up once', async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const id = await reported(school);
        const manager = await chatOf('manager');
        const data = button(await cardOfPart('manager', id), 'Ik pak dit op');
        const shown = await Promise.all([manager.execute(data), manager.execute(data), manager.press(data)]);
        for (const card of shown.slice(0, 2)) expect(textOf(card)).toContain('Jij hebt deze melding sinds');
        await school.bot.sweep();
        expect(headlinesOf(school.inbox('teacher'))).toHaveLength(1);
        expect(countOf(await historyOf(id), /pakte het op/)).toBe(1);
        await school.putAway();
      }
    });

    it.each([
      ['asks one question', 'manager', 'Vraag om informatie', { text: 'Wie was erbij?' }, /stelde een vraag/],
      ['closes once', 'manager', 'Sluit af', CLOSING, /sloot de melding af/],
      ['asks one colleague', 'manager', 'Draag over', { person: PEOPLE.colleague }, /om over te nemen/],
      ['adds one line', 'teacher', 'Vul aan', { text: 'Het ging door.' }, /vulde de melding aan/],
      ['withdraws once', 'teacher', 'Trek in', {}, /trok de melding in/],
    ] as const)('%s', async (_name, part, title, typed, line) => {
      const id = await reported(school);
      await takeUp(school, 'manager', id);
      const chatter = await chatOf(part);
      const form = await chatter.execute(button(await look(chatter, id), title));
      await Promise.all([submit(chatter, form, typed), submit(chatter, form, typed)]);
      await submit(chatter, form, typed);
      expect(countOf(await historyOf(id), line)).toBe(1);
    });

    it('opens again once', async () => {
      const id = await reported(school);
      await act(await chatOf('manager'), await takeUp(school, 'manager', id), 'Sluit af', CLOSING);
      const teacher = await chatOf('teacher');
      const form = await teacher.execute(button(await look(teacher, id), 'Niet opgelost'));
      await Promise.all([1, 2].map(() => submit(teacher, form, { text: 'Het gaat door.' })));
      await school.bot.sweep();
      expect(countOf(await historyOf(id), /opende de melding weer/)).toBe(1);
      expect(countOf(headlinesOf(school.inbox('manager')), /weer open/)).toBe(1);
    });
  });

  describe('A card that is out of date', () => {
    it('does nothing, and shows the newer state', async () => {
      const id = await askedTwo();
      const old = await cardOfPart('manager', id);
      await takeUp(school, 'deputy', id);
      const manager = await chatOf('manager');
      const shown = textOf(await manager.execute(button(old, 'Ik pak dit op')));
      expect(shown).toMatch(/verouderd[\s\S]*Deputy \(vervanger\) heeft deze melding/);
      expect(textOf(await cardOfPart('deputy', id))).toContain('Jij hebt deze melding');
    });

    it('gives back what was typed, and sends it when it is pressed again', async () => {
      const id = await reported(school);
      const opened = await takeUp(school, 'manager', id);
      const manager = await chatOf('manager');
      const teacher = await chatOf('teacher');
      const form = await manager.execute(button(opened, 'Vraag om informatie'));
      await act(teacher, await look(teacher, id), 'Vul aan', { text: 'Er kwam nog een bericht bij.' });
      await school.bot.sweep();
      school.inbox('teacher');

      const stale = await submit(manager, form, { text: 'Wie heeft dit gezien?' });
      expect(textOf(stale)).toContain('intussen veranderd');
      expect(textOf(stale)).toContain('Wie heeft dit gezien?');
      expect(countOf(await historyOf(id), /stelde een vraag/)).toBe(0);
      await school.bot.sweep();
      expect(school.inbox('teacher')).toEqual([]);

      await submit(manager, stale, { text: 'Wie heeft dit gezien?' });
      expect(countOf(await historyOf(id), /stelde een vraag/)).toBe(1);
    });

    it('gives back every choice of a closing', async () => {
      const id = await reported(school);
      const opened = await takeUp(school, 'manager', id);
      const manager = await chatOf('manager');
      const form = await manager.execute(button(opened, 'Sluit af'));
      await act(await chatOf('teacher'), await cardOfPart('teacher', id), 'Vul aan', {
        text: 'Nog iets.',
      });
      const stale = JSON.stringify(await submit(manager, form, CLOSING));
      for (const value of Object.values(CLOSING)) expect(stale).toContain(`"value":"${value}"`);
      expect(textOf(await cardOfPart('teacher', id))).not.toContain('Afgesloten');
    });

    it('withdraws nothing while somebody takes the case up: the reporter sees who, and can press again', async () => {
      const id = await reported(school);
      const teacher = await chatOf('teacher');
      const form = await teacher.execute(button(await look(teacher, id), 'Trek in'));
      await takeUp(school, 'manager', id);
      school.inbox('manager');

      const stale = await submit(teacher, form, { text: 'Het is uitgepraat.' });
      expect(textOf(stale)).toMatch(/intussen veranderd[\s\S]*Opgepakt[\s\S]*Het is uitgepraat\./);
      expect(textOf(await submit(teacher, stale, { text: 'Het is uitgepraat.' }))).toContain('Ingetrokken');
      await school.bot.sweep();
      expect(headlinesOf(school.inbox('manager'))).toEqual(['De melder heeft deze melding ingetrokken.']);
    });

    it('takes up nothing that was withdrawn', async () => {
      const id = await reported(school);
      const old = await cardOfPart('manager', id);
      const teacher = await chatOf('teacher');
      await act(teacher, await look(teacher, id), 'Trek in');
      const shown = textOf(await (await chatOf('manager')).execute(button(old, 'Ik pak dit op')));
      expect(shown).toMatch(/Ingetrokken[\s\S]*verouderd/);
      expect(await historyOf(id)).not.toContainEqual(expect.stringContaining('pakte het op'));
    });

    it('accepts nothing that the holder closed in the meantime', async () => {
      const id = await reported(school);
      const opened = await takeUp(school, 'manager', id);
      const manager = await chatOf('manager');
      const offered = await act(manager, opened, 'Draag over', { person: PEOPLE.colleague });
      const colleague = await chatOf('colleague');
      const old = await look(colleague, id);
      await act(manager, offered, 'Sluit af', CLOSING);
      expect(await colleague.execute(button(old, 'Ik neem het over'))).toBe(said('case-notice.no-longer'));
      expect(textOf(await cardOfPart('manager', id))).toContain('Afgesloten');
    });
  });

  describe('Two who change a case at the same moment', () => {
    /** Runs two presses at once, several times, and tells how often each one was the first. */
    async function race(
      prepare: () => Promise<{ id: string; presses: readonly (() => Promise<unknown>)[] }>,
      lines: readonly RegExp[],
    ): Promise<void> {
      for (let round = 0; round < ROUNDS; round++) {
        const { id, presses } = await prepare();
        await Promise.all((round % 2 === 0 ? presses : [...presses].reverse()).map((press) => press()));
        const history = await historyOf(id);
        expect([history, lines.reduce((sum, line) => sum + countOf(history, line), 0)]).toEqual([history, 1]);
        await school.putAway();
      }
    }

    it('do one thing: taken up or withdrawn', () =>
      race(async () => {
        const id = await reported(school);
        const manager = await chatOf('manager');
        const teacher = await chatOf('teacher');
        const take = button(await look(manager, id), 'Ik pak dit op');
        const form = await teacher.execute(button(await look(teacher, id), 'Trek in'));
        return { id, presses: [() => manager.execute(take), () => submit(teacher, form)] };
      }, [/pakte het op/, /trok de melding in/]));

    it('do one thing: closed or answered', () =>
      race(async () => {
        const id = await reported(school);
        const manager = await chatOf('manager');
        const teacher = await chatOf('teacher');
        await act(manager, await takeUp(school, 'manager', id), 'Vraag om informatie', {
          text: 'Wie was erbij?',
        });
        const answer = await teacher.execute(button(await look(teacher, id), 'Beantwoord'));
        const close = await manager.execute(button(await look(manager, id), 'Sluit af'));
        return {
          id,
          presses: [
            () => submit(teacher, answer, { text: 'Een ouder.' }),
            () => submit(manager, close, CLOSING),
          ],
        };
      }, [/gaf antwoord/, /sloot de melding af/]));

    it('do one thing: accepted or closed', () =>
      race(async () => {
        const id = await reported(school);
        const manager = await chatOf('manager');
        const colleague = await chatOf('colleague');
        await act(manager, await takeUp(school, 'manager', id), 'Draag over', { person: PEOPLE.colleague });
        const accept = button(await look(colleague, id), 'Ik neem het over');
        const close = await manager.execute(button(await look(manager, id), 'Sluit af'));
        return { id, presses: [() => colleague.execute(accept), () => submit(manager, close, CLOSING)] };
      }, [/nam het over/, /sloot de melding af/]));

    it('do one thing, when one of them is the clock: taken up in time or passed on', () =>
      race(async () => {
        const id = await reported(school);
        const manager = await chatOf('manager');
        const take = button(await look(manager, id), 'Ik pak dit op');
        school.clock.pass(30);
        return { id, presses: [() => manager.execute(take), () => school.bot.sweep()] };
      }, [/Manager pakte het op/, /Manager reageerde niet op tijd/]));
  });

  describe('Several sweeps at once', () => {
    it('tell everything once, and take one step', async () => {
      const id = await reported(school);
      school.inbox('manager');
      school.clock.pass(30);
      const bots = [school.bot, second ?? school.bot, school.bot];
      await Promise.all(bots.map((bot) => bot.sweep()));
      await school.bot.sweep();
      expect(headlinesOf(school.inbox('deputy'))).toEqual(['Je hebt een nieuwe melding.']);
      expect(headlinesOf(school.inbox('manager'))).toHaveLength(1);
      expect(school.inbox('teamLeader')).toEqual([]);
      const asked = (await historyOf(id)).filter(
        (line) => line === said('case.event.notified', { subject: 'deputy' }),
      );
      expect(asked).toHaveLength(1);
    });
  });
});
