import { createHash } from 'node:crypto';

/** Makes something of a text. */
type Make<T> = (text: string) => Promise<T>;

/** Makes each thing after the one before, in the order of asking: the event loop gets its turn between two. */
export function inTurn<T>(make: Make<T>): Make<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (text) => {
    const next = last.then(() => make(text));
    last = next.catch(() => undefined); // whoever asked for it hears of it; the next is made all the same
    return next;
  };
}

/** Keeps what was made of the last texts, so that it is not made twice; of a text itself only a digest is kept. */
export function keepLast<T>(most: number, make: Make<T>): Make<T> {
  const kept = new Map<string, Promise<T>>();
  return (text) => {
    const key = createHash('sha256').update(text).digest('base64');
    const found = kept.get(key) ?? make(text);
    kept.delete(key); // what was asked last stands last
    kept.set(key, found);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    found.catch(() => {
      if (kept.get(key) === found) kept.delete(key);
    });
    return found;
  };
}
