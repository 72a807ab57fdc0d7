import pg from 'pg';
import { openDatabase } from '../../../src/storage/database.ts';

/** Run as a process: has its idle connections ended by the server, as a restart does, and then asks something. */

const [url = ''] = process.argv.slice(2);
const { db, close } = await openDatabase({ kind: 'postgres', url });

const other = new pg.Client({ connectionString: url });
await other.connect();
await other.query(
  'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
);
await other.end();
await new Promise((done) => setTimeout(done, 300));

const rows = await db.selectFrom('feedback').selectAll().execute();
process.stdout.write(`still here: ${rows.length}\n`);
await close();
