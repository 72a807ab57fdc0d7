import { readLibrary } from '../../../src/policy/load.ts';
import { clean } from '../../../src/policy/normalise.ts';
import { createSlotReader } from '../../../src/policy/slots.ts';

const { slots } = readLibrary('policies').library;
const read = createSlotReader(slots.values());
const readIn = (text: string, slot: string) => read(clean(text))[slot];

describe('The situation', () => {
  it.each<[slot: string, value: string, text: string]>([
    ['account', 'personal', 'Mag ik een leerling accepteren op mijn privéaccount?'],
    ['account', 'personal', 'Can a student follow my personal account?'],
    ['account', 'professional', 'Mag een leerling mijn vakaccount volgen?'],
    ['account', 'professional', 'My pupils follow my teaching account, is that ok?'],
    ['platform', 'teams', 'Mag ik een leerling een bericht sturen in Teams?'],
    ['platform', 'teams', 'Kan ik mijn mentor bereiken via Magister?'],
    ['platform', 'school-mail', 'Mag ik een leerling mailen via de schoolmail?'],
    ['platform', 'private-mail', 'Mag ik een leerling schrijven met mijn gmail?'],
    ['platform', 'private-mail', 'May I write to a student from my private e-mail?'],
    ['platform', 'whatsapp', 'Mag ik een leerling appen via WhatsApp?'],
    ['platform', 'whatsapp', 'Is a Signal group with my class allowed?'],
    ['platform', 'social', 'Mag de leraar mij een DM sturen op Insta?'],
    ['platform', 'phone', 'Mag een leraar mij bellen?'],
    ['consent', 'given', 'Mag ik de foto plaatsen met toestemming?'],
    ['consent', 'given', 'De ouders vinden het goed, mag ik de foto plaatsen?'],
    ['consent', 'given', 'May I post the picture with permission?'],
    ['consent', 'refused', 'Mag iemand een foto van mij posten zonder toestemming?'],
    ['consent', 'refused', 'Ik heb het niet gevraagd, mag de foto online?'],
    ['consent', 'refused', 'He filmed me without asking, is that allowed?'],
    ['permission', 'refused', 'Mag ik de les opnemen zonder dat de docent het weet?'],
    ['purpose', 'work', 'Mag ik in de les op mijn telefoon in geval van nood?'],
    ['purpose', 'lesson', 'Mag ik filmen voor een opdracht?'],
    ['purpose', 'private', 'Mag ik in de les even appen?'],
    ['managed-by', 'staff', 'Mag het in een groep die ik beheer?'],
    ['managed-by', 'student', 'Mag ik in de groep van leerlingen blijven?'],
    ['managed-by', 'parent', 'De app wordt gemaakt door ouders, mag ik erin?'],
    ['second-staff', 'yes', 'Mag ik een groepsapp samen met een collega?'],
    ['second-staff', 'no', 'Mag ik een groepsapp zonder collega?'],
    ['known-before', 'yes', 'Ik ken die moeder al jaren, we zijn al bevriend. Mag dat?'],
    ['known-before', 'no', 'Die vader ken ik alleen van school, mag ik hem toevoegen?'],
    ['shows-school', 'yes', 'Mag ik vloggen in mijn klaslokaal?'],
    ['shows-school', 'no', 'Mag ik vloggen als het niks met school te maken heeft?'],
    ['recognisable', 'yes', 'Mag het als hun gezichten te zien zijn?'],
    ['recognisable', 'yes', 'May I post it when they are recognisable?'],
    ['recognisable', 'no', 'Mag de foto als ze onherkenbaar zijn?'],
    ['recognisable', 'no', 'The faces are not recognisable, may I post it?'],
    ['trip-part', 'journey', 'Mag mijn telefoon aan in de bus naar Parijs?'],
    ['trip-part', 'visit', 'Mag ik filmen in het museum?'],
  ])('tells %s = %s in "%s"', (slot, value, text) => {
    expect(readIn(text, slot)).toBe(value);
  });

  it('is nothing where the question tells nothing', () => {
    expect(read('dat')).toEqual({ form: 'other' });
  });

  it.each([
    ['may', 'Mag ik dat?'],
    ['must', 'Moet ik dat eerst vragen?'],
    ['open', 'Wie beslist dat?'],
    ['other', 'telefoon in de pauze'],
  ])('tells the form "%s" in "%s"', (form, text) => {
    expect(readIn(text, 'form')).toBe(form);
  });

  it('is told by a hint where there is no sign, and never against one', () => {
    expect(readIn('Mag ik een leerling mailen?', 'platform')).toBe('school-mail');
    expect(readIn('Mag ik een leerling mailen via mijn gmail?', 'platform')).toBe('private-mail');
    expect(readIn('Mag ik een leerling mailen of een dm sturen?', 'platform')).toBe('social');
  });

  it('is told by the longer sign', () => {
    expect(readIn('Mag het zonder toestemming?', 'consent')).toBe('refused');
    expect(readIn('Mag het als iemand niet wil, maar zijn ouders vinden het goed?', 'consent')).toBe('given');
  });

  it.each([
    ['platform', 'Mag het via Teams of via WhatsApp?'],
    ['consent', 'Maakt het uit of het met toestemming of zonder toestemming is?'],
    ['account', 'Mag het met mijn vakaccount of mijn priveaccount?'],
  ])('stays open for %s where two values draw in "%s"', (slot, text) => {
    expect(readIn(text, slot)).toBeUndefined();
  });
});

describe('The age', () => {
  it.each([
    'Mag ik een leerling van 15 jaar toevoegen?',
    'een appgroep met 12/13 jaar',
    'leerlingen van 14 en 15 jaar',
    'mijn zoon is 13',
    'ik ben 15, mag dat?',
    'een 15-jarige leerling',
    'my 15-year-old son',
    'a girl aged 14',
    'mijn brugklas',
    'mag dat in klas 2',
    'leerlingen uit 2 havo',
    'leerlingen uit 1e klas',
    'kinderen uit groep 7',
    'leerlingen onder de 16 jaar',
    'jonger dan 16',
  ])('is under 16 in "%s"', (text) => {
    expect(readIn(text, 'age')).toBe('under-16');
  });

  it.each([
    'Mag ik een leerling van 16 jaar toevoegen?',
    'een appgroep met 17/18 jaar',
    'ik ben 17, mag dat?',
    'een 18-jarige leerling',
    'students aged 17',
    'mijn examenklas',
    'leerlingen uit 6 vwo',
    'leerlingen uit 5 atheneum',
    'leerlingen vanaf 16 jaar',
  ])('is 16 or older in "%s"', (text) => {
    expect(readIn(text, 'age')).toBe('16-plus');
  });

  it.each([
    'leerlingen van 15 en 17 jaar',
    'leerlingen uit 4 havo',
    'Mag het met een klas van 28 leerlingen?',
    'Mag het met een klas van 20 leerlingen?',
    'Mag ik een groepsapp maken van 12 leerlingen?',
    'de foto van 15 mei',
    'de docent is 45 jaar',
    'is 20 minuten te lang?',
    'artikel 15 zegt dat het mag',
  ])('stays open in "%s"', (text) => {
    expect(readIn(text, 'age')).toBeUndefined();
  });
});
