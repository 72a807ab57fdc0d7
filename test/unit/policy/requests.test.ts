import { createTexts } from '../../../src/locale/locale.ts';
import { type Audience, LANGUAGES, type Policy } from '../../../src/policy/model.ts';
import type { Opened } from '../../../src/policy/open.ts';
import { openRealEngine } from '../../support/library.ts';

let opened: Opened;
beforeAll(async () => {
  opened = await openRealEngine();
});

/** Texts that are not read as they should, with what they are read as. */
async function differences(wanted: string | undefined, texts: readonly string[]) {
  const all = await Promise.all(texts.map(async (text) => [text, await opened.engine.requestOf(text)]));
  return all.filter(([, read]) => read !== wanted);
}

describe('What is asked of the bot itself', () => {
  it.each<[request: string, texts: readonly string[]]>([
    [
      'report',
      [
        'Klacht over de trainer. Waar heen?',
        'wil een voorval aankaarten',
        'ik wil iets melden',
        'Waar meld ik pesten?',
        'melding maken',
        'I want to report something',
      ],
    ],
    ['reports', ['melding intrekken', 'hoe staat het met mijn melding?', 'how do I withdraw my report']],
    ['person', LANGUAGES.map((language) => createTexts()(language, 'unclear.person'))],
    ['person', ['ik wil een mens spreken', 'wie is mijn leidinggevende', 'can I talk to a real person']],
    ['readers', ['ziet mijn mentor dit', 'wie leest dit?', 'can my parents see this']],
    ['anonymous', ['kan ik anoniem melden', 'moet mijn naam erbij', 'can I report anonymously']],
  ])('is read as %s', async (request, texts) => {
    expect(await differences(request, texts)).toEqual([]);
  });

  it('is none where a rule is asked for or trouble is told', async () => {
    const texts = [
      'moet ik porno melden als ik het krijg',
      'hoe meld ik me ziek',
      'mag ik een anoniem account op insta',
      'leest de school mijn teams chats',
      'ik wil melden dat mijn oom aan me zit',
    ];
    expect(await differences(undefined, texts)).toEqual([]);
  });
});

/** Each policy with each audience that it addresses, and what came of a text. */
const everywhere = (text: string, more: object) =>
  Promise.all(
    [...opened.library.policies.values()].flatMap((policy: Policy) =>
      policy.audiences.map(async (audience: Audience) => ({
        who: `${policy.id} ${audience}`,
        outcome: (await opened.engine.answer({ text, policy, audience, ...more })).outcome,
      })),
    ),
  );

describe('A message that is asked about', () => {
  it.each([
    'je bent een vieze kankerhoer, niemand wil jou',
    'ik weet waar je woont, pas maar op',
    'youre ugly and nobody likes you, kys',
  ])('with abuse (%j) gets first aid and the article on decency in every policy', async (text) => {
    const faults = (await everywhere(text, { quoted: true })).filter(
      ({ outcome }) => outcome.kind !== 'escalation' || outcome.crisis || !outcome.rule,
    );
    expect(faults.map(({ who }) => who)).toEqual([]);
  });

  it('without abuse is answered as a question', async () => {
    const outcomes = await everywhere('hier de foto van het klassenuitje, ik zet hem op insta', {
      quoted: true,
    });
    expect(outcomes.filter(({ outcome }) => outcome.kind === 'escalation')).toEqual([]);
  });
});

describe('A medical need', () => {
  it.each([
    'mijn kind heeft een diabetessensor, mag zijn telefoon aan?',
    'moet ik mijn smartwatch inleveren, hij waarschuwt voor epilepsie',
    'mag ik in de les mijn insulinepomp met mijn telefoon bedienen',
    'I have a hearing aid that works with my phone, may I keep it during the test',
  ])('is one on which every policy is silent: "%s"', async (text) => {
    const faults = (await everywhere(text, {})).filter(({ outcome }) => outcome.kind !== 'silent');
    expect(faults.map(({ who, outcome }) => [who, outcome.kind])).toEqual([]);
  });
});

describe('A yes that needs consent', () => {
  it.each([
    'een moeder zet filmpjes van alle kinderen in de klassenapp, mag dat zonder dat wij dat goed vinden?',
    'mag ik de klassenfoto delen terwijl nog niet alle ouders het goed vinden',
    'mag ik een foto van een leerling op insta zetten als ik niet weet of de ouders het goed vinden',
    'mag ik een foto van hem posten als hij nooit zei dat het mag',
    'can I post a picture of a student if not all parents gave consent',
    'mag ik mijn telefoon in de les gebruiken zonder dat de leraar zei dat het mag',
    'mag ik opnemen in de les, ik heb geen toestemming van de leraar gevraagd',
    'mag ik de klassenfoto op insta zetten, mijn leraar vindt het goed',
    'mijn klasgenoten vinden het goed, mag ik de les opnemen voor een opdracht',
  ])('is not given on a sign: "%s"', async (text) => {
    const faults = (await everywhere(text, {})).filter(
      ({ outcome }) => outcome.kind === 'answer' && outcome.reading.verdict === 'allowed',
    );
    expect(faults.map(({ who }) => who)).toEqual([]);
  });
});

describe('Showing something to somebody who helps', () => {
  it.each([
    'mag ik de screenshots van de groepsapp aan mijn mentor laten zien',
    'kan ik dit privégesprek naar de vertrouwenspersoon sturen',
    'mag ik een spraakbericht van een ander doorsturen naar de politie',
    'can I forward this private chat to my teacher',
    'mag ik vertrouwelijke stukken over een leerling met het zorgteam delen',
  ])('is never forwarding: "%s"', async (text) => {
    const faults = (await everywhere(text, {})).filter(
      ({ outcome }) =>
        outcome.kind === 'answer' && ['not-allowed', 'discouraged'].includes(outcome.reading.verdict),
    );
    expect(faults.map(({ who }) => who)).toEqual([]);
  });
});

describe('What only sounds like trouble', () => {
  it.each([
    'onze kat is overleden, mag ik haar foto in de groepsapp zetten',
    'my sister is killing it on stage, can I film the show',
    'morgen is de ontruimingsoefening, mag ik filmen',
    'mag ik mijn telefoon opladen, de batterij is dood',
  ])('gets no first aid: "%s"', async (text) => {
    const faults = (await everywhere(text, {})).filter(({ outcome }) => outcome.kind === 'escalation');
    expect(faults.map(({ who }) => who)).toEqual([]);
  });
});

describe('A story that ends with a question', () => {
  it.each([
    'mijn trainer snapt me zondagavond of ik alleen thuis ben, is dat normaal',
    'ik moest van mijn vrienden geld geven anders mag ik niet meer meedoen, mag dat',
    'een leerling mailt mij dat ze zich zo alleen voelt, wat mag ik antwoorden',
    'ouders maken de juf kapot in de ouderapp, mag ik er iets van zeggen',
    'ik heb geen bewijs maar een collega doet raar met leerlingen, bij wie kan ik terecht',
    'op haar laptop is gegoogeld hoe je pijnloos kunt sterven, wie bel ik',
  ])('gets no verdict: "%s"', async (text) => {
    const faults = (await everywhere(text, {})).filter(({ outcome }) => outcome.kind !== 'escalation');
    expect(faults.map(({ who, outcome }) => [who, outcome.kind])).toEqual([]);
  });
});
