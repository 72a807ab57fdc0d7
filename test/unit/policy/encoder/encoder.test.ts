import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Encoder, openEncoder } from '../../../../src/policy/encoder/encoder.ts';
import { AUDIENCES } from '../../../../src/policy/model.ts';
import { copyTiny, MODEL, readJson, TINY } from '../../../support/encoder/folders.ts';

const FILES = ['manifest.json', 'tokenizer.json', 'encoder.int8.onnx', 'linear.bin'];

/** Writes other values into a JSON file of a model. */
const change = (folder: string, name: string, changes: object) =>
  writeFileSync(join(folder, name), JSON.stringify({ ...readJson(folder, name), ...changes }));

describe('An encoder', () => {
  let tiny: Encoder;
  beforeAll(async () => {
    tiny = await openEncoder(TINY);
  });

  it('tells which training it is of', () => {
    expect(tiny.digest).toBe('tiny');
  });

  it('gives every head of the manifest, and the vector of the text', async () => {
    const { heads, vector } = await tiny.read('mag ik een foto in de les', 'student');
    expect(
      heads
        .get('topic')
        ?.map(({ label }) => label)
        .toSorted(),
    ).toEqual(['none', 'phone', 'photo']);
    expect(heads.get('flag:negated')).toEqual([{ label: 'negated', score: expect.any(Number) }]);
    expect(vector).toHaveLength(8);
    expect(vector.some((value) => value !== 0)).toBe(true);
  });

  it('hears who speaks', async () => {
    const [one, two, three] = await Promise.all(AUDIENCES.map((audience) => tiny.read('mag dat', audience)));
    expect(one?.vector).not.toEqual(two?.vector);
    expect(two?.vector).not.toEqual(three?.vector);
  });

  it('looks at words too where its manifest says so, and there alone', async () => {
    const topicOf = async (share: number) => {
      const { folder, discard } = copyTiny();
      const { linear } = readJson(folder, 'manifest.json');
      change(folder, 'manifest.json', { linear: { ...linear, share } });
      const { heads } = await (await openEncoder(folder)).read('mag ik een foto', 'student');
      discard();
      return { topic: heads.get('topic'), act: heads.get('act') };
    };
    const [mixed, alone] = await Promise.all([topicOf(0.5), topicOf(1)]);
    expect(mixed.topic).not.toEqual(alone.topic);
    expect(mixed.act).toEqual(alone.act);
  });

  it('knows the words that several writers used, however they are written', () => {
    expect(['foto', 'Foto', 'fóto', 'mag ik', ''].map(tiny.knows)).toEqual([true, true, true, true, true]);
    expect(['jasper', 'foto jasper', 'fotos'].map(tiny.knows)).toEqual([false, false, false]);
  });

  it('finds the lines that it learnt from', async () => {
    const { vector } = await tiny.read('mag ik een foto', 'student');
    const found = await tiny.nearest(vector, 9);
    expect(found.map(({ writer, place }) => `${writer} ${place}`).toSorted()).toEqual([
      'one 0',
      'one 1',
      'two 0',
    ]);
    expect(await tiny.nearest(vector, 1)).toEqual(found.slice(0, 1));
  });

  it('gives a text the same result whatever else is asked at the same time', async () => {
    const alone = await (await openEncoder(TINY)).read('mag ik een foto', 'staff');
    const others = ['telefoon', '', 'les '.repeat(90), 'mag ik een foto', 'x'];
    const among = await Promise.all(others.map((text) => tiny.read(text, 'staff')));
    expect(among[3]).toEqual(alone);
  });

  it('reads a text once in a turn', async () => {
    const first = await tiny.read('een telefoon', 'parent');
    expect(await tiny.read('een telefoon', 'parent')).toBe(first);
  });

  it('lets the event loop have its turn between two texts', async () => {
    let turns = 0;
    let next = setImmediate(function count() {
      turns += 1;
      next = setImmediate(count);
    });
    await Promise.all(Array.from({ length: 200 }, (_, index) => tiny.read(`mag ik ${index}`, 'student')));
    clearImmediate(next);
    expect(turns).toBeGreaterThanOrEqual(200);
  });

  it.each([
    ['nothing', ''],
    ['half a character', 'mag \ud83d ik'],
    ['a hundred thousand characters', 'mag ik '.repeat(15_000)],
    ['a word of ten thousand letters', 'a'.repeat(10_000)],
    ['the sign for an end', '</s>'],
  ])('stands %s', async (_, text) => {
    const { heads } = await tiny.read(text, 'student');
    expect(heads.get('topic')?.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 6);
  });
});

