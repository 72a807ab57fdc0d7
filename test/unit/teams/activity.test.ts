import { readActivity, readAddress, readChat } from '../../../src/teams/activity.ts';

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
  it('has the conversation of a personal chat', () => {
    expect(readAddress(activityWith('personal'))).toEqual({ ...MET, conversation: 'a:chat' });
  });

  it.each(['groupChat', 'channel', undefined])('has no conversation from a place of the kind %s', (kind) => {
    expect(readAddress(activityWith(kind))).toEqual({ ...MET, conversation: undefined });
  });

  it.each([
    ['without a service', { serviceUrl: undefined }],
    ['without anybody', { from: undefined }],
    ['without the bot', { recipient: undefined }],
    ['of the bot itself', { from: { id: '28:bot' } }],
  ])('is absent in an activity %s', (_name, overrides) => {
    expect(readAddress(activityWith('personal', overrides))).toBeUndefined();
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
    ['groupChat', 'upgrade', 'ignored'],
  ])('in a place of the kind %s, with the action %s, is %s', (conversationType, action, kind) => {
    expect(install(conversationType, action)).toBe(kind);
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

  it('is not there for a personal chat', () => {
    expect(readChat(activityWith('personal'))).toBeUndefined();
  });
});
