import type { Draw } from './draw.ts';
import { hostileValue } from './hostile.ts';

/** How many places of a value are changed at the most. */
const CHANGES = 4;
/** Deeper than this nothing is changed: hostile values hold thousands of levels. */
const DEEPEST = 12;
/** So large is what a seed of a hostile value is drawn from. */
const SEEDS = 1_000_000;

type Node = Record<string, unknown> | unknown[];

interface Place {
  readonly parent: Node;
  readonly key: string;
}

/**
 * Changes some places of a value: takes one away, puts something else there, spells its key in capitals, or puts in
 * what stands elsewhere. Who sends it and where stays, so that it is known who may see what becomes of it.
 */
export function mutate(value: object, draw: Draw, kept: readonly string[]): object {
  const copy = structuredClone(value) as Node;
  for (let change = draw.number(CHANGES + 1); change > 0; change--) {
    const places = placesIn(copy, kept);
    if (places.length === 0) return copy;
    changeAt(draw.of(places), draw, places);
  }
  return copy;
}

function changeAt({ parent, key }: Place, draw: Draw, places: readonly Place[]): void {
  const node = parent as Record<string, unknown>;
  const kind = draw.number(8);
  if (kind === 0) delete node[key];
  else if (kind === 1 && !Array.isArray(parent)) {
    node[key.toUpperCase()] = node[key];
    delete node[key];
  } else if (kind === 2) {
    const other = draw.of(places);
    node[key] = (other.parent as Record<string, unknown>)[other.key];
  } else node[key] = hostileValue(draw.number(SEEDS));
}

function placesIn(node: Node, kept: readonly string[], path = '', depth = 0): Place[] {
  if (depth > DEEPEST) return [];
  return Object.entries(node).flatMap(([key, child]) => {
    const at = path === '' ? key : `${path}.${key}`;
    const own = kept.includes(at) ? [] : [{ parent: node, key }];
    const isNode = typeof child === 'object' && child !== null;
    return isNode ? [...own, ...placesIn(child as Node, kept, at, depth + 1)] : own;
  });
}
