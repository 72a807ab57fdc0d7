import type { Policy } from '../../policy/model.ts';
import { repeat } from '../repeat.ts';
import { type Step, type Turn, toChange } from './changes.ts';
import { isRunning } from './model.ts';
import type { GroupChange, GroupRef, Groups } from './ports.ts';
import type { GroupViews } from './views.ts';

/** What happens to a running group without a person who does it: by the clock, or in Teams. */
export type Decide = (turn: Turn, policy: Policy) => Promise<Step | undefined>;

/** Makes the function that changes a running group as it is now; gives nothing when nothing was to be changed. */
export const createRunning =
  (groups: Groups, views: GroupViews) =>
  (ref: GroupRef, decide: Decide): Promise<GroupChange | undefined> =>
    repeat(
      async () => {
        const group = await groups.find(ref);
        return group && isRunning(group) ? group : undefined;
      },
      async (group) => {
        const { setting, ...moment } = await views.momentOf(group, group.owner.language);
        const turn = { ...moment, actor: undefined };
        const step = await decide(turn, setting.policy);
        return step && toChange(turn, step);
      },
      groups.save,
    );

export type ChangeRunning = ReturnType<typeof createRunning>;
