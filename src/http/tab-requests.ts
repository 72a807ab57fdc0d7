import type { Request } from 'restify';
import { z } from 'zod';
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

/** How much a body may hold, in bytes: a report of the longest kind is a tenth of it. */
export const LARGEST_BODY = 64 * 1024;

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

const day = z.iso.date();

export const absenceChange = z.strictObject({
  from: z.string().max(10),
  until: z.string().max(10),
  deputy: z.string().max(100),
}) satisfies z.ZodType<AbsenceChange>;

export const insightQuery = z.strictObject({
  from: day.exactOptional(),
  until: day.exactOptional(),
}) satisfies z.ZodType<InsightQuery>;

export const gapDecision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accepted'), topic: z.string().max(60) }),
  z.strictObject({ kind: z.literal('rejected') }),
  z.strictObject({ kind: z.literal('undecided') }),
]) satisfies z.ZodType<GapDecision>;

/** The query of a request, by its names; of a name that comes twice the last one counts. */
export const readQuery = (request: Request): unknown =>
  Object.fromEntries(new URLSearchParams(request.getQuery()));

/** What a body was found to be. */
export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'none' | 'malformed' | 'too-large' };

/** Reads a body of JSON as a whole. */
export async function readBody(request: Request): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length; // a request without an encoding gives buffers
    if (size <= LARGEST_BODY) chunks.push(chunk as Buffer);
  }
  if (size > LARGEST_BODY) return { kind: 'too-large' };
  if (size === 0) return { kind: 'none' };
  const isJson = /^application\/json\s*(;|$)/i.test(request.header('content-type') ?? '');
  return isJson ? parse(Buffer.concat(chunks).toString('utf8')) : { kind: 'malformed' };
}

function parse(text: string): Body {
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'malformed' };
  }
}

/** The first of our languages that a browser names; it names them in the order of preference. */
export function readLanguage(header: string | undefined): Language {
  const named = header?.toLowerCase().match(/(?:^|,)\s*(nl|en)\b/);
  return named?.[1] === 'en' ? 'en' : 'nl';
}
