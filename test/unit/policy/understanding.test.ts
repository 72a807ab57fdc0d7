import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Encoder, openEncoder } from '../../../src/policy/encoder/encoder.ts';
import { createUnderstanding, scoreOf, type Understood } from '../../../src/policy/understanding.ts';
import { copyTiny, readJson, TINY } from '../../support/encoder/folders.ts';

const TEXT = 'mag ik een foto in de les';

describe('What the model reads in a text', () => {
  let encoder: Encoder;
  let read: Understood;
  beforeAll(async () => {
    encoder = await openEncoder(TINY);
    read = await createUnderstanding(encoder, (id) => id === 'photo')(TEXT, 'student');
  });

  const headOf = async (name: string) => (await encoder.read(TEXT, 'student')).heads.get(name) ?? [];

  it('is about topics that the library knows; that it is about none stands apart', async () => {
    const all = await headOf('topic');
    expect(read.topics).toEqual(all.filter(({ label }) => label === 'photo'));
    expect(read.unlike).toBe(scoreOf(all, 'none'));
  });

  it('is what each head of the model says', async () => {
    expect(read.acts).toEqual(await headOf('act'));
    expect(read.negated).toBe(scoreOf(await headOf('flag:negated'), 'negated'));
    expect(read.negated).toBeGreaterThan(0);
    expect([...read.facts]).toEqual([['place', await headOf('fact:place')]]);
    expect(read.vector).toEqual((await encoder.read(TEXT, 'student')).vector);
  });

  it('is nothing where the model has no such head', () => {
    expect([read.fits, read.forms, read.moments, read.languages]).toEqual([[], [], [], []]);
    expect(read.presumes).toBe(0);
  });

  it('depends on who asks', async () => {
    const understand = createUnderstanding(encoder, () => true);
    expect((await understand(TEXT, 'student')).vector).not.toEqual((await understand(TEXT, 'staff')).vector);
  });
});

describe('A long text', () => {
  let patient: Encoder;
  let copy: ReturnType<typeof copyTiny>;
  beforeAll(async () => {
    copy = copyTiny();
    const about = { ...readJson(TINY, 'manifest.json'), longest: 200 };
    writeFileSync(join(copy.folder, 'manifest.json'), JSON.stringify(about));
    patient = await openEncoder(copy.folder);
  });
  afterAll(() => copy.discard());

  /** What is read in a text of so many words of which one is `telefoon`, at a place counted from 0. */
  const readAt = async (place: number, count = 100) => {
    const words = Array.from({ length: count }, (_, at) => (at === place ? 'telefoon' : 'les'));
    return (await createUnderstanding(patient, () => true)(words.join(' '), 'student')).vector;
  };

  it('is read at its start and its end', async () => {
    const without = await readAt(-1);
    for (const place of [0, 27, 72, 99]) expect(await readAt(place)).not.toEqual(without);
    for (const place of [28, 50, 71]) expect(await readAt(place)).toEqual(without);
  });

  it('is read whole when it is not so long', async () => {
    expect(await readAt(28, 56)).not.toEqual(await readAt(-1, 56));
  });
});

describe('The score of a label', () => {
  it('is nought where it is not there', () => {
    const scored = [{ label: 'ask', score: 0.4 }];
    expect([scoreOf(scored, 'ask'), scoreOf(scored, 'tell'), scoreOf([], 'ask')]).toEqual([0.4, 0, 0]);
  });
});
