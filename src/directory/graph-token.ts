import {
  bearerTokenAuthenticationPolicy,
  type PipelinePolicy,
  type PipelineRequest,
} from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';

/**
 * Makes a credential pass by its own memory. Only claims do; these ask for no more than the library already says of
 * itself in every request: that it can handle tokens that are withdrawn before their time (Entra, "Claims
 * challenges, claims requests, and client capabilities").
 */
const AFRESH = JSON.stringify({ access_token: { xms_cc: { values: ['cp1'] } } });

/**
 * Puts the app's token on each request; after a 401 asks for a new one and tries once more. A token that was
 * withdrawn (a 401 with claims) is handled by the policy itself.
 *
 * The credential is asked each time, not through the policy's own memory: that one refreshes in the background, and
 * when this fails until the token expires, the rejection has no handler and ends the process.
 */
export function createAuthentication(credential: TokenCredential, base: string): PipelinePolicy {
  const scopes = [`${new URL(base).origin}/.default`];
  async function authorize({ headers, abortSignal }: PipelineRequest, claims?: string): Promise<boolean> {
    const options = { enableCae: true, ...(abortSignal && { abortSignal }), ...(claims && { claims }) };
    const token = await credential.getToken(scopes, options);
    if (token) headers.set('authorization', `Bearer ${token.token}`);
    return token !== null;
  }
  return bearerTokenAuthenticationPolicy({
    credential,
    scopes,
    challengeCallbacks: {
      authorizeRequest: async ({ request }) => {
        await authorize(request);
      },
      authorizeRequestOnChallenge: ({ request }) => authorize(request, AFRESH),
    },
  });
}
