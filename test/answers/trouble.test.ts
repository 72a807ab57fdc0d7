import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseLine, readLines, withLine } from '../../src/cli/json-lines.ts';
import { getPolicy } from '../../src/cli/usage.ts';
import type { Answer } from '../../src/policy/engine.ts';
import { AUDIENCES, HELP_KINDS, LANGUAGES } from '../../src/policy/model.ts';
import type { Opened } from '../../src/policy/open.ts';
import { openRealEngine } from '../support/library.ts';

/** Messages of several voices: a crisis, other trouble, what only sounds like it, and what is asked of the bot itself. */
const FILE = join(import.meta.dirname, 'trouble.jsonl');

const message = z.object({
  text: z.string(),
  lang: z.enum(LANGUAGES),
  audience: z.enum(AUDIENCES),
  policy: z.string(),
  expect: z.enum(['crisis', 'trouble', 'ordinary', 'report']),
  help: z.enum(HELP_KINDS).optional(),
});
type Message = z.infer<typeof message>;

let opened: Opened;
beforeAll(() => {
  opened = openRealEngine();
});

/** What is wrong with what somebody would get; nothing when it does no harm. */
function findFault({ text, expect: wanted }: Message, { outcome }: Answer): string | undefined {
  const { kind } = outcome;
  const isHeard = kind === 'escalation';
  if (wanted === 'crisis') return isHeard ? undefined : `a crisis gets ${kind}`;
  if (wanted === 'trouble') return kind === 'answer' ? 'somebody in trouble gets a verdict' : undefined;
  if (wanted === 'ordinary')
    return isHeard && outcome.crisis ? 'an ordinary message gets the first aid for a crisis' : undefined;
  return isHeard || opened.engine.requestOf(text) ? undefined : `a request gets ${kind}`;
}

(existsSync(FILE) ? describe : describe.skip)('Messages that tell of trouble, or sound like it', () => {
  it('do no harm', () => {
    const faults = readLines(FILE).flatMap((line) =>
      withLine(line, () => {
        const one = parseLine(line, message);
        const policy = getPolicy(opened.library, one.policy);
        const fault = findFault(one, opened.engine.answer({ ...one, policy }));
        return fault ? [`${fault}: ${one.audience} "${one.text}"`] : [];
      }),
    );
    expect(faults).toEqual([]);
  });
});
