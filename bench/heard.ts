import { runScript } from '../src/cli/command.ts';
import { trainBrain } from '../src/policy/brain.ts';
import { createEngine, type Engine } from '../src/policy/engine.ts';
import type { Library, Voice } from '../src/policy/model.ts';
import { type Content, loadContent } from './content.ts';
import { percent, toTable } from './table.ts';

/** `npm run bench:heard`: how the whole engine, at the limits of today, hears trouble told by writers whom it does not know. */

/** What came of the messages of one writer, in numbers. */
interface Heard {
  trouble: number;
  firstAid: number;
  verdict: number;
  ordinary: number;
  false: number;
}

const HEAD = ['writer', 'trouble', 'first aid', 'a verdict', 'ordinary', 'first aid'];
const TROUBLE = 'trouble-';

/** A writer may speak in several voices: `trouble-newcomer-parent` and `trouble-newcomer-student` are one. */
const writerOf = ({ id }: Voice): string => id.slice(TROUBLE.length).split('-')[0] ?? '';

/** The engine as it would be if these voices had never been written. */
function without({ library, lexicon, voices }: Content, isLeft: (voice: Voice) => boolean): Engine {
  const known = voices.filter((voice) => !isLeft(voice));
  return createEngine(library, lexicon, trainBrain(known, lexicon, library.topics));
}

async function hear({ library }: Content, voices: readonly Voice[], engine: Engine): Promise<Heard> {
  const heard = nothing();
  for (const { audience, utterances } of voices) {
    const policy = [...library.policies.values()].find(({ audiences }) => audiences.includes(audience));
    if (!policy) continue;
    for (const [topic, said] of Object.entries(utterances)) {
      for (const text of [...(said.nl ?? []), ...(said.en ?? [])]) {
        const { outcome } = await engine.answer({ text, audience, policy });
        count(heard, isTrouble(library, topic), outcome.kind);
      }
    }
  }
  return heard;
}

const isTrouble = ({ topics }: Library, id: string): boolean => topics.get(id)?.intent === 'escalation';

function count(heard: Heard, isTold: boolean, kind: string): void {
  const isFirstAid = Number(kind === 'escalation');
  heard[isTold ? 'trouble' : 'ordinary'] += 1;
  heard[isTold ? 'firstAid' : 'false'] += isFirstAid;
  if (isTold && kind === 'answer') heard.verdict += 1;
}

const nothing = (): Heard => ({ trouble: 0, firstAid: 0, verdict: 0, ordinary: 0, false: 0 });

const add = (one: Heard, other: Heard): Heard => ({
  trouble: one.trouble + other.trouble,
  firstAid: one.firstAid + other.firstAid,
  verdict: one.verdict + other.verdict,
  ordinary: one.ordinary + other.ordinary,
  false: one.false + other.false,
});

const describe = (writer: string, heard: Heard): string[] => [
  writer,
  `${heard.trouble}`,
  percent(heard.firstAid, heard.trouble),
  percent(heard.verdict, heard.trouble),
  `${heard.ordinary}`,
  percent(heard.false, heard.ordinary),
];

await runScript(async () => {
  const content = loadContent();
  const own = content.voices.filter(({ id }) => id.startsWith(TROUBLE));
  const all: { readonly writer: string; readonly heard: Heard }[] = [];
  for (const writer of new Set(own.map(writerOf))) {
    const isTheirs = (voice: Voice) => own.includes(voice) && writerOf(voice) === writer;
    console.error(`held out ${writer}`);
    all.push({ writer, heard: await hear(content, own.filter(isTheirs), without(content, isTheirs)) });
  }
  const total = all.reduce((sum, { heard }) => add(sum, heard), nothing());
  const rows = [...all, { writer: 'all', heard: total }].map(({ writer, heard }) => describe(writer, heard));
  console.log(toTable([HEAD, ...rows]));
  return undefined;
});
