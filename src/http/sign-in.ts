import type { Session } from './contract.ts';

/** Why somebody is not let in; for the log, never for the caller. */
export type SignInReason =
  | 'token-missing'
  | 'token-malformed'
  | 'token-expired'
  | 'token-not-yet-valid'
  | 'token-unsigned'
  | 'token-algorithm'
  | 'token-signature'
  | 'token-key-unknown'
  | 'token-issuer'
  | 'token-audience'
  | 'token-tenant'
  | 'token-scope'
  | 'token-identity'
  | 'demo-not-local'
  | 'demo-cross-site'
  | 'demo-unknown-person';

/** Somebody whose sign-in was checked: the only two facts of a token that count. */
export interface SignedIn {
  readonly tenant: string;
  /** Entra object id. */
  readonly id: string;
}

/** `401`: sign in again; `403`: from there nobody may come in. */
export interface TurnedAway {
  readonly status: 401 | 403;
  readonly reason: SignInReason;
}

/** What of a request tells who asks. Names of headers are in lower case. */
export interface Asking {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly remoteAddress: string | undefined;
}

/** How people sign in to the tab. */
export interface SignIn {
  readonly mode: Session['mode'];
  /** Whether a request may come in at all, before anybody is asked who they are. */
  refuse(asking: Asking): TurnedAway | undefined;
  /** @throws {Fault} `keys-unreachable` when it cannot be checked now */
  identify(asking: Asking): Promise<SignedIn | TurnedAway>;
}

export const isTurnedAway = (found: SignedIn | TurnedAway): found is TurnedAway => 'reason' in found;

/** What stands behind a scheme such as `Bearer` in the header `Authorization`; nothing when it is not that scheme. */
export function readCredentials({ headers }: Asking, scheme: string): string | undefined {
  const [given, value, ...more] = (headers.authorization?.toString() ?? '').split(' ');
  return given?.toLowerCase() === scheme && value && more.length === 0 ? value : undefined;
}
