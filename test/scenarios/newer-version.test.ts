import { sql } from 'kysely';
import { openDatabase } from '../../src/storage/database.ts';
import { buttonsOf, textOf } from '../support/app.ts';
import { openSchool, report, type SchoolAtWork } from '../support/escalation.ts';
import { createReadyFolder } from '../support/ready-folder.ts';
import { PEOPLE } from '../support/school.ts';

describe('A bot on a database in which a newer version worked', () => {
  let school: SchoolAtWork;
  afterAll(() => school.stop());

  it('shows people all that it can read, and that there is more', async () => {
    const folder = await createReadyFolder();
    const before = await openSchool({ env: { MAGDAT_DATA: folder } });
    await report(await before.chat('teacher'), { group: 'Klas 3B' });
    await report(await before.chat('teacher'), { group: 'Klas 4A' });
    await before.stop();
    await changeOne(folder);

    school = await openSchool({ env: { MAGDAT_DATA: folder } });
    const teacher = await school.chat('teacher');
    const list = (await teacher.say('meldingen')).at(-1)?.body;
    expect(textOf(list)).toMatch(/Deze melding is van een nieuwere versie van Mag dat\?/);
    const opens = buttonsOf(list).filter(({ data }) => data.do === 'case-show');
    expect(opens).toHaveLength(2);

    const shown: string[] = [];
    for (const { data } of opens) shown.push(textOf((await teacher.press(data)).at(-1)?.body));
    expect(shown.filter((text) => /Er is niets weg/.test(text))).toHaveLength(1);
    expect(shown.filter((text) => /Sorry/.test(text))).toEqual([]);

    const response = await fetch(`http://127.0.0.1:${school.bot.port}/api/v1/cases?scope=reported`, {
      headers: { authorization: `Demo ${PEOPLE.teacher}`, 'accept-language': 'en' },
    });
    const { rows } = (await response.json()) as { readonly rows: readonly { readonly state: string }[] };
    expect(rows.map(({ state }) => state).filter((state) => state === 'Cannot be read')).toHaveLength(1);
    expect(rows).toHaveLength(2);
    await school.pass(60);
  });
});

async function changeOne(folder: string): Promise<void> {
  const { db, close } = await openDatabase({ kind: 'pglite', folder });
  await sql`update escalation_case set state = 'parked', chain = '{"steps": []}'
    where id = (select id from escalation_case order by id limit 1)`.execute(db);
  await close();
}
