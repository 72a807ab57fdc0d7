import type { Group } from '../../../../src/flows/group-chat/model.ts';
import type { TeamsGroups } from '../../../../src/flows/group-chat/ports.ts';
import type {
  GroupChatReply,
  GroupQuestionReply,
  GroupReply,
} from '../../../../src/flows/group-chat/reply.ts';
import { NOW } from '../../../support/cases.ts';
import { buildChat, buildGroup, buildGroupIn, buildSecond } from '../../../support/groups.ts';
import { openFlow, policyOf } from './memory.ts';

const CHANNEL = buildChat({ kind: 'channel', team: 'team', conversation: '19:channel' });

/** A group for urgent news in a channel, where the rules of Scala let only the admin post. */
const inChannel = (overrides: Partial<Group> = {}): Group =>
  buildGroup({
    policy: 'scala-coenecoop',
    answers: { ...buildGroup().answers, purpose: 'urgent' },
    second: undefined,
    chat: CHANNEL,
    waits: [],
    ...overrides,
  });

function asQuestion(reply: GroupChatReply): GroupQuestionReply {
  if (reply.kind !== 'group-question') throw new Error(`no question but ${reply.kind}`);
  return reply;
}

describe('A declaration that only the admin posts in a channel', () => {
  /** Declares it, and gives what is shown and how the group is kept. */
  async function declare(readModeration: TeamsGroups['readModeration']) {
    const { press, put, get } = openFlow('scala-coenecoop', { teams: { readModeration } });
    const group = inChannel();
    await put(group);
    const { id, version } = group;
    const answer = { do: 'group-answer', id, version, question: 'admin-only-posting', attested: 'true' };
    return { shown: await press('teacher', answer), kept: (await get(id)).proofs['admin-only-posting'] };
  }

  it('is not taken when Teams says that everybody posts, and the card says so', async () => {
    const { shown, kept } = await declare(async () => ({ kind: 'done', value: false }));
    expect(kept).toBeUndefined();
    expect(asQuestion(shown)).toMatchObject({ contradicted: true, typed: { attested: 'true' } });
  });

  it('is a check when Teams says so too', async () => {
    const { shown, kept } = await declare(async () => ({ kind: 'done', value: true }));
    expect([shown.kind, kept?.by]).toEqual(['group', 'checked']);
  });

  it.each(['not-permitted', 'failed'] as const)('counts where Teams tells nothing: %s', async (kind) => {
    const { shown, kept } = await declare(async () => ({ kind }));
    expect([shown.kind, kept?.by]).toEqual(['group', 'attested']);
  });
});

describe('A chat that the bot makes', () => {
  const createChat: TeamsGroups['createChat'] = async () => ({
    kind: 'done',
    value: { conversation: '19:made' },
  });
  const roster =
    (...ids: readonly string[]): TeamsGroups['readMembers'] =>
    async () => ({ kind: 'done', value: ids.map((id) => ({ id, name: id, isGuest: false })) });
  const SECOND = { kind: 'second-staff', when: {}, text: { nl: '', en: '' }, article: 'III.B.4' } as const;

  /** Makes the chat of a group that must have two of the staff, and of which the colleague reads along. */
  async function make(readMembers: TeamsGroups['readMembers']): Promise<GroupReply> {
    const { press, put, policies } = openFlow('svok', { teams: { createChat, readMembers } });
    const policy = policyOf('svok');
    policies.set('svok', { ...policy, groups: { ...policy.groups, requirements: [SECOND] } });
    const group = buildGroup({ state: 'active', second: buildSecond({ state: 'confirmed' }), waits: [] });
    await put(group);
    const { id, version } = group;
    const act = { do: 'group-act', id, version, act: 'make-chat', people: 'student,classmate' };
    const shown = await press('teacher', act);
    if (shown.kind !== 'group') throw new Error(`no group but ${shown.kind}`);
    return shown;
  }

  it('is kept with whoever was seen in it', async () => {
    const { group, standings } = await make(roster('teacher', 'second', 'student'));
    expect(group.chat).toMatchObject({ conversation: '19:made', students: 1, seenAt: NOW.toISOString() });
    expect([group.chat?.staff.length, standings[0]?.proof?.by]).toEqual([2, 'checked']);
  });

  it('is short of staff when the colleague is not in it', async () => {
    const { group, standings } = await make(roster('teacher', 'student'));
    expect([group.unattended, standings[0]?.state]).toEqual(['one-left', 'lost']);
  });

  it('was not looked at where Teams does not show who is in it', async () => {
    const { group, standings } = await make(async () => ({ kind: 'failed' }));
    expect(group.chat).toMatchObject({ conversation: '19:made', seenAt: '', staff: [], students: 0 });
    expect([group.unattended, standings[0]?.proof?.by]).toEqual([undefined, 'attested']);
  });
});

describe('The button that sets the moderation of a channel', () => {
  it('is there for a group of the register', async () => {
    const { press, put } = openFlow('scala-coenecoop');
    const group = inChannel();
    await put(group);
    const shown = await press('teacher', {
      do: 'group-question',
      id: group.id,
      question: 'admin-only-posting',
    });
    expect(asQuestion(shown).canSet).toBe(true);
  });

  it('is not there in the guide, for on a draft it would be refused', async () => {
    const { press, put } = openFlow('scala-coenecoop');
    const { policy, answers, chat } = inChannel();
    await put(buildGroupIn('draft', { policy, answers, chat, at: 'admin-only-posting' }));
    const shown = asQuestion(await press('teacher', { do: 'group-start' }));
    expect([shown.question, shown.canSet]).toEqual(['admin-only-posting', false]);
  });
});
