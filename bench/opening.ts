import { openEngine } from '../src/policy/open.ts';

/** A process of its own that opens the engine once and tells, as JSON, how long it took and what memory it holds. */

const [folder = '', brainFile = ''] = process.argv.slice(2);
const start = performance.now();
const { engine, library, trained } = await openEngine(folder, brainFile);
const ms = performance.now() - start;
const policy = library.policies.values().next().value;
const audience = policy?.audiences[0];
if (policy && audience) await engine.answer({ text: 'mag dat?', policy, audience });
globalThis.gc?.();
const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
console.log(JSON.stringify({ ms, trained, rss, kept: heapUsed + arrayBuffers }));
