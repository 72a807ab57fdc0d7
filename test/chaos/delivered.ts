import type { Receipt, StoredMessage } from './ledger.ts';

/** A message that the outbox is done with, and what came of it, oldest first. */
export interface Delivered {
  readonly message: StoredMessage;
  readonly came: readonly Receipt[];
}

/**
 * Finds what came of each message. Those about one case to one person are sent one after the other, so what came after the
 * end of one and before the end of the next belongs to the next. Those that only bring a card up to date bring nothing new.
 */
export function findDelivered(receipts: readonly Receipt[], messages: readonly StoredMessage[]): Delivered[] {
  const news = receipts.filter(({ method, caseId }) => method === 'POST' && caseId !== undefined);
  const received = Map.groupBy(news, lineOf);
  return [...Map.groupBy(messages, lineOf)].flatMap(([line, sent]) => {
    const came = received.get(line) ?? [];
    const mine = sent.sort(byEnd);
    return mine.flatMap((message, index) => {
      const from = mine[index - 1]?.doneAt ?? Number.NEGATIVE_INFINITY;
      const { doneAt } = message;
      if (doneAt === undefined) return [];
      return [{ message, came: came.filter((one) => from < one.at && one.at <= doneAt) }];
    });
  });
}

const lineOf = ({ person, caseId }: Pick<Receipt, 'person' | 'caseId'>): string => `${person} ${caseId}`;

const endOf = ({ doneAt = Number.POSITIVE_INFINITY }: StoredMessage): number => doneAt;

const byEnd = (one: StoredMessage, other: StoredMessage): number =>
  endOf(one) === endOf(other) ? 0 : endOf(one) - endOf(other);
