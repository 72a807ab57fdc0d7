import { z } from 'zod';

/** Where a page ends: the values that its list is sorted by, of the last row. It goes to the client and back. */
export interface Cursor {
  /** Name of the order; a cursor of another one cannot be used. */
  readonly order: string;
  readonly values: readonly string[];
}

/** How many rows a page of a list has. */
export const PAGE = 50;

const shape = z.tuple([z.string()], z.string());

export const toCursor = ({ order, values }: Cursor): string =>
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
