import { randomUUID } from 'node:crypto';
import { outbox } from '../../../src/cli/outbox.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { NOW } from '../../support/cases.ts';
import { createReadyFolder } from '../../support/ready-folder.ts';
import { linesOf, runCli, runHere } from '../../support/run.ts';

describe('npm run -s outbox', () => {
  it('lists what is set aside without saying for whom, and has it tried once more', async () => {
    const folder = await createReadyFolder();
    const { db, close } = await openDatabase({ kind: 'pglite', folder });
    const subject = randomUUID();
    const row = { key: 'key', tenant: 'one', person: 'anna', subject, notice: 'assigned', tries: 5 };
    const times = { repeated: false, next_at: NOW, created_at: NOW };
    await db
      .insertInto('outbox')
      .values({ ...row, ...times, state: 'set-aside', code: 'fault', lane: 'urgent' })
      .execute();
    await close();

    const env = { MAGDAT_DATA: folder };
    const { stdout } = await runCli('outbox', ['list'], { env });
    const [line = '', ...more] = linesOf(stdout);
    expect(JSON.parse(line)).toMatchObject({ subject, lane: 'urgent', notice: 'assigned', code: 'fault' });
    expect(more).toEqual([]);
    expect(line).not.toContain('anna');
    expect((await runHere(outbox, ['retry'], { env })).stdout).toBe('to be tried once more: 1\n');
    expect((await runHere(outbox, ['list'], { env })).stdout).toBe('');
    expect(await runHere(outbox, [], { env })).toMatchObject({ code: 2 });
  });
});
