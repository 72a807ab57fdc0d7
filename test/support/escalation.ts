import {
  type BotSettings,
  button,
  buttonsOf,
  type Chatter,
  cardOf,
  type RunningBot,
  startBot,
} from './app.ts';
import { createClock, type TestClock } from './clock.ts';
import { type Card, type Sent, startFakeConnector } from './fake-connector.ts';
import { type Kept, readKept } from './kept.ts';
import { buildDirectory, type Part, PEOPLE, TENANT } from './school.ts';

/** A school at work: the real bot with a directory, a clock that stands still, and its people in their own chats. */
export interface SchoolAtWork {
  /** Another one after a restart. */
  readonly bot: RunningBot;
  readonly clock: TestClock;
  /** Somebody's own chat; they have opened it once. After a restart it must be asked for again. */
  chat(part: Part): Promise<Chatter>;
  /** What reached somebody since the last time that it was asked. */
  inbox(part: Part): Sent[];
  /** Lets time pass and does what is due. */
  pass(minutes: number): Promise<void>;
  /** Sets the clock and does what is due. */
  reach(moment: string): Promise<void>;
  /**
   * Withdraws every report that is open, empties all inboxes and sets the clock back to its start: the next test begins
   * with nothing. A second later each time, so that what is new counts as new.
   */
  putAway(): Promise<void>;
  /** Stops the bot and starts it again on the same data, with the same connector. */
  restart(): Promise<void>;
  /** Stops the bot for good and gives what its database holds. */
  close(): Promise<Kept>;
  stop(): Promise<void>;
}

/** Wednesday 18 November 2026, 10:00 in Amsterdam: school time. */
export const WEDNESDAY = '2026-11-18T10:00:00+01:00';

export async function openSchool(
  settings: BotSettings & { readonly start?: string; readonly present?: readonly Part[] } = {},
): Promise<SchoolAtWork> {
  const clock = createClock(settings.start ?? WEDNESDAY);
  const connector = settings.connector ?? (await startFakeConnector());
  const start = (env = {}) =>
    startBot({
      directory: buildDirectory(),
      now: clock.now,
      ...settings,
      connector,
      env: { ...settings.env, ...env },
    });
  let bot = await start();
  let isRunning = true;
  let putAway = 0;
  const chats = new Map<Part, Chatter>();
  const met = new Set<Part>();
  const read = new Map<string, number>();

  const chat = async (part: Part): Promise<Chatter> => {
    const known = chats.get(part);
    if (known) return known;
    const id = PEOPLE[part];
    const chatter = bot.person({ id, tenant: TENANT, conversation: conversationOf(part) });
    if (!met.has(part)) await chatter.send({ type: 'installationUpdate', action: 'add' });
    met.add(part);
    chats.set(part, chatter);
    return chatter;
  };
  const inbox = (part: Part): Sent[] => {
    const all = connector.sent.filter(({ conversation }) => conversation === conversationOf(part));
    const from = read.get(part) ?? 0;
    read.set(part, all.length);
    return all.slice(from);
  };
  const emptyInboxes = () => {
    for (const part of PARTS) inbox(part);
  };
  const stopBot = async () => {
    if (isRunning) await bot.stop();
    isRunning = false;
  };
  const stop = async () => {
    await stopBot();
    if (!settings.connector) await connector.stop();
  };
  for (const part of settings.present ?? EVERYBODY) await chat(part);
  emptyInboxes();
  connector.writers.clear();
  return {
    get bot() {
      return bot;
    },
    clock,
    chat,
    inbox,
    pass: async (minutes) => {
      clock.pass(minutes);
      await bot.sweep();
    },
    reach: async (moment) => {
      clock.set(moment);
      await bot.sweep();
    },
    putAway: async () => {
      // only who did something has a report, and only for whom something went wrong a message waits until they write
      const { troubled, writers } = connector;
      const involved = [...met].filter(
        (part) => writers.has(PEOPLE[part]) || troubled.has(conversationOf(part)),
      );
      for (const part of involved) await withdrawAll(await chat(part));
      troubled.clear();
      writers.clear();
      await bot.sweep();
      clock.pass(10); // what failed is tried again
      await bot.sweep();
      emptyInboxes();
      putAway += 1;
      clock.set(settings.start ?? WEDNESDAY);
      clock.pass(putAway / 60);
    },
    restart: async () => {
      await stopBot();
      chats.clear();
      bot = await start({ MAGDAT_DATA: bot.data });
      isRunning = true;
    },
    close: async () => {
      await stop();
      return readKept(bot.data);
    },
    stop,
  };
}

const PARTS = Object.keys(PEOPLE) as Part[];

async function withdrawAll(chatter: Chatter): Promise<void> {
  // on no card: what is pressed here must not count as seen
  const send = async (data: object): Promise<unknown> => {
    const { body } = await chatter.invoke('adaptiveCard/action', {
      action: { type: 'Action.Execute', data },
    });
    return (body as { value: unknown }).value;
  };
  for (const { data } of buttonsOf(await send({ do: 'cases' }))) {
    const form = await send({ do: 'case-form', id: data.id, act: 'withdraw' });
    const found = buttonsOf(form).find(({ data: sent }) => sent.act === 'withdraw');
    if (found?.data.do === 'case-act') await send(found.data);
  }
}

const EVERYBODY = PARTS.filter((part) => part !== 'stranger');

export const conversationOf = (part: Part): string => `a:${part}`;

/** A report as it is typed into the form. */
export const FILLED = {
  text: 'Een ouder scheldt mij uit in de groepsapp van de klas.',
  platform: 'whatsapp',
  group: 'Klas 3B',
  kind: 'conflict-parent',
  severity: '2',
  involved: 'false',
  reach: 'Bel mij in de pauze',
  links: 'https://example.org/bericht/1',
};

/** Fills the form and gives the card that shows who will get it. */
export async function fill(chatter: Chatter, overrides: Partial<typeof FILLED> = {}): Promise<Card> {
  const shown = cardOf(await chatter.say('escaleer'));
  const begin = buttonsOf(shown).find(({ data }) => data.do === 'report-new');
  const form = begin ? await chatter.execute(begin.data) : shown;
  return chatter.execute({ ...button(form, 'Verder'), ...FILLED, ...overrides });
}

/** Fills the form, sends it, and gives the card of the case. */
export async function report(chatter: Chatter, overrides: Partial<typeof FILLED> = {}): Promise<Card> {
  return chatter.execute(button(await fill(chatter, overrides), 'Verstuur'));
}

/** The newest card in what was sent that has a button with this title. */
export function newestWith(sent: readonly Sent[], title: string): Card {
  const found = sent.findLast(({ body }) => {
    const content = body.attachments?.[0]?.content;
    return content && JSON.stringify(content).includes(title);
  });
  if (!found) throw new Error(`nothing sent has a button ${title}`);
  return cardOf([found]);
}

/** Takes away the drafts that lie there. */
export async function throwAway(chatter: Chatter): Promise<void> {
  for (;;) {
    const shown = await chatter.execute({ do: 'escalate', text: '' });
    const drafts = buttonsOf(shown).filter(({ data }) => data.do === 'report-drop');
    for (const { data } of drafts) await chatter.execute({ do: 'report-drop', id: data.id });
    if (drafts.length === 0 || drafts.every(({ data }) => data.next === undefined)) return;
  }
}
