import { readActivity, readAddress } from '../../../src/teams/activity.ts';
import { findOwnRoster, readChat, readPlace } from '../../../src/teams/place.ts';

type Activity = Parameters<typeof readAddress>[0];

const activityWith = (conversationType: string | undefined, overrides: object = {}): Activity =>
  ({
    type: 'message',
    serviceUrl: 'https://smba.example/emea/',
    from: { id: '29:person', aadObjectId: 'object-id' },
    recipient: { id: '28:bot' },
    conversation: { id: 'a:chat', conversationType },
    ...overrides,
  }) as Activity; // a payload, not the whole of the type

const MET = { serviceUrl: 'https://smba.example/emea/', channelId: '29:person', botId: '28:bot' };

describe('the address of whoever acts', () => {
  it.each(['text', 'action', 'execute', 'installed'] as const)(
    'has the conversation of a personal chat after what happens in it: %s',
    (kind) => {
      expect(readAddress(activityWith('personal'), kind)).toEqual({ ...MET, conversation: 'a:chat' });
    },
  );

  it.each(['search', 'consider', 'report', 'dialog'] as const)(
    'has no conversation after what comes from a chat of others: %s',
    (kind) => {
      expect(readAddress(activityWith('personal'), kind)).toEqual({ ...MET, conversation: undefined });
    },
  );

  it.each(['ignored', 'removed', 'left', 'members'] as const)(
    'is not learnt where nobody turns to the bot: %s',
    (kind) => {
      expect(readAddress(activityWith('personal'), kind)).toBeUndefined();
    },
  );

  it.each(['groupChat', 'channel', undefined])('has no conversation from a place of the kind %s', (kind) => {
    expect(readAddress(activityWith(kind), 'text')).toEqual({ ...MET, conversation: undefined });
  });

  it.each([
    ['without a service', { serviceUrl: undefined }],
    ['without anybody', { from: undefined }],
    ['without the bot', { recipient: undefined }],
    ['of the bot itself', { from: { id: '28:bot' } }],
  ])('is absent in an activity %s', (_name, overrides) => {
    expect(readAddress(activityWith('personal', overrides), 'text')).toBeUndefined();
  });
});

describe('a place', () => {
  const placeOf = (conversation: object, more: object = {}) =>
    readPlace(activityWith('personal', { conversation: { id: 'a:chat', ...conversation }, ...more }));

  it.each(['personal', 'Personal', 'PERSONAL '])('is personal when it says so in any letters: %s', (kind) => {
    expect(placeOf({ conversationType: kind })).toBe('personal');
    expect(placeOf({ conversationType: kind, isGroup: false })).toBe('personal');
    expect(placeOf({ conversationType: kind, isGroup: null })).toBe('personal');
  });

  it.each([
    ['of which nothing is told', {}],
    ['of a kind that is null', { conversationType: null }],
    ['of a kind that is a number', { conversationType: 1 }],
    ['of a kind that nobody knows', { conversationType: 'oneOnOne' }],
    ['of a meeting', { conversationType: 'meeting' }],
    ['of a group', { conversationType: 'GROUPCHAT' }],
    ['that calls itself personal and a group', { conversationType: 'personal', isGroup: true }],
    ['that calls itself a group in a text', { conversationType: 'personal', isGroup: 'true' }],
    ['of two people', { id: '19:one_other@unq.gbl.spaces', conversationType: 'personal' }],
    ['with the id of a thread', { id: ' 19:x@thread.v2', conversationType: 'personal' }],
    ['without an id', { id: undefined, conversationType: 'personal' }],
  ])('counts as a group %s', (_name, conversation) => {
    expect(placeOf(conversation)).toBe('group');
  });

  it('counts as a group in a meeting, whatever it says', () => {
    expect(placeOf({ conversationType: 'personal' }, { channelData: { meeting: { id: 'm' } } })).toBe(
      'group',
    );
    expect(placeOf({}, { conversation: undefined })).toBe('group');
  });

  it('is a channel in any letters', () => {
    expect(placeOf({ conversationType: 'Channel' })).toBe('channel');
  });
});

const BOT = { id: '28:bot' };
const SOMEBODY = { id: '29:somebody' };
const update = (conversationType: string, overrides: object) =>
  readActivity(activityWith(conversationType, { type: 'conversationUpdate', ...overrides })).kind;

