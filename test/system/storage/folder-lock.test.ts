import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { isFault } from '../../../src/errors.ts';
import { openDatabase } from '../../../src/storage/database.ts';
import { lockFolder } from '../../../src/storage/folder-lock.ts';
import { run } from '../../support/run.ts';

const HOLDER = join(import.meta.dirname, '..', '..', 'support', 'storage', 'hold-folder.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'magdat-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('A data folder', () => {
  it('is refused to a second process, and free again after the first was killed', async () => {
    const holder = await startHolder();
    expect(await run(HOLDER, [folder])).toMatchObject({ code: 1, stdout: 'data-folder-in-use\n' });
    const gone = once(holder, 'exit');
    holder.kill('SIGKILL');
    await gone;
    const { db, close } = await openDatabase({ kind: 'pglite', folder });
    expect(await db.selectFrom('feedback').selectAll().execute()).toEqual([]);
    await close();
  });

  it('is free again when the database could not be opened', async () => {
    const inside = join(folder, 'postgres');
    mkdirSync(inside);
    writeFileSync(join(inside, 'PG_VERSION'), '99\n');
    await expect(openDatabase({ kind: 'pglite', folder })).rejects.toThrow();
    rmSync(inside, { recursive: true });
    const { close } = await openDatabase({ kind: 'pglite', folder });
    await close();
  });
});

describe('lockFolder', () => {
  it('refuses a folder that is locked, with the remedy', async () => {
    const unlock = await lockFolder(folder);
    const error = await lockFolder(folder).catch((caught: unknown) => caught);
    await unlock();
    expect(isFault(error)).toBe(true);
    expect(error).toMatchObject({
      code: 'data-folder-in-use',
      message: expect.stringMatching(/MAGDAT_DATA.*DATABASE_URL/),
    });
  });

  it('gives one of several who ask at once the folder', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => lockFolder(folder)));
    const got = asked.filter((one) => one.status === 'fulfilled');
    await Promise.all(got.map(({ value: unlock }) => unlock()));
    expect(got).toHaveLength(1);
  });

  it('locks a folder again after it was let go', async () => {
    await (await lockFolder(folder))();
    await (await lockFolder(folder))();
  });

  it('keeps two folders apart', async () => {
    const folders = ['a', 'b'].map((name) => join(folder, name));
    for (const one of folders) mkdirSync(one);
    const unlocks = await Promise.all(folders.map((one) => lockFolder(one)));
    await Promise.all(unlocks.map((unlock) => unlock()));
    expect(unlocks).toHaveLength(2);
  });

  it('knows a folder by a relative path', async () => {
    const unlock = await lockFolder(folder);
    const again = lockFolder(relative(process.cwd(), folder));
    await expect(again).rejects.toMatchObject({ code: 'data-folder-in-use' });
    await unlock();
  });

  it('knows a folder by a symbolic link to it', async () => {
    const link = `${folder}-link`;
    symlinkSync(folder, link);
    const unlock = await lockFolder(folder);
    const again = await lockFolder(link).catch((caught: unknown) => caught);
    if (typeof again === 'function') await again();
    await unlock();
    rmSync(link);
    expect(again).toMatchObject({ code: 'data-folder-in-use' });
  });
});

/** Starts a process that holds the folder, and waits until it does. */
async function startHolder(): Promise<ChildProcess> {
  const holder = spawn(process.execPath, [HOLDER, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await once(holder.stdout, 'data');
  expect(String(said)).toBe('open\n');
  return holder;
}
