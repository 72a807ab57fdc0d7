import { readFileSync } from 'node:fs';
// The front door's types import the TypeScript sources of `adaptivecards`, which do not compile under our settings.
import { Template } from 'adaptivecards-templating/lib/template-engine.js';

const FOLDER = new URL('../../cards/', import.meta.url);

/** Fills a card with data. What the data holds is put in as it is: a `${` in it is not evaluated. */
export type FillCard = (data: object) => object;

/**
 * Reads `cards/<name>.json` and compiles it. A property whose `$when` does not hold is left out. `{ "include": "part-x" }` stands for what `cards/part-x.json` holds; its
 * siblings, such as `$when`, go on the included element.
 */
export function loadCard(name: string): FillCard {
  const template = new Template(withParts(read(name)));
  return (data) => withoutGaps(template.expand({ $root: data })) as object;
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));

function withParts(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withParts);
  if (typeof node !== 'object' || node === null) return node;
  if ('include' in node) {
    const { include, ...siblings } = node;
    return { ...siblings, ...(withParts(read(String(include))) as object) };
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withParts(value)]));
}

/** The engine leaves `null` where a property does not hold; clients want it absent. */
function withoutGaps(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutGaps);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, withoutGaps(value)]),
  );
}
