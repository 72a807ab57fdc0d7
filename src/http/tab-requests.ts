import type { Request } from 'restify';
import { z } from 'zod';
import { keepableText } from './body.ts';
import type {
  AbsenceChange,
  CaseQuery,
  GapDecision,
  GroupQuery,
  InsightQuery,
  Language,
  RulesQuery,
} from './contract.ts';

/** Reads what the tab sends. A client can send anything: what has not this shape never gets further. */

const search = z.string().max(100).exactOptional();
const after = z.string().max(300).exactOptional();

export const caseQuery = z.strictObject({
  scope: z.enum(['open', 'overdue', 'mine', 'deputised', 'reported', 'ended']),
  kind: z.string().max(60).exactOptional(),
  severity: z.enum(['1', '2', '3']).exactOptional(),
  search,
  sort: z.enum(['due', 'new', 'severity']).exactOptional(),
  after,
}) satisfies z.ZodType<CaseQuery>;

export const groupQuery = z.strictObject({
  scope: z.enum(['running', 'pending', 'review', 'draft', 'closed']),
  search,
  after,
}) satisfies z.ZodType<GroupQuery>;

export const press = z.strictObject({ data: z.record(z.string(), z.unknown()) });

/** Longer questions get an answer in words from the flow. */
export const question = z.strictObject({ text: z.string().max(20_000) });

export const rulesQuery = z.strictObject({
  audience: z.enum(['staff', 'student', 'parent']).exactOptional(),
}) satisfies z.ZodType<RulesQuery>;

export const absenceChange = z.strictObject({
  from: z.string().max(10),
  until: z.string().max(10),
  deputy: z.string().max(100),
}) satisfies z.ZodType<AbsenceChange>;

export const insightQuery = z.strictObject({
  by: z.enum(['week', 'month']).exactOptional(),
}) satisfies z.ZodType<InsightQuery>;

export const gapDecision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accepted'), topic: z.string().max(60) }),
  z.strictObject({ kind: z.literal('rejected') }),
  z.strictObject({ kind: z.literal('undecided') }),
]) satisfies z.ZodType<GapDecision>;

/** The query of a request, by its names; of a name that comes twice the last one counts. */
export const readQuery = (request: Request): unknown =>
  Object.fromEntries(
    [...new URLSearchParams(request.getQuery())].map(([name, value]) => [name, keepableText(value)]),
  );

/** The first of our languages that a browser names; it names them in the order of preference. */
export function readLanguage(header: string | undefined): Language {
  const named = header?.toLowerCase().match(/(?:^|,)\s*(nl|en)\b/);
  return named?.[1] === 'en' ? 'en' : 'nl';
}
