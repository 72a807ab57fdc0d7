import { isFault } from './errors.ts';

/** What may be known of something that was thrown. */
export interface Thrown {
  readonly name: string;
  readonly code: string;
  readonly status: number | undefined;
  /** Of our own faults alone. */
  readonly message: string | undefined;
  /** Places in the code, one a line. Of what has none: where it was caught. */
  readonly stack: string;
  /** What lies below it: its cause, and the parts of several errors at once. */
  readonly causes: readonly Omit<Thrown, 'message' | 'causes'>[] | undefined;
}

/** Stands for a code where there is none. */
const NO_CODE = 'unexpected';

/**
 * Describes anything that can be thrown. Messages of errors that are not ours can repeat what they were given (a connector
 * error carries the whole request), so only names, codes and places in the code are kept. Not every error is an `Error`:
 * pg-boss hands over copies, and a library can throw a text.
 */
export function describeThrown(thrown: unknown): Thrown {
  const causes = listCauses(thrown);
  return {
    ...describeOne(thrown),
    message: isFault(thrown) ? thrown.message : undefined,
    causes: causes.length > 0 ? causes.map(describeOne) : undefined,
  };
}

function describeOne(thrown: unknown) {
  const status = read(thrown, 'statusCode');
  const places = placesOf(thrown);
  // without places it is no error: then its name may be that of a person
  const name = places === '' ? undefined : readWord(thrown, 'name');
  return {
    name: name ?? readWord(read(thrown, 'constructor'), 'name') ?? typeof thrown,
    code: readWord(thrown, 'code') ?? NO_CODE,
    status: typeof status === 'number' ? status : undefined,
    stack: places || placesOf(new Error()),
  };
}

/** So many causes are described, the nearest first: a chain can bite its own tail. */
const MOST_CAUSES = 5;

function listCauses(thrown: unknown): unknown[] {
  const found: unknown[] = [thrown];
  for (let at = 0; at < found.length && found.length <= MOST_CAUSES; at++) {
    const parts = read(found[at], 'errors');
    found.push(...[Array.isArray(parts) ? parts : [], read(found[at], 'cause')].flat().filter(isObject));
  }
  return found.slice(1, MOST_CAUSES + 1);
}

const isObject = (thrown: unknown): boolean => typeof thrown === 'object' && thrown !== null;

/** A property of anything; nothing of what refuses to be read. */
function read(thrown: unknown, name: string): unknown {
  try {
    return (thrown as Record<string, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}

/** Names and codes are words of a program; anything else could be words of a person. */
const WORD = /^[A-Za-z0-9][\w.:-]{0,79}$/;

function readWord(thrown: unknown, name: string): string | undefined {
  const found = read(thrown, name);
  const word = typeof found === 'number' ? String(found) : found;
  return typeof word === 'string' && WORD.test(word) ? word : undefined;
}

/** A line of a stack: `    at call (file:///path:1:2)`. */
const FRAME = /^ {4}at .*?(?::\d+:\d+\)?|\(<anonymous>\))$/;

function placesOf(thrown: unknown): string {
  const [stack, message] = [read(thrown, 'stack'), read(thrown, 'message')];
  if (typeof stack !== 'string') return '';
  const below = typeof message === 'string' ? stack.replace(message, () => '') : stack;
  return below
    .split('\n')
    .filter((line) => FRAME.test(line))
    .join('\n');
}
