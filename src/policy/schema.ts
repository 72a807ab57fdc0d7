import { z } from 'zod';
import { GROUP_FACTS } from './group-situation.ts';
import {
  AUDIENCES,
  CASE_KINDS,
  CHAIN_ROLES,
  CONSENTERS,
  GROUP_LEADERS,
  HELP_KINDS,
  INTENTS,
  LEVELS,
  REQUESTS,
  REQUIREMENT_KINDS,
  VERDICTS,
} from './model.ts';

/** The shapes of the YAML files in `policies/`, one schema a file. Unknown keys are errors: they are typing mistakes. */

const text = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) });
export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id has lower-case letters, digits and hyphens');
/** With a dot a kind of another value. */
const valueId = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$/,
    'a value is an id, or two with a dot between',
  );
const audience = z.enum(AUDIENCES);
const audiences = z.array(audience).min(1);
const articleIds = z.array(z.string());
/** Phrases in the language of `phrases.ts`. */
const phrases = z.array(z.string().min(1));

const perAudience = <T extends z.ZodType>(shape: T) => z.partialRecord(audience, shape);
const contact = z.strictObject({ who: text, articles: articleIds });

const firstAid = z.strictObject({
  who: text,
  articles: articleIds,
  steps: z.array(z.strictObject({ text, article: z.string().optional() })).min(1),
});

const chain = z
  .array(z.strictObject({ role: z.enum(CHAIN_ROLES), minutes: z.int().min(5).max(480) }))
  .min(1)
  .refine((steps) => new Set(steps.map(({ role }) => role)).size === steps.length, 'a role stands twice')
  .refine((steps) => steps[0]?.role !== 'deputy', 'a deputy needs somebody before them');

/** The chains of a policy that sets none. */
const chains = z
  .strictObject({
    staff: chain.default([
      { role: 'line-manager', minutes: 30 },
      { role: 'deputy', minutes: 30 },
      { role: 'team-leader', minutes: 60 },
      { role: 'school-leader', minutes: 60 },
    ]),
    student: chain.default([
      { role: 'mentor', minutes: 30 },
      { role: 'team-leader', minutes: 30 },
      { role: 'school-leader', minutes: 60 },
    ]),
  })
  .prefault({});

const days = z.int().min(1).max(3650);
const retention = z.strictObject({
  default: days,
  kinds: z.partialRecord(z.enum(CASE_KINDS), days).default({}),
});

const groupChat = z.strictObject({
  verdict: z.enum([...VERDICTS, 'unknown']),
  summary: text,
  articles: articleIds,
  requirements: z.array(z.strictObject({ kind: z.enum(REQUIREMENT_KINDS), text, article: z.string() })),
});

const someOf = <T extends readonly [string, ...string[]]>(values: T) => z.array(z.enum(values)).min(1);
const medium = z.enum(GROUP_FACTS.medium);
const groupConditions = z
  .strictObject({
    medium: z.array(medium).min(1),
    participants: someOf(GROUP_FACTS.participants),
    age: someOf(GROUP_FACTS.age),
    purpose: someOf(GROUP_FACTS.purpose),
    'managed-by': someOf(GROUP_FACTS['managed-by']),
  })
  .partial()
  .default({});

const groupOutcome = z
  .strictObject({
    when: groupConditions,
    verdict: z.enum([...VERDICTS, 'unknown']),
    sentence: text,
    articles: articleIds.default([]),
    instead: z
      .array(z.union([z.strictObject({ medium }), z.strictObject({ name: z.string().min(1) })]))
      .default([]),
  })
  .refine(
    ({ verdict, articles, instead }) =>
      articles.length > 0 || (verdict === 'unknown' && instead.length === 0),
    'an outcome rests on an article; only `unknown` without `instead` can do without',
  );

const asked = { when: groupConditions, text, article: z.string() };
const groupRequirement = z.discriminatedUnion('kind', [
  z.strictObject({ ...asked, kind: z.enum(['permission', 'inform-manager']), of: z.enum(GROUP_LEADERS) }),
  z.strictObject({ ...asked, kind: z.literal('minimum-age'), years: z.int().min(1).max(21) }),
  z.strictObject({ ...asked, kind: z.literal('consent'), yearly: z.boolean(), by: someOf(CONSENTERS) }),
  z.strictObject({
    ...asked,
    kind: z.enum([
      'second-staff',
      'admin-only-posting',
      'purpose-limited',
      'no-student-admin',
      'school-account-only',
    ]),
  }),
]);

