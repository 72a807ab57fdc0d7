import { randomUUID } from 'node:crypto';
import type { RenderedReply } from '../../../src/cards/render.ts';
import type { Desk } from '../../../src/flows/desk.ts';
import type { Reply } from '../../../src/flows/reply.ts';
import { type BotParts, createTurn } from '../../../src/teams/bot.ts';
import { createDoor } from '../../../src/teams/door.ts';
import { type FakeConnector, startFakeConnector } from '../../support/fake-connector.ts';

const TENANT = '33333333-3333-4333-8333-333333333333';
const CHAT = '19:chat@thread.v2';
const TEAM = '19:team@thread.tacv2';
const OWN = 'a:noor';
const ADDED = { type: 'installationUpdate', action: 'add' };
const REMOVED = { type: 'installationUpdate', action: 'remove' };
const CAME = { type: 'conversationUpdate', membersAdded: [{ id: '29:bram' }] };
const WELCOME: Reply = { kind: 'apology', language: 'nl', reference: 'WELCOME' };

let connector: FakeConnector;
let reported: unknown[];
/** What the desk was asked, and who was met. */
let asked: unknown[][];
let met: 'new' | 'known';
beforeEach(async () => {
  met = 'new';
  connector = await startFakeConnector();
  reported = [];
  asked = [];
});
afterEach(() => connector.stop());

const ROSTER = [
  { id: '29:noor', aadObjectId: 'noor', name: 'Noor de Wit', tenantId: TENANT },
  { id: '29:bram', objectId: 'bram', name: 'Bram Kuipers', tenantId: TENANT },
];
const MEMBERS = [
  { id: 'noor', name: 'Noor de Wit', isGuest: false },
  { id: 'bram', name: 'Bram Kuipers', isGuest: false },
];

/** Where something happens, by the kind of the place. */
const ID_OF: Readonly<Record<string, string>> = { channel: TEAM, personal: OWN };

/** Has a turn over the real door, with a desk that takes down what it is asked. */
async function post(
  conversationType: string,
  activity: object,
  overrides: Partial<Desk> = {},
  timeout?: number,
) {
  const note =
    (name: string) =>
    async (...values: unknown[]) => {
      asked.push([name, ...values]);
    };
  const desk = {
    welcome: async () => WELCOME,
    meetGroup: note('meetGroup'),
    leaveGroup: note('leaveGroup'),
    goodbye: note('goodbye'),
    ...overrides,
  } as Partial<Desk> as Desk; // only what these turns use
  const turn = createTurn({
    desk,
    render: (reply): RenderedReply => ({
      kind: 'text',
      text: reply.kind === 'apology' ? reply.reference : '',
    }),
    renderSearch: undefined as unknown as BotParts['renderSearch'], // nobody searches here
    meet: async (...values) => {
      asked.push(['meet', ...values]);
      return met;
    },
    reportFailure: (error) => {
      reported.push(error);
      return 'APOLOGY';
    },
    timeout,
  });
  const { status } = await createDoor({ bot: undefined, tenants: [] }, turn).receive({
    authorization: '',
    body: {
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl: connector.url,
      from: { id: '29:noor', aadObjectId: 'noor', name: 'Noor de Wit' },
      recipient: { id: '28:bot' },
      conversation: { id: ID_OF[conversationType] ?? CHAT, conversationType, tenantId: TENANT },
      channelData: {
        tenant: { id: TENANT },
        ...(conversationType === 'channel' && { team: { id: TEAM, aadGroupId: 'team-object-id' } }),
      },
      ...activity,
    },
  });
  return status;
}

const texts = () => connector.sent.map(({ body }) => body.text);
const asker = (conversation: string) => ({ tenant: TENANT, id: 'noor', conversation });

