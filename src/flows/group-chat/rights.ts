import { type Group, isRunning } from './model.ts';
import type { GroupAct, GroupPart } from './reply.ts';

/** Who may see a group and do what with it. It is looked up in the register, whatever a card says. */

/** Before its words went out to anybody, a group is its owner's alone. */
const isPrivate = ({ state }: Group): boolean => state === 'draft' || state === 'dropped';

/** How somebody stands to a group; nothing: it does not exist for them. */
export function partOf(group: Group, person: string): GroupPart | undefined {
  if (group.owner.id === person) return 'owner';
  if (isPrivate(group)) return undefined;
  if (isAskedSecond(group, person)) return 'second';
  if (mayDecide(group, person)) return 'approver';
  if (group.second?.person.id === person && group.second.state === 'confirmed') return 'second';
  if (wasAsked(group, person)) return 'approver';
  return [group.leader, ...group.told].some((one) => one?.id === person) ? 'leader' : undefined;
}

/** Whoever must still answer sees that first: to read along, then to decide on the permission too. */
const isAskedSecond = ({ second }: Group, person: string): boolean =>
  second?.person.id === person && second.state === 'asked';

/** Everybody who has a part, each once. */
export const partiesOf = (group: Group): string[] => [
  ...new Set(
    [
      group.owner,
      group.second?.person,
      ...(group.permission?.asked ?? []),
      group.leader,
      ...group.told,
    ].flatMap((named) => (named && partOf(group, named.id) ? [named.id] : [])),
  ),
];

/** What somebody can do with a group as it is, in the order of importance. `isOpen`: the owner has something to do. */
export function actsOf(group: Group, part: GroupPart, person: string, isOpen: boolean): readonly GroupAct[] {
  const last: GroupAct[] = ['history'];
  if (!isRunning(group)) return last;
  switch (part) {
    case 'owner':
      return [...ownerActs(group, isOpen), ...last];
    case 'second':
      return isAskedSecond(group, person)
        ? ['confirm', 'decline', ...last]
        : ['welcome', 'step-back', ...last];
    case 'approver':
      return mayDecide(group, person) ? ['approve', 'approve-if', 'refuse', ...last] : last;
    case 'leader':
      return last;
    default:
      return part satisfies never;
  }
}

/** Everybody whom the chain has asked may decide, until somebody did. */
const mayDecide = ({ permission }: Group, person: string): boolean =>
  (permission?.state === 'asked' || permission?.state === 'silent') && wasAsked({ permission }, person);

const wasAsked = ({ permission }: Pick<Group, 'permission'>, person: string): boolean =>
  permission?.asked.some(({ id }) => id === person) ?? false;

function ownerActs(group: Group, isOpen: boolean): GroupAct[] {
  const { state, answers, chat } = group;
  return [
    ...(state === 'review' ? (['review'] as const) : []),
    ...(isOpen ? (['go-on'] as const) : []),
    'welcome',
    ...(answers.medium === 'teams' && !chat ? (['make-chat'] as const) : []),
    'change',
    'close',
  ];
}
