import { type Asking, readCredentials, type SignedIn, type SignIn, type TurnedAway } from './sign-in.ts';

/**
 * Lets people of the directory file be chosen, where the bot has no app id and nobody can sign in. It is for this machine
 * alone: the server listens on loopback then, and pages of other sites in a browser here are kept out.
 * @param find gives the tenant of somebody in the directory file
 */
export const createDemoSignIn = (find: (id: string) => SignedIn | undefined): SignIn => ({
  mode: 'demo',
  refuse,
  async identify(asking) {
    const id = readCredentials(asking, 'demo');
    const person = id === undefined ? undefined : find(id.toLowerCase());
    return person ?? { status: 401, reason: 'demo-unknown-person' };
  },
});

function refuse({ headers, remoteAddress }: Asking): TurnedAway | undefined {
  const host = headers.host?.toString() ?? '';
  // a name of elsewhere that was made to point here (DNS rebinding) shows in `Host`
  if (!LOOPBACK_ADDRESSES.includes(remoteAddress ?? '') || !isLoopbackName(host)) {
    return { status: 403, reason: 'demo-not-local' };
  }
  const site = headers['sec-fetch-site']?.toString() ?? 'none';
  const origin = headers.origin?.toString() ?? `http://${host}`;
  const isOwn = (site === 'same-origin' || site === 'none') && origin === `http://${host}`;
  return isOwn ? undefined : { status: 403, reason: 'demo-cross-site' };
}

/** As a socket has them; the last one is IPv4 on a socket for both. */
const LOOPBACK_ADDRESSES = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

const isLoopbackName = (host: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(URL.parse(`http://${host}`)?.hostname ?? '');
