import { createServer } from 'node:net';
import { describeInChromium } from '../../support/chromium.ts';
import { startPlayground, usePlayground } from '../../support/playground.ts';
import { run } from '../../support/run.ts';
import { leaveGroupChat, startShrunkRoster } from '../../support/shrunk-roster.ts';

describeInChromium('the Agents Playground that npm start opens', () => {
  const playground = usePlayground(1000);
  let chat: Awaited<ReturnType<typeof playground.open>>;
  beforeAll(async () => {
    chat = await playground.open('teacher');
  });

  it('greets and answers a question with a card, for the role and school that the directory tells', async () => {
    await chat.waitFor('Hoi, ik ben Mag dat?');
    await chat.type('mag ik een foto van mijn klas op insta zetten?');
    await chat.waitFor('medewerker · SVOK');
    await chat.waitFor('Mag, met voorwaarden');
    await chat.press('Toon regel');
    await chat.waitFor('Dit is onze uitleg in gewone woorden');
  });

  it('takes a button as an answer', async () => {
    await chat.press('Helpt niet');
    await chat.waitFor('Dank je wel');
    await chat.type('mag een leerling mij volgen?');
    await chat.waitFor('Om welk account gaat het?');
    await chat.press('Een privéaccount');
    await chat.waitFor('Liever niet');
  });
});

describeInChromium('a teacher and their line manager in the Agents Playground', () => {
  const { open } = usePlayground(1000);

  it('go through a report from the first word to its end', async () => {
    const manager = await open('manager');
    const teacher = await open('teacher');
    await teacher.type('een ouder scheldt me nu uit in de groepsapp');
    await teacher.press('Meld bij leidinggevende');
    await teacher.waitFor('Wat gaat er mis?');
    await teacher.fill('Wat gebeurt er?', 'Een ouder scheldt mij uit in de groepsapp van 3 havo.');
    await teacher.press('Verder');
    await teacher.waitFor('Vul nog in');
    await teacher.choose('Kies een soort', 'Conflict met een ouder');
    await teacher.check('Ontspoord');
    await teacher.press('Verder');
    await teacher.waitFor('Wie krijgt dit en wanneer?');
    await teacher.press('Verstuur');
    await teacher.waitFor('Je melding is verstuurd.');

    await manager.waitFor('Ik pak dit op');
    await manager.press('Ik pak dit op');
    await manager.waitFor('Een ouder scheldt mij uit in de groepsapp van 3 havo.');
    await teacher.waitFor('Bram Kuipers pakt je melding op.');

    await manager.press('Sluit af');
    await manager.check('Afspraken gemaakt');
    await manager.fill('Wat hebben jullie afgesproken?', 'We bellen de ouder samen.');
    await manager.choose('Kies een regel', 'III.B.10');
    await manager.press('Sluit af');
    await teacher.waitFor('afgesloten');
    await teacher.press('Bekijk');
    await teacher.waitFor('We bellen de ouder samen.');
  });
});

describeInChromium('a teacher in a group chat with students in the Agents Playground', () => {
  const { open, url } = usePlayground(1600);

  it('is guided from the first word to the register, and warned when too few of the staff are left', async () => {
    const colleague = await open('manager');
    const teacher = await open('teacher');
    await teacher.goTo('Mentoraat 3 havo');
    await teacher.waitFor('Noem mij met @Mag dat?');
    await teacher.goTo('Personal Chat');
    await teacher.press('Begin');
    await teacher.waitFor('Waar is de groep voor?');
    await teacher.check('Een excursie of reis');
    await teacher.press('Verder');
    await teacher.waitFor('Waar komt de groep?');
    await teacher.press('Verder'); // Teams, for it began there
    await teacher.waitFor('Wie komen er in de groep?');
    await teacher.check(/^Leerlingen$/);
    await teacher.fill('Welke klas of groep?', '3 havo');
    await teacher.press('Verder');
    await teacher.waitFor('Hoe oud zijn de leerlingen?');
    await teacher.check('16 of ouder');
    await teacher.press('Verder');
    await teacher.waitFor('Tot wanneer heb je de groep nodig?');
    await teacher.press('Verder');
    await teacher.waitFor('Welke collega leest mee?');
    await teacher.choose('Kies een collega', 'Bram Kuipers');
    await teacher.press('Verder');
    await teacher.waitFor('Bram Kuipers krijgt de vraag om mee te lezen.');
    await teacher.press('Vastleggen');
    await teacher.waitFor("collega's: 4, leerlingen: 2");

    await colleague.press('Ja, ik lees mee');
    await teacher.waitFor('Bram Kuipers leest mee in de groep.');

    const left = ['user-id-1', 'user-id-2', 'user-id-3'];
    const roster = await startShrunkRoster(`${url()}/_connector`, left);
    await leaveGroupChat(url(), roster.url, left);
    await teacher.waitFor('Er is nog maar één collega in de chat.');
    roster.close();
  });
});

describe('npm start', () => {
  it('stops everything on Ctrl-C', async () => {
    const started = await startPlayground();
    const alive = () =>
      Promise.all(
        [started.url, started.managerUrl].map((url) =>
          fetch(url).then(
            () => true,
            () => false,
          ),
        ),
      );
    expect(await alive()).toEqual([true, true]);
    await started.interrupt();
    expect(await alive()).toEqual([false, false]);
  });

  it('says in one line which port is in use, and what to do', async () => {
    const taken = createServer();
    const port = await new Promise<number>((done) => {
      taken.listen(0, '127.0.0.1', () => done((taken.address() as { port: number }).port));
    });
    const { code, stderr } = await run('src/cli/playground.ts', [], {
      env: { PORT: String(port), MAGDAT_DATA: `.data/test-${port}` },
    });
    taken.close();
    expect(code).toBe(2);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(`Port ${port} is in use`);
  });
});
