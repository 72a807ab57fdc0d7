import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseAddress } from '../../src/storage/database.ts';
import { type Crowd, createCrowd } from './crowd.ts';
import { createFleet } from './fleet.ts';
import { createLine } from './line.ts';
import { startMailbox } from './mailbox.ts';
import { type ChaosSettings, FLAGS, INTERVAL, type Scene, SWEEPS } from './settings.ts';
import { besiege } from './siege.ts';
import { readStore } from './store.ts';
import { type Tally, tally } from './tally.ts';

export interface Finished extends Tally {
  /** How often a process was killed, and how many reports the bot said it had taken. */
  readonly kills: number;
  readonly cases: number;
}

/** Runs a school under fire, then tells what went wrong. */
export async function runChaos(settings: ChaosSettings): Promise<Finished> {
  const { databaseUrl, say } = settings;
  const folder = mkdtempSync(join(tmpdir(), 'magdat-chaos-'));
  const data = join(folder, 'data');
  const mailbox = await startMailbox();
  try {
    const crowd = createCrowd();
    const scene = { crowd, mailbox, startFleet: fleetMaker(settings, folder, data, crowd) };
    const ledger = await besiege(settings, scene, await introduce(scene, say));
    const address: DatabaseAddress = databaseUrl
      ? { kind: 'postgres', url: databaseUrl }
      : { kind: 'pglite', folder: data };
    const kept = await readStore(address);
    say(`${kept.messages.length} messages and ${kept.events.length} events are kept`);
    const found = tally(ledger, kept, crowd);
    say(`${found.excused} messages came twice, because a process died between sending and keeping it`);
    return { ...found, kills: ledger.kills.length, cases: ledger.cases.length };
  } finally {
    await mailbox.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function fleetMaker(
  { databaseUrl }: ChaosSettings,
  folder: string,
  data: string,
  { yaml }: Crowd,
): Scene['startFleet'] {
  const directory = join(folder, 'directory.yaml');
  writeFileSync(directory, yaml);
  const env = {
    PORT: '0',
    MAGDAT_DATA: data,
    MAGDAT_DIRECTORY: directory,
    DATABASE_URL: databaseUrl ?? '',
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  };
  return (processes, clock) =>
    createFleet({ processes, env, clock, interval: INTERVAL, together: SWEEPS, flags: FLAGS });
}

/** Has everybody meet the bot; gives how long that and its start took, in milliseconds: it tells how busy the machine is. */
async function introduce({ crowd, mailbox, startFleet }: Scene, say: ChaosSettings['say']): Promise<number> {
  const fleet = await startFleet(1, { epoch: 0, started: 0, speed: 1 });
  const started = fleet.bornAt(0);
  try {
    await fleet.ready();
    const line = createLine(fleet.findPort, mailbox.url);
    await Promise.all([...crowd.people.keys()].map(line.install));
    const took = Date.now() - started;
    say(`it started and met ${crowd.people.size} people in ${took} ms`);
    return took;
  } finally {
    await fleet.stop();
  }
}
