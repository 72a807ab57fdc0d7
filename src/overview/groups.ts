import { z } from 'zod';
import { capital } from '../cards/problems.ts';
import type { GroupChats } from '../flows/group-chat/group-chat.ts';
import { planOf } from '../flows/group-chat/guide.ts';
import type { Group } from '../flows/group-chat/model.ts';
import { listAwaited, startOfToday } from '../flows/group-chat/reminding.ts';
import { partOf } from '../flows/group-chat/rights.ts';
import { listStandings } from '../flows/group-chat/standing.ts';
import { calendarOf } from '../flows/group-chat/views.ts';
import { isReadable, isUnreadable } from '../flows/unreadable.ts';
import type { GroupPage, GroupQuery, Reminded } from '../http/contract.ts';
import { type Given, isRefusal, type TabApi } from '../http/tab-api.ts';
import type { Library } from '../policy/model.ts';
import { today } from '../routing/school-time.ts';
import { sayNames, toGroupRow, toUnreadableGroup } from './group-words.ts';
import type { GroupLists } from './ports.ts';
import { clockOf, type Viewer } from './viewer.ts';
import { type Identify, refuse } from './viewers.ts';

export interface GroupsParts {
  readonly identify: Identify;
  readonly library: Library;
  readonly groupLists: GroupLists;
  readonly groupChats: Pick<GroupChats, 'remind'>;
  readonly now: () => Date;
}

/** Lists the groups in which somebody has a part, and reminds whom these wait for. */
export function createGroupRegister(parts: GroupsParts): Pick<TabApi, 'listGroups' | 'remind'> {
  const { identify, library, groupLists, groupChats, now } = parts;
  return {
    async listGroups(caller, query) {
      const viewer = await identify(caller, { roles: ['staff'] });
      return isRefusal(viewer) ? viewer : list(viewer, query);
    },
    async remind(caller, group) {
      const viewer = await identify(caller, { roles: ['staff'] });
      return isRefusal(viewer) ? viewer : remind(viewer, group);
    },
  };

  async function list(viewer: Viewer, query: GroupQuery): Given<GroupPage> {
    const { person, say } = viewer;
    const page = await groupLists.list(person, query);
    if (!page) return refuse(say, 'bad-request');
    const toRow = await createToRow(viewer, page.rows.filter(isReadable));
    return {
      rows: page.rows.map((one) => (isUnreadable(one) ? toUnreadableGroup(say, one) : toRow(one))),
      ...(page.next !== undefined && { next: page.next }),
      counts: await groupLists.count(person),
    };
  }

  /** Of all rows it is looked up at once who was reminded today. */
  async function createToRow({ person, say, ...viewer }: Viewer, groups: readonly Group[]) {
    const clock = clockOf({ person, say, ...viewer }, now());
    const calendar = calendarOf(viewer.school);
    const ids = groups.map(({ id }) => id);
    const reminded = await groupLists.listReminded(ids, startOfToday(calendar, clock.now));
    return (group: Group) => {
      const plan = planFor(group);
      return toGroupRow(say, clock, {
        group,
        plan,
        standings: plan ? listStandings(group, plan) : [],
        awaited: reminded.some((event) => event.group === group.id) ? [] : awaitedIn(group, person.id),
        viewer: person.id,
        today: today(calendar, clock.now),
      });
    };
  }

  /** As the policy is now; one that is gone asks nothing. */
  function planFor(group: Group) {
    const policy = library.policies.get(group.policy);
    return policy && planOf(policy, group.answers);
  }

  async function remind({ person, language, say }: Viewer, id: string): Given<Reminded> {
    const outcome = isId(id) ? await groupChats.remind(person, id) : ({ kind: 'not-found' } as const);
    switch (outcome.kind) {
      case 'sent':
        return {
          message: capital(say('tab-group.reminder.sent', { to: sayNames(say, { language }, outcome.to) })),
        };
      case 'not-found':
        return { refused: 'not-found', message: say('group-notice.not-found') };
      case 'nobody':
      case 'today':
        return { refused: 'bad-request', message: say(`tab-group.reminder.${outcome.kind}`) };
      default:
        return outcome satisfies never;
    }
  }
}

/** Anything can stand in an address. */
const isId = (id: string): boolean => z.guid().safeParse(id).success;

function awaitedIn(group: Group, viewer: string) {
  const part = partOf(group, viewer);
  return part ? listAwaited(group, part, viewer).map(({ person }) => person) : [];
}
