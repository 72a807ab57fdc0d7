import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { Failure, Me, Session } from '../../../src/http/contract.ts';
import { type BotSettings, type RunningBot, startBot } from '../../support/app.ts';
import { buildDirectory, PEOPLE, TENANT } from '../../support/school.ts';
import { openTabWith } from '../../support/tab.ts';

const APP = '22222222-2222-4222-8222-222222222222';
const RESOURCE = `api://magdat.example/${APP}`;
const FOREIGN = '33333333-3333-4333-8333-333333333333';

let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let foreign: typeof keys;
let issuer: Server;
let authority: string;
let bot: RunningBot;

const start = (settings: BotSettings = {}) =>
  startBot({
    directory: buildDirectory(),
    authority,
    ...settings,
    env: {
      MicrosoftAppId: APP,
      MicrosoftAppPassword: 'secret',
      HOST: '127.0.0.1',
      MAGDAT_TENANTS: TENANT,
      ...settings.env,
    },
  });

beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true });
  foreign = await generateKeyPair('RS256', { extractable: true });
  issuer = await startIssuer();
  authority = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  bot = await start();
});
afterAll(async () => {
  await bot.stop();
  await new Promise((done) => issuer.close(done));
});

const meWith = (authorization: string, at: RunningBot = bot) =>
  openTabWith(at, authorization).get<Me & Failure>('/me');

describe('a token of Teams', () => {
  it('tells who asks, by object id and tenant', async () => {
    const { status, body } = await meWith(await token());
    expect({ status, name: body.name, appId: body.appId }).toEqual({
      status: 200,
      name: 'teacher',
      appId: APP,
    });
  });

  it('may be a little ahead or behind', async () => {
    expect((await meWith(await token({ nbf: inSeconds(30) }))).status).toBe(200);
    expect((await meWith(await token({ exp: inSeconds(-30) }))).status).toBe(200);
  });

  it('of somebody whom nobody knows opens nothing', async () => {
    const { status, body } = await meWith(await token({ oid: FOREIGN }));
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'unknown-person' });
  });

  it.each<[string, string, () => Promise<string>]>([
    ['that is not there', 'token-missing', async () => ''],
    ['that is rubbish', 'token-malformed', async () => 'Bearer rubbish'],
    ['of another scheme', 'token-missing', async () => 'Basic YTpi'],
    ['that has expired', 'token-expired', () => token({ exp: inSeconds(-3600) })],
    ['that is not valid yet', 'token-not-yet-valid', () => token({ nbf: inSeconds(3600) })],
    ['of another tenant', 'token-tenant', () => token({ tid: FOREIGN, iss: `${authority}/${FOREIGN}/v2.0` })],
    ['whose issuer is another tenant', 'token-issuer', () => token({ iss: `${authority}/${FOREIGN}/v2.0` })],
    ['of version 1', 'token-issuer', () => token({ iss: `https://sts.windows.net/${TENANT}/` })],
    ['for another app', 'token-audience', () => token({ aud: FOREIGN })],
    ['for the other form of this app', 'token-audience', () => token({ aud: RESOURCE })],
    ['for several at once', 'token-audience', () => token({ aud: [APP, FOREIGN] })],
    ['without the scope', 'token-scope', () => token({ scp: 'User.Read' })],
    ['of an app instead of a person', 'token-scope', () => token({ scp: undefined, roles: ['x'] })],
    ['of nobody', 'token-identity', () => token({ oid: undefined })],
    ['without an end', 'token-malformed', () => token({ exp: undefined })],
    ['signed with another key', 'token-signature', () => token({}, { key: foreign.privateKey })],
    ['of a key that nobody knows', 'token-key-unknown', () => token({}, { kid: 'another' })],
    ['that is not signed', 'token-unsigned', async () => unsigned({ alg: 'none', kid: 'key-1' })],
    ['that says so in another way', 'token-algorithm', async () => unsigned({ alg: 'nOnE', kid: 'key-1' })],
    ['whose signature was cut off', 'token-signature', async () => (await token()).replace(/[^.]+$/, 'AAAA')],
    ['signed with the public key as a secret', 'token-algorithm', () => confused()],
    ['of a person to be', 'token-missing', async () => `Demo ${PEOPLE.teacher}`],
  ])('%s gets 401, and the log says %s and nothing of it', async (_name, reason, make) => {
    const before = bot.logged.length;
    const authorization = await make();
    const { status, body } = await meWith(authorization);
    expect({ status, code: body.code }).toEqual({ status: 401, code: 'not-signed-in' });
    const lines = bot.logged.slice(before).join('');
    expect(JSON.parse(lines)).toMatchObject({ msg: 'request turned away', reason });
    for (const part of authorization.split(/[ .]/).filter(({ length }) => length > 8))
      expect(lines).not.toContain(part);
    expect(JSON.stringify(body)).not.toContain(reason);
  });
});

