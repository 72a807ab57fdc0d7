import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { Member } from '../../../src/flows/group-chat/ports.ts';
import { createDoor } from '../../../src/teams/door.ts';
import { readRoster } from '../../../src/teams/roster.ts';
import {
  type Member as Account,
  type FakeConnector,
  startFakeConnector,
} from '../../support/fake-connector.ts';

const TENANT = '33333333-3333-4333-8333-333333333333';
const CHAT = '19:chat@thread.v2';
const TEAM = '19:team@thread.tacv2';

let connector: FakeConnector;
beforeEach(async () => {
  connector = await startFakeConnector();
});
afterEach(() => connector.stop());

/** Does something in a turn of the real adapter, in a place of this kind. */
async function inTurn<T>(activity: object, work: (context: TurnContext) => Promise<T>): Promise<T> {
  let settle: Promise<T> | undefined;
  const door = createDoor({ bot: undefined, tenants: [] }, async (context) => {
    settle = work(context);
    await settle.catch(() => undefined);
  });
  await door.receive({
    authorization: '',
    body: {
      id: randomUUID(),
      type: 'conversationUpdate',
      channelId: 'msteams',
      serviceUrl: connector.url,
      from: { id: '29:somebody', aadObjectId: 'somebody' },
      recipient: { id: '28:bot', name: 'Mag dat?' },
      conversation: { id: CHAT, conversationType: 'groupChat', tenantId: TENANT, isGroup: true },
      channelData: { tenant: { id: TENANT } },
      ...activity,
    },
  });
  if (!settle) throw new Error('there was no turn');
  return settle;
}

const IN_TEAM = {
  conversation: { id: TEAM, conversationType: 'channel', tenantId: TENANT, isGroup: true },
  channelData: { tenant: { id: TENANT }, team: { id: TEAM, aadGroupId: 'team-object-id' } },
};

function readOf(accounts: readonly Account[], activity: object = {}): Promise<readonly Member[]> {
  connector.rosters.set(CHAT, accounts);
  connector.rosters.set(TEAM, accounts);
  return inTurn(activity, (context) => readRoster(context));
}

const account = (overrides: Partial<Account> = {}): Account => ({
  id: '29:noor',
  aadObjectId: 'noor',
  name: 'Noor de Wit',
  tenantId: TENANT,
  userPrincipalName: 'n.dewit@school.example',
  userRole: 'user',
  ...overrides,
});

describe('the roster', () => {
  it.each(['shared', 'private'])('of a %s channel is its own, not that of its team', async (type) => {
    connector.rosters.set('19:apart@thread.tacv2', [
      account(),
      account({ id: '29:bram', aadObjectId: 'bram' }),
    ]);
    const channel = { id: '19:apart@thread.tacv2', type };
    const members = await readOf([account()], {
      ...IN_TEAM,
      channelData: { ...IN_TEAM.channelData, channel },
    });
    expect(members.map(({ id }) => id)).toEqual(['noor', 'bram']);
  });

  it('names everybody by object id, wherever it stands, else by the id of the channel', async () => {
    const { aadObjectId: _none, ...bare } = account();
    const members = await readOf([
      account(),
      { ...bare, id: '29:bram', objectId: 'bram', name: 'Bram Kuipers' },
      { id: '29:unknown' },
    ]);
    expect(members).toEqual([
      { id: 'noor', name: 'Noor de Wit', isGuest: false },
      { id: 'bram', name: 'Bram Kuipers', isGuest: false },
      { id: '29:unknown', name: '', isGuest: false },
    ]);
  });

  it('leaves the bot out, and has the same person once', async () => {
    const members = await readOf([
      account(),
      { id: '28:bot', name: 'Mag dat?' },
      account({ id: '29:noor-again' }),
    ]);
    expect(members.map(({ id }) => id)).toEqual(['noor']);
  });

  it('of a team is read to its last page', async () => {
    const many = Array.from({ length: 1201 }, (_, index) =>
      account({ id: `29:${index}`, aadObjectId: `person-${index}` }),
    );
    const members = await readOf(many, IN_TEAM);
    expect(members).toHaveLength(1201);
    expect(members.at(-1)?.id).toBe('person-1200');
    expect(connector.asked.map(({ conversation }) => conversation)).toEqual([TEAM, TEAM, TEAM]);
  });

  it('of nobody is empty', async () => {
    expect(await readOf([])).toEqual([]);
  });
});

describe('a guest', () => {
  it.each([
    ['has an account in another tenant', { tenantId: '44444444-4444-4444-8444-444444444444' }],
    ['was invited', { userPrincipalName: 'ouder_example.com#EXT#@school.onmicrosoft.com' }],
    [
      'was invited, in other capitals',
      { userPrincipalName: 'ouder_example.com#ext#@school.onmicrosoft.com' },
    ],
    ['is anonymous', { userRole: 'anonymous' }],
    ['has the role of a guest', { userRole: 'Guest' }],
  ])('%s', async (_name, overrides) => {
    expect(await readOf([account(overrides)])).toMatchObject([{ isGuest: true }]);
  });

  it.each([
    ['whose tenant is written in capitals', { tenantId: TENANT.toUpperCase() }],
    ['of whom nothing but an id is told', { tenantId: '', userPrincipalName: '', userRole: '' }],
  ])('is not somebody %s', async (_name, overrides) => {
    expect(await readOf([account(overrides)])).toMatchObject([{ isGuest: false }]);
  });

  it('is not everybody where the conversation does not name its tenant', async () => {
    const conversation = { id: CHAT, conversationType: 'groupChat', isGroup: true };
    const nowhere = { conversation, channelData: {} };
    expect(await readOf([account()], nowhere)).toMatchObject([{ isGuest: false }]);
  });
});

describe('a roster that cannot be read', () => {
  it.each([
    [403, 'BotNotInConversationRoster'],
    [404, 'ConversationNotFound'],
    [429, 'TooManyRequests'],
  ])('fails with the status %i', async (status, code) => {
    connector.failures.push({ status, body: { error: { code, message: '' } } });
    await expect(readOf([account()])).rejects.toMatchObject({ statusCode: status });
  });

  it('fails when a page is missing, for half a roster would say that the others left', async () => {
    const many = Array.from({ length: 501 }, (_, index) => account({ aadObjectId: `person-${index}` }));
    connector.rules.push(() =>
      connector.asked.length > 1 ? { status: 404, body: { error: { code: 'NotFound' } } } : undefined,
    );
    await expect(readOf(many, IN_TEAM)).rejects.toMatchObject({ statusCode: 404 });
  });

  it('fails when somebody in it has no id', async () => {
    await expect(readOf([account(), { name: 'Somebody' } as Account])).rejects.toThrow();
  });

  it('fails when its time is over', async () => {
    const { promise: wait, resolve: goOn } = Promise.withResolvers<void>();
    connector.failures.push({ wait });
    await expect(inTurn({}, (context) => readRoster(context, 50))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    goOn();
  });
});
