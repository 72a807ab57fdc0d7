/** What the process asks of the thread that has PGlite, and what that answers. Everything is copied on its way. */

export type Call =
  /** Opens the database in a folder; one that is not there yet is made. The first call, once. */
  | { readonly op: 'open'; readonly folder: string }
  /** One statement with its parameters. */
  | { readonly op: 'query'; readonly sql: string; readonly params: readonly unknown[] }
  /** Any number of statements without parameters. */
  | { readonly op: 'exec'; readonly sql: string }
  | { readonly op: 'close' };

export interface Request {
  readonly id: number;
  readonly call: Call;
}

export type Answer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly thrown: Thrown };

/** An error on its way to another thread, which would lose all but its message. */
export interface Thrown {
  readonly message: string;
  /** What the driver tells besides, such as `code` (SQLSTATE) and `constraint`. */
  readonly facts: Readonly<Record<string, string | number>>;
}

/** PGlite adds the statement and its parameters to an error: those can hold words of a report, so they stay behind. */
const LEFT_OUT: readonly string[] = ['message', 'stack', 'query', 'params', 'queryOptions'];

export function toThrown(error: unknown): Thrown {
  if (!(error instanceof Error)) return { message: String(error), facts: {} };
  const told = Object.entries(error).filter(
    (entry): entry is [string, string | number] =>
      !LEFT_OUT.includes(entry[0]) && ['string', 'number'].includes(typeof entry[1]),
  );
  return { message: error.message, facts: Object.fromEntries(told) };
}

export const toError = ({ message, facts }: Thrown): Error => Object.assign(new Error(message), facts);
