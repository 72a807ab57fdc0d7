import { randomUUID } from 'node:crypto';
import { createCardRenderer } from './cards/render.ts';
import { createSearchRenderer } from './cards/search.ts';
import type { Config } from './config.ts';
import { createAnswering } from './flows/answering/answering.ts';
import { createServer, listen } from './http/server.ts';
import { createTexts } from './locale/locale.ts';
import type { Log } from './log.ts';
import { openEngine } from './policy/open.ts';
import { createContexts } from './storage/contexts.ts';
import { openDatabase } from './storage/database.ts';
import { createFeedbackBox } from './storage/feedback.ts';
import { createProfiles } from './storage/people.ts';
import { createTurn } from './teams/bot.ts';
import { createDoor, type DoorSettings } from './teams/door.ts';

export interface App {
  readonly port: number;
  stop(): Promise<void>;
}

/** What a test replaces; everything has its real maker here. */
export interface Surroundings {
  readonly log: Log;
  readonly now?: () => Date;
  /** Authentication against other keys than Microsoft's. */
  readonly authentication?: DoorSettings['authentication'];
}

/**
 * Makes everything and starts listening: the one place where the layers meet.
 * @throws {Fault} `content-invalid`, `data-folder-in-use`, `port-in-use`
 */
export async function startApp(
  config: Config,
  { log, now = () => new Date(), authentication }: Surroundings,
): Promise<App> {
  const { engine, library, trained } = openEngine(config.policies);
  if (trained) log.info('engine trained');
  const { db, close } = await openDatabase(config.database);

  const answering = createAnswering({
    engine,
    library,
    profiles: createProfiles(db, now),
    contexts: createContexts(db, now),
    feedback: createFeedbackBox(db, now),
  });
  const reportFailure = (error: unknown) => log.failure(error, newReference());
  const texts = createTexts();
  const render = createCardRenderer(texts);
  const renderSearch = createSearchRenderer(texts, render);
  const turn = createTurn({ answering, render, renderSearch, reportFailure });
  const receive = createDoor({ bot: config.bot, tenants: config.tenants, authentication }, turn);
  const server = createServer({
    receive,
    texts,
    turnedAway: (reason) => log.warn('request turned away', { reason }),
    failed: reportFailure,
  });

  try {
    const port = await listen(server, config.port, config.host);
    log.info('listening', { port, policies: library.policies.size });
    return { port, stop: () => stop(server, close) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Stops taking requests, lets the running ones end, then closes the database. */
async function stop(server: { close(done: () => void): void }, close: () => Promise<void>): Promise<void> {
  await new Promise<void>((done) => server.close(done));
  await close();
}

/** A reference that a person can read out over the phone. */
const newReference = (): string => randomUUID().slice(0, 8).toUpperCase();
