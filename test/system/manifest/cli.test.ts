import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createManifestFolder, type ManifestFolder, VALUES } from '../../support/manifest/manifest-folder.ts';

const ENV = { MicrosoftAppId: VALUES.botId, MAGDAT_DOMAIN: VALUES.domain };

let folder: ManifestFolder;
beforeEach(() => {
  folder = createManifestFolder();
});
afterEach(() => folder.discard());

const root = () => dirname(folder.path);
const zip = () => join(root(), 'build', 'magdat-teams-app.zip');

const run = (env: Record<string, string>) =>
  spawnSync(process.execPath, [resolve('src/cli/manifest.ts')], { cwd: root(), env, encoding: 'utf8' });

describe('npm run manifest', () => {
  it('writes the package and prints its path', () => {
    expect(run(ENV)).toMatchObject({ status: 0, stdout: 'build/magdat-teams-app.zip\n', stderr: '' });
    expect(existsSync(zip())).toBe(true);
  });

  it('writes the same bytes in another time zone', () => {
    const [one, other] = ['Europe/Amsterdam', 'Pacific/Auckland'].map((TZ) => {
      run({ ...ENV, TZ });
      return readFileSync(zip());
    });
    expect(one).toEqual(other);
  });

  it('lists missing variables, writes nothing and exits with 1', () => {
    const { status, stdout, stderr } = run({});
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect(existsSync(zip())).toBe(false);
  });

  it('lists the faults of the folder and exits with 1', () => {
    folder.remove('en.json');
    const { status, stderr } = run(ENV);
    expect({ status, lines: stderr.trim().split('\n') }).toEqual({
      status: 1,
      lines: [expect.stringMatching(/^en\.json: cannot be read/)],
    });
    expect(existsSync(zip())).toBe(false);
  });
});
