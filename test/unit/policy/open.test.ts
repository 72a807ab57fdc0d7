import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFault } from '../../../src/errors.ts';
import { type Opened, openEngine } from '../../../src/policy/open.ts';
import { type LibraryFolder, someCorrections, writeLibrary } from '../../support/library.ts';

let library: LibraryFolder;
beforeEach(() => {
  library = writeLibrary({ 'tiny/corrections.yaml': someCorrections() });
});
afterEach(() => library.discard());

const open = () => openEngine(library.folder);

const ask = ({ engine, library: { policies } }: Opened, text: string) => {
  const policy = policies.get('tiny');
  if (!policy) throw new Error('no policy');
  return engine.answer({ text, audience: 'student', policy });
};

describe('openEngine', () => {
  it('gives the policies of the folder, and the same answers each time', async () => {
    const opened = await open();
    expect([...opened.library.policies.keys()]).toEqual(['tiny']);
    const first = await ask(opened, 'mag ik een foto plaatsen');
    expect(await ask(await open(), 'mag ik een foto plaatsen')).toEqual(first);
    expect(first.topics[0]?.label).toBe('post');
  });

  it('knows by its corrections what no model ever learnt, and nothing of it without them', async () => {
    expect((await ask(await open(), 'regent het vandaag')).topics[0]).toEqual({ label: 'weather', score: 1 });
    library.remove('tiny/corrections.yaml');
    const { topics } = await ask(await open(), 'regent het vandaag');
    expect(topics.map(({ label }) => label)).not.toContain('weather');
  });

  it('answers by the rulings as they are now', async () => {
    const path = join(library.folder, 'tiny/rulings.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('not-allowed', 'discouraged'));
    expect((await ask(await open(), 'mag ik een foto plaatsen')).outcome).toMatchObject({
      kind: 'answer',
      reading: { topic: 'post', verdict: 'discouraged' },
    });
  });

  it.each(['consent.yaml', 'slots.yaml', 'tiny/rulings.yaml', 'topics'])(
    'faults without %s, naming it',
    async (path) => {
      library.remove(path);
      const error = await thrownBy(open);
      expect(isFault(error)).toBe(true);
      expect(error).toMatchObject({ code: 'content-invalid', message: expect.stringContaining(path) });
    },
  );

  it('reads neither utterances nor facts, which only the training needs', async () => {
    library.remove('utterances');
    library.remove('facts.yaml');
    expect((await ask(await open(), 'mag ik een foto plaatsen')).topics[0]?.label).toBe('post');
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
