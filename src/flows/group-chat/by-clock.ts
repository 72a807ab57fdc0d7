import type { Directory } from '../../routing/directory.ts';
import type { PersonRef } from '../../routing/person.ts';
import { remindPermission, skipApprover } from './asking.ts';
import type { Step, Turn } from './changes.ts';
import * as changes from './changes.ts';
import type { Group } from './model.ts';
import type { GroupRef, Groups } from './ports.ts';
import type { ChangeRunning } from './running.ts';

export interface ByClockParts {
  readonly groups: Groups;
  readonly directory: Directory;
  readonly changeRunning: ChangeRunning;
  readonly now: () => Date;
}

/** What happens to groups when time passes, and when messages arrive or do not. */
export function createByClock({ groups, directory, changeRunning, now }: ByClockParts) {
  return {
    /** Does what is due first in a group; nothing when it is not yet time. */
    async passTime(ref: GroupRef): Promise<void> {
      await changeRunning(ref, passDue);
    },
    /** Somebody cannot be reached: whoever waits for them goes on without. */
    async skip(ref: GroupRef, person: string): Promise<void> {
      await changeRunning(ref, (turn) => skipPerson(turn, person));
    },
    noteDelivery,
  };

  async function passDue(turn: Turn): Promise<Step | undefined> {
    const due = turn.group.waits.find(({ at }) => new Date(at) <= turn.now);
    switch (due?.awaited) {
      case 'second-staff':
        return changes.remindSecond(turn);
      case 'permission':
        return remindPermission(directory, turn);
      case 'to-do':
        return changes.remindToDo(turn);
      case 'review':
        return changes.remindReview(turn);
      default:
        return due?.awaited satisfies undefined;
    }
  }

  async function skipPerson(turn: Turn, person: string): Promise<Step | undefined> {
    const { second } = turn.group;
    return second?.state === 'asked' && second.person.id === person
      ? changes.giveUpSecond(turn)
      : skipApprover(directory, turn, person);
  }

  /** Whoever had to know of a group knows of it once the message arrived. */
  async function noteDelivery(to: PersonRef, id: string, kind: string, outcome: string): Promise<void> {
    const ref = { tenant: to.tenant, id };
    if (kind === 'informed' && outcome === 'delivered') {
      await changeRunning(ref, async ({ group }) =>
        group.informedAt === ''
          ? {
              changes: { informedAt: now().toISOString() },
              events: [{ kind: 'informed', subject: group.told.find((one) => one.id === to.id) }],
              messages: [],
            }
          : undefined,
      );
    } else if (ASKING.includes(kind) && outcome !== 'delivered') {
      const group = await groups.find(ref);
      const subject = group && namedIn(group, to.id);
      if (group && subject)
        await groups.record(ref, {
          at: now(),
          kind: 'undeliverable',
          version: group.version,
          actor: undefined,
          subject,
          reason: outcome,
        });
    }
  }
}

/** Notices that ask somebody to act: whether they arrived belongs to the history of a group. */
const ASKING: readonly string[] = ['second-asked', 'permission-asked', 'one-left', 'none-left', 'informed'];

const namedIn = ({ owner, leader, told, second, permission }: Group, id: string) => {
  const found = [owner, leader, ...told, second?.person, ...(permission?.asked ?? [])];
  const person = found.find((one) => one?.id === id);
  return person && { id: person.id, name: person.name };
};
