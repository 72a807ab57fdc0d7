import { findDelivered } from './delivered.ts';
import type { Kept, Ledger, StoredEvent } from './ledger.ts';
import { isNews, type Story } from './tally.ts';
import { waitsOf } from './timeline.ts';

/** Cases, steps and messages that are not there and should be. */
export function findLost(stories: readonly Story[], ledger: Ledger, { messages }: Kept): string[] {
  const lastSweep = Math.max(...ledger.sweeps.map(({ from }) => from));
  return [
    ...stories.flatMap((story) =>
      story.stored ? inStory(story, lastSweep) : [`case ${story.accepted.id} is gone`],
    ),
    ...messages
      .filter(({ doneAt }) => doneAt === undefined)
      .map(({ caseId, person, notice }) => `${notice} of ${caseId} was never sent to ${person}`),
    ...findDelivered(ledger.receipts, messages)
      .filter(({ message, came }) => message.state === 'delivered' && isNews(message) && came.length === 0)
      .map(({ message: { caseId, person, notice } }) => `${notice} of ${caseId} never came to ${person}`),
  ];
}

const OVER = ['closed', 'withdrawn'];

function inStory(story: Story, lastSweep: number): string[] {
  const { accepted, stored, events } = story;
  const isOver = OVER.includes(stored?.state ?? '');
  const wait = waitsOf(story).at(-1);
  const responsible = responsibleFor(events);
  const isTold = story.receipts.some(({ person, method }) => person === responsible && method === 'POST');
  return [
    ...unsaid(story),
    ...(isOver || isTold ? [] : [`${responsible} was never told of ${accepted.id}`]),
    ...(isOver || (wait && (wait.end !== undefined || wait.due > lastSweep))
      ? []
      : [`a step of ${accepted.id} was due and never happened`]),
  ];
}

/** Who is expected to act, by what happened last. */
const responsibleFor = (events: readonly StoredEvent[]): string | undefined =>
  events.reduce<string | undefined>((found, { kind, actor, subject }) => {
    if (kind === 'acknowledged') return actor;
    return kind === 'notified' || kind === 'exhausted' ? subject : found;
  }, undefined);

/** What happened without a message to whom it concerns being kept with it. */
function unsaid({ accepted, events, messages }: Story): string[] {
  return events.flatMap((event) =>
    concerned(event, accepted.reporter)
      .filter(
        (person) =>
          !messages.some((one) => one.version === event.version && one.person === person && isNews(one)),
      )
      .map((person) => `${person} was not to be told that ${accepted.id} was ${event.kind}`),
  );
}

function concerned({ kind, subject }: StoredEvent, reporter: string): string[] {
  const about = subject === undefined ? [] : [subject];
  switch (kind) {
    case 'notified':
      return about;
    case 'exhausted':
      return [...about, reporter];
    case 'acknowledged':
    case 'closed':
      return [reporter];
    default:
      return [];
  }
}
