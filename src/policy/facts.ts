import { join } from 'node:path';
import { z } from 'zod';
import { id } from './schema.ts';
import { type Problem, type Report, readSource, type Source } from './source.ts';

/** The facts of a situation that the model reads in a text, each with a closed set of values; a fact can also be not told. */

const words = z.string().min(1);
/** So many examples show writers, readers and the model what a value is. */
const EXAMPLES = 10;

const value = z.strictObject({
  id,
  /** What makes a text tell this value, and what only seems to. */
  counts: words,
  excludes: words,
  examples: z.array(words).min(EXAMPLES).readonly(),
});
const fact = z.strictObject({ id, about: words, values: z.array(value).min(1).readonly() });
const factsFile = z.strictObject({ facts: z.array(fact).min(1).readonly() });

export type Fact = Readonly<z.infer<typeof fact>>;
type FactsSource = Source<z.infer<typeof factsFile>>;

/** An example of a value, and where it stands. */
export interface FactExample {
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** Reads `facts.yaml`; its problems go to `report`. */
export function readFacts(folder: string, report: Report): readonly Fact[] {
  const source = readFactsSource(folder, report);
  if (source) checkFacts(source, report);
  return source?.value.facts ?? [];
}

/** The examples of all facts: the model learns from them too. */
export function readFactExamples(folder: string, report: Report): FactExample[] {
  const source = readFactsSource(folder, report);
  if (!source) return [];
  return source.value.facts.flatMap(({ values }, index) =>
    values.flatMap(({ examples }, nth) =>
      examples.map((text, place) => {
        const { file, line } = source.at(['facts', index, 'values', nth, 'examples', place], '');
        return { text, file, line };
      }),
    ),
  );
}

const readFactsSource = (folder: string, report: Report): FactsSource | undefined =>
  readSource(folder, join(folder, 'facts.yaml'), factsFile, report);

function checkFacts({ value, at }: FactsSource, report: Report): void {
  const facts = new Set<string>();
  const said = new Set<string>();
  value.facts.forEach((fact, index) => {
    const path = ['facts', index];
    if (facts.has(fact.id)) report(at([...path, 'id'], `fact ${fact.id} exists twice`));
    facts.add(fact.id);
    const values = new Set<string>();
    fact.values.forEach(({ id, examples }, nth) => {
      if (values.has(id)) report(at([...path, 'values', nth, 'id'], `value ${id} exists twice`));
      values.add(id);
      examples.forEach((text, place) => {
        if (said.has(text)) report(twice(at, [...path, 'values', nth, 'examples', place]));
        said.add(text);
      });
    });
  });
}

const twice = (at: FactsSource['at'], path: readonly (string | number)[]): Problem =>
  at(path, 'the example stands twice');
