import type { GapStore } from '../overview/gaps.ts';
import type { Db } from './database.ts';
import { listUnanswered } from './feedback.ts';

/** Keeps in `gap_decision` what a keeper said of questions that got no good answer. */
export const createGapStore = (db: Db, now: () => Date): GapStore => ({
  listUnanswered: (policy) => listUnanswered(db, policy),
  async listDecided(policy) {
    const rows = await db
      .selectFrom('gap_decision')
      .select(['question', 'kind', 'topic', 'at'])
      .where('policy', '=', policy)
      .execute();
    return rows.flatMap(({ question, kind, topic, at }) =>
      kind === 'accepted' || kind === 'rejected' ? [{ question, kind, topic: topic ?? undefined, at }] : [],
    );
  },
  async decide(policy, questions, decision) {
    await db.transaction().execute(async (trx) => {
      await trx
        .deleteFrom('gap_decision')
        .where('policy', '=', policy)
        .where('question', 'in', questions)
        .execute();
      if (decision.kind === 'undecided') return;
      const topic = decision.kind === 'accepted' ? decision.topic : null;
      const { kind } = decision;
      const rows = questions.map((question) => ({ policy, question, kind, topic, at: now() }));
      await trx.insertInto('gap_decision').values(rows).execute();
    });
  },
});
