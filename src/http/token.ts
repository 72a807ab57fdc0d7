import {
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import { Fault } from '../errors.ts';
import {
  readCredentials,
  type SignedIn,
  type SignIn,
  type SignInReason,
  type TurnedAway,
} from './sign-in.ts';

/** What a token must be for. */
export interface TokenSettings {
  /** The one audience that is accepted: the app id, or its Application ID URI where the registration gives that. */
  readonly audience: string;
  /** Entra tenants whose people may sign in; a token of any other is refused. */
  readonly tenants: readonly string[];
  /** Where tokens come from and their keys lie; a test has one of its own. */
  readonly authority?: string | undefined;
}

/** Microsoft identity platform, "OpenID Connect": issuer and keys of a tenant lie below it. */
const AUTHORITY = 'https://login.microsoftonline.com';

/** The one permission that Teams asks for the tab (Teams documentation, "Register your tab app in Microsoft Entra ID"). */
const SCOPE = 'access_as_user';

/** How far the clocks of Entra and of this server may differ, in seconds. */
const LEEWAY = 60;

/** Checks the tokens that Teams gives the tab (single sign-on, v2): nothing of them is believed before that. */
export function createTokenSignIn({ audience, tenants, authority = AUTHORITY }: TokenSettings): SignIn {
  const issuers = new Map(tenants.map((tenant) => [tenant.toLowerCase(), createIssuer(authority, tenant)]));

  return {
    mode: 'teams',
    refuse: () => undefined,
    async identify(asking) {
      const token = readCredentials(asking, 'bearer');
      if (token === undefined) return turnAway('token-missing');
      try {
        return await check(token);
      } catch (error) {
        return turnAway(getReason(error));
      }
    },
  };

  async function check(token: string): Promise<SignedIn | TurnedAway> {
    const unproven = readUnproven(token);
    if (!unproven) return turnAway('token-malformed');
    if (unproven.alg === 'none') return turnAway('token-unsigned');
    const issuer = issuers.get(unproven.tenant);
    if (!issuer) return turnAway('token-tenant');
    const { payload } = await jwtVerify(token, issuer.keys, {
      issuer: issuer.name,
      audience,
      algorithms: ['RS256'],
      clockTolerance: LEEWAY,
      requiredClaims: ['exp', 'nbf'],
    });
    return readIdentity(payload);
  }
}

const createIssuer = (authority: string, tenant: string) => ({
  name: `${authority}/${tenant.toLowerCase()}/v2.0`,
  keys: createRemoteJWKSet(new URL(`${authority}/${tenant.toLowerCase()}/discovery/v2.0/keys`)),
});

/** What a token says of itself: good only to choose whose keys must prove it. */
function readUnproven(token: string) {
  try {
    const { alg } = decodeProtectedHeader(token);
    return { alg, tenant: String(decodeJwt(token).tid).toLowerCase() };
  } catch {
    return undefined;
  }
}

function readIdentity({ scp, oid, tid, aud }: JWTPayload): SignedIn | TurnedAway {
  if (typeof aud !== 'string') return turnAway('token-audience');
  if (typeof scp !== 'string' || !scp.split(' ').includes(SCOPE)) return turnAway('token-scope');
  if (typeof oid !== 'string' || oid === '' || typeof tid !== 'string') return turnAway('token-identity');
  return { tenant: tid, id: oid };
}

const turnAway = (reason: SignInReason): TurnedAway => ({ status: 401, reason });

const CODES: Readonly<Record<string, SignInReason>> = {
  [errors.JWTExpired.code]: 'token-expired',
  [errors.JOSEAlgNotAllowed.code]: 'token-algorithm',
  [errors.JWSSignatureVerificationFailed.code]: 'token-signature',
  [errors.JWKSNoMatchingKey.code]: 'token-key-unknown',
  [errors.JWKSMultipleMatchingKeys.code]: 'token-key-unknown',
  [errors.JWTInvalid.code]: 'token-malformed',
  [errors.JWSInvalid.code]: 'token-malformed',
  [errors.JOSENotSupported.code]: 'token-malformed',
};

const CLAIMS: Readonly<Record<string, SignInReason>> = {
  iss: 'token-issuer',
  aud: 'token-audience',
  nbf: 'token-not-yet-valid',
};

/**
 * Why a token was refused.
 * @throws {Fault} `keys-unreachable` for what is no fault of the token
 */
function getReason(error: unknown): SignInReason {
  if (error instanceof errors.JWTClaimValidationFailed) return CLAIMS[error.claim] ?? 'token-malformed';
  const reason = error instanceof errors.JOSEError ? CODES[error.code] : undefined;
  if (reason) return reason;
  throw new Fault(
    'keys-unreachable',
    `The keys of the sign-in cannot be fetched. Let this server reach ${AUTHORITY}.`,
    {
      cause: error,
    },
  );
}
