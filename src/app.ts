import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createCardRenderer, type RenderedReply } from './cards/render.ts';
import { createSearchRenderer } from './cards/search.ts';
import type { Config } from './config.ts';
import type { AttemptParts } from './delivery/attempt.ts';
import { createDirect } from './delivery/direct.ts';
import { createOutbox } from './delivery/outbox.ts';
import type { OutboxItem } from './delivery/store.ts';
import type { GraphRequest } from './directory/graph-client.ts';
import { createGraphRequest, type OpenedDirectory, openDirectory } from './directory/open.ts';
import type { Fault } from './errors.ts';
import { createAnswering } from './flows/answering/answering.ts';
import { createDesk } from './flows/desk.ts';
import { createEscalation } from './flows/escalation/escalation.ts';
import { createFindSchool } from './flows/find-school.ts';
import { createGroupChats } from './flows/group-chat/group-chat.ts';
import type { TeamsGroups } from './flows/group-chat/ports.ts';
import { createKnownProfiles } from './flows/known-profiles.ts';
import { createLimits, type Limited } from './flows/limits.ts';
import type { Reply } from './flows/reply.ts';
import type { Session } from './http/contract.ts';
import { createDemoSignIn } from './http/demo.ts';
import { close, createServer, listen } from './http/server.ts';
import type { SignIn } from './http/sign-in.ts';
import { createTokenSignIn } from './http/token.ts';
import { createTexts } from './locale/locale.ts';
import type { Log } from './log.ts';
import { createOverview } from './overview/overview.ts';
import { createViewers } from './overview/viewers.ts';
import type { Engine } from './policy/engine.ts';
import { createLeaderReader } from './policy/leader.ts';
import type { Library } from './policy/model.ts';
import { type Opened, openEngine } from './policy/open.ts';
import { createRedactor } from './policy/redact.ts';
import { keptDays } from './policy/retention.ts';
import { withPeriods } from './routing/absences.ts';
import type { Directory } from './routing/directory.ts';
import type { PersonRef } from './routing/person.ts';
import { openStores, type Stores } from './storage/stores.ts';
import { createTurn } from './teams/bot.ts';
import { createDoor, type DoorSettings } from './teams/door.ts';
import { createTeamsGroups } from './teams/groups.ts';
import { createInstaller } from './teams/install.ts';
import { createSender } from './teams/sender.ts';
import { createWork } from './work.ts';