describe('openEncoder', () => {
  let copy: ReturnType<typeof copyTiny>;
  beforeEach(() => {
    copy = copyTiny();
  });
  afterEach(() => copy.discard());

  const expectFault = (file: string) =>
    expect(openEncoder(copy.folder)).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringMatching(new RegExp(`${file} is missing or broken; put back the folder "model"`)),
    });

  it.each([...FILES, 'words.txt'])('faults without %s', async (name) => {
    rmSync(join(copy.folder, name));
    await expectFault(name);
  });

  it.each(FILES)('faults over half of %s', async (name) => {
    truncateSync(join(copy.folder, name), 150);
    await expectFault(name);
  });

  it('needs no lines that it learnt from before they are asked for, and faults over half of them then', async () => {
    truncateSync(join(copy.folder, 'neighbours.bin'), 65);
    const encoder = await openEncoder(copy.folder);
    await expect(encoder.nearest(new Float32Array(8), 3)).rejects.toMatchObject({
      code: 'model-invalid',
      message: expect.stringContaining('neighbours.bin'),
    });
  });

  it('knows no lines that it learnt from where the manifest names none', async () => {
    change(copy.folder, 'manifest.json', { neighbours: undefined });
    rmSync(join(copy.folder, 'neighbours.bin'));
    expect(await (await openEncoder(copy.folder)).nearest(new Float32Array(8), 3)).toEqual([]);
  });

  it.each([
    ['no heads', { heads: [] }],
    ['no linear model', { linear: undefined }],
    ['a share above 1', { linear: { buckets: 64, columns: 3, sharp: 4, heads: ['topic'], share: 1.1 } }],
    ['a flag of two labels', { heads: [{ name: 'flag:told', labels: ['a', 'b'], temperature: 1 }] }],
    ['a temperature of 0', { heads: [{ name: 'topic', labels: ['a'], temperature: 0 }] }],
    ['a head without labels', { heads: [{ name: 'topic', labels: [], temperature: 1 }] }],
  ])('faults over a manifest with %s', async (_, changes) => {
    change(copy.folder, 'manifest.json', changes);
    await expectFault('manifest.json');
  });

  it('faults over a tokenizer of another kind', async () => {
    change(copy.folder, 'tokenizer.json', { normalizer: { type: 'Lowercase' } });
    await expectFault('tokenizer.json');
  });

  it('faults where the manifest has more labels than the model has logits', async () => {
    const { heads } = readJson(copy.folder, 'manifest.json');
    change(copy.folder, 'manifest.json', {
      heads: [...heads, { name: 'form', labels: ['a'], temperature: 1 }],
    });
    await expectFault('encoder.int8.onnx');
  });
});

describe('The model of the product', () => {
  let model: Encoder;
  beforeAll(async () => {
    model = await openEncoder(MODEL);
  });

  it('gives probabilities that add up to 1 for every head but a flag', async () => {
    const { heads, vector } = await model.read('Mag ik een foto van mijn klas plaatsen?', 'staff');
    for (const [name, scores] of heads) {
      const sum = scores.reduce((total, { score }) => total + score, 0);
      if (name.startsWith('flag:')) expect(sum).toBeLessThanOrEqual(1);
      else expect(sum).toBeCloseTo(1, 5);
    }
    expect(vector).toHaveLength(384);
  });

  it('finds a question nearer to one that means the same than to another', async () => {
    const meaning = async (text: string) => (await model.read(text, 'student')).vector;
    const asked = await meaning('Mag ik mijn telefoon gebruiken in de les?');
    const same = nearness(asked, await meaning('can i use my phone in class'));
    const other = nearness(asked, await meaning('wie leest mijn melding'));
    expect(same).toBeGreaterThan(other);
  });
});

/** The cosine between two vectors. */
function nearness(one: Float32Array, other: Float32Array): number {
  const dot = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
}
