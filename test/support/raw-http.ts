import { connect } from 'node:net';

/** What came back over a connection, until the server closed it. */
export interface Heard {
  /** Of each response, in order; empty when the connection was closed without an answer. */
  readonly statuses: readonly number[];
  readonly text: string;
}

/** What a client writes: a text, bytes, or what it does with its side of the connection. */
export type Written = string | Buffer | 'end' | 'reset';

/** Writes something to a port, part by part, as no client library would, and listens until the server closes. */
export const writeRaw = (port: number, ...parts: readonly Written[]): Promise<Heard> =>
  new Promise((done) => {
    let text = '';
    const socket = connect(port, '127.0.0.1');
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
    });
    // a server that closes while somebody still writes resets the connection: what came before counts
    socket.on('error', () => undefined);
    socket.on('close', () => done({ statuses: statusesOf(text), text }));
    socket.on('connect', () => write(parts));

    function write([part, ...rest]: readonly Written[]): void {
      if (part === undefined || socket.destroyed) return;
      if (part === 'end') socket.end();
      else if (part === 'reset') socket.resetAndDestroy();
      else socket.write(part, () => write(rest));
    }
  });

const statusesOf = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

/** The head of a request, with an empty line below it. */
export const head = (line: string, headers: Readonly<Record<string, string | number>> = {}): string =>
  [
    `${line} HTTP/1.1`,
    ...Object.entries({ host: 'localhost', ...headers }).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');
