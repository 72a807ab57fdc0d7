import { strFromU8, unzipSync } from 'fflate';
import { buildAppPackage } from '../../../src/manifest/app-package.ts';
import { VALUES } from '../../support/manifest/manifest-folder.ts';

const unpack = async () => unzipSync(await buildAppPackage('manifest', VALUES));
const readJson = async (file: string) => JSON.parse(strFromU8((await unpack())[file] ?? new Uint8Array()));

describe('the app package', () => {
  it('holds the manifest, both icons and both languages at its root, and nothing else', async () => {
    expect(Object.keys(await unpack())).toEqual([
      'manifest.json',
      'color.png',
      'outline.png',
      'nl.json',
      'en.json',
    ]);
  });

  it('has the values of the deployment filled in everywhere', async () => {
    const manifest = await readJson('manifest.json');
    expect(manifest).toMatchObject({
      id: VALUES.appId,
      bots: [{ botId: VALUES.botId }],
      validDomains: [VALUES.domain],
      developer: { privacyUrl: `https://${VALUES.domain}/privacy` },
    });
    expect(JSON.stringify(manifest)).not.toContain('${{');
  });

  it('is the same to the byte each time', async () => {
    const [one, other] = await Promise.all([
      buildAppPackage('manifest', VALUES),
      buildAppPackage('manifest', VALUES),
    ]);
    expect(Buffer.from(one).equals(other)).toBe(true);
  });

  it('fetches nothing', async () => {
    const real = globalThis.fetch;
    globalThis.fetch = () => Promise.reject(new Error('no network'));
    try {
      await expect(buildAppPackage('manifest', VALUES)).resolves.toBeInstanceOf(Uint8Array);
    } finally {
      globalThis.fetch = real;
    }
  });

  it('is for personal chats, teams and group chats', async () => {
    expect((await readJson('manifest.json')).bots[0].scopes).toEqual(['personal', 'team', 'groupChat']);
  });

  // the roster needs none, and Graph adds an app that wants consent to a chat only with a larger permission
  it('asks for no permissions', async () => {
    const manifest = await readJson('manifest.json');
    for (const key of ['permissions', 'devicePermissions', 'authorization']) {
      expect(manifest).not.toHaveProperty(key);
    }
  });

  it('has a tab for oneself and one for a channel, and lets Teams sign in for them', async () => {
    const manifest = await readJson('manifest.json');
    const address = `https://${VALUES.domain}/tab/`;
    expect(manifest.staticTabs).toEqual([
      expect.objectContaining({ entityId: 'magdat', contentUrl: address, scopes: ['personal'] }),
    ]);
    expect(manifest.configurableTabs[0].configurationUrl).toBe(`${address}?page=configure`);
    expect(manifest.webApplicationInfo).toEqual({
      id: VALUES.botId,
      resource: `api://${VALUES.domain}/${VALUES.botId}`,
    });
  });

  it('offers the commands and examples in personal chats, and in teams and group chats', async () => {
    const { commandLists } = (await readJson('manifest.json')).bots[0];
    expect(commandLists.map(({ scopes }: { scopes: string[] }) => scopes)).toEqual([
      ['personal'],
      ['team', 'groupChat'],
    ]);
    for (const { commands } of commandLists) {
      const titles = commands.map(({ title }: { title: string }) => title);
      expect(titles).toEqual(expect.arrayContaining(['help', 'rol', 'school', 'taal', 'groepsapp']));
      expect(commands.filter(({ type }: { type?: string }) => type === 'prompt')).toHaveLength(3);
    }
  });

  it('names the commands in English as the bot knows them', async () => {
    const texts = await readJson('en.json');
    const titles = [0, 1, 2, 3, 7, 8, 9, 10].map(
      (index) => texts[`bots[0].commandLists[0].commands[${index}].title`],
    );
    expect(titles).toEqual([
      'help',
      'role',
      'school',
      'language',
      'escalate',
      'reports',
      'group chat',
      'my groups',
    ]);
  });
});