describe('the bot that comes', () => {
  it.each([
    ['groupChat', CHAT, { conversation: CHAT, kind: 'group', team: '' }],
    ['channel', TEAM, { conversation: TEAM, kind: 'channel', team: 'team-object-id' }],
  ])('into a place of the kind %s greets once, and sees who is there', async (kind, id, chat) => {
    connector.rosters.set(id, ROSTER);
    expect(await post(kind, ADDED)).toBe(200);
    await post(kind, { type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] });
    expect(texts()).toEqual(['WELCOME']);
    expect(asked.filter(([name]) => name === 'meetGroup')).toEqual([['meetGroup', asker(id), chat, MEMBERS]]);
  });

  it('into a personal chat reads no roster', async () => {
    await post('personal', ADDED);
    expect(texts()).toEqual(['WELCOME']);
    expect(asked).toEqual([['meet', expect.anything(), expect.anything(), 'Noor de Wit']]);
    expect(connector.asked).toHaveLength(1);
  });

  it.each([
    ['is refused', { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } }],
    ['is not there', { status: 404, body: {} }],
    ['comes too often', { status: 429, body: {} }],
    ['is cut off', { cut: 'before' } as const],
  ])(
    'greets all the same when the roster %s, and nobody hears of that',
    async (_name, trouble) => {
      connector.rules.push(({ path }) => (path.endsWith('/pagedmembers') ? trouble : undefined));
      expect(await post('groupChat', ADDED)).toBe(200);
      expect(texts()).toEqual(['WELCOME']);
      expect(reported).toHaveLength(1);
      expect(asked.map(([name]) => name)).toEqual(['meet']);
    },
    30_000,
  );

  it.each([
    ['is refused', { status: 403, body: { error: { code: 'ConversationBlockedByUser' } } }],
    ['comes too often', { status: 429, body: {} }],
    ['is cut off', { cut: 'before' } as const],
  ])('sees who is there all the same when its greeting %s, and says no more', async (_name, trouble) => {
    connector.rosters.set(CHAT, ROSTER);
    connector.rules.push(({ path }) => (path.includes('/activities') ? trouble : undefined));
    expect(await post('groupChat', ADDED)).toBe(200);
    expect(asked.at(-1)).toEqual(['meetGroup', asker(CHAT), expect.anything(), MEMBERS]);
    expect(reported).toHaveLength(1);
  });

  it('does not wait for as long as a service that is too busy says', async () => {
    connector.rules.push(({ path }) =>
      path.includes('/activities') ? { status: 429, headers: { 'retry-after': '86400' } } : undefined,
    );
    expect(await post('personal', ADDED, {}, 200)).toBe(200);
    expect(reported).toHaveLength(1);
    expect(connector.asked).toHaveLength(1);
  });

  it.each(['add-upgrade', 'upgrade', 'Add-Upgrade'])(
    'anew, with the action %s, greets nobody twice',
    async (action) => {
      connector.rosters.set(CHAT, ROSTER);
      met = 'known';
      for (const place of ['personal', 'groupChat'])
        await post(place, { type: 'installationUpdate', action });
      expect(texts()).toEqual([]);
      expect(asked.map(([name]) => name)).toEqual(['meet', 'meet', 'meetGroup']);
      met = 'new';
      await post('personal', { type: 'installationUpdate', action });
      expect(texts()).toEqual(['WELCOME']);
    },
  );

  it('greets all the same when the desk fails', async () => {
    connector.rosters.set(CHAT, ROSTER);
    await post('groupChat', ADDED, {
      meetGroup: async () => {
        throw new Error('no database');
      },
    });
    expect(texts()).toEqual(['WELCOME']);
    expect(reported).toHaveLength(1);
  });
});

describe('somebody who comes or goes', () => {
  it.each([
    ['comes', CAME],
    ['goes', { type: 'conversationUpdate', membersRemoved: [{ id: '29:bram' }] }],
  ])(
    'has the desk see who is there when somebody %s; nothing is said, and nobody met',
    async (_name, event) => {
      connector.rosters.set(CHAT, ROSTER);
      await post('groupChat', event);
      const chat = { conversation: CHAT, kind: 'group', team: '' };
      expect(asked).toEqual([['meetGroup', asker(CHAT), chat, MEMBERS]]);
      expect(connector.sent).toEqual([]);
    },
  );

  it('is not seen where the roster cannot be read, and nothing is said about that', async () => {
    expect(await post('groupChat', CAME)).toBe(200);
    expect(asked).toEqual([]);
    expect(connector.sent).toEqual([]);
    expect(reported).toHaveLength(1);
  });
});

describe('the bot that is removed', () => {
  it.each([
    ['groupChat', CHAT],
    ['channel', TEAM],
  ])('from a place of the kind %s tells the desk, and nobody is forgotten', async (kind, id) => {
    await post(kind, REMOVED);
    expect(asked).toEqual([['leaveGroup', TENANT, id]]);
    expect(connector.asked).toEqual([]);
  });

  it('says nothing where it is no more, though something failed', async () => {
    const leaveGroup = async () => {
      throw new Error('no database');
    };
    expect(await post('groupChat', REMOVED, { leaveGroup })).toBe(200);
    expect(connector.asked).toEqual([]);
    expect(reported).toHaveLength(1);
  });

  it('from a personal chat forgets that person', async () => {
    await post('personal', REMOVED);
    expect(asked).toEqual([['goodbye', asker(OWN)]]);
  });
});
