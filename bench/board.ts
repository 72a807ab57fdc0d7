import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript } from '../src/cli/command.ts';
import type { CasePage, CaseQuery, GroupPage, GroupQuery } from '../src/http/contract.ts';
import { isRefusal, type Refusal } from '../src/http/tab-api.ts';
import { openBoard } from './board-stage.ts';
import { median, quantile } from './table.ts';

/** `npm run -s bench:board`: how long a page of reports and of groups takes on the server, for a leader who sees all. */

/** What the database holds; all of it has come to the leader. */
const SIZES = { cases: 5_000, groups: 2_000 };
/** How often each is asked, after a third as many to warm up. */
const ROUNDS = 60;
/** The page that is opened far down a list. */
const DEEP = 40;

type Board = Awaited<ReturnType<typeof openBoard>>;

await runScript(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'magdat-board-'));
  const board = await openBoard(folder, SIZES);
  try {
    console.log(JSON.stringify({ ...SIZES, ...(await measureAll(board)) }));
  } finally {
    await board.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function measureAll(board: Board) {
  const cases = (query: Partial<CaseQuery>) => () => casePage(board, query);
  const after = await findDeepPage(board);
  return {
    'select 1': await measure(board, board.selectOne),
    'cases by due': await measure(board, cases({})),
    'cases by severity': await measure(board, cases({ sort: 'severity' })),
    'cases, newest': await measure(board, cases({ sort: 'new' })),
    [`cases, page ${DEEP}`]: await measure(board, cases({ after })),
    'cases, a name': await measure(board, cases({ search: 'jansen 17' })),
    'cases, nothing found': await measure(board, cases({ search: 'nobody' })),
    'groups running': await measure(board, () => groupPage(board, {})),
    'groups pending': await measure(board, () => groupPage(board, { scope: 'pending' })),
  };
}

/** Times in milliseconds, and the indexes that were used. */
async function measure(board: Board, ask: () => Promise<unknown>) {
  for (let round = 0; round < ROUNDS / 3; round++) await ask();
  const before = await board.countIndexUse();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await ask();
    times.push(performance.now() - start);
  }
  const used = [...(await board.countIndexUse())].filter(([name, count]) => count > (before.get(name) ?? 0));
  return {
    medianMs: toTenths(median(times)),
    p95Ms: toTenths(quantile(times, 0.95)),
    ...(used.length > 0 && { indexes: used.map(([name]) => name) }),
  };
}

function toTenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

async function findDeepPage(board: Board): Promise<string> {
  let after = '';
  for (let page = 1; page < DEEP; page++) after = (await casePage(board, after ? { after } : {})).next ?? '';
  return after;
}

async function casePage({ listCases, leader }: Board, query: Partial<CaseQuery>): Promise<CasePage> {
  return given(await listCases(leader, { scope: 'open', ...query }));
}

async function groupPage({ listGroups, leader }: Board, query: Partial<GroupQuery>): Promise<GroupPage> {
  return given(await listGroups(leader, { scope: 'running', ...query }));
}

function given<T extends object>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
}
