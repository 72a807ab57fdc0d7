import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { AUDIENCES, type Audience, LANGUAGES } from './model.ts';
import { id } from './schema.ts';
import { listFolder, type Report, readSource, type Source } from './source.ts';

/** The utterance bank: how people ask, with what each line is about. The model learns from it; nothing answers by it. */

/** Whether a rule on the topic answers it (hit), it asks another thing about the act (aspect), or it only borrows the words (other). */
const FITS = ['hit', 'aspect', 'other'] as const;
const ACTS = ['ask', 'tell', 'report', 'want', 'bot', 'other'] as const;
const FORMS = ['may', 'must', 'who', 'what', 'when', 'how', 'why', 'what-if', 'none'] as const;
const MOMENTS = ['planned', 'now', 'past', 'hypothetical'] as const;

/** One label, or several of which one holds and it is not known which. */
const oneOf = <T extends string>(label: z.ZodType<T>) =>
  z.union([label.transform((one): readonly T[] => [one]), z.array(label).min(2).readonly()]);

/** A line of `policies/utterances/<writer>.jsonl`. What is absent is not known; in `facts` it is not told. */
const utterance = z.strictObject({
  text: z.string().regex(/^\S(.*\S)?$/su, 'a text has no spaces at its ends and is not empty'),
  audience: z.enum(AUDIENCES),
  language: z.enum(LANGUAGES),
  topic: oneOf(id),
  fit: z.enum(FITS).optional(),
  act: oneOf(z.enum(ACTS)).optional(),
  form: oneOf(z.enum(FORMS)).optional(),
  negated: z.literal(true).optional(),
  presumes: z.literal(true).optional(),
  moment: oneOf(z.enum(MOMENTS)).optional(),
  /** Fact id → value id. */
  facts: z.record(id, id).optional(),
  /** Who labelled it; absent: rules. */
  by: z.enum(['reader', 'writer']).optional(),
});
export type Utterance = Readonly<z.infer<typeof utterance>>;

const writersFile = z.record(
  id,
  z.strictObject({
    /** As whom the writer asks; absent: as several. */
    audience: z.enum(AUDIENCES).optional(),
    about: z.string().min(1),
    'held-out': z.literal(true).optional(),
  }),
);
type WritersSource = Source<z.infer<typeof writersFile>>;

/** Somebody of whom there are utterances. */
export interface Writer {
  readonly id: string;
  readonly audience?: Audience | undefined;
  /** Never trained on: calibrates and measures. */
  readonly heldOut: boolean;
  /** The file, relative to the policies. */
  readonly file: string;
  readonly lines: readonly Line[];
}

export interface Line {
  /** Counts from 1. */
  readonly number: number;
  /** As it stands in the file. */
  readonly raw: string;
  readonly utterance: Utterance;
}

const FOLDER = 'utterances';

/**
 * Reads the utterance bank: large, and only needed to train and to check, never to answer. A line with a fault goes to
 * `report` and is left out.
 */
export function readBank(folder: string, report: Report): Writer[] {
  const names = listFolder(folder, join(folder, FOLDER), report)
    .map(({ name }) => name)
    .filter((name) => name.endsWith('.jsonl'));
  const source = readSource(folder, join(folder, FOLDER, 'writers.yaml'), writersFile, report);
  return names.map((name) => readWriter(folder, name, source, report));
}

function readWriter(folder: string, name: string, source: WritersSource | undefined, report: Report): Writer {
  const path = join(folder, FOLDER, name);
  const file = relative(folder, path);
  const writer = name.slice(0, -'.jsonl'.length);
  const known = source?.value[writer];
  if (source && !known)
    report({ file, line: 1, message: `writer ${writer} is not described in writers.yaml` });
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((raw, index) => (raw === '' ? [] : readLine(raw, { file, line: index + 1 }, report)));
  return { id: writer, audience: known?.audience, heldOut: known?.['held-out'] ?? false, file, lines };
}

function readLine(raw: string, place: { file: string; line: number }, report: Report): Line[] {
  const value = parseJson(raw);
  const result = value === undefined ? undefined : utterance.safeParse(value);
  if (result?.success) return [{ number: place.line, raw, utterance: result.data }];
  if (!result) report({ ...place, message: 'the line is no JSON' });
  for (const { path, message } of result?.error.issues ?? [])
    report({ ...place, message: `${path.join('.') || 'the line'}: ${message}` });
  return [];
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined; // JSON has no value for nothing
  }
}
