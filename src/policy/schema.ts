import { z } from 'zod';
import { AUDIENCES, INTENTS, REQUIREMENTS, VERDICTS } from './model.ts';

/** The shapes of the YAML files in `policies/`, one schema a file. Unknown keys are errors: they are typing mistakes. */

const text = z.strictObject({ nl: z.string().min(1), en: z.string().min(1) });
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id has lower-case letters, digits and hyphens');
const audience = z.enum(AUDIENCES);
const audiences = z.array(audience).min(1);
const articleIds = z.array(z.string());

const perAudience = <T extends z.ZodType>(shape: T) => z.partialRecord(audience, shape);
const contact = z.strictObject({ who: text, articles: articleIds });

const firstAid = z.strictObject({
  who: text,
  articles: articleIds,
  steps: z.array(z.strictObject({ text, article: z.string().optional() })).min(1),
});

const groupChat = z.strictObject({
  verdict: z.enum([...VERDICTS, 'unknown']),
  summary: text,
  articles: articleIds,
  requirements: z.array(z.strictObject({ kind: z.enum(REQUIREMENTS), text, article: z.string() })),
});

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
  groupChat: perAudience(groupChat),
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
        when: z.record(id, id).default({}),
        verdict: z.enum([...VERDICTS, 'unknown']),
        answer: text,
        conditions: z.array(text).default([]),
        articles: articleIds.min(1),
        next: text.optional(),
      }),
    )
    .min(1),
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
        title: text,
        about: z.string().min(1),
        audiences,
        slots: z.array(id).default([]),
      }),
    )
    .min(1),
});

export const slotsFile = z.strictObject({
  slots: z.array(
    z.strictObject({
      id,
      ask: text.optional(),
      values: z
        .array(
          z.strictObject({
            id,
            label: text,
            signs: z.array(z.string().min(1)).default([]),
            hints: z.array(z.string().min(1)).default([]),
          }),
        )
        .min(2),
    }),
  ),
});

export const voiceFile = z.strictObject({
  voice: id,
  audience,
  about: z.string().min(1),
  utterances: z.record(
    id,
    z.strictObject({
      nl: z.array(z.string().min(1)).default([]),
      en: z.array(z.string().min(1)).default([]),
    }),
  ),
});

export const lexiconFile = z.strictObject({
  concepts: z.record(id, z.array(z.string().min(1)).min(1)),
});
