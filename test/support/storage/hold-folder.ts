import { isFault } from '../../../src/errors.ts';
import { openDatabase } from '../../../src/storage/database.ts';

/** Run as a process: opens a folder and holds it until it is killed, or tells why it cannot. */

const [folder = ''] = process.argv.slice(2);
try {
  await openDatabase({ kind: 'pglite', folder });
  process.stdout.write('open\n');
  setInterval(() => undefined, 1000);
} catch (error) {
  process.stdout.write(isFault(error) ? `${error.code}\n` : `${String(error)}\n`);
  process.exitCode = 1;
}
