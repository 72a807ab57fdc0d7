/**
 * Coded faults. The code is stable and may be logged; the message names the remedy and never holds what a
 * user typed, a name or a token.
 */
export type FaultCode =
  | 'config-invalid'
  | 'content-invalid'
  | 'data-folder-in-use'
  | 'data-folder-unusable'
  | 'database-broken'
  | 'database-newer'
  | 'database-stalled'
  | 'database-unreachable'
  | 'directory-invalid'
  | 'directory-unreachable'
  | 'disk-full'
  | 'keys-unreachable'
  | 'port-in-use'
  | 'record-newer'
  | 'usage'
  | 'manifest-invalid'
  | 'model-invalid';

export class Fault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'Fault';
    this.code = code;
  }
}

/** Narrows anything caught to a fault, so that an edge can tell what it expected from what it did not. */
export const isFault = (error: unknown): error is Fault => error instanceof Fault;

/** What somebody must mend before a start can succeed; other faults can pass by themselves. */
const MISCONFIGURED: readonly FaultCode[] = [
  'config-invalid',
  'content-invalid',
  'data-folder-in-use',
  'data-folder-unusable',
  'database-newer',
  'directory-invalid',
  'model-invalid',
  'port-in-use',
];

export const isMisconfigured = ({ code }: Fault): boolean => MISCONFIGURED.includes(code);
