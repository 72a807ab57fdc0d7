import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createCardRenderer } from '../cards/render.ts';
import { readPoliciesFolder } from '../config.ts';
import { Fault, isFault } from '../errors.ts';
import { createReplies } from '../flows/answering/replies.ts';
import { createTexts } from '../locale/locale.ts';
import type { Answer, Question } from '../policy/engine.ts';
import { LANGUAGES, type Library } from '../policy/model.ts';
import type { Opened } from '../policy/open.ts';
import { type Command, runScript, type Terminal } from './command.ts';
import { describeAnswer, describeReasons, describeReply } from './describe.ts';
import { type Line, parseLine, readLines, withLine } from './json-lines.ts';
import { describeNearest } from './nearest.ts';
import { type Result, toResult } from './result.ts';
import { getAudience, getLanguage, getPolicy } from './usage.ts';

/** How many of the lines that the model learnt from an explanation shows. */
const NEAREST = 3;

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

export const ask: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const folder = readPoliciesFolder(terminal.env);
  const opened = await terminal.openEngine(folder);
  const { engine, library } = opened;
  const say = createSpeaker(library);
  if (values.batch !== undefined) return answerBatch(values.batch, opened, say, terminal);

  const text = positionals.join(' ');
  if (text === '') throw new Fault('usage', USAGE);
  const policy = getPolicy(library, values.policy);
  const language = getLanguage(values.lang);
  const question = { text, policy, audience: getAudience(policy, values.audience), language };
  if (values.json) {
    terminal.print(JSON.stringify(await answerTimed(engine, question, say)));
    return;
  }
  const answer = await engine.answer(question);
  terminal.print(describeAnswer(library, question, answer, say(question, answer)));
  if (!values.explain) return;
  terminal.print(`\n${await describeReasons(library, engine, question, answer)}`);
  terminal.print(describeNearest(folder, await engine.nearest(question, NEAREST)));
};

if (import.meta.main) await runScript(ask);

/** Answers every line; a broken one is told on standard error with its number, and the others are still answered. */
async function answerBatch(
  file: string,
  { engine, library }: Opened,
  say: Speaker,
  terminal: Terminal,
): Promise<number> {
  let code = 0;
  for (const line of readLines(file, terminal.readInput)) {
    try {
      const { id, question } = withLine(line, () => parseRow(line, library));
      terminal.print(JSON.stringify({ id, ...(await answerTimed(engine, question, say)) }));
    } catch (error) {
      if (!isFault(error)) throw error;
      terminal.warn(error.message);
      code = 2;
    }
  }
  return code;
}

function parseRow(line: Line, library: Library): { id: string | number; question: Question } {
  const { id, lang, question, ...given } = parseLine(line, row);
  const policy = getPolicy(library, given.policy);
  const audience = getAudience(policy, given.audience);
  return { id, question: { text: question, policy, audience, language: lang } };
}

type Speaker = (question: Question, answer: Answer) => string;

/** What the card says, in a few lines. */
function createSpeaker(library: Library): Speaker {
  const replies = createReplies(library);
  const render = createCardRenderer(createTexts());
  return (question, answer) => {
    const reply = replies.toOutcome(
      { ...question, language: answer.language, question: question.text },
      answer,
    );
    const rendered = render(reply);
    const details = describeReply(reply);
    if (reply.kind === 'escalation') return details.join('\n'); // its summary is for a locked phone
    return [rendered.kind === 'card' ? rendered.summary : rendered.text, ...details].join('\n');
  };
}

async function answerTimed(
  engine: Opened['engine'],
  question: Question,
  say: Speaker,
): Promise<Result & { readonly ms: number }> {
  const start = performance.now();
  const answer = await engine.answer(question);
  const ms = Math.round((performance.now() - start) * 1000) / 1000;
  return { ...toResult(answer, say(question, answer)), ms };
}
