import { useCallback, useEffect, useRef, useState } from 'react';
import { useTab } from '../shell/tab-context.ts';

/** A list that comes in pages. */
interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next?: string;
}

/** A list with all pages that were asked for, kept up to date. */
export interface Pages<Row, P extends Page<Row>> {
  /** The first page: what the server says about the whole list stands here. */
  readonly first?: P;
  readonly rows: readonly Row[];
  readonly failure?: Error;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  more(): void;
  reload(): void;
}

interface State<Row, P> {
  /** The question that the rest answers. */
  readonly key: string;
  readonly first?: P;
  readonly later: readonly Page<Row>[];
  readonly tag?: string;
  readonly failure?: Error;
  readonly isLoadingMore: boolean;
}

/** How often it asks whether something changed, in milliseconds: what others do must show within five seconds. */
const INTERVAL = 4000;

/** Loads a list, asks again every four seconds while the page can be seen, and adds pages when asked. */
export function usePages<Row, P extends Page<Row>>(path: string, query: object): Pages<Row, P> {
  const { client } = useTab();
  const key = path + JSON.stringify(query);
  const [kept, setState] = useState<State<Row, P>>({ key, later: [], isLoadingMore: false });
  const state: State<Row, P> = kept.key === key ? kept : { key, later: [], isLoadingMore: false };
  const latest = useRef(state);
  latest.current = state;

  const refresh = useCallback(async () => {
    const { key: asked, tag, later } = latest.current;
    const question = questionOf(asked, path);
    const answer = await client.poll<P>(path, question, tag).catch((failure: Error) => ({ failure }));
    if (latest.current.key !== asked) return;
    if ('failure' in answer) setState({ ...latest.current, failure: answer.failure });
    else if (answer.fresh) {
      const first = answer.fresh;
      const again = await followPages<Row>(first, later.length, (after) =>
        client.get(path, { ...question, after }),
      );
      if (latest.current.key !== asked) return;
      const { tag: newTag } = answer;
      setState({ key: asked, first, later: again, isLoadingMore: false, ...(newTag ? { tag: newTag } : {}) });
    } else if (latest.current.failure) {
      const { failure: _, ...rest } = latest.current;
      setState(rest);
    }
  }, [client, path]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts anew
  useEffect(() => repeatWhileVisible(refresh), [refresh, key]);

  const last = state.later.at(-1) ?? state.first;
  const more = useCallback(async () => {
    const { key: asked, first, later } = latest.current;
    const after = (later.at(-1) ?? first)?.next;
    if (!after) return;
    setState({ ...latest.current, isLoadingMore: true });
    const page = await client
      .get<Page<Row>>(path, { ...questionOf(asked, path), after })
      .catch((failure: Error) => ({ failure }));
    if (latest.current.key !== asked) return;
    const now = { ...latest.current, isLoadingMore: false };
    setState('failure' in page ? { ...now, ...page } : { ...now, later: [...now.later, page] });
  }, [client, path]);

  return {
    rows: [state.first, ...state.later].flatMap((page) => page?.rows ?? []),
    hasMore: last?.next !== undefined,
    isLoadingMore: state.isLoadingMore,
    more,
    reload: refresh,
    ...(state.first ? { first: state.first } : {}),
    ...(state.failure ? { failure: state.failure } : {}),
  };
}

const questionOf = (key: string, path: string): object => JSON.parse(key.slice(path.length));

/** Asks anew for as many further pages as were shown. */
async function followPages<Row>(
  first: Page<Row>,
  count: number,
  get: (after: string) => Promise<Page<Row>>,
): Promise<Page<Row>[]> {
  const found: Page<Row>[] = [];
  let next = first.next;
  try {
    while (found.length < count && next) {
      const page = await get(next);
      found.push(page);
      next = page.next;
    }
  } catch {
    // the pages so far are true; what lacks can be asked for with the button again
  }
  return found;
}

function repeatWhileVisible(refresh: () => Promise<void>): () => void {
  let timer = 0;
  let isStopped = false;
  const round = async () => {
    window.clearTimeout(timer);
    if (isStopped || document.hidden) return;
    await refresh();
    if (!isStopped) {
      window.clearTimeout(timer);
      timer = window.setTimeout(round, INTERVAL);
    }
  };
  document.addEventListener('visibilitychange', round);
  void round();
  return () => {
    isStopped = true;
    window.clearTimeout(timer);
    document.removeEventListener('visibilitychange', round);
  };
}
