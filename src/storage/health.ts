import type { Space } from './pglite/space.ts';

/** How the database does. `silent`: it did not answer in time. */
export interface Health {
  readonly database: 'ok' | 'silent';
  /** Of the disk of the data folder; absent with a server, which watches its own. */
  readonly space: Space | undefined;
}

export interface HealthParts {
  /** Asks the database something that costs nothing. */
  readonly ask: () => Promise<unknown>;
  readonly readSpace: () => Promise<Space | undefined>;
  /** How long an answer may take, in milliseconds. */
  readonly within?: number;
}

/** How long the database may take to answer, in milliseconds. Whoever asks for the health waits five seconds at least. */
const WITHIN = 1_000;

/** How long a finding counts, in milliseconds: anybody can ask, as often as they like. */
const FRESH = 1_000;

/** Makes what tells how the database does. It answers in time, and has one question to the database under way at most. */
export function createHealth({ ask, readSpace, within = WITHIN }: HealthParts): () => Promise<Health> {
  let found: { readonly health: Promise<Health>; readonly at: number } | undefined;
  let asked: Promise<boolean> | undefined;

  return () => {
    if (!found || performance.now() - found.at > FRESH) found = { health: look(), at: performance.now() };
    return found.health;
  };

  async function look(): Promise<Health> {
    asked ??= isAnswered();
    const [answers, space] = await Promise.all([
      Promise.race([asked, elapse(within)]),
      readSpace().catch(() => undefined),
    ]);
    return { database: answers ? 'ok' : 'silent', space };
  }

  async function isAnswered(): Promise<boolean> {
    const answers = await ask().then(
      () => true,
      () => false,
    );
    asked = undefined;
    return answers;
  }
}

const elapse = (milliseconds: number): Promise<false> =>
  new Promise((done) => {
    setTimeout(() => done(false), milliseconds).unref();
  });