export const policyFile = z.strictObject({
  id,
  school: text,
  title: text,
  version: z
    .string()
    .refine(
      (version) => version === 'unknown' || z.iso.date().safeParse(version).success,
      'must be a date such as 2026-01-31, or unknown',
    ),
  audiences,
  scope: text,
  contacts: perAudience(contact),
  escalation: perAudience(firstAid),
  chains,
  /** A school year and the holidays after it, unless the policy says otherwise. */
  retention: retention.default({ default: 400, kinds: {} }),
  groupChat: perAudience(groupChat),
  groups: z.strictObject({ outcomes: z.array(groupOutcome), requirements: z.array(groupRequirement) }),
});

export const articlesFile = z.strictObject({
  articles: z.array(z.strictObject({ id: z.string().min(1), audience: audiences, title: text, text })).min(1),
});

export const rulingsFile = z.strictObject({
  rulings: z
    .array(
      z.strictObject({
        topic: id,
        audience: audiences,
        when: z.record(id, valueId).default({}),
        verdict: z.enum([...VERDICTS, 'unknown']),
        answer: text,
        conditions: z.array(text).default([]),
        articles: articleIds.min(1),
        next: text.optional(),
      }),
    )
    .min(1),
});

const helpLine = z
  .strictObject({
    id,
    name: text,
    number: z.string().min(1).optional(),
    hours: text,
    free: z.boolean(),
    closed: text.optional(),
    site: z.url().optional(),
    source: z.url(),
    checked: z.iso.date('must be a date such as 2026-01-31'),
  })
  .refine(({ number, site }) => number !== undefined || site !== undefined, 'needs a number or a site');

const aid = z.strictObject({
  first: text,
  // a card of first aid is read on a phone, by somebody who is upset
  steps: z
    .array(z.strictObject({ text, law: text.optional() }))
    .min(1)
    .max(5),
  tell: text,
  lines: z.array(id).min(1).max(5),
  school: z.enum(['steps', 'contact', 'none']),
});

/** Every kind of trouble has first aid for every audience: a missing one would leave somebody without. */
export const helpFile = z.strictObject({
  lines: z.array(helpLine).min(1),
  emergency: z.strictObject({ line: id, text }),
  kinds: z.record(z.enum(HELP_KINDS), z.record(audience, aid)),
});

export const topicsFile = z.strictObject({
  theme: id,
  title: text,
  topics: z
    .array(
      z.strictObject({
        id,
        intent: z.enum(INTENTS).default('answer'),
        emergency: z.boolean().default(false),
        help: z.enum(HELP_KINDS).optional(),
        request: z.enum(REQUESTS).optional(),
        guide: z.boolean().default(false),
        title: text,
        about: z.string().min(1),
        audiences,
        slots: z.array(id).default([]),
      }),
    )
    .min(1),
});

export const slotsFile = z.strictObject({
  groups: z.record(id, phrases.min(1)).default({}),
  slots: z.array(
    z.strictObject({
      id,
      ask: text.optional(),
      values: z
        .array(
          z.strictObject({
            id: valueId,
            label: text,
            short: text.optional(),
            signs: z.array(z.string().min(1)).default([]),
            hints: z.array(z.string().min(1)).default([]),
            says: phrases.default([]),
          }),
        )
        .min(2),
    }),
  ),
});

export const correctionsFile = z.strictObject({
  corrections: z.array(z.strictObject({ text: z.string().min(2), audience: audiences, topic: id })),
});

export const troubleFile = z.strictObject({
  rules: z.partialRecord(z.enum(HELP_KINDS), z.array(id)),
  slips: z.array(
    z.strictObject({
      word: z.string().min(6),
      slips: z.int().min(1).max(2),
      near: z.array(z.string()),
    }),
  ),
  groups: z.record(id, phrases.min(1)),
  alike: phrases.default([]),
  signals: z
    .array(
      z.strictObject({
        id,
        level: z.enum(LEVELS),
        help: z.enum(HELP_KINDS),
        by: z.boolean().default(false),
        why: z.string().min(1),
        says: phrases.min(1),
        unless: phrases.default([]),
      }),
    )
    .min(1),
});

export const requestsFile = z.strictObject({
  requests: z
    .array(
      z.strictObject({
        id: z.enum(REQUESTS),
        why: z.string().min(1),
        says: phrases.min(1),
        unless: phrases.default([]),
      }),
    )
    .min(1),
  groups: z.record(id, phrases.min(1)).default({}),
});

export const consentFile = z.strictObject({ groups: z.record(id, phrases.min(1)) });
