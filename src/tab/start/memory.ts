/**
 * What the browser keeps for as long as the page is open. It may refuse: where all data of a site are blocked, even looking
 * at its storage fails. Then nothing is kept, and the tab goes on.
 */
export function recall(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value, or forgets it. */
export function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // blocked, as `recall` tells
  }
}
