import { sql } from 'kysely';
import type { AskedCount, CaseCounts, Figures } from '../overview/insight.ts';
import type { Db } from './database.ts';

/** Counts for the keeper of a policy; see docs/privacy.md for what is counted. */
export const createFigures = (db: Db): Figures => ({
  async countAsked({ tenant, id }, { by, from, until }) {
    const { rows } = await sql<{
      period: string;
      topic: string | null;
      kind: AskedCount['kind'];
      count: string;
    }>`
      select to_char(date_trunc(${by}, at), 'YYYY-MM-DD') as period, topic, kind, count(*) as count
      from feedback
      where tenant = ${tenant} and school = ${id} and at >= ${from} and at < ${until}
        and kind in ('answered', 'unanswered', 'helpful', 'not-helpful', 'report')
      group by 1, 2, 3`.execute(db);
    return rows.map(({ period, topic, kind, count }) => ({
      period,
      topic: topic ?? undefined,
      kind,
      count: Number(count),
    }));
  },
  async countCases({ tenant, id }, { from, until }) {
    const { rows } = await sql<Record<keyof CaseCounts, string | number | null>>`
      with begun as (
        select id, created_at, closed_at, state,
          (select min(at) from case_event where case_id = escalation_case.id and kind = 'acknowledged') as taken_at,
          exists (select from case_event where case_id = escalation_case.id and kind = 'passed-on') as passed_on
        from escalation_case
        where tenant = ${tenant} and school = ${id} and created_at >= ${from} and created_at < ${until}
      )
      select count(*) as begun,
        count(taken_at) as acknowledged,
        count(*) filter (where state = 'closed') as closed,
        count(*) filter (where passed_on) as "passedOn",
        percentile_cont(0.5) within group (order by extract(epoch from taken_at - created_at) / 60)
          as "minutesToAcknowledge",
        percentile_cont(0.5) within group (order by extract(epoch from closed_at - created_at) / 60)
          filter (where state = 'closed') as "minutesToClose"
      from begun`.execute(db);
    const [row] = rows;
    const median = (value: string | number | null | undefined) =>
      value === null || value === undefined ? undefined : Math.round(Number(value));
    return {
      begun: Number(row?.begun ?? 0),
      acknowledged: Number(row?.acknowledged ?? 0),
      closed: Number(row?.closed ?? 0),
      passedOn: Number(row?.passedOn ?? 0),
      minutesToAcknowledge: median(row?.minutesToAcknowledge),
      minutesToClose: median(row?.minutesToClose),
    };
  },
});
