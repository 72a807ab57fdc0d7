import { readConfig } from '../config.ts';
import { Fault } from '../errors.ts';
import { type Db, openDatabase } from '../storage/database.ts';
import { listSetAside, retrySetAside } from '../storage/set-aside.ts';
import { type Command, runScript, type Terminal } from './command.ts';

/**
 * `npm run -s outbox -- list` prints the messages that could not be made and are set aside, a line of JSON each. `retry`
 * lets them be tried once more.
 */

const COMMANDS: Readonly<Record<string, (db: Db, terminal: Terminal) => Promise<void>>> = { list, retry };

export const outbox: Command = async ([name = '', ...more], terminal) => {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || more.length > 0) throw new Fault('usage', 'usage: npm run -s outbox -- list|retry');
  const { db, close } = await openDatabase(readConfig(terminal.env).database);
  try {
    await command(db, terminal);
    return 0;
  } finally {
    await close();
  }
};

if (import.meta.main) await runScript(outbox);

async function list(db: Db, { print }: Terminal): Promise<void> {
  for (const one of await listSetAside(db)) print(JSON.stringify(one));
}

async function retry(db: Db, { print, now }: Terminal): Promise<void> {
  print(`to be tried once more: ${await retrySetAside(db, now())}`);
}
