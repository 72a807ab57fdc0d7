import type { TokenCredential } from '@azure/identity';
import { createGraphDirectory } from '../../../src/directory/graph.ts';
import { createGraphClient } from '../../../src/directory/graph-client.ts';
import { directoryFile } from '../../../src/directory/schema.ts';
import type { SelfDescriptions } from '../../../src/flows/people.ts';
import { createTexts } from '../../../src/locale/locale.ts';
import { createMe } from '../../../src/overview/me.ts';
import { createViewers } from '../../../src/overview/viewers.ts';
import { loadLibrary } from '../../../src/policy/load.ts';
import { aSchool, idOf, leaders, TENANT } from '../../support/directory/contents.ts';
import { type FakeGraph, type FakeUser, failure, startFakeGraph } from '../../support/fake-graph.ts';
import { openFlow } from '../../unit/flows/group-chat/memory.ts';

const STAFF = idOf(50);
const STUDENTS = idOf(51);
const WHO = { tenant: TENANT, id: idOf(60) };

let graph: FakeGraph;
beforeEach(async () => {
  graph = await startFakeGraph();
  graph.tokens.add('token');
});
afterEach(() => graph.stop());

const credential: TokenCredential = {
  getToken: async () => ({ token: 'token', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
};

/** Somebody who told the bot that they are staff. */
const profiles: SelfDescriptions = {
  find: async () => ({ audience: 'staff', policy: 'svok', language: 'nl' }),
};

const aUser = (...groups: string[]): FakeUser => ({ id: WHO.id, displayName: 'Iemand', groups });

function open(users: readonly FakeUser[], isDown = false) {
  graph.users = users;
  if (isDown) graph.refusals.set(/./, failure(503, 'serviceNotAvailable', 'Down.'));
  const school = aSchool({ policy: 'svok', groups: { staff: [STAFF], students: [STUDENTS] } });
  const directory = createGraphDirectory({
    content: directoryFile.parse({ schools: [school], people: leaders() }),
    tenant: TENANT,
    request: createGraphClient({ credential, http: graph.http, retryDelay: 0 }),
    now: () => new Date('2026-11-18T10:00:00Z'),
    refused: () => undefined,
  });
  const identify = createViewers({
    directory,
    profiles,
    library: loadLibrary('policies'),
    findName: async () => 'Iemand',
    texts: createTexts(),
  });
  const { me } = createMe({ identify, directory, findLanguage: async () => undefined, appId: undefined });
  const caller = { ...WHO, language: 'nl' as const };
  return {
    /** What somebody gets who wants to register a group. */
    start: async () => {
      const reply = await openFlow('svok', { directory, profiles }).flow.start(WHO);
      return reply.kind === 'group-notice' ? reply.notice : reply.kind;
    },
    /** What the tab says to them where staff alone may come. */
    enter: async () => {
      const viewer = await identify(caller, { roles: ['staff'] });
      return 'message' in viewer ? viewer.message : 'in';
    },
    keep: async () => 'message' in (await identify(caller, { keeper: true })),
    pages: async () => {
      const found = await me(caller);
      return 'pages' in found ? found.pages : found;
    },
  };
}

describe('Somebody who says that they are staff', () => {
  it('is not, while Graph is down: it is said that this cannot be checked now', async () => {
    const { start, enter, keep, pages } = open([aUser(STUDENTS)], true);
    expect(await start()).toBe('cannot-check');
    expect(await enter()).toMatch(/^Ik kan nu niet nagaan of je op school werkt/);
    expect(await keep()).toBe(true);
    expect(await pages()).toEqual(['cases', 'rules']);
  });

  it('is not when the directory does not know them', async () => {
    const { start, enter, pages } = open([]);
    expect(await start()).toBe('not-in-directory');
    expect(await enter()).toMatch(/^Je school heeft mij niet verteld/);
    expect(await pages()).toEqual(['cases', 'rules']);
  });

  it('is not when the directory says that they are a student', async () => {
    const { start, enter, pages } = open([aUser(STUDENTS)]);
    expect(await start()).toBe('staff-only');
    expect(await enter()).toBe('Deze pagina is niet voor jou.');
    expect(await pages()).toEqual(['cases', 'rules']);
  });

  it('is when the directory says so', async () => {
    const { start, enter, pages } = open([aUser(STAFF)]);
    expect(await start()).toBe('group-question');
    expect(await enter()).toBe('in');
    expect(await pages()).toEqual(['cases', 'groups', 'rules']);
  });
});
