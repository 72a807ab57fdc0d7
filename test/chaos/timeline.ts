import { endOfMinutes, waitOf } from './expected.ts';
import type { StoredEvent } from './ledger.ts';
import type { Story } from './tally.ts';

/** A time in which a case waited for somebody, until the clock was to act or somebody did. */
export interface Wait {
  readonly caseId: string;
  /** When the clock is to act. */
  readonly due: number;
  /** When the case went on, and whether by the clock; absent: it still waits. */
  readonly end: { readonly at: number; readonly byClock: boolean } | undefined;
}

/** The waits of a case, worked out from what happened in it. */
export function waitsOf(story: Story): Wait[] {
  const waits: Wait[] = [];
  let isExhausted = false;
  for (const events of byVersion(story.events)) {
    const open = waits.at(-1);
    const [first] = events;
    if (open && !open.end && first) {
      waits[waits.length - 1] = { ...open, end: { at: first.at, byClock: first.actor === undefined } };
    }
    const kinds = events.map(({ kind }) => kind);
    if (kinds.includes('exhausted')) isExhausted = true;
    if (kinds.includes('acknowledged')) isExhausted = false;
    for (const event of events) {
      const due = dueAfter(event, story, isExhausted);
      if (due !== undefined) waits.push({ caseId: story.accepted.id, due, end: undefined });
    }
  }
  return waits;
}

function dueAfter(event: StoredEvent, { accepted, chain }: Story, isExhausted: boolean): number | undefined {
  switch (event.kind) {
    case 'notified': {
      const link = chain.find(({ person }) => person === event.subject);
      return link && endOfMinutes(event.at, link.minutes, accepted);
    }
    case 'acknowledged':
      return endOfMinutes(event.at, waitOf('progress', accepted), accepted);
    case 'reminded':
      return endOfMinutes(event.at, waitOf(isExhausted ? 'rescue' : 'reminded', accepted), accepted);
    case 'exhausted':
      return endOfMinutes(event.at, waitOf('rescue', accepted), accepted);
    default:
      return undefined;
  }
}

/** What one change did, for each change in turn. */
export function byVersion(events: readonly StoredEvent[]): StoredEvent[][] {
  const versions = [...new Set(events.map(({ version }) => version))];
  return versions
    .sort((one, other) => one - other)
    .map((version) => events.filter((event) => event.version === version));
}
