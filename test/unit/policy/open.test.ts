import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { serialize } from 'node:v8';
import { isFault } from '../../../src/errors.ts';
import { type Opened, openEngine } from '../../../src/policy/open.ts';
import { aVoice, type LibraryFolder, writeLibrary } from '../../support/library.ts';

let library: LibraryFolder;
let brain: string;
beforeEach(() => {
  library = writeLibrary();
  brain = join(mkdtempSync(join(tmpdir(), 'magdat-brain-')), 'build', 'brain.bin');
});
afterEach(() => {
  library.discard();
  rmSync(dirname(dirname(brain)), { recursive: true, force: true });
});

const open = () => openEngine(library.folder, brain);

const ask = ({ engine, library: { policies } }: Opened, text: string) => {
  const policy = policies.get('tiny');
  if (!policy) throw new Error('no policy');
  return engine.answer({ text, audience: 'student', policy });
};

describe('openEngine', () => {
  it('trains the first time and keeps what was learnt', async () => {
    expect((await open()).trained).toBe(true);
    expect((await open()).trained).toBe(false);
  });

  it('leaves nothing but the kept file behind', async () => {
    await open();
    expect(readdirSync(dirname(brain))).toEqual(['brain.bin']);
  });

  it('gives the same answers with a brain that was kept', async () => {
    const first = await ask(await open(), 'mag ik een foto plaatsen');
    const second = await ask(await open(), 'mag ik een foto plaatsen');
    expect(second).toEqual(first);
    expect(first.topics[0]?.label).toBe('post');
  });

  it('gives the same answers with a brain that was made anew', async () => {
    const first = await ask(await open(), 'mag ik een foto plaatsen');
    rmSync(brain);
    expect(await ask(await open(), 'mag ik een foto plaatsen')).toEqual(first);
  });

  it('trains anew when a voice changes', async () => {
    await open();
    appendFileSync(join(library.folder, 'voices/one.yaml'), '# changed\n');
    expect((await open()).trained).toBe(true);
    expect((await open()).trained).toBe(false);
  });

  it('trains anew when a voice comes or goes', async () => {
    await open();
    library.write('voices/two.yaml', aVoice({ voice: 'two' }));
    expect((await open()).trained).toBe(true);
    library.remove('voices/two.yaml');
    expect((await open()).trained).toBe(true);
  });

  it('trains anew when the lexicon changes', async () => {
    await open();
    library.write('lexicon.yaml', { concepts: { photo: ['foto*', 'pic'] } });
    expect((await open()).trained).toBe(true);
  });

  it('does not train anew when a ruling changes, and answers by it', async () => {
    await open();
    const path = join(library.folder, 'tiny/rulings.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('not-allowed', 'discouraged'));
    const opened = await open();
    expect(opened.trained).toBe(false);
    expect((await ask(opened, 'mag ik een foto plaatsen')).outcome).toMatchObject({
      reading: { verdict: 'discouraged' },
    });
  });

  it.each([0, 10, 1000])('trains anew when the kept file is cut off after %d bytes', async (length) => {
    await open();
    truncateSync(brain, length);
    expect((await open()).trained).toBe(true);
    expect((await open()).trained).toBe(false);
  });

  it.each([
    ['nothing', serialize(null)],
    ['another thing', serialize({ key: 'x' })],
    ['no serialised value', Buffer.from('hello')],
  ])('trains anew when the kept file holds %s', async (_, content) => {
    await open();
    writeFileSync(brain, content);
    expect((await open()).trained).toBe(true);
  });

  it('works where the brain cannot be kept', async () => {
    writeFileSync(dirname(brain), 'a file where the folder should be');
    const opened = await open();
    expect(opened.trained).toBe(true);
    expect((await ask(opened, 'regent het vandaag')).topics[0]?.label).toBe('weather');
  });

  it.each(['lexicon.yaml', 'slots.yaml', 'tiny/rulings.yaml', 'topics', 'voices'])(
    'faults without %s, naming it',
    async (path) => {
      library.remove(path);
      const error = await thrownBy(open);
      expect(isFault(error)).toBe(true);
      expect(error).toMatchObject({ code: 'content-invalid', message: expect.stringContaining(path) });
      expect(existsSync(brain)).toBe(false);
    },
  );

  it('faults over a voice on an unknown topic and keeps no brain', async () => {
    library.write('voices/one.yaml', aVoice({ utterances: { 'no-such': { nl: ['mag dat', 'mag dit'] } } }));
    expect(await thrownBy(open)).toMatchObject({
      code: 'content-invalid',
      message: expect.stringMatching(/^voices\/one\.yaml:\d+: unknown topic no-such$/m),
    });
    expect(existsSync(brain)).toBe(false);
  });
});

async function thrownBy(act: () => Promise<unknown>): Promise<unknown> {
  try {
    await act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