export interface App {
  readonly port: number;
  /** Does everything that is due and not done, as a job does each minute. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

/** What a test replaces; everything has its real maker here. */
export interface Surroundings {
  readonly log: Log;
  readonly now?: () => Date;
  /** Policies that are open already, instead of those that the configuration names: bots in one process can share them. */
  readonly opened?: Opened | undefined;
  /** Authentication against other keys than Microsoft's. */
  readonly authentication?: DoorSettings['authentication'];
  /** Where tokens for the tab come from, when not from Microsoft: issuer and keys lie below this address. */
  readonly authority?: string | undefined;
  /** Where the built tab lies, when not where the build puts it. */
  readonly tabFolder?: string | undefined;
  /** How long the body of a request may take to arrive, in milliseconds. */
  readonly bodyTime?: number | undefined;
  /** How often one person may do a thing in an hour. */
  readonly most?: Readonly<Record<Limited, number>> | undefined;
  /** Whether jobs are taken; without, only `sweep` does what is due. */
  readonly takesJobs?: boolean;
  /** Ends the process: it can do nothing more, and says why. */
  readonly giveUp?: (fault: Fault) => void;
  /** Gives the free bytes of the disk that a folder is on. */
  readonly readFree?: (folder: string) => Promise<number>;
  /** Waits between two messages to one person, in milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/**
 * Makes everything and starts listening: the one place where the layers meet.
 * @throws {Fault} `content-invalid`, `directory-invalid`, `port-in-use`, and those of `openDatabase`
 */
export async function startApp(config: Config, surroundings: Surroundings): Promise<App> {
  const { log, now = () => new Date(), authentication, takesJobs = true, pause = wait } = surroundings;
  const reportFailure = (error: unknown) => log.failure(error, newReference());
  const { engine, library } = surroundings.opened ?? (await openEngine(config.policies));
  const graph = config.directory.graph ? openGraph(config) : undefined;
  const known = openDirectory({
    file: config.directory.file,
    graph,
    tenant: config.bot?.MicrosoftAppTenantId ?? '',
    policies: library.policies,
    now,
    refused: (call, status) => log.warn('graph refused a call', { call, status }),
  });
  const kept = (policy: string, kind: string) => keptDays(library, policy, kind);
  const stores = await openStores(config.database, {
    now,
    keptDays: kept,
    reportFailure,
    failed: (fault) => {
      reportFailure(fault);
      surroundings.giveUp?.(fault);
    },
    space: {
      readFree: surroundings.readFree,
      changed: (space, freeMegabytes) => log.warn('disk space of the data folder', { space, freeMegabytes }),
    },
  });
  const directory = withPeriods(known, stores.periods);

  const teams = createTeamsGroups({
    bot: config.bot,
    authentication,
    call: graph,
    tenant: config.bot?.MicrosoftAppTenantId,
    app: config.directory.catalogueApp,
    findAddress: stores.addresses.find,
    now,
    reportFailure,
  });
  const canAct = graph !== undefined && config.directory.catalogueApp !== undefined;
  const deliver = async (person: PersonRef) => {
    await outbox.deliver(person).catch(reportFailure);
  };
  const { most } = surroundings;
  const flows = createFlows({ engine, library, directory, stores, now, teams, canAct, deliver, most });
  const { escalation, groupChats } = flows;
  const texts = createTexts();
  const render = createCardRenderer(texts);
  const sender = createSender({
    bot: config.bot,
    authentication,
    now,
    reportFailure,
    install: openInstaller(config, graph),
  });
  const sendDirectly = createDirect(stores.addresses, sender);
  const outbox = createOutbox({
    store: stores.outbox,
    addresses: stores.addresses,
    sender,
    ...bindTo(flows, render),
    reportFailure,
    now,
    pause: async (milliseconds) => {
      await pause(milliseconds);
    },
    wait: (milliseconds) => wait(milliseconds, undefined, { ref: false }),
    random: Math.random,
  });
  const work = createWork({
    escalation,
    groups: groupChats,
    outbox,
    log,
    reportFailure,
    purge: stores.purge,
    countSetAside: stores.countSetAside,
  });
  const desk = createDesk({
    ...flows,
    notify: (person, reply) => sendDirectly(person, render(reply)),
  });
  const turn = createTurn({
    desk,
    render,
    renderSearch: createSearchRenderer(texts, render),
    meet: stores.meet,
    reportFailure,
  });
  const signIn = createSignIn(config, known, surroundings.authority);
  const server = createServer({
    api: createOverview({
      session: async () => describeSession(signIn.mode, known),
      identify: createViewers({ ...flows.shared, texts }),
      isTooOften: flows.shared.isTooOften,
      texts,
      findLanguage: async (person) => (await stores.profiles.find(person))?.language,
      appId: config.bot?.MicrosoftAppId,
      caseLists: stores.caseLists,
      groupLists: stores.groupLists,
      groupChats,
      directory,
      periods: stores.periods,
      figures: stores.figures,
      gapStore: stores.gaps,
      engine,
      library,
      desk,
      render,
      now,
    }),
    signIn,
    tabFolder: surroundings.tabFolder,
    door: createDoor({ bot: config.bot, tenants: config.tenants, authentication }, turn),
    readHealth: stores.readHealth,
    texts,
    turnedAway: (reason) => log.warn('request turned away', { reason }),
    failed: reportFailure,
    bodyTime: surroundings.bodyTime,
  });

  try {
    const port = await listen(server, config.port, config.host, reportFailure);
    log.info('listening', { port, policies: library.policies.size });
    if (takesJobs) await stores.jobs.work(work.handlers);
    // what came due while no process ran is done at once
    const first = takesJobs ? work.handlers.sweep({}).catch(reportFailure) : undefined;
    const stop = async () => {
      await Promise.all([close(server), work.stop()]);
      await first;
      await stores.close();
    };
    return { port, sweep: work.sweep, stop };
  } catch (error) {
    await stores.close();
    throw error;
  }
}

interface FlowParts {
  readonly engine: Engine;
  readonly library: Library;
  readonly directory: Directory;
  readonly stores: Stores;
  readonly now: () => Date;
  readonly teams: TeamsGroups;
  /** Whether the school lets the bot act in Teams. */
  readonly canAct: boolean;
  readonly deliver: (person: PersonRef) => Promise<void>;
  readonly most: Surroundings['most'];
}

type Flows = ReturnType<typeof createFlows>;

function createFlows(parts: FlowParts) {
  const { engine, library, directory, stores, now, teams, canAct, deliver, most } = parts;
  const { addresses, cases, drafts, contexts, feedback, groups } = stores;
  const profiles = createKnownProfiles(stores.profiles, directory);
  const shared = {
    directory,
    library,
    profiles,
    findName: addresses.findName,
    findChannelId: async (person: PersonRef) => (await addresses.find(person))?.channelId,
    newId: randomUUID,
    isTooOften: createLimits(stores.usage, most),
    now,
  };
  return {
    shared,
    answering: createAnswering({
      engine,
      library,
      profiles,
      contexts,
      feedback,
      findSchool: createFindSchool(directory),
      redact: createRedactor(engine.knows),
    }),
    escalation: createEscalation({
      ...shared,
      cases,
      drafts,
      forgetAddress: addresses.forget,
      isEmergency: engine.isCrisis,
      crisisHelp: engine.crisisHelp,
      isAboutLeader: createLeaderReader(engine, library),
    }),
    groupChats: createGroupChats({
      ...shared,
      groups,
      teams,
      canAct,
      deliver,
      feedback: {
        looksDifferent: ({ tenant, school }, { policy, language, medium }) =>
          feedback.add({
            kind: 'instructions',
            tenant,
            school,
            policy,
            audience: 'staff',
            language,
            note: medium,
          }),
      },
    }),
  };
}

/** Lets the outbox make its messages, and tell whom they cannot reach, by the flow that an item is of. */
const bindTo = (
  { escalation, groupChats }: Flows,
  render: (reply: Reply) => RenderedReply,
): Pick<AttemptParts, 'compose' | 'unreachable' | 'attempted'> => {
  const flowOf = ({ about }: Pick<OutboxItem, 'about'>) => (about === 'case' ? escalation : groupChats);
  return {
    compose: async (item) => {
      const told = await flowOf(item).tell(item.person, item.subject, item.notice);
      return (
        told && {
          content: told.reply && render(told.reply),
          former: told.former && { ...told.former.place, content: render(told.former.reply) },
        }
      );
    },
    unreachable: (item) =>
      flowOf(item).skip({ tenant: item.person.tenant, id: item.subject }, item.person.id),
    attempted: (item, outcome) => flowOf(item).noteDelivery(item.person, item.subject, item.notice, outcome),
  };
};

/** Teams tells who somebody is; without an app id it cannot, and people of the directory file can be chosen. */
function createSignIn(
  { bot, tenants, tabAudience }: Config,
  directory: OpenedDirectory,
  authority?: string,
): SignIn {
  if (!bot || tabAudience === undefined) {
    const people = new Map(directory.listPeople().map((person) => [person.id, person]));
    return createDemoSignIn((id) => people.get(id));
  }
  const own = bot.MicrosoftAppTenantId === undefined ? [] : [bot.MicrosoftAppTenantId];
  return createTokenSignIn({ audience: tabAudience, tenants: tenants.length > 0 ? tenants : own, authority });
}

const describeSession = (mode: SignIn['mode'], directory: OpenedDirectory): Session =>
  mode === 'teams'
    ? { mode }
    : { mode, people: directory.listPeople().map(({ id, name, role }) => ({ id, name, role })) };

/** Graph is asked as the bot itself: the settings see to it that it has an id, a tenant and a password then. */
const openGraph = ({ bot }: Config): GraphRequest =>
  createGraphRequest({
    tenant: bot?.MicrosoftAppTenantId ?? '',
    client: bot?.MicrosoftAppId ?? '',
    secret: bot?.MicrosoftAppPassword ?? '',
  });

function openInstaller({ directory }: Config, graph: GraphRequest | undefined) {
  const app = directory.catalogueApp;
  return graph && app !== undefined ? createInstaller({ call: graph, app }) : undefined;
}

/** A reference that a person can read out over the phone. */
const newReference = (): string => randomUUID().slice(0, 8).toUpperCase();
