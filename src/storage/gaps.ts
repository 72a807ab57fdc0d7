import type { GapStore } from '../overview/gaps.ts';
import type { Db } from './database.ts';
import { listUnanswered } from './feedback.ts';

/** Keeps in `gap_decision` what the keeper of a school said of questions that got no good answer. */
export const createGapStore = (db: Db, now: () => Date): GapStore => ({
  listUnanswered: (school) => listUnanswered(db, school),
  async listDecided({ tenant, id }) {
    const rows = await db
      .selectFrom('gap_decision')
      .select(['question', 'kind', 'topic', 'at'])
      .where('tenant', '=', tenant)
      .where('school', '=', id)
      .execute();
    return rows.flatMap(({ question, kind, topic, at }) =>
      kind === 'accepted' || kind === 'rejected' ? [{ question, kind, topic: topic ?? undefined, at }] : [],
    );
  },
  async decide({ tenant, id: school }, policy, questions, decision) {
    await db.transaction().execute(async (trx) => {
      await trx
        .deleteFrom('gap_decision')
        .where('tenant', '=', tenant)
        .where('school', '=', school)
        .where('question', 'in', questions)
        .execute();
      if (decision.kind === 'undecided') return;
      const topic = decision.kind === 'accepted' ? decision.topic : null;
      const { kind } = decision;
      const rows = questions.map((question) => ({
        tenant,
        school,
        policy,
        question,
        kind,
        topic,
        at: now(),
      }));
      await trx.insertInto('gap_decision').values(rows).execute();
    });
  },
});
