import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** A tenant with a signing key of its own, where the server looks for that of Microsoft. */
export interface FakeTenant {
  /** In the place of `https://login.microsoftonline.com`. */
  readonly authority: string;
  /** A token as Teams gives one to the tab. */
  sign(person: string): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a server for the key of one tenant. */
export async function startFakeTenant(tenant: string, audience: string): Promise<FakeTenant> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: [key] }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    authority,
    sign: (person) =>
      new SignJWT({ oid: person, tid: tenant, scp: 'access_as_user', ver: '2.0' })
        .setProtectedHeader({ alg: 'RS256', kid: 'key-1' })
        .setIssuer(`${authority}/${tenant}/v2.0`)
        .setAudience(audience)
        .setIssuedAt()
        .setNotBefore('0s')
        .setExpirationTime('1h')
        .sign(privateKey),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
