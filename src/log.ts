import { pino } from 'pino';
import type { LogLevel } from './config.ts';
import { isFault } from './errors.ts';

/** The log of the process: what happened and why, never what somebody typed, who they are, or a token. */
export interface Log {
  info(event: string, facts?: Readonly<Record<string, string | number>>): void;
  warn(event: string, facts?: Readonly<Record<string, string | number>>): void;
  /** Logs a fault under a reference, which it returns. */
  failure(error: unknown, reference: string): string;
}

export function createLog(level: LogLevel, destination?: { write(line: string): void }): Log {
  const logger = pino({ level, base: null }, destination);
  return {
    info: (event, facts) => logger.info(facts ?? {}, event),
    warn: (event, facts) => logger.warn(facts ?? {}, event),
    failure(error, reference) {
      logger.error({ reference, ...describe(error) }, 'turn failed');
      return reference;
    },
  };
}

/** A line of a stack: `    at call (file:///path:1:2)`. */
const FRAME = /^ {4}at .*?(?::\d+:\d+\)?|\(<anonymous>\))$/;

/**
 * What may be known of an error. Messages of errors that are not ours can repeat what they were given (a connector
 * error carries the whole request), so only the name, the codes and the places in the code are kept.
 */
function describe(error: unknown) {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name, stack, code, statusCode } = error as Error & { code?: unknown; statusCode?: unknown };
  const frames = stack
    ?.replace(error.message, '')
    .split('\n')
    .filter((line) => FRAME.test(line));
  return {
    name,
    code: typeof code === 'string' ? code : undefined,
    status: typeof statusCode === 'number' ? statusCode : undefined,
    message: isFault(error) ? error.message : undefined,
    stack: frames?.join('\n'),
  };
}
