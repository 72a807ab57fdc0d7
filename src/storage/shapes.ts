import type { Selectable } from 'kysely';
import { z } from 'zod';
import {
  AWAITED,
  CASE_STATES,
  type Draft,
  OUTCOMES,
  PLATFORMS,
  RATINGS,
  SEVERITIES,
} from '../flows/escalation/model.ts';
import { FACT_QUESTIONS, GROUP_STATES, GROUP_WAITS, type Group } from '../flows/group-chat/model.ts';
import type { Unreadable } from '../flows/unreadable.ts';
import { AUDIENCES, CASE_KINDS, LANGUAGES, REQUIREMENT_KINDS } from '../policy/model.ts';
import type { CaseTable } from './schema.ts';

/**
 * What a row must look like for this version to work with it: all that the code takes apart. What is more in it stays
 * there: a newer version that only adds something can still be read.
 */

const named = z.looseObject({ id: z.string(), name: z.string() });
const step = z.looseObject({ role: z.string(), minutes: z.number().nullish(), person: named.nullish() });
const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const snapshot = z.looseObject({ author: z.string(), at: z.string(), link: z.string(), text: z.string() });

const report = z.looseObject({
  text: z.string(),
  platform: z.enum(PLATFORMS).optional(),
  group: z.string(),
  involved: z.boolean(),
  reach: z.string(),
  links: z.array(z.string()),
  snapshot: snapshot.nullish(),
});

const caseShape = z.looseObject({
  kind: z.enum(CASE_KINDS),
  severity: z.enum(SEVERITIES),
  state: z.enum(CASE_STATES),
  awaited: z.enum(AWAITED).nullable(),
  rating: z.enum(RATINGS).nullable(),
  reporter: z.looseObject({ ...named.shape, role: z.enum(AUDIENCES), language: z.enum(LANGUAGES) }),
  report: report.nullable(),
  chain: z.array(step),
  asked: z.array(named),
  holder: z.looseObject({ ...named.shape, since: moment }).nullable(),
  offer: named.nullable(),
  guard: named.nullable(),
  closing: z
    .looseObject({ outcome: z.enum(OUTCOMES), agreement: z.string(), article: z.string() })
    .nullable(),
});

const draftShape = z.looseObject({
  id: z.string(),
  text: z.string(),
  platform: z.string(),
  group: z.string(),
  kind: z.string(),
  severity: z.string(),
  involved: z.boolean(),
  reach: z.string(),
  links: z.string(),
  snapshot: snapshot.nullish(),
});

const groupShape = z.looseObject({
  id: z.string(),
  tenant: z.string(),
  school: z.string(),
  policy: z.string(),
  owner: z.looseObject({ ...named.shape, language: z.enum(LANGUAGES) }),
  leader: named.optional(),
  state: z.enum(GROUP_STATES),
  version: z.number(),
  answers: z.looseObject({ name: z.string(), until: z.string() }),
  at: z.enum([...FACT_QUESTIONS, ...REQUIREMENT_KINDS, 'outcome', 'check']),
  later: z.array(z.enum(REQUIREMENT_KINDS)),
  second: z
    .looseObject({
      person: named,
      state: z.enum(['chosen', 'asked', 'confirmed', 'declined', 'silent', 'left']),
      at: moment,
    })
    .optional(),
  permission: z
    .looseObject({
      why: z.string(),
      chain: z.array(step),
      asked: z.array(named),
      state: z.enum(['written', 'asked', 'granted', 'conditional', 'refused', 'silent']),
      decider: named.optional(),
      words: z.string(),
    })
    .optional(),
  proofs: z.record(z.string(), z.looseObject({ by: z.enum(['checked', 'attested']), who: named.optional() })),
  chat: z.looseObject({ conversation: z.string(), staff: z.array(named), students: z.number() }).optional(),
  told: z.array(named),
  reviewOn: z.string(),
  waits: z.array(z.looseObject({ awaited: z.enum(GROUP_WAITS), at: moment })),
  createdAt: moment,
  registeredAt: z.string(),
  closedAt: z.string(),
});

export const hasCaseShape = (row: Pick<Selectable<CaseTable>, keyof typeof caseShape.shape>): boolean =>
  caseShape.safeParse(row).success;

export const isGroup = (content: unknown): content is Group => groupShape.safeParse(content).success;

export const isDraft = (content: unknown): content is Draft => draftShape.safeParse(content).success;

export const isNamed = (value: unknown): boolean => named.safeParse(value).success;

export const isWords = (value: unknown): value is Readonly<Record<string, string>> =>
  z.record(z.string(), z.string()).safeParse(value).success;

/** What can be said of any row, whatever is in it. */
export const toUnreadable = (row: {
  readonly id: string;
  readonly created_at: Date;
  readonly closed_at: Date | null;
}): Unreadable => ({
  unreadable: true,
  id: row.id,
  createdAt: row.created_at,
  closedAt: row.closed_at ?? undefined,
});
