import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { Fault, isFault } from '../errors.ts';

/** A line of a file with JSON lines. */
export interface Line {
  readonly text: string;
  /** `file:number`, to name it by. */
  readonly where: string;
}

/**
 * The lines of a file that are not empty; `-` is what `readInput` gives.
 * @throws {Fault} `usage` when the file cannot be read
 */
export function readLines(file: string, readInput?: () => string): Line[] {
  return readText(file, readInput)
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((text, index) => ({ text, where: `${file}:${index + 1}` }))
    .filter(({ text }) => text.trim() !== '');
}

function readText(file: string, readInput: (() => string) | undefined): string {
  try {
    return file === '-' && readInput ? readInput() : readFileSync(file, 'utf8');
  } catch (error) {
    throw new Fault('usage', `cannot read ${file}`, { cause: error });
  }
}

/** @throws {Fault} `usage`, telling what is wrong with the line */
export function parseLine<T>({ text }: Line, schema: z.ZodType<T>): T {
  const result = schema.safeParse(parseJson(text));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Fault('usage', `${issue?.path.join('.') || 'the line'}: ${issue?.message}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Fault('usage', 'the line is no JSON', { cause: error });
  }
}

/** Does something with a line; a fault names the line. */
export function withLine<T>(line: Line, work: (line: Line) => T): T {
  try {
    return work(line);
  } catch (error) {
    if (!isFault(error)) throw error;
    throw new Fault(error.code, `${line.where}: ${error.message}`, { cause: error });
  }
}
