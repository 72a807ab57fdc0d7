import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createCardRenderer } from '../cards/render.ts';
import { readConfig } from '../config.ts';
import { Fault, isFault } from '../errors.ts';
import { createReplies } from '../flows/answering/replies.ts';
import { createTexts } from '../locale/locale.ts';
import type { Answer, Engine, Question } from '../policy/engine.ts';
import { LANGUAGES, type Library } from '../policy/model.ts';
import { openEngine } from '../policy/open.ts';
import { describeAnswer, describeReasons } from './describe.ts';
import { type Result, toResult } from './result.ts';
import { getAudience, getPolicy, runCommand } from './usage.ts';

/** `npm run -s ask`: answers on the command line, for people (`--explain` with reasons), as JSON, or a file at a time. */

const USAGE =
  'usage: npm run -s ask -- --policy ID --audience staff|student|parent [--lang nl|en] [--json | --explain] "question"\n' +
  '       npm run -s ask -- --batch FILE|-';

const OPTIONS = {
  policy: { type: 'string' },
  audience: { type: 'string' },
  lang: { type: 'string' },
  json: { type: 'boolean' },
  explain: { type: 'boolean' },
  batch: { type: 'string' },
} as const;

/** A line of a batch. */
const row = z.object({
  id: z.union([z.string(), z.number()]),
  policy: z.string(),
  audience: z.string(),
  lang: z.enum(LANGUAGES).optional(),
  question: z.string(),
});

await runCommand(() => {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const { engine, library } = openEngine(readConfig(process.env).policies);
  const say = createSpeaker(library);
  if (values.batch !== undefined) return answerBatch(values.batch, engine, library, say);

  const text = positionals.join(' ');
  if (text === '') throw new Fault('usage', USAGE);
  const policy = getPolicy(library, values.policy);
  const lang = z.enum(LANGUAGES).optional().safeParse(values.lang);
  if (!lang.success)
    throw new Fault('usage', `unknown language "${values.lang}": choose ${LANGUAGES.join(', ')}`);
  const question = { text, policy, audience: getAudience(policy, values.audience), language: lang.data };
  if (values.json) console.log(JSON.stringify(answerTimed(engine, question, say)));
  else {
    const answer = engine.answer(question);
    console.log(describeAnswer(library, question, answer, say(question, answer)));
    if (values.explain) console.log(`\n${describeReasons(library, engine, question, answer)}`);
  }
});

/** Answers every line; a broken one is told on standard error with its number, and the others are still answered. */
function answerBatch(file: string, engine: Engine, library: Library, say: Speaker): void {
  readLines(file).forEach((line, index) => {
    if (line.trim() === '') return;
    try {
      const { id, question } = parseRow(line, library);
      console.log(JSON.stringify({ id, ...answerTimed(engine, question, say) }));
    } catch (error) {
      if (!isFault(error)) throw error;
      console.error(`${file}:${index + 1}: ${error.message}`);
      process.exitCode = 2;
    }
  });
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8').split('\n');
  } catch (error) {
    throw new Fault('usage', `cannot read ${file}`, { cause: error });
  }
}

function parseRow(line: string, library: Library): { id: string | number; question: Question } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new Fault('usage', 'the line is no JSON', { cause: error });
  }
  const parsed = row.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Fault('usage', `${issue?.path.join('.') || 'the line'}: ${issue?.message}`);
  }
  const { id, lang, question } = parsed.data;
  const policy = getPolicy(library, parsed.data.policy);
  const audience = getAudience(policy, parsed.data.audience);
  return { id, question: { text: question, policy, audience, language: lang } };
}

type Speaker = (question: Question, answer: Answer) => string;

/** The answer in a line or two, as the notification of the card says it. */
function createSpeaker(library: Library): Speaker {
  const replies = createReplies(library);
  const render = createCardRenderer(createTexts());
  return (question, answer) => {
    const asked = { ...question, language: answer.language, question: question.text };
    const rendered = render(replies.toOutcome(asked, answer));
    return rendered.kind === 'card' ? rendered.summary : rendered.text;
  };
}

function answerTimed(engine: Engine, question: Question, say: Speaker): Result & { readonly ms: number } {
  const start = performance.now();
  const answer = engine.answer(question);
  const ms = Math.round((performance.now() - start) * 1000) / 1000;
  return { ...toResult(answer, say(question, answer)), ms };
}
