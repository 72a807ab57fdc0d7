import type { FeedbackBox } from '../flows/answering/ports.ts';
import type { Db } from './database.ts';

/** Keeps feedback in the table `feedback`. */
export function createFeedbackBox(db: Db, now: () => Date): FeedbackBox {
  return {
    add: async (feedback) => {
      await db
        .insertInto('feedback')
        .values({ ...feedback, at: now() })
        .execute();
    },
  };
}
