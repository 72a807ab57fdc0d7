import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Topic } from '../model.ts';
import { type Report, readIfThere } from '../source.ts';
import type { Writer } from '../utterances.ts';

/** What a manifest says about the training. */
const manifest = z.object({ digest: z.string() });

/** All that the model is made from. */
export interface Made {
  /** The folder of the policies. */
  readonly folder: string;
  readonly bank: readonly Writer[];
  readonly topics: ReadonlyMap<string, Topic>;
}

/**
 * A digest of all that the model is made from: the utterances of whoever is not held out, the facts, and the topics with
 * their intents. `model/train/digest.py` writes the same into the manifest.
 */
export function digestOf({ folder, bank, topics }: Made): string {
  const digest = createHash('sha256');
  const add = (name: string, path: string) =>
    digest.update(`${name}\0`).update(readFileSync(path)).update('\0');
  const trained = bank.filter(({ heldOut }) => !heldOut).map(({ file }) => file);
  for (const file of trained.sort()) add(basename(file), join(folder, file));
  add('facts.yaml', join(folder, 'facts.yaml'));
  for (const id of [...topics.keys()].sort()) digest.update(`${id} ${topics.get(id)?.intent}\n`);
  return digest.digest('hex');
}

/** Reports a model that was made from something else; without a model there is nothing to compare. */
export function checkModel(modelFolder: string, made: Made, report: Report): void {
  const path = join(modelFolder, 'manifest.json');
  const content = readIfThere(path);
  if (content === undefined) return;
  const digest = digestIn(content);
  if (digest === digestOf(made)) return;
  const message =
    digest === undefined
      ? 'it tells no digest: run model/train/run.sh'
      : 'the model was made from other utterances, facts or topics: run model/train/run.sh';
  report({ file: path, line: 1, message });
}

function digestIn(content: string): string | undefined {
  try {
    return manifest.parse(JSON.parse(content)).digest;
  } catch {
    return undefined; // no JSON, or another shape: it was not written by the training
  }
}
