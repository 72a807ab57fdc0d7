import { createScreen } from '../../../src/policy/crisis.ts';
import { readLexicon } from '../../../src/policy/lexicon.ts';
import { clean } from '../../../src/policy/normalise.ts';

const screen = createScreen(
  readLexicon('policies', ({ message }) => {
    throw new Error(message);
  }),
);
const read = (text: string) => screen(clean(text));

describe('The crisis screen', () => {
  it.each([
    'Ik wil dood',
    'ik wil dooood',
    'Ik wil er niet meer zijn',
    'mijn vriendin denkt aan zelfmoord',
    'een leerling doet aan zelfbeschadiging',
    'ZELFMOORD',
    'zélfmoord',
    'zelf\u00admoord',
    'zelf\u200bmoord',
    'Ik ben misbruikt',
    'Ik word misbruikt door mijn oom',
    'I was abused by my uncle',
    'mijn zoon wil niet meer leven',
    'I want to kill myself',
    'I want to die',
    "I don't want to live",
    'my friend is suicidal',
    'she was raped',
    'suïcide',
    'zelfmort',
    'suicde',
    'zelfmoordd',
  ])('sees "%s"', (text) => {
    expect(read(text)).toBe('crisis');
  });

  it.each([
    'Mag ik een leerling volgen op Insta?',
    'Mag mijn telefoon aan in de les?',
    'Wanneer is de herfstvakantie?',
    'Can I post a picture of my class?',
    'Wat gebeurt er bij misbruik van het schoolnetwerk?',
    'Is abuse of the school network punished?',
    'Mag ik een filmpje snijden en monteren?',
    'Mag ik een filmpje van de dode hoek gebruiken in de les?',
    'hoi',
    '',
  ])('lets "%s" pass', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
