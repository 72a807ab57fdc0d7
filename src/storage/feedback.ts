import { sql } from 'kysely';
import type { FeedbackBox } from '../flows/answering/ports.ts';
import { AUDIENCES, LANGUAGES } from '../policy/model.ts';
import type { Db } from './database.ts';

/** Keeps feedback in the table `feedback`, by the day: the minute would tell who was chatting then. */
export function createFeedbackBox(db: Db, now: () => Date): FeedbackBox {
  return {
    add: async (feedback) => {
      await db
        .insertInto('feedback')
        .values({ ...feedback, at: sql<Date>`date_trunc('day', ${now()}::timestamptz)` })
        .execute();
    },
  };
}

/** Questions that got no good answer, newest first. */
export async function listUnanswered(db: Db) {
  const rows = await db
    .selectFrom('feedback')
    .select(['policy', 'audience', 'language', 'question', 'note'])
    .where('kind', '!=', 'helpful')
    .where((expression) =>
      expression.or([expression('question', 'is not', null), expression('note', 'is not', null)]),
    )
    .orderBy('at', 'desc')
    .execute();
  return rows.flatMap(({ policy, audience, language, question, note }) => {
    const known = {
      audience: AUDIENCES.find((one) => one === audience),
      language: LANGUAGES.find((one) => one === language),
    };
    if (!known.audience || !known.language || (!question && !note)) return [];
    return [
      {
        policy,
        audience: known.audience,
        language: known.language,
        question: question ?? '',
        note: note ?? undefined,
      },
    ];
  });
}
