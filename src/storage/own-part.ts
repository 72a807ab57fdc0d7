import type { HistoryEvent } from '../flows/history-event.ts';

/** An event in the history of something that is not a person's own: what they did themselves, or what was done to them. */
interface OwnEvent {
  readonly at: Date;
  readonly kind: string;
  readonly role: 'did' | 'about';
  readonly reason?: string | undefined;
  readonly text?: string | undefined;
}

/** What of a history is about somebody. Words are only given of an event that the person did. */
export const listOwnPart = (events: readonly HistoryEvent<string>[], id: string): OwnEvent[] =>
  events.flatMap(({ at, kind, reason, text, actor, subject }): OwnEvent[] => {
    if (actor?.id === id) return [{ at, kind, role: 'did', reason, text }];
    return subject?.id === id ? [{ at, kind, role: 'about', reason }] : [];
  });
