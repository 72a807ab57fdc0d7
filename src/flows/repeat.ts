/** How often a change by the clock is tried again when people change the same thing at the same time. */
const TRIES = 5;

/**
 * Changes something as it is now; tries again on what it became when somebody else was quicker.
 * @param find the thing as it is; nothing when there is nothing to change any more
 * @param decide the change; nothing when none is needed
 * @param save false when the thing has moved on
 */
export async function repeat<Thing, Change>(
  find: () => Promise<Thing | undefined>,
  decide: (thing: Thing) => Promise<Change | undefined>,
  save: (change: Change) => Promise<boolean>,
): Promise<Change | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const thing = await find();
    const change = thing === undefined ? undefined : await decide(thing);
    if (change === undefined || (await save(change))) return change;
  }
  throw new Error('something changed too often to be changed by the clock');
}
