import { train } from '../../../src/policy/classifier.ts';
import type { Engine } from '../../../src/policy/engine.ts';
import { languageFeatures } from '../../../src/policy/features.ts';
import { createLanguageDetector } from '../../../src/policy/language.ts';
import type { Policy } from '../../../src/policy/model.ts';
import { openRealEngine } from '../../support/library.ts';

let engine: Engine;
let policy: Policy;
beforeAll(async () => {
  const opened = await openRealEngine();
  engine = opened.engine;
  policy = opened.library.policies.get('svok') as Policy;
});

const languageOf = async (text: string) =>
  (await engine.answer({ text, audience: 'student', policy })).language;

describe('The language of a question', () => {
  it.each([
    'Mag ik een leerling volgen op Insta?',
    'mag mn tel aan in de les',
    'Kan de school mij straffen voor een bericht in het weekend?',
    'Hoe lang blijft zoiets online staan?',
    'ik wil een appgroep maken voor m’n mentorklas',
    'Mijn dochter staat op een foto op Facebook, wat nu?',
    'is whatsapp oke',
    'word ik geschorst',
  ])('is Dutch in "%s"', async (text) => {
    expect(await languageOf(text)).toBe('nl');
  });

  it.each([
    'May I follow a student on Insta?',
    'can i use my phone in class',
    'Can the school punish me for something I posted on Saturday?',
    'How long does a post stay online?',
    'I want to start a group chat for my class',
    'My daughter is in a picture on Facebook, what now?',
    'is whatsapp okay for parents',
    'will i get suspended',
  ])('is English in "%s"', async (text) => {
    expect(await languageOf(text)).toBe('en');
  });

  it.each(['😀', '', '12345', '???'])('is Dutch where "%s" does not show one', async (text) => {
    expect(await languageOf(text)).toBe('nl');
  });

  it('is the one that was chosen, whatever the question is in', async () => {
    const question = { text: 'Mag ik filmen?', audience: 'student', policy, language: 'en' } as const;
    expect((await engine.answer(question)).language).toBe('en');
  });
});

describe('A language detector', () => {
  it('falls back where both languages are equally likely', () => {
    const detect = createLanguageDetector(
      train(
        [
          { label: 'nl', features: languageFeatures('de school app') },
          { label: 'en', features: languageFeatures('the school app') },
        ],
        { epochs: 3, rate: 0.5, decay: 0, support: 1 },
      ),
    );
    expect(detect('app', 'en')).toBe('en');
    expect(detect('app', 'nl')).toBe('nl');
  });
});
