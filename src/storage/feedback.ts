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

/** Questions of a school that got no good answer, newest first. */
export async function listUnanswered(db: Db, school: { readonly tenant: string; readonly id: string }) {
  const rows = await db
    .selectFrom('feedback')
    .select(['policy', 'audience', 'language', 'question', 'note'])
    .where('kind', 'not in', ['answered', 'helpful', 'instructions'])
    .where('tenant', '=', school.tenant)
    .where('school', '=', school.id)
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

/** The schools with questions that got no good answer, and how many. */
export async function countUnanswered(
  db: Db,
): Promise<readonly { readonly tenant: string; readonly id: string; readonly count: number }[]> {
  const rows = await db
    .selectFrom('feedback')
    .select(({ fn }) => ['tenant', 'school', fn.countAll<string>().as('count')])
    .where('kind', 'not in', ['answered', 'helpful', 'instructions'])
    .groupBy(['tenant', 'school'])
    .orderBy('tenant')
    .orderBy('school')
    .execute();
  return rows.map(({ tenant, school, count }) => ({ tenant, id: school, count: Number(count) }));
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
