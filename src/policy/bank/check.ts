import type { Fact } from '../facts.ts';
import type { Topic } from '../model.ts';
import type { Report } from '../source.ts';
import type { Line, Utterance, Writer } from '../utterances.ts';
import { plainOf } from './near.ts';

/** What the bank says about topics, facts and itself. The shape of a line is checked before, in `utterances.ts`. */

/** So many utterances teach a topic. Range 50 to 150: below, the model mixes it up with its neighbours. */
const LEAST = 100;

export function checkBank(
  bank: readonly Writer[],
  topics: ReadonlyMap<string, Topic>,
  facts: readonly Fact[],
  report: Report,
): void {
  const values = new Map(facts.map((fact) => [fact.id, new Set(fact.values.map(({ id }) => id))]));
  for (const writer of bank) {
    const said = new Set<string>();
    for (const line of writer.lines) {
      const faults = [
        ...findUnknown(line.utterance, topics, values),
        ...findStranger(line.utterance, writer),
        ...findTwice(line, said),
      ];
      for (const message of faults) report({ file: writer.file, line: line.number, message });
    }
  }
  if (bank.length > 0) checkTaught(bank, topics, report);
}

function findUnknown(
  { topic, facts = {} }: Utterance,
  topics: ReadonlyMap<string, Topic>,
  values: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  return [
    ...topic.filter((id) => !topics.has(id)).map((id) => `unknown topic ${id}`),
    ...Object.entries(facts).flatMap(([fact, value]) => {
      const known = values.get(fact);
      if (!known) return [`unknown fact ${fact}`];
      return known.has(value) ? [] : [`fact ${fact} has no value ${value}`];
    }),
  ];
}

const findStranger = ({ audience }: Utterance, writer: Writer): string[] =>
  writer.audience === undefined || writer.audience === audience
    ? []
    : [`writer ${writer.id} asks as ${writer.audience}, not as ${audience}`];

function findTwice({ utterance: { text } }: Line, said: Set<string>): string[] {
  const plain = plainOf(text);
  const faults = said.has(plain) ? ['the text stands twice, but for case and signs'] : [];
  said.add(plain);
  return faults;
}

/** Held-out writers and lines that may be about something else teach no topic. */
function checkTaught(bank: readonly Writer[], topics: ReadonlyMap<string, Topic>, report: Report): void {
  const counts = new Map<string, number>();
  for (const { lines } of bank.filter(({ heldOut }) => !heldOut)) {
    for (const { utterance } of lines) {
      const [topic = ''] = utterance.topic;
      const teaches = utterance.topic.length === 1 && utterance.fit !== 'other';
      if (teaches) counts.set(topic, (counts.get(topic) ?? 0) + 1);
    }
  }
  for (const topic of topics.keys()) {
    const count = counts.get(topic) ?? 0;
    if (count >= LEAST) continue;
    const message = `topic ${topic} has ${count} utterances: it needs ${LEAST}`;
    report({ file: 'utterances', line: 1, message });
  }
}
