import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** Something wrong in a content file: where, and what to do about it. `line` counts from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export type Path = readonly PropertyKey[];

/** A content file that was read: its value, and the way back from a place in the value to a line. */
export interface Source<T> {
  readonly file: string;
  readonly value: T;
  /** The problem at a place in the value, for example `['rulings', 3, 'topic']`. */
  readonly at: (path: Path, message: string) => Problem;
}

/** Collects problems instead of throwing at the first one: a keeper wants to see them all. */
export type Report = (problem: Problem) => void;

/**
 * Reads a YAML file and checks its shape. Every fault goes to `report` with its line; then there is no source.
 * `root` is the folder that file names are shown relative to.
 */
export function readSource<T>(root: string, path: string, schema: z.ZodType<T>, report: Report) {
  const file = relative(root, path);
  const lines = new LineCounter();
  const content = readIfThere(path);
  if (content === undefined) {
    report({ file, line: 1, message: 'the file is missing' });
    return undefined;
  }
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => lines.linePos(offset).line;

  for (const error of document.errors) report({ file, line: lineAt(error.pos[0]), message: error.message });
  if (document.errors.length > 0) return undefined;

  const at = (place: Path, message: string): Problem => ({
    file,
    line: lineAt(offsetOf(document, place)),
    message,
  });
  const result = schema.safeParse(document.toJS());
  if (result.success) return { file, value: result.data, at } satisfies Source<T>;
  for (const issue of result.error.issues) {
    const { path, message } = issue;
    const place = issue.code === 'unrecognized_keys' ? [...path, issue.keys[0] ?? ''] : path;
    report(at(place, `${path.join('.') || 'the file'}: ${message}`));
  }
  return undefined;
}

/** The entries of a folder by name; a missing folder goes to `report`. */
export function listFolder(root: string, path: string, report: Report): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    report({ file: relative(root, path) || path, line: 1, message: 'the folder is missing' });
    return [];
  }
}

/** The content of a file; nothing where there is none. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The place of the deepest part of `place` that stands in the document: a missing key is reported at its parent. */
function offsetOf(document: ReturnType<typeof parseDocument>, place: Path): number {
  for (let depth = place.length; depth > 0; depth--) {
    const node = document.getIn(place.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
