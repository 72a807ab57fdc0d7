import { Fault, isFault } from '../errors.ts';

/** What to do when a server refuses. Codes of PostgreSQL (documentation, "Error Codes") and of the network (Node, "Errors"). */
const UNANSWERED =
  'does not answer. Start the server, and look at host and port in DATABASE_URL and at the firewall between.';
const NO_HOST = 'has a host name that nobody knows. Mend DATABASE_URL, or the name server.';
const NO_LOGIN =
  'refuses the user name or the password. Mend them in DATABASE_URL (write @ : / in a password as %40 %3A %2F), or let the server take this user (pg_hba.conf).';
const NO_TLS =
  'and the bot do not agree on encryption. Set sslmode in DATABASE_URL as the server wants it, or give the server a certificate that Node trusts (NODE_EXTRA_CA_CERTS).';
const REMEDIES: Readonly<Record<string, string>> = {
  ECONNREFUSED: UNANSWERED,
  ECONNRESET: UNANSWERED,
  EHOSTUNREACH: UNANSWERED,
  ENETUNREACH: UNANSWERED,
  ENOENT: UNANSWERED,
  EPIPE: UNANSWERED,
  ETIMEDOUT: UNANSWERED,
  EAI_AGAIN: NO_HOST,
  ENOTFOUND: NO_HOST,
  '28000': NO_LOGIN,
  '28P01': NO_LOGIN,
  '3D000': 'has no database of that name. Make it (create database), or mend the name in DATABASE_URL.',
  '42501':
    'does not let this user make tables. As the owner of the database: grant create on database NAME to USER; grant create on schema public to USER',
  '25006': 'only lets itself be read. Set DATABASE_URL to the server that takes writes, not to a copy of it.',
  '53100': 'has no room left on its disk. Free some, and start the bot again.',
  '53300': 'has no connection left. Raise max_connections, or stop what holds connections.',
  '57P03': 'is starting or stopping. Start the bot again in a moment.',
};

/** What tells of a trouble that has no code of its own; the messages are those of the library pg. */
const TOLD: readonly (readonly [RegExp, string])[] = [
  [/password/i, NO_LOGIN],
  [/SSL|TLS|certificate/i, NO_TLS],
  [/timeout|timed out|terminated/i, UNANSWERED],
];

/**
 * Makes a fault with a remedy of what a server refused at the start. Neither the password nor what the server said stands
 * in it. What the server did not refuse stays as it is: that is a fault of the bot.
 */
export function toServerFault(error: unknown, url: string): unknown {
  if (isFault(error)) return error;
  const code = codeOf(error);
  const remedy = (code && REMEDIES[code]) ?? remedyFor(error, code);
  if (remedy === undefined) return error;
  const told = code === undefined ? '' : ` (${code})`;
  return new Fault('database-unreachable', `The database at ${placeOf(url)} ${remedy}${told}`, {
    cause: error,
  });
}

function remedyFor(error: unknown, code: string | undefined): string | undefined {
  if (code !== undefined && CERTIFICATE.test(code)) return NO_TLS;
  const told = TOLD.find(([words]) => words.test(messageOf(error)))?.[1];
  return (
    told ?? (code !== undefined && SQLSTATE.test(code) ? 'refuses to work. Look in its log.' : undefined)
  );
}

const SQLSTATE = /^[0-9A-Z]{5}$/;
/** Of Node: a certificate that it does not trust, or a protocol that it does not speak. */
const CERTIFICATE = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO)/;

/** An error that is wrapped keeps the one of the driver as its cause. */
function codeOf(error: unknown): string | undefined {
  const { code, cause } = (error ?? {}) as { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined ? undefined : codeOf(cause);
}

function messageOf(error: unknown): string {
  const { message } = (error ?? {}) as { readonly message?: unknown };
  return typeof message === 'string' ? message : '';
}

function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || 5432}${pathname}`;
}
