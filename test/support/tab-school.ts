import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GroupPage, Shown } from '../../src/http/contract.ts';
import { type BotSettings, buttonsOf, type Chatter, type RunningBot, startBot } from './app.ts';
import { finishGuide, pressDo } from './group-work.ts';

/** The people of `demo/directory.yaml`. */
export const DEMO = {
  teacher: '00000000-0000-4000-8000-000000000001',
  manager: '00000000-0000-4000-8000-000000000002',
  deputy: '00000000-0000-4000-8000-000000000003',
  leader: '00000000-0000-4000-8000-000000000004',
  student: '00000000-0000-4000-8000-000000000005',
} as const;
export type DemoPart = keyof typeof DEMO;

export const DEMO_TENANT = '11111111-1111-4111-8111-111111111111';

/** The demo school with its tab, where people can be chosen and some work is going on. */
export interface TabSchool {
  readonly bot: RunningBot;
  /** Where the server listens; the tab lies under `/tab/`. */
  readonly url: string;
  /** Calls the API as somebody. Throws when it is refused. */
  call<T>(part: DemoPart, path: string, body?: object): Promise<T>;
  /** Reports something as the teacher, and gives the id of the case. */
  report(text: string, severity?: '1' | '2' | '3'): Promise<string>;
  /** Registers a group as the teacher, and gives its id. */
  registerGroup(): Promise<string>;
  /** Lets a week go by: figures are of weeks that are over. */
  passWeek(): void;
  stop(): Promise<void>;
}

const WEEK = 7 * 24 * 60 * 60 * 1000;

const DIRECTORY = join(import.meta.dirname, '..', '..', 'demo', 'directory.yaml');

/** Starts the real server on the directory of the demo. `settings` as for a bot. */
export async function openTabSchool(settings: BotSettings = {}): Promise<TabSchool> {
  let behind = WEEK;
  const now = () => new Date(Date.now() - behind);
  const bot = await startBot({ directory: readFileSync(DIRECTORY, 'utf8'), now, ...settings });
  const url = `http://127.0.0.1:${bot.port}`;
  const call = <T>(part: DemoPart, path: string, body?: object): Promise<T> =>
    ask(`${url}/api/v1${path}`, DEMO[part], body);
  const press = async (part: DemoPart, data: object): Promise<unknown> => {
    const shown = await call<Shown>(part, '/press', { data });
    if (shown.kind !== 'card') throw new Error(`a line instead of a card: ${shown.text}`);
    return shown.card;
  };
  return {
    bot,
    url,
    call,
    async report(text, severity = '2') {
      const form = await press('teacher', { do: 'escalate', text });
      const check = buttonFor(form, 'report-check');
      const input = { text, kind: 'conflict-parent', severity, platform: 'whatsapp', group: 'Klas 3B' };
      const checked = await press('teacher', { ...check, ...input });
      const sent = await press('teacher', buttonFor(checked, 'report-send'));
      await bot.sweep();
      return idOn(sent);
    },
    async registerGroup() {
      const chatter = { execute: (data: unknown) => press('teacher', data as object) } as Chatter;
      const second = { 'second-staff': { person: DEMO.deputy } };
      const first = await press('teacher', { do: 'group-start', conversation: '' });
      const check = await finishGuide(chatter, first, second);
      await pressDo(chatter, check, 'group-submit');
      await bot.sweep();
      return (await findGroups(call))[0]?.id ?? '';
    },
    passWeek: () => {
      behind -= WEEK;
    },
    stop: () => bot.stop(),
  };
}

async function findGroups(call: TabSchool['call']): Promise<GroupPage['rows']> {
  const scopes = ['pending', 'running', 'review'];
  const pages = await Promise.all(
    scopes.map((scope) => call<GroupPage>('teacher', `/groups?scope=${scope}`)),
  );
  return pages.flatMap(({ rows }) => rows);
}

async function ask<T>(url: string, person: string, body?: object): Promise<T> {
  const response = await fetch(url, {
    headers: {
      authorization: `Demo ${person}`,
      'accept-language': 'nl',
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json(); // what the contract says it is
  if (!response.ok) throw new Error(`${response.status}: ${JSON.stringify(answer)}`);
  return answer as T;
}

function buttonFor(card: unknown, action: string): Record<string, unknown> {
  const found = buttonsOf(card).find(({ data }) => data.do === action);
  if (!found) throw new Error(`no button for ${action}: ${JSON.stringify(card)}`);
  return found.data;
}

/** The id of what the buttons of a card are about. */
function idOn(card: unknown): string {
  const found = buttonsOf(card).find(({ data }) => typeof data.id === 'string');
  if (!found) throw new Error(`a card of nothing: ${JSON.stringify(card)}`);
  return String(found.data.id);
}
