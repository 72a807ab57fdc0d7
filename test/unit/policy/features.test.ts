import { languageFeatures, topicFeatures } from '../../../src/policy/features.ts';
import { createLexicon } from '../../../src/policy/lexicon.ts';

const lexicon = createLexicon({ photo: ['foto*'], post: ['plaats*'], 'app-social': ['insta*'] });
const featuresOf = (text: string, audience: 'staff' | 'student' = 'staff') =>
  topicFeatures(text, 'nl', audience, lexicon);

describe('topicFeatures', () => {
  it('are the same each time', () => {
    expect(featuresOf('Mag ik een foto plaatsen?')).toEqual(featuresOf('Mag ik een foto plaatsen?'));
  });

  it('differ for another audience in that alone', () => {
    const [staff, ...rest] = featuresOf('mag dat');
    const [student, ...same] = featuresOf('mag dat', 'student');
    expect([staff, student]).toEqual(['a:staff', 'a:student']);
    expect(same).toEqual(rest);
  });

  it('hold word stems, so that forms of a word agree', () => {
    expect(featuresOf('filmen')).toContain('w:film');
    expect(topicFeatures('posting', 'en', 'staff', lexicon)).toContain('w:post');
  });

  it('hold pairs of neighbours with the borders of the text', () => {
    expect(featuresOf('mag dat?')).toEqual(expect.arrayContaining(['b:^ mag', 'b:mag dat', 'b:dat ?']));
    expect(featuresOf('mag dat')).toContain('b:dat $');
  });

  it('hold character n-grams, so that a typing mistake still resembles its word', () => {
    const right = new Set(featuresOf('telefoon').filter((one) => one.startsWith('c:')));
    const wrong = featuresOf('telefon').filter((one) => one.startsWith('c:'));
    expect(wrong.filter((one) => right.has(one)).length).toBeGreaterThan(wrong.length / 2);
  });

  it('hold concepts and their pairs, in whatever order they were said', () => {
    const pairs = (text: string) => featuresOf(text).filter((one) => /^[kp]:/.test(one));
    expect(pairs('foto op insta plaatsen')).toEqual([
      'k:app-social',
      'k:photo',
      'k:post',
      'p:app-social+photo',
      'p:app-social+post',
      'p:photo+post',
    ]);
    expect(pairs('plaatsen op insta die foto')).toEqual(pairs('foto op insta plaatsen'));
  });

  it('read drawn-out letters as the plain word', () => {
    expect(featuresOf('fotoooo')).toContain('k:photo');
  });

  it('of an emoji are only who asks and the borders', () => {
    expect(featuresOf('😀')).toEqual(['a:staff', 'b:^ $']);
  });
});

describe('languageFeatures', () => {
  it('hold whole words and n-grams but not who asks', () => {
    const features = languageFeatures('Mag dat');
    expect(features).toEqual(expect.arrayContaining(['w:mag', 'w:dat', 'c:<ma']));
    expect(features.some((one) => one.startsWith('a:'))).toBe(false);
  });
});
