import { Fault } from '../src/errors.ts';
import { utterances } from '../src/policy/brain.ts';
import { type Lexicon, readLexicon } from '../src/policy/lexicon.ts';
import { describeProblem, loadLibrary, readVoices } from '../src/policy/load.ts';
import type { Library, Voice } from '../src/policy/model.ts';
import { words } from '../src/policy/normalise.ts';
import type { Problem } from '../src/policy/source.ts';

/** What the benchmarks work on: the content of the product itself. */
export interface Content {
  readonly library: Library;
  readonly lexicon: Lexicon;
  readonly voices: readonly Voice[];
}

export type Utterance = ReturnType<typeof utterances>[number];

export const POLICIES = 'policies';

/** @throws {Fault} `content-invalid` */
export function loadContent(folder = POLICIES): Content {
  const problems: Problem[] = [];
  const report = (problem: Problem) => problems.push(problem);
  const library = loadLibrary(folder);
  const lexicon = readLexicon(folder, report);
  const voices = readVoices(folder, library.topics, report);
  if (problems.length > 0) throw new Fault('content-invalid', problems.map(describeProblem).join('\n'));
  return { library, lexicon, voices };
}

/** The voices named, or all of them. */
export function chooseVoices({ voices }: Content, names: string | undefined): readonly Voice[] {
  if (names === undefined) return voices;
  return names.split(',').map((name) => {
    const voice = voices.find(({ id }) => id === name);
    if (!voice) throw new Fault('usage', `unknown voice "${name}"`);
    return voice;
  });
}

/** What one voice says that no other says word for word: recognising the rest would only show a good memory. */
export function ownUtterances(voices: readonly Voice[], voice: string): Utterance[] {
  const spell = ({ text }: Utterance) => words(text).join(' ');
  const others = new Set(utterances(voices.filter(({ id }) => id !== voice)).map(spell));
  return utterances(voices.filter(({ id }) => id === voice)).filter((said) => !others.has(spell(said)));
}
