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

/** Questions that got no good answer, newest first. @param policy absent: of all */
export async function listUnanswered(db: Db, policy?: string) {
  const rows = await db
    .selectFrom('feedback')
    .select(['policy', 'audience', 'language', 'question', 'note'])
    .where('kind', 'not in', ['answered', 'helpful', 'instructions'])
    .$if(policy !== undefined, (query) => query.where('policy', '=', policy ?? ''))
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

/** How often people said that the steps for an app look different in the app, most often first. */
export async function countDifferent(
  db: Db,
): Promise<readonly { readonly app: string; readonly count: number }[]> {
  const rows = await db
    .selectFrom('feedback')
    .select(({ fn }) => ['note', fn.countAll<string>().as('count')])
    .where('kind', '=', 'instructions')
    .groupBy('note')
    .orderBy('count', 'desc')
    .orderBy('note')
    .execute();
  return rows.map(({ note, count }) => ({ app: note ?? '', count: Number(count) }));
}
