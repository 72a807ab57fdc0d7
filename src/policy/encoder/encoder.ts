import { readFileSync } from 'node:fs';
import { join } from 'node:path';
// before onnxruntime
import './no-telemetry.ts';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { Fault } from '../../errors.ts';
import { AUDIENCES, type Audience } from '../model.ts';
import { squeeze, words } from '../normalise.ts';
import { countLogits, type Scores, scoreHeads } from './heads.ts';
import { inTurn, keepLast } from './keep.ts';
import { readLinear, type Weigh } from './linear.ts';
import { type Manifest, manifest } from './manifest.ts';
import { type FindNeighbours, type Neighbour, readNeighbours } from './neighbours.ts';
import { createPieceReader, type ReadPieces } from './pieces.ts';

/** What the model makes of a text. */
export interface Understanding {
  readonly heads: Scores;
  /** The meaning of the text, to compare with that of others: 384 numbers. */
  readonly vector: Float32Array;
}

/** The pretrained model, in this process. */
export interface Encoder {
  /** Tells one training of the model from another. */
  readonly digest: string;
  /** Words that several writers used whom the model learnt from, as `words` reads them. */
  readonly words: ReadonlySet<string>;
  /** Whether a word is one that several writers used whom the model learnt from. */
  knows(word: string): boolean;
  /**
   * The lines that the model learnt from and that lie nearest to a meaning, nearest first.
   * @throws {Fault} `model-invalid`, naming the file
   */
  nearest(vector: Float32Array, most: number): Promise<readonly Neighbour[]>;
  /** Reads what somebody typed. The same text of the same audience gets the same result, whatever else is asked. */
  read(text: string, audience: Audience): Promise<Understanding>;
}

/** How the model was told in training who speaks. */
const ROLES: Readonly<Record<Audience, string>> = {
  student: 'leerling',
  staff: 'medewerker',
  parent: 'ouder',
};

/** How many results are kept. Range 64 to 1024: one turn reads a text several times, and a button reads it again. */
const KEPT = 256;

/** One thread: a question takes milliseconds, and a school has one small machine. */
const OPTIONS: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
};

/**
 * Opens the model in a folder: `manifest.json`, `tokenizer.json`, `encoder.int8.onnx`, `linear.bin` and `words.txt`;
 * `neighbours.bin` is only read when it is asked for.
 * @throws {Fault} `model-invalid`, naming the file
 */
export async function openEncoder(folder: string): Promise<Encoder> {
  const about = await open(folder, 'manifest.json', (file) => manifest.parse(readJson(file)));
  const readPieces = await open(folder, 'tokenizer.json', (file) => createPieceReader(readJson(file), about));
  const weigh = await open(folder, 'linear.bin', () => readLinear(folder, about));
  const run = await open(folder, 'encoder.int8.onnx', (file) => openSession(file, about, readPieces, weigh));
  const known = await open(folder, 'words.txt', (file) => new Set(readFileSync(file, 'utf8').split('\n')));
  const read = keepLast(KEPT, inTurn(run));
  let find: FindNeighbours | undefined;
  return {
    digest: about.digest,
    words: known,
    knows: (word) => words(word).every((one) => known.has(squeeze(one))),
    async nearest(vector, most) {
      find ??= await open(folder, 'neighbours.bin', () => readNeighbours(folder, about, vector.length));
      return find(vector, most);
    },
    read: (text, audience) => read(`${audience} ${text}`),
  };
}

async function openSession(file: string, { heads, linear }: Manifest, readPieces: ReadPieces, weigh: Weigh) {
  const session = await InferenceSession.create(file, OPTIONS);
  /** One text a run: int8 scales by the largest number of a batch, so that a neighbour would change a result. */
  const run = async (text: string) => {
    const ids = BigInt64Array.from(readPieces(text), BigInt);
    const shape = [1, ids.length];
    const mask = new BigInt64Array(ids.length).fill(1n);
    const { heads: logits, vector } = await session.run({
      ids: new Tensor('int64', ids, shape),
      mask: new Tensor('int64', mask, shape),
    });
    return { logits: numbersOf(logits), vector: numbersOf(vector) };
  };
  // the first run is the slowest: it is for nobody
  const { logits } = await run('');
  if (logits.length !== countLogits(heads))
    throw new Error(`gives ${logits.length} logits, where manifest.json has ${countLogits(heads)} labels`);
  return async (asked: string): Promise<Understanding> => {
    const audience = AUDIENCES.find((one) => asked.startsWith(`${one} `)) ?? 'student';
    const text = asked.slice(audience.length + 1);
    const { logits, vector } = await run(`${ROLES[audience]}: ${text}`);
    const beside = { ...linear, logits: weigh(text, audience) };
    return { heads: scoreHeads(logits, heads, beside), vector };
  };
}

function numbersOf(tensor: Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('gives no heads and vector of float32');
  return tensor.data;
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** Opens a file of the model; whatever is wrong with it has one remedy. */
async function open<T>(folder: string, name: string, work: (file: string) => T | Promise<T>): Promise<T> {
  const file = join(folder, name);
  try {
    return await work(file);
  } catch (error) {
    throw new Fault(
      'model-invalid',
      `${file} is missing or broken; put back the folder "model" that belongs to this version of the program (${(error as Error).message})`,
      { cause: error },
    );
  }
}
