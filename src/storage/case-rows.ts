import type { Insertable, Selectable } from 'kysely';
import type { Case } from '../flows/escalation/model.ts';
import { AWAITED, CASE_STATES, RATINGS, SEVERITIES } from '../flows/escalation/model.ts';
import { newerRecord, type Unreadable } from '../flows/unreadable.ts';
import { CASE_KINDS } from '../policy/model.ts';
import { known, orNull } from './events.ts';
import type { CaseTable } from './schema.ts';
import { hasCaseShape, toUnreadable } from './shapes.ts';

/** Between the rows of the table and the words of the flow. */

export function toRow(one: Case): Insertable<CaseTable> {
  return {
    id: one.id,
    tenant: one.tenant,
    school: one.school,
    policy: one.policy,
    reporter: JSON.stringify(one.reporter),
    kind: one.kind,
    severity: one.severity,
    report: orNull(one.report),
    state: one.state,
    version: one.version,
    chain: JSON.stringify(one.chain),
    step: one.step,
    asked: JSON.stringify(one.asked),
    holder: orNull(one.holder),
    offer: orNull(one.offer),
    awaited: one.next?.awaited ?? null,
    due_at: one.next?.at ?? null,
    reminded: one.reminded,
    exhausted: one.exhausted,
    guard: orNull(one.guard),
    question: one.question ?? null,
    closing: orNull(one.closing),
    rating: one.rating ?? null,
    created_at: one.createdAt,
    closed_at: one.closedAt ?? null,
  };
}

/** A case, or what can be said of one that cannot be read. */
export const readCase = (row: Selectable<CaseTable>): Case | Unreadable =>
  hasCaseShape(row) ? toCase(row) : toUnreadable(row);

/** @throws {Fault} `record-newer` */
export function toCase(row: Selectable<CaseTable>): Case {
  if (!hasCaseShape(row)) throw newerRecord();
  const awaited = AWAITED.find((one) => one === row.awaited);
  return {
    id: row.id,
    tenant: row.tenant,
    school: row.school,
    policy: row.policy,
    reporter: row.reporter,
    kind: known(CASE_KINDS, row.kind),
    severity: known(SEVERITIES, row.severity),
    report: row.report ?? undefined,
    state: known(CASE_STATES, row.state),
    version: row.version,
    chain: row.chain,
    step: row.step,
    asked: row.asked,
    holder: row.holder ? { ...row.holder, since: new Date(row.holder.since) } : undefined,
    offer: row.offer ?? undefined,
    next: awaited && row.due_at ? { awaited, at: row.due_at } : undefined,
    reminded: row.reminded,
    exhausted: row.exhausted,
    guard: row.guard ?? undefined,
    question: row.question ?? undefined,
    closing: row.closing ?? undefined,
    rating: row.rating === null ? undefined : known(RATINGS, row.rating),
    createdAt: row.created_at,
    closedAt: row.closed_at ?? undefined,
  };
}
