import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Case } from '../flows/escalation/model.ts';
import type { Unreadable } from '../flows/unreadable.ts';
import type { CaseLists, Page, WantedCases } from '../overview/ports.ts';
import type { PersonRef } from '../routing/person.ts';
import { readCase } from './case-rows.ts';
import { likePattern, type Order, PAGE, parseCursor, toPage } from './cursor.ts';
import type { Db } from './database.ts';
import type { CasePartyTable, Schema } from './schema.ts';

/** Reads the lists of cases that the tab shows, a page at a time, through the indexes of `case_party`. */
export const createCaseLists = (db: Db): CaseLists => ({
  list: (person, wanted) => listCases(db, person, wanted),
  count: (person, at) => countCases(db, person, at),
});

/** All that a row shows. No words of the report, no question, no agreement: these never leave the table for a list. */
const SHOWN = [
  'id',
  'one.tenant',
  'school',
  'policy',
  'reporter',
  'kind',
  'severity',
  'state',
  'version',
  'chain',
  'step',
  'asked',
  'holder',
  'offer',
  'awaited',
  'one.due_at',
  'reminded',
  'exhausted',
  'guard',
  'one.created_at',
  'closed_at',
] as const;
const WORDLESS = { report: null, question: null, closing: null, rating: null, names: '' } as const;

type Tables = Schema & { one: Schema['escalation_case']; party: CasePartyTable };
type Query<Row> = SelectQueryBuilder<Tables, 'party' | 'one', Row>;
type Sort = NonNullable<WantedCases['sort']>;

async function listCases(
  db: Db,
  person: PersonRef,
  wanted: WantedCases,
): Promise<Page<Case | Unreadable> | undefined> {
  const sort = sortOf(wanted);
  const after = wanted.after === undefined ? undefined : parseCursor(wanted.after, sort, ORDERS[sort].values);
  if (wanted.after !== undefined && !after) return undefined;
  const rows = await db
    .selectFrom('case_party as party')
    .innerJoin('escalation_case as one', 'one.id', 'party.case_id')
    .select([...SHOWN, 'party.due_at as sorted_due', 'urgency'])
    .where('party.tenant', '=', person.tenant)
    .where('person', '=', person.id)
    .where('part', 'is not', null)
    .where(inScope(wanted))
    .$call((query) => narrow(query, wanted))
    .$if(after !== undefined, (query) => query.where(ORDERS[sort].isAfter(after ?? [])))
    .orderBy(ORDERS[sort].by)
    .limit(PAGE + 1)
    .execute();
  return toPage(rows, sort, ORDERS[sort], (row) => readCase({ ...row, ...WORDLESS }));
}

/** Nothing is due in a case that ended. */
const sortOf = ({ sort, scope }: WantedCases): Sort =>
  scope === 'ended' && sort !== 'severity' ? 'new' : (sort ?? (scope === 'reported' ? 'new' : 'due'));

/** Each order is that of an index; the id makes it one in which no row comes twice or not at all. */
const ORDERS: Readonly<Record<Sort, Order<Sorted>>> = {
  due: {
    by: sql`party.due_at, party.case_id`,
    isAfter: ([due, id]) => sql`(party.due_at, party.case_id) > (${due}::timestamptz, ${id}::uuid)`,
    of: ({ sorted_due, id }) => [sorted_due.toISOString(), id],
    values: [z.iso.datetime(), z.guid()],
  },
  new: {
    by: sql`party.created_at desc, party.case_id desc`,
    isAfter: ([made, id]) => sql`(party.created_at, party.case_id) < (${made}::timestamptz, ${id}::uuid)`,
    of: ({ created_at, id }) => [created_at.toISOString(), id],
    values: [z.iso.datetime(), z.guid()],
  },
  severity: {
    by: sql`party.urgency, party.due_at, party.case_id`,
    isAfter: ([urgency, due, id]) =>
      sql`(party.urgency, party.due_at, party.case_id) > (${urgency}::smallint, ${due}::timestamptz, ${id}::uuid)`,
    of: ({ urgency, sorted_due, id }) => [`${urgency}`, sorted_due.toISOString(), id],
    values: [z.string().regex(/^\d$/), z.iso.datetime(), z.guid()],
  },
};

interface Sorted {
  readonly id: string;
  readonly created_at: Date;
  readonly sorted_due: Date;
  readonly urgency: number;
}

const OVERDUE = (at: Date) => sql<boolean>`party.is_open and (party.is_late or party.due_at <= ${at})`;

/** `mine` and `deputised` are about what is still to be done. */
function inScope({ scope, at }: WantedCases): RawBuilder<boolean> {
  switch (scope) {
    case 'open':
      return sql`party.is_open`;
    case 'overdue':
      return OVERDUE(at);
    case 'mine':
      return sql`party.is_open and party.part = 'holder'`;
    case 'deputised':
      return sql`party.is_open and party.deputised`;
    case 'reported':
      return sql`party.part = 'reporter'`;
    case 'ended':
      return sql`not party.is_open`;
    default:
      return scope satisfies never;
  }
}

function narrow<Row>(query: Query<Row>, { kind, severity, search }: WantedCases): Query<Row> {
  return query
    .$if(kind !== undefined, (narrowed) => narrowed.where('kind', '=', kind ?? ''))
    .$if(severity !== undefined, (narrowed) => narrowed.where('urgency', '=', 3 - Number(severity)))
    .$if(search !== undefined, (narrowed) => narrowed.where(isFound(search ?? { text: '', kinds: [] })));
}

/** A reference is the beginning of an id. */
const isFound = ({ text, kinds }: NonNullable<WantedCases['search']>) => {
  const pattern = likePattern(text);
  return sql<boolean>`(one.names like ${`%${pattern}%`} or one.id::text like ${`${pattern}%`}
    or one.kind in (${sql.join([...kinds, ''])}))`;
};

async function countCases(db: Db, { tenant, id }: PersonRef, at: Date) {
  const counted = (scope: WantedCases['scope']) =>
    sql<string>`count(*) filter (where ${inScope({ scope, at })})`.as(scope);
  const counts = await db
    .selectFrom('case_party as party')
    .select([
      counted('open'),
      counted('overdue'),
      counted('mine'),
      counted('deputised'),
      counted('reported'),
      counted('ended'),
    ])
    .where('tenant', '=', tenant)
    .where('person', '=', id)
    .where('part', 'is not', null)
    .executeTakeFirstOrThrow();
  return {
    open: Number(counts.open),
    overdue: Number(counts.overdue),
    mine: Number(counts.mine),
    deputised: Number(counts.deputised),
    reported: Number(counts.reported),
    ended: Number(counts.ended),
  };
}
