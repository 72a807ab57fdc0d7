import { existsSync, renameSync, rmSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { type Answer, type Call, type Request, toThrown } from './protocol.ts';

/**
 * The thread that has PGlite. PGlite works in the thread that calls it and can keep it for ever, as it does on a full
 * disk; from here it keeps nobody else.
 */

let pglite: PGlite | undefined;

// what PGlite prints repeats statements, and with them words of people; what went wrong comes as an error
for (const stream of [process.stdout, process.stderr]) stream.write = () => true;

parentPort?.on('message', async ({ id, call }: Request) => {
  const answer: Answer = await run(call).then(
    (result) => ({ id, result }),
    (error: unknown) => ({ id, thrown: toThrown(error) }),
  );
  parentPort?.postMessage(answer);
});

async function run(call: Call): Promise<unknown> {
  if (call.op === 'open') return open(call.folder);
  if (!pglite) throw new Error('the database is not open');
  switch (call.op) {
    case 'query':
      return pglite.query(call.sql, [...call.params]);
    case 'exec':
      return pglite.exec(call.sql);
    case 'close':
      return pglite.close();
    default:
      return call satisfies never;
  }
}

async function open(folder: string): Promise<void> {
  if (!existsSync(folder)) await unpackNew(folder);
  pglite = await PGlite.create(folder);
  // an old segment of the log is removed, not used again: what it holds of erased rows goes with it
  await pglite.exec('set wal_recycle = off');
}

/**
 * Puts a database that was made ahead in a new folder: making one takes seconds. Unpacked beside and moved into place,
 * so that a process that dies half-way leaves no half database.
 */
async function unpackNew(folder: string): Promise<void> {
  const { dataDir: madeAhead } = await import('@electric-sql/pglite-prepopulatedfs');
  const beside = `${folder}.new`;
  rmSync(beside, { recursive: true, force: true });
  const fresh = await PGlite.create({ dataDir: beside, loadDataDir: await madeAhead() });
  await fresh.close();
  renameSync(beside, folder);
}
