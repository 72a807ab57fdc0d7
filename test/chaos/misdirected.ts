import type { Ledger, Receipt } from './ledger.ts';
import type { Story } from './tally.ts';

/** What only the reporter can do. */
const OWN = ['add', 'correct', 'withdraw', 'answer', 'rate', 'reopen'];

/** Messages and steps that went to somebody for whom they are not. */
export function findMisdirected(stories: readonly Story[], { receipts }: Ledger): string[] {
  const known = new Set(stories.map(({ accepted }) => accepted.id));
  const marks = stories.map(({ accepted }) => accepted.mark);
  return [
    ...stories.flatMap((story) => [...wrongSteps(story), ...wrongReaders(story)]),
    ...receipts
      .filter(({ caseId }) => caseId !== undefined && !known.has(caseId))
      .map(({ caseId, person }) => `${person} got a card of ${caseId}, which nobody reported`),
    ...receipts
      .filter(({ body }) => marks.some((mark) => body.includes(mark)))
      .map(({ person, caseId }) => `the words of ${caseId} came unasked in the chat of ${person}`),
  ];
}

/** The chain asks exactly those who are expected, in that order, and nobody else holds the case. */
function wrongSteps({ accepted, events, chain, guards }: Story): string[] {
  const expected = chain.map(({ person }) => person);
  const asked = events.flatMap(({ kind, subject }) => (kind === 'notified' ? [subject] : []));
  const acting = events.flatMap(({ kind, actor }) =>
    kind === 'acknowledged' || kind === 'closed' ? [actor] : [],
  );
  return [
    ...new Set(asked)
      .values()
      .filter((person) => !expected.includes(person ?? ''))
      .map((person) => `${accepted.id} went to ${person}, who is not in its chain`),
    ...(isInOrder(asked, expected) ? [] : [`${accepted.id} went along its chain in another order`]),
    ...acting
      .filter((person) => ![...expected, ...guards].includes(person ?? ''))
      .map((person) => `${person} acted on ${accepted.id} and has no part in it`),
  ];
}

/** Who is asked twice is a duplicate, not a wrong person. */
const isInOrder = (asked: readonly (string | undefined)[], expected: readonly string[]): boolean =>
  [...new Set(asked)].every((person, index) => person === expected[index]);

function wrongReaders(story: Story): string[] {
  return story.receipts.flatMap((receipt) => {
    const { accepted } = story;
    if (receipt.person === accepted.reporter) return [];
    return [
      ...(mayRead(story, receipt)
        ? []
        : [`${receipt.person} was told of ${accepted.id} without a part in it`]),
      ...(receipt.acts.some((act) => OWN.includes(act))
        ? [`${receipt.person} got the reporter's card of ${accepted.id}`]
        : []),
    ];
  });
}

/** Whether somebody had been asked by then, or the alarm had sounded for them. */
function mayRead({ events, chain, guards }: Story, { person, at }: Receipt): boolean {
  const before = events.filter((event) => event.at <= at);
  const isAsked = before.some(({ kind, subject }) => kind === 'notified' && subject === person);
  const isAlarmed = before.some(({ kind }) => kind === 'exhausted');
  return (isAsked && chain.some((link) => link.person === person)) || (isAlarmed && guards.includes(person));
}