describe('with an app id', () => {
  it('nobody is to be chosen', async () => {
    expect((await openTabWith(bot, '').get<Session>('/session')).body).toEqual({ mode: 'teams' });
  });

  it.each([
    ['/cases?scope=open', 'get'],
    ['/groups?scope=running', 'get'],
    ['/rules', 'get'],
    ['/absence', 'get'],
    ['/insight', 'get'],
    ['/gaps', 'get'],
    ['/press', 'post'],
    ['/ask', 'post'],
    ['/groups/00000000-0000-4000-8000-000000000000/reminder', 'post'],
  ] as const)('%s is closed to whoever is not signed in', async (path, method) => {
    expect((await openTabWith(bot, '')[method](path)).status).toBe(401);
  });

  it('the Application ID URI is the one audience where a setting says so', async () => {
    const other = await start({ env: { MAGDAT_TAB_AUDIENCE: RESOURCE } });
    expect((await meWith(await token({ aud: RESOURCE }), other)).status).toBe(200);
    expect((await meWith(await token(), other)).status).toBe(401);
    await other.stop();
  });

  it('nobody gets in while no tenant is named', async () => {
    const other = await start({ env: { MAGDAT_TENANTS: '' } });
    expect((await meWith(await token(), other)).status).toBe(401);
    await other.stop();
  });

  it('keys that cannot be fetched are a fault of the server, in words', async () => {
    const other = await start({ authority: 'http://127.0.0.1:1' });
    const { status, body } = await meWith(await token({ iss: `http://127.0.0.1:1/${TENANT}/v2.0` }), other);
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'failed' });
    expect(other.logged.join('')).toContain(`"reference":"${body.reference}"`);
    expect(other.logged.join('')).toContain('keys-unreachable');
    await other.stop();
  });
});

const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

/** `undefined` leaves a claim out. */
const claims = (overrides: Record<string, unknown>): JWTPayload => ({
  iss: `${authority}/${TENANT}/v2.0`,
  aud: APP,
  tid: TENANT,
  oid: PEOPLE.teacher,
  scp: 'access_as_user',
  ver: '2.0',
  nbf: inSeconds(-10),
  exp: inSeconds(600),
  ...overrides,
});

async function token(
  overrides: Record<string, unknown> = {},
  { key = keys.privateKey, kid = 'key-1' } = {},
): Promise<string> {
  const given = Object.fromEntries(
    Object.entries(claims(overrides)).filter(([, value]) => value !== undefined),
  );
  const signed = new SignJWT(given).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' });
  return `Bearer ${await signed.sign(key)}`;
}

function unsigned(header: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `Bearer ${part(header)}.${part(claims({}))}.`;
}

/** The public key is known to everybody: who takes it for a shared secret lets everybody in. */
async function confused(): Promise<string> {
  const secret = new TextEncoder().encode(await exportSPKI(keys.publicKey));
  const signed = new SignJWT(claims({})).setProtectedHeader({ alg: 'HS256', kid: 'key-1' });
  return `Bearer ${await signed.sign(secret)}`;
}

/** The keys of both tenants, on loopback. */
async function startIssuer(): Promise<Server> {
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'key-1', use: 'sig' };
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}
