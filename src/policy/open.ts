import { join } from 'node:path';
import { openEncoder } from './encoder/encoder.ts';
import { createEngine, type Engine } from './engine.ts';
import { loadLibrary } from './load.ts';
import type { Library } from './model.ts';

/** The model that belongs to this version of the program. */
const MODEL = join(import.meta.dirname, '..', '..', 'model');

export interface Opened {
  readonly library: Library;
  readonly engine: Engine;
}

/**
 * Loads the policies and the engine for them.
 * @throws {Fault} `content-invalid`, with file, line and reason; `model-invalid`, with the file of the model.
 */
export async function openEngine(folder: string): Promise<Opened> {
  const library = loadLibrary(folder);
  return { library, engine: createEngine(library, await openEncoder(MODEL)) };
}
