import { useSyncExternalStore } from 'react';

/** Where one is inside the tab: `#/cases/<id>` is `{ page: 'cases', id: '<id>' }`. */
export interface Route {
  readonly page: string;
  readonly id?: string;
}

/** Reads the part of an address behind `#`. */
export function parseRoute(hash: string): Route {
  const [page = '', ...rest] = hash.replace(/^#?\/?/, '').split('/');
  const id = rest.map(decode).join('/');
  return { page, ...(id ? { id } : {}) };
}

/** A broken escape stands for itself. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The address of a place, for links. */
export const hrefOf = ({ page, id }: Route): string => `#/${placeOf(page, id)}`;

/** A place as Teams keeps it in a link: `cases/<id>`. */
export const placeOf = (page: string, id?: string): string =>
  id === undefined ? page : `${page}/${encodeURIComponent(id)}`;

/** Goes somewhere; the way back leads here. */
export const goTo = (route: Route): void => {
  location.hash = hrefOf(route);
};

const listen = (changed: () => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

/** Where one is now. */
export const useRoute = (): Route => parseRoute(useSyncExternalStore(listen, () => location.hash));
