import type { TokenCredential } from '@azure/identity';
import { createGraphClient } from '../../../src/directory/graph-client.ts';
import { createTeamsGroups, type TeamsGroupsSettings } from '../../../src/teams/groups.ts';
import { type FakeConnector, startFakeConnector } from '../../support/fake-connector.ts';
import { type Failure, type FakeGraph, failure, startFakeGraph } from '../../support/fake-graph.ts';

const TENANT = '33333333-3333-4333-8333-333333333333';
const TEAM = '55555555-5555-4555-8555-555555555555';
const CHANNEL = '19:channel@thread.tacv2';
const CHAT = '19:chat@thread.v2';
const APP = 'https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/catalogue-id';
const NOOR = { tenant: TENANT, id: 'noor' };
const NOT_PERMITTED = { kind: 'not-permitted' };
const FAILED = { kind: 'failed' };

let graph: FakeGraph;
let connector: FakeConnector;
let reported: unknown[];
beforeEach(async () => {
  [graph, connector] = await Promise.all([startFakeGraph(), startFakeConnector()]);
  graph.tokens.add('any');
  reported = [];
});
afterEach(() => Promise.all([graph.stop(), connector.stop()]));

const credential: TokenCredential = {
  getToken: async () => ({ token: 'any', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
};

/** Over the real client of Graph and the real adapter. */
const groups = (settings: Partial<TeamsGroupsSettings> = {}) =>
  createTeamsGroups({
    bot: undefined,
    call: createGraphClient({ credential, http: graph.http, retryDelay: 0, timeout: 500 }),
    tenant: TENANT,
    app: 'catalogue-id',
    findAddress: async () => ({
      serviceUrl: connector.url,
      channelId: '29:noor',
      botId: '28:bot',
      conversation: 'a:noor',
    }),
    now: () => new Date('2026-11-23T09:00:00Z'),
    reportFailure: (error) => reported.push(error),
    ...settings,
  });

const forbidden = failure(403, 'Forbidden', 'Missing role permissions on the request.');
const busy = failure(429, 'TooManyRequests', 'Too many requests.', { 'retry-after': '0' });
const broken = failure(503, 'ServiceUnavailable', 'Try again.');

const make = (settings: Partial<TeamsGroupsSettings> = {}, topic = 'Mentorklas 2B') =>
  groups(settings).createChat(TENANT, topic, ['noor', 'bram', 'student-1']);

describe('a new chat', () => {
  it('has its name and everybody in it, and the bot', async () => {
    expect(await make()).toEqual({ kind: 'done', value: { conversation: '19:chat-1@thread.v2' } });
    expect(graph.chats).toMatchObject([{ topic: 'Mentorklas 2B', members: ['noor', 'bram', 'student-1'] }]);
    expect([...(graph.chats[0]?.apps ?? [])]).toEqual([APP]);
    expect(reported).toEqual([]);
  });

  it('has nobody twice, and a name that Teams takes', async () => {
    await groups().createChat(TENANT, `Klas: ${'x'.repeat(300)}`, ['noor', 'bram', 'noor']);
    expect(graph.chats[0]).toMatchObject({ members: ['noor', 'bram'] });
    expect(graph.chats[0]?.topic).toMatch(/^Klas {2}x{244}$/);
  });

  it.each<[string, Failure]>([
    ['the answer is lost', 'lost'],
    ['no answer comes', 'silent'],
    ['the connection is cut', 'cut'],
    ['Graph is broken', broken],
    ['Graph took too long', failure(504, 'GatewayTimeout', 'Timeout.')],
    ['Graph gave up waiting', failure(408, 'RequestTimeout', 'Timeout.')],
  ])('is asked for once when %s, for there may be one now', async (_name, trouble) => {
    graph.failures.push(trouble);
    expect(await make()).toEqual(FAILED);
    expect(graph.count(/^\/chats/)).toBe(1);
    expect(graph.chats.length).toBeLessThanOrEqual(1);
    expect(reported).toHaveLength(1);
  });

  it('is not made while Graph is too busy', async () => {
    graph.failures.push(busy);
    expect(await make()).toEqual(FAILED);
    expect(graph.chats).toEqual([]);
  });

  it('is not made without the permission, which is no failure', async () => {
    graph.failures.push(forbidden);
    expect(await make()).toEqual(NOT_PERMITTED);
    expect(reported).toEqual([]);
  });

  it('is not made of people whom Graph refuses', async () => {
    expect(await groups().createChat(TENANT, '2B', ['noor'])).toEqual(FAILED);
    expect(reported).toHaveLength(1);
  });

  it.each<[string, Partial<TeamsGroupsSettings>]>([
    ['without Graph', { call: undefined }],
    ['without the app in the catalogue', { app: undefined }],
    ['in another tenant than that of Graph', { tenant: '44444444-4444-4444-8444-444444444444' }],
  ])('is not permitted %s, and nothing is asked', async (_name, settings) => {
    expect(await make(settings)).toEqual(NOT_PERMITTED);
    expect(graph.requests).toEqual([]);
  });
});

describe('the bot in a new chat', () => {
  const INSTALL = /installedApps$/;

  it.each<[string, Failure]>([
    ['Graph is busy', busy],
    ['Graph is broken', broken],
    ['the answer is lost', 'lost'],
  ])('is brought there at a second try when %s', async (_name, trouble) => {
    const calls = createGraphClient({ credential, http: graph.http, retryDelay: 0 });
    const call: typeof calls = async (...request) => {
      if (INSTALL.test(request[1])) graph.failures.push(trouble);
      return calls(...request);
    };
    expect(await make({ call })).toMatchObject({ kind: 'done' });
    expect(graph.count(INSTALL)).toBe(2);
    expect(graph.chats[0]?.apps.size).toBe(1);
    expect(reported).toEqual([]);
  });

  it.each<[string, Failure]>([
    ['it may not be', forbidden],
    ['Graph stays broken', broken],
  ])('is missing when %s; the chat is there all the same', async (_name, trouble) => {
    graph.refusals.set(INSTALL, trouble);
    expect(await make()).toMatchObject({ kind: 'done' });
    expect(graph.chats).toHaveLength(1);
    expect(reported).toHaveLength(1);
  });
});

describe('the moderation of a channel', () => {
  const read = (settings: Partial<TeamsGroupsSettings> = {}) =>
    groups(settings).readModeration(TENANT, TEAM, CHANNEL);
  const set = (settings: Partial<TeamsGroupsSettings> = {}) =>
    groups(settings).setModeration(TENANT, TEAM, CHANNEL);

  it.each([
    ['moderators', true],
    ['everyone', false],
    ['everyoneExceptGuests', false],
  ])('that lets %s start posts is on: %s', async (userNewMessageRestriction, value) => {
    graph.channels.set(`${TEAM}/${CHANNEL}`, { userNewMessageRestriction });
    expect(await read()).toEqual({ kind: 'done', value });
    expect(graph.requests[0]).toMatchObject({
      method: 'GET',
      path: `/beta/teams/${TEAM}/channels/${CHANNEL}`,
    });
  });

  it('that nobody changed is off', async () => {
    graph.channels.set(`${TEAM}/${CHANNEL}`, null);
    expect(await read()).toEqual({ kind: 'done', value: false });
  });

  it('that Graph does not show is not taken for off', async () => {
    graph.failures.push({ status: 200, body: { id: CHANNEL } });
    expect(await read()).toEqual(FAILED);
  });

  it('is set so that moderators start posts, everybody replies, and the bot may post', async () => {
    graph.channels.set(`${TEAM}/${CHANNEL}`, null);
    expect(await set()).toEqual({ kind: 'done', value: undefined });
    expect(graph.channels.get(`${TEAM}/${CHANNEL}`)).toEqual({
      userNewMessageRestriction: 'moderators',
      replyRestriction: 'everyone',
      allowNewMessageFromBots: true,
      allowNewMessageFromConnectors: false,
    });
    expect(await read()).toEqual({ kind: 'done', value: true });
  });

  it('is set at a second try when Graph is busy or broken', async () => {
    graph.channels.set(`${TEAM}/${CHANNEL}`, null);
    graph.failures.push(busy, broken);
    expect(await set()).toMatchObject({ kind: 'done' });
  });

  it.each([
    ['read', read],
    ['set', set],
  ])('that may not be %s is told so, with and without Graph', async (_name, work) => {
    graph.refusals.set(/channels/, forbidden);
    expect(await work()).toEqual(NOT_PERMITTED);
    expect(await work({ call: undefined })).toEqual(NOT_PERMITTED);
    expect(graph.requests).toHaveLength(1);
  });

  it.each([
    ['read', read],
    ['set', set],
  ])('that cannot be %s is a failure', async (_name, work) => {
    expect(await work()).toEqual(FAILED);
    graph.refusals.set(/channels/, 'cut');
    expect(await work()).toEqual(FAILED);
    expect(reported).toHaveLength(2);
  });
});

describe('a text in a group', () => {
  const post = (settings: Partial<TeamsGroupsSettings> = {}) => groups(settings).post(NOOR, CHAT, 'Welkom!');

  it('is posted there, without Graph too', async () => {
    expect(await post({ call: undefined })).toEqual({ kind: 'done', value: undefined });
    expect(connector.sent).toMatchObject([
      { method: 'POST', conversation: CHAT, body: { type: 'message', text: 'Welkom!' } },
    ]);
    expect(graph.requests).toEqual([]);
  });

  it.each(['BotNotInConversationRoster', 'BotDisabledByAdmin', undefined])(
    'is not permitted where Teams refuses with 403 %s',
    async (code) => {
      connector.failures.push({ status: 403, body: { error: { code, message: '' } } });
      expect(await post()).toEqual(NOT_PERMITTED);
    },
  );

  it.each([404, 429, 500, 502])('fails with %i, after one try', async (status) => {
    connector.failures.push({ status, body: {} });
    expect(await post()).toEqual(FAILED);
    expect(connector.asked).toHaveLength(1);
  });

  it('fails when the connection is cut, after one try', async () => {
    connector.failures.push({ cut: 'after' });
    expect(await post()).toEqual(FAILED);
    expect(connector.sent).toHaveLength(1);
  });

  it('fails when its time is over', async () => {
    connector.failures.push({ wait: new Promise(() => undefined) });
    expect(await post({ timeout: 50 })).toEqual(FAILED);
  });

  it('fails for somebody whom the bot never met', async () => {
    expect(await post({ findAddress: async () => undefined })).toEqual(FAILED);
    expect(connector.asked).toEqual([]);
  });

  it('goes to no other machine as long as nobody authenticates the bot', async () => {
    const address = {
      serviceUrl: 'https://elsewhere.example/',
      channelId: '29:x',
      botId: '28:bot',
      conversation: undefined,
    };
    expect(await post({ findAddress: async () => address })).toEqual(FAILED);
  });
});
