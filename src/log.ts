import { pino } from 'pino';
import type { LogLevel } from './config.ts';
import { describeThrown } from './thrown.ts';

/** The log of the process: what happened and why, never what somebody typed, who they are, or a token. */
export interface Log {
  info(event: string, facts?: Readonly<Record<string, string | number>>): void;
  warn(event: string, facts?: Readonly<Record<string, string | number>>): void;
  /** Logs a fault under a reference, which it returns. */
  failure(error: unknown, reference: string): string;
  /** Logs what ends the process. */
  crash(reason: string, error: unknown): void;
}

export function createLog(level: LogLevel, destination?: { write(line: string): void }): Log {
  const logger = pino({ level, base: null }, destination);
  return {
    info: (event, facts) => logger.info(facts ?? {}, event),
    warn: (event, facts) => logger.warn(facts ?? {}, event),
    failure(error, reference) {
      logger.error({ reference, ...describeThrown(error) }, 'turn failed');
      return reference;
    },
    crash: (reason, error) => logger.fatal({ reason, ...describeThrown(error) }, 'process ends'),
  };
}
