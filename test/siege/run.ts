import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Crowd, createCrowd } from '../chaos/crowd.ts';
import { type FakeConnector, startFakeConnector } from '../support/fake-connector.ts';
import { makeActivity } from './activities.ts';
import { type Answer, ATTACKS, ask, post } from './attack.ts';
import { createDraw, type Draw } from './draw.ts';
import { mutate } from './mutate.ts';
import { envelope, KEPT, markOf, ownChat, type PlaceKind, type Seat, seatOf } from './people.ts';
import { type Server, startServer } from './server.ts';
import { askAsTab } from './tab-requests.ts';
import {
  cardsOf,
  createButtons,
  drain,
  findLeaks,
  findLeaksIn,
  isApology,
  type KnownButtons,
} from './watch.ts';

export interface SiegeSettings {
  readonly requests: number;
  readonly seed: string;
  /** Tells how it goes. */
  readonly say: (line: string) => void;
}

/** What went wrong, a line each. */
export interface Siege {
  readonly requests: number;
  /** How many were taken: a program that refuses everything does nothing wrong, and shows nothing. */
  taken: number;
  /** The process ended by itself. */
  readonly crashes: string[];
  /** A status from 500 up, or an apology on a card. */
  readonly serverErrors: string[];
  /** Words of one person where another reads, private cards before a group, words in the log, files left behind. */
  readonly leaks: string[];
  /** No answer, or no sign of life, for seconds. */
  readonly stalls: string[];
}

/** How many requests are under way at a time. */
const CLIENTS = 8;
/** How often `/health` is asked, and how long it may take, in milliseconds. */
const HEALTH = { every: 250, most: 5_000 };
/** Shares of requests that are wrong as HTTP, and that come from the tab. */
const SHARES = { attack: 0.12, tab: 0.12 };
/** `/health` answers 503 while the database does not; that is no crash of a request. */
const PLACES: readonly PlaceKind[] = ['own', 'own', 'own', 'own', 'group', 'channel', 'meeting', 'unlike'];
/** Every so many requests the progress is told. */
const PROGRESS = 5_000;

interface Scene {
  readonly crowd: Crowd;
  readonly connector: FakeConnector;
  readonly buttons: KnownButtons;
  readonly seed: string;
  readonly found: Siege;
  server: Server;
  /** A start that is under way after an end. */
  restarting?: Promise<Server> | undefined;
}

