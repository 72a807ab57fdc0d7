import { join } from 'node:path';
import { z } from 'zod';
import type { Neighbour } from '../policy/encoder/neighbours.ts';
import { readIfThere } from '../policy/source.ts';
import { parseLine, withLine } from './json-lines.ts';

/** The parts of a line of the utterance bank that are shown. */
const said = z.object({ text: z.string(), topic: z.union([z.string(), z.array(z.string())]) });

/** What stands at the place of a line: another version of the model may have learnt from a longer file. */
type Said = z.infer<typeof said> | undefined;

/**
 * The lines that the model learnt from and that lie nearest to a question: how alike, about which topic, of which writer.
 * The model keeps no words: their texts are in the folder of the policies, which need not have them.
 */
export function describeNearest(folder: string, nearest: readonly Neighbour[]): string {
  const lines = nearest.map((one) => `  ${one.alike.toFixed(2)} ${describe(one, readSaid(folder, one))}`);
  return ['nearest', ...lines].join('\n');
}

function describe({ writer, place }: Neighbour, line: Said): string {
  if (!line) return `${writer}, line ${place + 1}, whose text is not in the folder of the policies`;
  return `${[line.topic].flat().join('|')} (${writer}) ${line.text}`;
}

function readSaid(folder: string, { writer, place }: Neighbour): Said {
  const file = join(folder, 'utterances', `${writer}.jsonl`);
  const text = readIfThere(file)?.split('\n')[place];
  if (text === undefined || text === '') return undefined;
  return withLine({ text, where: `${file}:${place + 1}` }, (line) => parseLine(line, said));
}
