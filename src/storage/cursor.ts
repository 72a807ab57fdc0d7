import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Page } from '../overview/ports.ts';

/** Where a page ends: the values that its list is sorted by, of the last row. It goes to the client and back. */
interface Cursor {
  /** Name of the order; a cursor of another one cannot be used. */
  readonly order: string;
  readonly values: readonly string[];
}

/** How many rows a page of a list has. */
export const PAGE = 50;

/** How a list is sorted: as an index is, with the id in it, so that no row comes twice or not at all. */
export interface Order<Row> {
  readonly by: RawBuilder<unknown>;
  readonly isAfter: (values: readonly string[]) => RawBuilder<boolean>;
  readonly of: (row: Row) => string[];
  /** What the values of a cursor look like. */
  readonly values: readonly z.ZodType[];
}

/** Makes a page of rows that were read, one more than it has: that one tells whether there is a next page. */
export function toPage<Row, Shown>(
  rows: readonly Row[],
  order: string,
  { of }: Order<Row>,
  show: (row: Row) => Shown,
): Page<Shown> {
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  return { rows: rows.slice(0, PAGE).map(show), next: last && toCursor({ order, values: of(last) }) };
}

const shape = z.tuple([z.string()], z.string());

const toCursor = ({ order, values }: Cursor): string =>
  Buffer.from(JSON.stringify([order, ...values])).toString('base64url');

/** Reads a cursor of an order, with so many values; nothing when it is none. */
export function parseCursor(text: string, order: string, kinds: readonly z.ZodType[]): string[] | undefined {
  try {
    const [of, ...values] = shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    const isRight =
      of === order &&
      values.length === kinds.length &&
      kinds.every((kind, index) => kind.safeParse(values[index]).success);
    return isRight ? values : undefined;
  } catch {
    return undefined;
  }
}

/** A text to look for with `like`, in which nothing has a meaning of its own. */
export const likePattern = (text: string): string => text.toLowerCase().replace(/[\\%_]/g, '\\$&');
