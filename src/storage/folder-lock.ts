import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../errors.ts';

/**
 * Keeps a folder, which must exist, to this process until it ends. A listening socket is the lock: the system drops it with the
 * process, however that dies, so no lock outlives its owner and no clock decides.
 * @throws {Fault} `data-folder-in-use`
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = socketPath(folder);
  const server = (await listen(path)) ?? ((await isAnswered(path)) ? undefined : await listenAnew(path));
  if (!server) {
    throw new Fault(
      'data-folder-in-use',
      `Another process uses the data folder ${folder}. Stop it, set MAGDAT_DATA to another folder, or set DATABASE_URL to share a PostgreSQL server.`,
    );
  }
  server.unref();
  return () => new Promise((done) => server.close(() => done()));
}

/**
 * Socket paths are short (about 100 bytes), so the folder goes in as a hash. Linux and Windows have names without a
 * file, which go with their process; elsewhere a file stays behind.
 */
function socketPath(folder: string): string {
  const name = `magdat-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 24)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

/** Listens, or tells that the path is taken. */
const listen = (path: string): Promise<Server | undefined> =>
  new Promise((done, fail) => {
    const server = createServer((socket) => socket.end());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') done(undefined);
      else fail(error);
    });
    server.listen(path, () => done(server));
  });

const isAnswered = (path: string): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(path, () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });

/** A socket file that nobody answers was left by a process that died. */
function listenAnew(path: string): Promise<Server | undefined> {
  rmSync(path, { force: true });
  return listen(path);
}
