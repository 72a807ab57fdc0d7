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
  it('trains the first time and keeps what was learnt', () => {
    expect(open().trained).toBe(true);
    expect(open().trained).toBe(false);
  });

  it('leaves nothing but the kept file behind', () => {
    open();
    expect(readdirSync(dirname(brain))).toEqual(['brain.bin']);
  });

  it('gives the same answers with a brain that was kept', () => {
    const [first, second] = [open(), open()].map((opened) => ask(opened, 'mag ik een foto plaatsen'));
    expect(second).toEqual(first);
    expect(first?.topics[0]?.label).toBe('post');
  });

  it('gives the same answers with a brain that was made anew', () => {
    const first = ask(open(), 'mag ik een foto plaatsen');
    rmSync(brain);
    expect(ask(open(), 'mag ik een foto plaatsen')).toEqual(first);
  });

  it('trains anew when a voice changes', () => {
    open();
    appendFileSync(join(library.folder, 'voices/one.yaml'), '# changed\n');
    expect(open().trained).toBe(true);
    expect(open().trained).toBe(false);
  });

  it('trains anew when a voice comes or goes', () => {
    open();
    library.write('voices/two.yaml', aVoice({ voice: 'two' }));
    expect(open().trained).toBe(true);
    library.remove('voices/two.yaml');
    expect(open().trained).toBe(true);
  });

  it('trains anew when the lexicon changes', () => {
    open();
    library.write('lexicon.yaml', { concepts: { photo: ['foto*', 'pic'] } });
    expect(open().trained).toBe(true);
  });

  it('does not train anew when a ruling changes, and answers by it', () => {
    open();
    const path = join(library.folder, 'tiny/rulings.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('not-allowed', 'discouraged'));
    const opened = open();
    expect(opened.trained).toBe(false);
    expect(ask(opened, 'mag ik een foto plaatsen').outcome).toMatchObject({
      reading: { verdict: 'discouraged' },
    });
  });

  it.each([0, 10, 1000])('trains anew when the kept file is cut off after %d bytes', (length) => {
    open();
    truncateSync(brain, length);
    expect(open().trained).toBe(true);
    expect(open().trained).toBe(false);
  });

  it.each([
    ['nothing', serialize(null)],
    ['another thing', serialize({ key: 'x' })],
    ['no serialised value', Buffer.from('hello')],
  ])('trains anew when the kept file holds %s', (_, content) => {
    open();
    writeFileSync(brain, content);
    expect(open().trained).toBe(true);
  });

  it('works where the brain cannot be kept', () => {
    writeFileSync(dirname(brain), 'a file where the folder should be');
    const opened = open();
    expect(opened.trained).toBe(true);
    expect(ask(opened, 'regent het vandaag').topics[0]?.label).toBe('weather');
  });

  it.each(['lexicon.yaml', 'slots.yaml', 'tiny/rulings.yaml', 'topics', 'voices'])(
    'faults without %s, naming it',
    (path) => {
      library.remove(path);
      const error = thrownBy(open);
      expect(isFault(error)).toBe(true);
      expect(error).toMatchObject({ code: 'content-invalid', message: expect.stringContaining(path) });
      expect(existsSync(brain)).toBe(false);
    },
  );

  it('faults over a voice on an unknown topic and keeps no brain', () => {
    library.write('voices/one.yaml', aVoice({ utterances: { 'no-such': { nl: ['mag dat', 'mag dit'] } } }));
    expect(thrownBy(open)).toMatchObject({
      code: 'content-invalid',
      message: expect.stringMatching(/^voices\/one\.yaml:\d+: unknown topic no-such$/m),
    });
    expect(existsSync(brain)).toBe(false);
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
