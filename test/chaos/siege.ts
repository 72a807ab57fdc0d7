import { setTimeout as sleep } from 'node:timers/promises';
import { createAgenda } from './agenda.ts';
import { chance } from './chance.ts';
import { createFastClock, MINUTE } from './fast-clock.ts';
import type { Fleet } from './fleet.ts';
import type { Ledger } from './ledger.ts';
import { createLine } from './line.ts';
import { createPeople, type People } from './people.ts';
import { type ChaosSettings, INTERVAL, type Scene, SENDERS } from './settings.ts';

/** Monday, 3 March 2025, 07:00: in the past for the database, so that its jobs wake too early rather than never. */
const EPOCH = Date.UTC(2025, 2, 3, 7);

/**
 * On a machine that takes longer than `quiet`, in milliseconds, until everybody has met the bot, the clock of a timed run
 * is slower in that measure, down to `least` times as fast as that of the machine: else more would come due than can be
 * done in time.
 */
const SPEED = { least: 80, quiet: 3_500 };

/**
 * How long what is due may take besides the sweep interval: `least`, in milliseconds of the machine (20 minutes of the
 * fast clock at the most), or as long as some starts of a process, which tell how busy the machine is. The work is that: a
 * start comes upon everything that came due while nothing ran, while people press on. Whatever this says, a step is late
 * at once when a sweep that began after it was due ends without it.
 */
const MARGIN = { least: 5_000, starts: 2.5 };

/** Something may be seen so much later than it happened, in milliseconds of the machine. */
const LAG = 1_000;

/** From the arrival of a message until it is kept that it was sent, in milliseconds of the machine, on a busy database. */
const FLIGHT = 3_000;

/** A process lives no longer than this, in milliseconds, or than some starts: kills strike start and work alike. */
const LONGEST_LIFE = { least: 4_500, starts: 2.5 };

/** Reports are made during the first part of the kills, so that what follows from them happens under fire too. */
const REPORTING = 0.7;

/** How many people press at the same time. */
const HANDS = 4;

/** How long everything may take to come to rest, in milliseconds. */
const SETTLING = 240_000;

/** What a dead process was sending on a server is free again after this, in milliseconds; `src/storage/outbox.ts`. */
const LEASE = 30_000;

/** Kills processes while people report and act, lets everything come to rest, and gives what was seen. */
export async function besiege(settings: ChaosSettings, scene: Scene, greeting: number): Promise<Ledger> {
  const { say, seed } = settings;
  const speed = settings.isTimed ? slowDown(settings.speed, greeting) : settings.speed;
  const clock = { epoch: EPOCH, started: Date.now(), speed };
  say(`the clock runs ${speed} times as fast`);
  const now = createFastClock(clock);
  const fleet = await scene.startFleet(settings.processes, clock);
  const line = createLine(fleet.findPort, scene.mailbox.url);
  const agenda = createAgenda(now, HANDS);
  const people = createPeople({ crowd: scene.crowd, line, agenda, now, seed });
  const receipts = scene.mailbox.listen(now, people.hear);
  try {
    await fleet.ready();
    await strike(settings, fleet, people, (LONGEST_LIFE.least * speed) / MINUTE);
    await settle(settings, fleet, people, agenda.size);
    await agenda.stop();
  } finally {
    await fleet.stop();
  }
  const start = median(fleet.starts);
  const margin = (INTERVAL + Math.max(MARGIN.least, MARGIN.starts * start)) * speed;
  const allowed = settings.isTimed ? margin : Number.POSITIVE_INFINITY;
  const { kills, lives, sweeps, logged } = fleet;
  say(`a start took ${start} ms at the median, so a step may take ${Math.round(margin / MINUTE)} minutes`);
  const lengths = sweeps.map(({ from, until }) => (until - from) / speed);
  say(
    `${lives.length} processes came to work and ended ${sweeps.length} sweeps, of ${median(lengths)} ms at the median and ${Math.round(Math.max(0, ...lengths))} at the most`,
  );
  say(`${line.repeats()} requests were cut off and made again; ${receipts.length} messages were received`);
  for (const [event, count] of countEvents(logged)) say(`logged ${count} times: ${event}`);
  const lag = LAG * speed;
  const flight = FLIGHT * speed;
  return { cases: people.accepted, receipts, kills, lives, sweeps, allowed, lag, flight, senders: SENDERS };
}

function slowDown(speed: number, greeting: number): number {
  return Math.min(speed, Math.max(SPEED.least, Math.round((speed * SPEED.quiet) / greeting)));
}

/** Kills one process after the other, each at a moment of its life that is drawn. @param within in minutes, how a batch of reports is spread */
async function strike(
  { kills, cases, processes, seed, say }: ChaosSettings,
  fleet: Fleet,
  people: People,
  within: number,
): Promise<void> {
  let reported = 0;
  const report = (until: number) => {
    for (; reported < Math.min(until, cases); reported++) people.report(reported, within);
  };
  for (let kill = 0; kill < kills; kill++) {
    report((cases * (kill + 1)) / (kills * REPORTING));
    const slot = kill % processes;
    const longest = Math.max(LONGEST_LIFE.least, LONGEST_LIFE.starts * median(fleet.starts));
    const end = fleet.bornAt(slot) + longest * chance(seed, 'life', kill);
    await sleep(Math.max(0, end - Date.now()));
    await fleet.kill(slot);
    if ((kill + 1) % 10 === 0) say(`${kill + 1} kills, ${people.accepted.length} reports`);
  }
  report(cases);
}

/** Waits until nothing moves any more, and whatever a dead process was sending is sent by another. */
async function settle(
  { cases, databaseUrl, kills, say }: ChaosSettings,
  fleet: Fleet,
  people: People,
  planned: () => number,
): Promise<void> {
  const started = Date.now();
  await fleet.ready();
  const isMoving = () => planned() > 0 || people.accepted.length < cases || people.unsettled() > 0;
  while (isMoving() && Date.now() - started < SETTLING) await sleep(100);
  if (isMoving())
    say(`${people.unsettled()} reports have not come to rest, and ${planned()} things are planned`);
  const lease = databaseUrl !== undefined && kills > 0 ? started + LEASE - Date.now() : 0;
  await sleep(Math.max(0, lease) + 3 * INTERVAL);
  say(`it came to rest in ${Math.round((Date.now() - started) / 1000)} seconds`);
}

/** Of nothing: 0. */
function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

/** What the log says, without what differs from line to line. */
function countEvents(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const event = line.replace(/"(time|reference|cases)":("[^"]*"|\d+),?/g, '');
    counts.set(event, (counts.get(event) ?? 0) + 1);
  }
  return counts;
}
