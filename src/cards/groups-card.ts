import { referenceOf } from '../flows/escalation/model.ts';
import type { GroupAction } from '../flows/group-chat/action.ts';
import type { Group } from '../flows/group-chat/model.ts';
import type { GroupDroppedReply, GroupInviteReply, GroupsReply } from '../flows/group-chat/reply.ts';
import type { Unreadable } from '../flows/unreadable.ts';
import { nameOf, personText } from './case-words.ts';
import { plainButton } from './execute.ts';
import { groupBand } from './group-state.ts';
import { sayFact } from './group-words.ts';
import type { Button, Say } from './parts.ts';
import { LIMITS, shorten } from './plain.ts';
import { type Clock, sayDay, sayMoment, sayWritten } from './times.ts';

/** Rows of each part of the list. */
const ROWS = 10;

/** Groups of one's own that a chat can be linked to at once. */
const LINKS = 5;

/** Data of `cards/groups.json`: the draft, one's own groups, and those that one has a part in. */
export function groupsData(say: Say, reply: GroupsReply) {
  const { draft, own, shared, team } = reply;
  return {
    summary: say('groups.summary'),
    title: say('groups.title'),
    sections: [
      ...(draft ? [draftSection(say, reply, draft)] : []),
      section(say, reply, 'own', own),
      ...(shared.length > 0 ? [section(say, reply, 'shared', shared)] : []),
      ...(team.length > 0 ? [section(say, reply, 'team', team)] : []),
      ...unreadableSection(say, reply, reply.unreadable),
    ],
    start: draft
      ? []
      : ([{ title: say('groups.start'), data: { do: 'group-start', conversation: '' } }] satisfies Button[]),
  };
}

function draftSection(say: Say, clock: Clock, draft: Group) {
  const data: GroupAction = { do: 'group-resume', id: draft.id };
  const row = { ...rowOf(say, clock, draft, true), open: { title: say('groups.resume'), data } };
  return { title: say('groups.draft'), empty: '', rows: [row], more: '' };
}

function section(say: Say, clock: Clock, name: 'own' | 'shared' | 'team', groups: readonly Group[]) {
  const more = groups.length - ROWS;
  return {
    title: say(`groups.${name}`),
    empty: groups.length === 0 ? say('groups.own-empty') : '',
    rows: groups.slice(0, ROWS).map((one) => rowOf(say, clock, one, name === 'own')),
    more: more > 0 ? say('groups.more', { count: more }) : '',
  };
}

function rowOf(say: Say, clock: Clock, group: Group, isOwn: boolean) {
  const { id, owner, answers } = group;
  const { icon, word } = groupBand(say, group);
  const about = [
    sayFact(say, 'medium', answers),
    isOwn ? '' : say('groups.by', { owner: nameOf(say, owner) }),
    nextOf(say, clock, group),
  ];
  return {
    name: answers.name === '' ? say('groups.nameless') : personText(answers.name),
    state: `${icon} ${word}`,
    about: about.filter((part) => part !== '').join(' · '),
    // no button that gets its card back: the group stands below the list, which stays
    open: {
      title: shorten(say('groups.open', { name: answers.name }), LIMITS.button),
      data: { do: 'group-show', id } satisfies GroupAction as GroupAction,
    },
  };
}

/** Those that a newer version kept: that they are there, and since when. */
function unreadableSection(say: Say, clock: Clock, unreadable: readonly Unreadable[]) {
  if (unreadable.length === 0) return [];
  const rows = unreadable.slice(0, ROWS).map((one) => ({
    name: say('unreadable.group'),
    state: say('unreadable.state'),
    about: sayMoment(say, clock, one.createdAt),
    open: {
      title: say('cases.open', { reference: referenceOf(one) }),
      data: { do: 'group-show', id: one.id } satisfies GroupAction as GroupAction,
    },
  }));
  const more = unreadable.length - ROWS;
  return [
    {
      title: say('unreadable.title'),
      empty: '',
      rows,
      more: more > 0 ? say('groups.more', { count: more }) : '',
    },
  ];
}

/** When something happens next, or when it ended. */
function nextOf(say: Say, clock: Clock, { state, waits, reviewOn, closedAt }: Group): string {
  switch (state) {
    case 'waiting': {
      const [next] = waits.map(({ at }) => at).toSorted();
      return next === undefined ? '' : say('groups.next', { when: sayWritten(say, clock, next) });
    }
    case 'active':
    case 'review':
      return reviewOn === '' ? '' : say('groups.review', { when: sayDay(clock, reviewOn) });
    case 'closed':
      return closedAt === '' ? '' : say('groups.closed', { when: sayWritten(say, clock, closedAt) });
    default:
      return '';
  }
}

/** Data of `cards/group-invite.json`: a chat with students that the register does not know. */
export const groupInviteData = (say: Say, { conversation, students, groups }: GroupInviteReply) => ({
  summary: say('group-invite.summary'),
  title: say('group-invite.title'),
  students: say('group-invite.students', { count: students }),
  why: say('group-invite.why'),
  start: [plainButton(say('group-invite.start'), { do: 'group-start', medium: 'teams', conversation })],
  linkTitle: say('group-invite.link-title'),
  links: groups.slice(0, LINKS).map(({ id, version, answers }) =>
    plainButton(shorten(say('group-invite.link', { name: answers.name }), LIMITS.button), {
      do: 'group-link',
      id,
      version,
      conversation,
    }),
  ),
});

/** Data of `cards/group-dropped.json`: a way back to the draft. */
export const groupDroppedData = (say: Say, { id }: GroupDroppedReply) => ({
  summary: say('group-dropped.summary'),
  text: say('group-dropped.text'),
  buttons: [plainButton(say('group-dropped.resume'), { do: 'group-resume', id })],
});
