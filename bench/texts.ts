import { literal, shorten, whole } from '../src/cards/plain.ts';
import { readForm } from '../src/policy/form.ts';
import { squeeze, tidy, words } from '../src/policy/normalise.ts';
import { openEngine } from '../src/policy/open.ts';
import { createSlotReader } from '../src/policy/slots.ts';
import { readMarkup } from '../src/teams/markup.ts';
import { readText } from '../src/teams/text.ts';
import { HOSTILE } from '../test/support/hostile-texts.ts';
import { median, toTable } from './table.ts';

/**
 * `npm run bench:texts`: how the time for a hostile text grows with its length. A step that looks at each character once
 * takes 2 times as long for 2 times as many; one that must not be worse than that, at most so. What is cut does not grow.
 */

const { engine, library } = await openEngine('policies');
const readSlots = createSlotReader(library);
const [policy] = library.policies.values();
if (!policy) throw new Error('there are no policies');

const STEPS: Readonly<Record<string, (text: string) => unknown>> = {
  'read a message': (text) =>
    readText({ type: 'message', text, recipient: { id: '28:bot', name: 'Mag dat?' } }),
  'read HTML': (html) => readMarkup(html, () => ''),
  tidy,
  words: (text) => words(text).map(squeeze),
  'form, slots': (text) => [readForm(tidy(text)), readSlots(tidy(text))],
  crisis: (text) => engine.isCrisis(text),
  answer: (text) => engine.answer({ text, audience: 'staff', policy }),
  'show on a card': (text) => [literal(text), whole(text, 20_000), shorten(text, 600)],
};

const LENGTHS = [16_000, 32_000, 64_000, 128_000];
/** What takes less is noise, in milliseconds. */
const NOTHING = 20;
const TRIES = 3;

async function timeOf(step: (text: string) => unknown, text: string): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < TRIES; nth++) {
    const start = performance.now();
    await step(text);
    times.push(performance.now() - start);
  }
  return median(times);
}

const rows: string[][] = [];
for (const [step, run] of Object.entries(STEPS)) {
  for (const [shape, make] of Object.entries(HOSTILE)) {
    const times: number[] = [];
    for (const length of LENGTHS) times.push(await timeOf(run, make(length)));
    const growths = times.slice(1).map((time, index) => time / (times[index] ?? time));
    if ((times.at(-1) ?? 0) > NOTHING)
      rows.push([
        step,
        shape,
        ...times.map((time) => time.toFixed(0)),
        ...growths.map((one) => one.toFixed(1)),
      ]);
  }
}
const head = [
  ['step', 'shape', ...LENGTHS.map((length) => `ms at ${length / 1000}k`), '2n/n', '4n/2n', '8n/4n'],
];
console.log(toTable([...head, ...rows]));
