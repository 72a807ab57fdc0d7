import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { Fault } from '../errors.ts';
import { type Brain, trainBrain } from './brain.ts';
import { createEngine, type Engine } from './engine.ts';
import { readLexicon } from './lexicon.ts';
import { describeProblem, loadLibrary, readVoices } from './load.ts';
import type { Library } from './model.ts';
import { listFolder, type Problem, type Report } from './source.ts';

/** Where trained brains are kept between starts: build products, made anew whenever what they rest on changes. */
const BUILD = join(import.meta.dirname, '..', '..', 'build');

/** One file a folder of policies, so that two folders do not overwrite each other's. */
const brainFileOf = (folder: string): string =>
  join(BUILD, `brain-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 8)}.bin`);

export interface Opened {
  readonly library: Library;
  readonly engine: Engine;
  /** True when the brain was trained now, which takes seconds, instead of read. */
  readonly trained: boolean;
}

/**
 * Loads the policies and the engine for them.
 * @throws {Fault} `content-invalid`, with file, line and reason.
 */
export async function openEngine(folder: string, brainFile = brainFileOf(folder)): Promise<Opened> {
  const library = loadLibrary(folder);
  const problems: Problem[] = [];
  const report: Report = (problem) => {
    problems.push(problem);
  };
  const lexicon = readLexicon(folder, report);
  const key = fingerprint(folder);
  const kept = readBrain(brainFile, key);
  const voices = kept ? [] : readVoices(folder, library.topics, report);
  if (problems.length > 0) throw new Fault('content-invalid', problems.map(describeProblem).join('\n'));
  const brain = kept ?? trainBrain(voices, lexicon, library.topics);
  if (!kept) keepBrain(brainFile, key, brain);
  return { library, engine: createEngine(library, lexicon, brain), trained: !kept };
}

/** A digest of all that the brain rests on: how people ask, which topics tell of trouble, the lexicon, and the code that learns. */
function fingerprint(folder: string): string {
  const digest = createHash('sha256');
  const inFolder = (part: string) =>
    listFolder(folder, join(folder, part), () => undefined).map(({ name }) => join(folder, part, name));
  const files = [
    ...inFolder('voices'),
    ...inFolder('topics'),
    join(folder, 'lexicon.yaml'),
    ...['brain', 'classifier', 'features', 'normalise', 'lexicon'].map((name) =>
      join(import.meta.dirname, `${name}.ts`),
    ),
  ];
  for (const file of files) digest.update(existsSync(file) ? readFileSync(file) : '').update('\0');
  return digest.digest('hex');
}

function readBrain(file: string, key: string): Brain | undefined {
  try {
    const kept: { key: string; brain: Brain } = deserialize(readFileSync(file));
    return kept.key === key ? kept.brain : undefined;
  } catch {
    return undefined; // no file yet, or one that was cut off: it is made anew
  }
}

/** Written beside and moved into place, so that another process never reads half a file. */
function keepBrain(file: string, key: string, brain: Brain): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const beside = `${file}.${process.pid}`;
    writeFileSync(beside, serialize({ key, brain }));
    renameSync(beside, file);
  } catch {
    // a folder that cannot be written costs the next start some seconds, nothing else
  }
}