/** Sends mutated requests of every kind to the running program, and tells what it did wrong. */
export async function runSiege({ requests, seed, say }: SiegeSettings): Promise<Siege> {
  const folder = mkdtempSync(join(tmpdir(), 'magdat-siege-'));
  const crowd = createCrowd();
  const directory = join(folder, 'directory.yaml');
  writeFileSync(directory, crowd.yaml);
  const connector = await startFakeConnector();
  const start = () => startServer(folder, directory);
  const found: Siege = { requests, taken: 0, crashes: [], serverErrors: [], leaks: [], stalls: [] };
  const scene: Scene = { crowd, connector, buttons: createButtons(), seed, found, server: await start() };
  const watching = new AbortController();
  try {
    await introduceAll(scene);
    const watch = watchHealth(scene, watching.signal);
    let next = 0;
    const client = async () => {
      for (let number = next++; number < requests; number = next++) {
        if (number % PROGRESS === 0) say(`${number} requests`);
        await sendOne(scene, number);
        lookAtSent(scene);
        await restart(scene, number, start);
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
    watching.abort();
    await watch;
    await sleep(500); // messages that jobs send
    lookAtSent(scene);
    await scene.server.stop();
    lookAtRemains(scene);
    sayFaults(scene, say);
    say(`${found.taken} requests were taken`);
    return found;
  } finally {
    watching.abort();
    await scene.server.stop();
    await connector.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everybody opens their chat with the bot once, so that reports find their way. */
async function introduceAll({ crowd, connector, server }: Scene): Promise<void> {
  for (const person of crowd.people.keys()) {
    const activity = {
      ...envelope(seatOf(person, 'own'), connector.url, 0),
      type: 'installationUpdate',
      action: 'add',
    };
    await post(server.port, JSON.stringify(activity));
  }
}

async function sendOne(scene: Scene, number: number): Promise<void> {
  const { crowd, connector, buttons, server, seed, found } = scene;
  const draw = createDraw(seed, number);
  const person = draw.of([...crowd.people.keys()]);
  const seat = seatOf(person, draw.of(PLACES));
  const own = buttons.of(person, seat.conversation);
  const share = draw.number(1_000) / 1_000;
  if (share < SHARES.attack) {
    const activity = makeActivity(seat, connector.url, number, own, draw);
    const answer = await draw.of(ATTACKS)(server.port, stringify(activity), draw);
    return judge(found, number, answer, 'an attack');
  }
  if (share < SHARES.attack + SHARES.tab) {
    const words = `vraag ${markOf(seatOf(person, 'own'), number)}`;
    const answer = await askAsTab(server.port, person, words, buttons.of(person, ownChat(person)), draw);
    return judgeFor(scene, number, answer, seatOf(person, 'own'), 'the tab');
  }
  const activity = makeSafe(makeActivity(seat, connector.url, number, own, draw), seat.place, draw);
  return judgeFor(scene, number, await post(server.port, stringify(activity)), seat, 'an activity');
}

/** A chat of two people gets no messages from the bot's side: only extensions are used there. */
function makeSafe(activity: object, place: PlaceKind, draw: Draw): object {
  if (place !== 'unlike') return mutate(activity, draw, KEPT);
  const isExtension = 'name' in activity && String(activity.name).startsWith('composeExtension');
  const used = { type: 'invoke', name: 'composeExtension/query', value: { parameters: [] } };
  return isExtension ? mutate(activity, draw, [...KEPT, 'type', 'name']) : { ...activity, ...used };
}

function judgeFor(
  scene: Scene,
  number: number,
  answer: Answer | 'ended' | 'stalled',
  { person, conversation }: Seat,
  what: string,
): void {
  judge(scene.found, number, answer, what);
  if (answer === 'ended' || answer === 'stalled') return;
  for (const leak of findLeaksIn(scene.crowd, person, answer.body))
    scene.found.leaks.push(`${number}: ${leak}`);
  scene.buttons.learn(person, conversation, parse(answer.body));
}

function judge(found: Siege, number: number, answer: Answer | 'ended' | 'stalled', what: string): void {
  if (answer === 'ended') return;
  if (answer !== 'stalled' && answer.status === 200) found.taken += 1;
  if (answer === 'stalled') found.stalls.push(`${number}: ${what} got no answer`);
  else if (answer.status >= 500 && answer.status !== 501)
    found.serverErrors.push(`${number}: ${what} got ${answer.status}`);
  else if (isApology(answer.body)) found.serverErrors.push(`${number}: ${what} got an apology`);
}

function lookAtSent({ crowd, connector, buttons, found }: Scene): void {
  for (const one of drain(connector)) {
    found.leaks.push(...findLeaks(crowd, one));
    const text = JSON.stringify(one.body);
    if (isApology(text)) found.serverErrors.push(`an apology was sent to ${one.conversation}`);
    if (one.conversation.startsWith('a:'))
      for (const card of cardsOf(one)) buttons.learn(one.conversation.slice(2), one.conversation, card);
  }
}

/** What is left once it stopped in order: its log, and its temporary files. */
function lookAtRemains({ server, found }: Scene): void {
  const spoken = server.logged.filter((line) => line.includes('zegel'));
  found.leaks.push(...spoken.map(() => 'words of somebody stand in the log'));
  found.leaks.push(...server.listLeftFiles().map((file) => `a file was left behind: ${file}`));
}

/** Tells where in the code the faults arose that the server logged, and how often. */
function sayFaults({ server }: Scene, say: SiegeSettings['say']): void {
  const counts = new Map<string, number>();
  for (const line of server.logged.filter((one) => one.includes('"level":50'))) {
    const { name, code, stack } = (parse(line) ?? {}) as Record<string, unknown>;
    const place = String(stack)
      .split('\n')
      .find((frame) => frame.includes('/src/'));
    const fault = [name, code, place?.trim()].filter(Boolean).join(' ');
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
  }
  for (const [fault, count] of counts) say(`logged ${count} times: ${fault}`);
}

/** Several clients see the same end; the first of them starts it again, and the others wait for that. */
async function restart(scene: Scene, number: number, start: () => Promise<Server>): Promise<void> {
  const { server, found } = scene;
  if (server.ended.code === undefined) return;
  if (!scene.restarting) {
    found.crashes.push(`${number}: ended with ${server.ended.code}: ${server.logged.at(-1)}`);
    scene.restarting = start();
  }
  scene.server = await scene.restarting;
  scene.restarting = undefined;
}

async function watchHealth(scene: Scene, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const asked = Date.now();
    const { server } = scene;
    const answer = await ask(server.port, '/health', {});
    const took = Date.now() - asked;
    const isDead = server.ended.code !== undefined;
    if (!isDead && !signal.aborted && (took > HEALTH.most || answer === 'stalled'))
      scene.found.stalls.push(`/health took ${took} ms`);
    await sleep(HEALTH.every);
  }
}

/** As JSON, half characters included; what has no JSON form is sent as nothing. */
function stringify(value: unknown): string {
  try {
    return JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one)) ?? '';
  } catch {
    return ''; // mutations can make a circle
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