describe('who comes and goes', () => {
  it.each([
    ['somebody came', { membersAdded: [SOMEBODY] }],
    ['somebody left', { membersRemoved: [SOMEBODY] }],
    ['somebody came with the bot', { membersAdded: [BOT, SOMEBODY] }],
    ['a team says so without a list', { channelData: { eventType: 'teamMemberRemoved' } }],
    ['a team lists whom', { membersAdded: [SOMEBODY], channelData: { eventType: 'teamMemberAdded' } }],
  ])('is read in a group and a channel when %s, not in a personal chat', (_name, overrides) => {
    expect(update('groupChat', overrides)).toBe('members');
    expect(update('channel', overrides)).toBe('members');
    expect(update('personal', overrides)).toBe('ignored');
  });

  it.each([
    ['the bot came', { membersAdded: [BOT] }],
    ['the bot came, says the team', { membersAdded: [BOT], channelData: { eventType: 'teamMemberAdded' } }],
    ['the bot left', { membersRemoved: [BOT] }],
    ['a channel was renamed', { channelData: { eventType: 'channelRenamed' } }],
    ['nothing is told', { membersAdded: [] }],
  ])('is not when %s', (_name, overrides) => {
    expect(update('channel', overrides)).toBe('ignored');
  });
});

describe('an installation', () => {
  const install = (conversationType: string, action: string) =>
    readActivity(activityWith(conversationType, { type: 'installationUpdate', action })).kind;

  it.each([
    ['personal', 'add', 'installed'],
    ['groupChat', 'add', 'installed'],
    ['channel', 'add-upgrade', 'installed'],
    ['personal', 'remove', 'removed'],
    ['groupChat', 'remove', 'left'],
    ['channel', 'remove-upgrade', 'left'],
    ['personal', 'Add', 'installed'],
    ['groupChat', 'upgrade', 'installed'],
    ['groupChat', 'changed', 'ignored'],
  ])('in a place of the kind %s, with the action %s, is %s', (conversationType, action, kind) => {
    expect(install(conversationType, action)).toBe(kind);
  });
});

describe('a message of a bot', () => {
  it.each([{ id: '28:another' }, { id: '29:one', role: 'bot' }])('is not looked at: %j', (from) => {
    expect(readActivity(activityWith('groupChat', { text: 'hoi', from })).kind).toBe('ignored');
  });
});

describe('the group or channel of an activity', () => {
  const TEAM = { id: '19:team@thread.tacv2', aadGroupId: 'team-object-id' };

  it('is there for a group chat, without a team', () => {
    expect(readChat(activityWith('groupChat'))).toEqual({ conversation: 'a:chat', kind: 'group', team: '' });
  });

  it('names the team of a channel by object id, else by its own', () => {
    const { aadGroupId, ...bare } = TEAM;
    expect(readChat(activityWith('channel', { channelData: { team: TEAM } }))?.team).toBe(aadGroupId);
    expect(readChat(activityWith('channel', { channelData: { team: bare } }))?.team).toBe(TEAM.id);
  });

  it('is the channel, not the thread', () => {
    const conversation = { id: '19:channel@thread.tacv2;messageid=1700', conversationType: 'channel' };
    expect(readChat(activityWith('channel', { conversation }))?.conversation).toBe('19:channel@thread.tacv2');
  });

  it.each([
    ['type', { channel: { id: '19:own', type: 'Shared' } }],
    ['channelType', { channel: { id: '19:own', channelType: 'private' } }],
    ['membershipType', { channel: { id: '19:own', membershipType: 'private' } }],
    ['a type beside it', { channel: { id: '19:own' }, channelType: 'shared' }],
  ])(
    'has members of its own where the channel is shared or private, told by its %s',
    (_name, channelData) => {
      const activity = activityWith('channel', { channelData: { team: TEAM, ...channelData } });
      expect(findOwnRoster(activity)).toBe('19:own');
      expect(readChat(activity)?.conversation).toBe('19:own');
    },
  );

  it.each([{}, { channel: { id: '19:own' } }, { channel: { id: '19:own', type: 'standard' } }])(
    'has those of its team in any other channel: %j',
    (channelData) => {
      expect(findOwnRoster(activityWith('channel', { channelData: { team: TEAM, ...channelData } }))).toBe(
        undefined,
      );
    },
  );

  it('is not there for a personal chat', () => {
    expect(readChat(activityWith('personal'))).toBeUndefined();
  });
});
