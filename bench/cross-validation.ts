import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Fold, FoldTask } from './fold.ts';

/** Cross-validation by writer: each voice is held out once, so that no variant is tested on a writer whom it knows. */
export async function crossValidate(
  voices: readonly string[],
  variants: readonly string[],
  progress: (voice: string) => void,
): Promise<Fold[]> {
  const waiting = [...voices];
  const folds: Fold[] = [];
  const work = async () => {
    const worker = new Worker(new URL('./fold.ts', import.meta.url));
    for (let voice = waiting.shift(); voice !== undefined; voice = waiting.shift()) {
      folds.push(await ask(worker, { voice, variants }));
      progress(voice);
    }
    worker.removeAllListeners();
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), voices.length) }, work));
  return folds.sort((one, other) => voices.indexOf(one.voice) - voices.indexOf(other.voice));
}

const ask = (worker: Worker, task: FoldTask): Promise<Fold> =>
  new Promise((resolve, reject) => {
    worker.removeAllListeners();
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the worker for ${task.voice} stopped (code ${code})`)));
    worker.postMessage(task);
  });
