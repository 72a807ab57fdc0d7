import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { type RunningBot, startBot } from '../support/app.ts';
import { head, writeRaw } from '../support/raw-http.ts';

const APP = '22222222-2222-4222-8222-222222222222';
const TENANT = '33333333-3333-4333-8333-333333333333';
const ISSUER = 'https://api.botframework.com';
const OTHER_TENANT = '55555555-5555-4555-8555-555555555555';
const OTHER_BOT = '66666666-6666-4666-8666-666666666666';
/** Of tokens that a bot, or the Emulator in its name, has from Entra. */
const EMULATOR = 'https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0';
const SERVICE = 'https://smba.trafficmanager.net/teams/';

let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let foreign: typeof keys;
/** Of a channel that is not Teams, and of no channel in particular. */
let directLine: typeof keys;
let anyChannel: typeof keys;
let issuer: Server;
let bot: RunningBot;

beforeAll(async () => {
  keys = await generateKeyPair('RS256', { extractable: true });
  foreign = await generateKeyPair('RS256', { extractable: true });
  directLine = await generateKeyPair('RS256', { extractable: true });
  anyChannel = await generateKeyPair('RS256', { extractable: true });
  issuer = await startIssuer();
  const base = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  bot = await startBot({
    env: { MicrosoftAppId: APP, MicrosoftAppPassword: 'secret', HOST: '127.0.0.1', MAGDAT_TENANTS: TENANT },
    authentication: {
      ToChannelFromBotLoginUrl: base,
      ToChannelFromBotOAuthScope: ISSUER,
      ToBotFromChannelTokenIssuer: ISSUER,
      OAuthUrl: base,
      ToBotFromChannelOpenIdMetadataUrl: `${base}/openid`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${base}/openid`,
      CallerId: 'urn:botframework:azure',
      ValidateAuthority: 'true',
    },
  });
});
afterAll(async () => {
  await bot.stop();
  await new Promise((done) => issuer.close(done));
});

describe('with an app id', () => {
  it('a request with a valid token is let in', async () => {
    expect(await post(await token())).toBe(200);
  });

  it.each([
    ['no token', async () => ''],
    ['rubbish', async () => 'Bearer rubbish'],
    ['another scheme', async () => 'Basic YTpi'],
    ['a token signed with another key', () => token({}, { key: foreign.privateKey })],
    ['an unsigned token', async () => unsigned()],
    ['a token of another issuer', () => token({ iss: 'https://elsewhere.example' })],
    ['a token for another bot', () => token({ aud: '44444444-4444-4444-8444-444444444444' })],
    ['a token that has expired', () => token({ exp: Math.floor(Date.now() / 1000) - 3600 })],
    ['a token that never expires', () => token({}, { isEndless: true })],
    ['a token of the Emulator', () => token({ iss: EMULATOR, ver: '2.0', azp: APP })],
    ['a token of another bot', () => token({ iss: EMULATOR, ver: '2.0', azp: OTHER_BOT })],
    ['a token of another channel', () => token({}, { key: directLine.privateKey, kid: 'direct-line' })],
    ['a token for another service', () => token({ serviceurl: 'https://elsewhere.example/' })],
  ])('a request with %s gets 401 and never reaches the bot', async (_name, authorization) => {
    const before = bot.logged.length;
    const header = await authorization();
    expect(await post(header)).toBe(401);
    const lines = bot.logged.slice(before).join('');
    expect(lines).toContain('unauthenticated');
    if (header.length > 20) expect(lines).not.toContain(header.slice(-20));
  });

  it.each([
    ['another tenant', { conversation: { id: 'a:1', tenantId: OTHER_TENANT } }, 403],
    ['another channel', { channelId: 'directline' }, 403],
    ['the web chat', { channelId: 'webchat' }, 403],
    ['the Emulator', { channelId: 'emulator' }, 403],
    ['a channel in other letters', { channelId: 'MsTeams' }, 403],
    ['no channel', { channelId: undefined }, 403],
    ['a channel with a door of its own', { channelId: 'AseChannel' }, 403],
  ])('a request of %s gets 403, whatever its token is good for', async (_name, activity, status) => {
    const authorization = await token({}, { key: anyChannel.privateKey, kid: 'any-channel' });
    expect(await post(authorization, activity)).toBe(status);
  });

  it('a token of another channel does not pass for one of Teams', async () => {
    const authorization = await token({}, { key: directLine.privateKey, kid: 'direct-line' });
    expect(await post(authorization, { channelId: 'directline' })).toBe(401);
  });

  it.each(['', 'Bearer', 'Bearer ', 'Basic YTpi'])(
    'a request with the header %p is refused before its body is there',
    async (authorization) => {
      const headers = { 'content-type': 'application/json', 'content-length': 1000, authorization };
      const { statuses } = await writeRaw(bot.port, head('POST /api/messages', headers));
      expect(statuses).toEqual([401]);
    },
  );
});

/** An activity that needs no answer, so that only the door is tried. */
const post = (authorization: string, overrides: object = {}): Promise<number> =>
  bot.post(
    {
      type: 'conversationUpdate',
      id: '1',
      channelId: 'msteams',
      serviceUrl: SERVICE,
      from: { id: '29:1' },
      recipient: { id: '28:bot' },
      conversation: { id: 'a:1', tenantId: TENANT, conversationType: 'personal' },
      ...overrides,
    },
    authorization === '' ? {} : { authorization },
  );

async function token(
  claims: JWTPayload = {},
  { key = keys.privateKey, kid = 'key-1', isEndless = false } = {},
): Promise<string> {
  const signed = await new SignJWT({
    iss: ISSUER,
    aud: APP,
    ...(!isEndless && { exp: Math.floor(Date.now() / 1000) + 600 }),
    nbf: Math.floor(Date.now() / 1000) - 10_000,
    serviceurl: SERVICE,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
    .sign(key);
  return `Bearer ${signed}`;
}

function unsigned(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: ISSUER, aud: APP, exp: Math.floor(Date.now() / 1000) + 600, serviceurl: SERVICE };
  return `Bearer ${part({ alg: 'none', kid: 'key-1' })}.${part(claims)}.`;
}

/** The OpenID document and keys of the Bot Framework, on loopback. */
async function startIssuer(): Promise<Server> {
  const jwkOf = async ({ publicKey }: typeof keys, kid: string, endorsements: string[]) => ({
    ...(await exportJWK(publicKey)),
    kid,
    use: 'sig',
    endorsements,
  });
  const published = [
    await jwkOf(keys, 'key-1', ['msteams']),
    await jwkOf(directLine, 'direct-line', ['directline', 'webchat']),
    await jwkOf(anyChannel, 'any-channel', ['msteams', 'directline', 'webchat', 'emulator']),
  ];
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const body = request.url?.includes('openid')
      ? {
          issuer: ISSUER,
          jwks_uri: `http://127.0.0.1:${port}/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
        }
      : { keys: published };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}
