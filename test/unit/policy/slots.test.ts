import { readLibrary } from '../../../src/policy/load.ts';
import { clean } from '../../../src/policy/normalise.ts';
import { createSlotReader } from '../../../src/policy/slots.ts';

const read = createSlotReader(readLibrary('policies').library);
const readIn = (text: string, slot: string) => read(clean(text))[slot];

describe('The situation', () => {
  it.each<[slot: string, value: string, text: string]>([
    ['account', 'personal', 'Mag ik een leerling accepteren op mijn privéaccount?'],
    ['account', 'personal', 'Can a student follow my personal account?'],
    ['account', 'professional', 'Mag een leerling mijn vakaccount volgen?'],
    ['account', 'professional', 'My pupils follow my teaching account, is that ok?'],
    ['platform', 'teams', 'Mag ik een leerling een bericht sturen in Teams?'],
    ['platform', 'teams.school-app', 'Kan ik mijn mentor bereiken via Magister?'],
    ['platform', 'school-mail', 'Mag ik een leerling mailen via de schoolmail?'],
    ['platform', 'private-mail', 'Mag ik een leerling schrijven met mijn gmail?'],
    ['platform', 'private-mail', 'May I write to a student from my private e-mail?'],
    ['platform', 'whatsapp', 'Mag ik een leerling appen via WhatsApp?'],
    ['platform', 'whatsapp.signal', 'Is a Signal group with my class allowed?'],
    ['platform', 'social', 'Mag de leraar mij een DM sturen op Insta?'],
    ['platform', 'phone', 'Mag een leraar mij bellen?'],
    ['consent', 'all', 'Mag ik de foto plaatsen met toestemming?'],
    ['consent', 'all', 'De ouders vinden het goed, mag ik de foto plaatsen?'],
    ['consent', 'all', 'May I post the picture with permission?'],
    ['consent', 'all', 'Mag ik een foto van de leraar posten als de leraar het goed vindt?'],
    ['consent', 'all', 'leerling van 14, haar ouders vinden het goed'],
    ['consent', 'none', 'Mag iemand een foto van mij posten zonder toestemming?'],
    ['consent', 'none', 'Ik heb het niet gevraagd, mag de foto online?'],
    ['consent', 'none', 'He filmed me without asking, is that allowed?'],
    ['consent', 'none', 'Mag dat zonder dat wij dat goed vinden?'],
    ['consent', 'none', 'Mag het als hij nooit zei dat het mag?'],
    ['consent', 'none', 'De toestemming is ingetrokken, mag de foto blijven staan?'],
    ['consent', 'none', 'They have not said yes, may I post it?'],
    ['consent', 'some', 'Nog niet alle ouders vinden het goed'],
    ['consent', 'some', 'De meeste ouders hebben toestemming gegeven'],
    ['consent', 'some', 'can I post it if not all parents gave consent'],
    ['consent', 'some', 'leerling van 14 zegt ja, mag de foto online'],
    ['consent', 'other-people', 'Mijn leraar vindt het goed, mag ik de klassenfoto posten?'],
    ['consent', 'other-people', 'Mijn ouders vinden het goed dat ik een foto van de klas post'],
    ['consent', 'other-people', 'Mag het als mijn klasgenoten het goed vinden?'],
    ['permission', 'given', 'Mag ik mijn telefoon gebruiken als de leraar het goed vindt?'],
    ['permission', 'given', 'De schoolleiding heeft toestemming gegeven'],
    ['permission', 'refused', 'Mag ik de les opnemen zonder dat de docent het weet?'],
    ['permission', 'refused', 'Mag het zonder dat de leraar zei dat het mag?'],
    ['permission', 'refused', 'ik heb geen toestemming van de leraar gevraagd'],
    ['permission', 'refused', 'can i use my phone in class if no teacher said yes'],
    ['medical', 'yes', 'mijn kind heeft een diabetessensor, mag zijn telefoon aan?'],
    ['medical', 'yes', 'mag ik mijn gehoorapparaat via bluetooth gebruiken'],
    ['medical', 'yes', 'I have epilepsy and my watch warns me'],
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
    expect(readIn('Mag ik een leerling van 16 of ouder toevoegen?', 'age')).toBe('16-plus');
  });

  it.each([
    ['platform', 'Mag het via Teams of via WhatsApp?'],
    ['consent', 'Ik weet niet of de ouders het goed vinden'],
    ['consent', 'Ik denk dat ze het goed vinden'],
    ['permission', 'Mag ik filmen met toestemming van mijn klasgenoten?'],
    ['medical', 'mag ik vertellen dat een leerling diabetes heeft'],
    ['consent', 'Maakt het uit of het met toestemming of zonder toestemming is?'],
    ['account', 'Mag het met mijn vakaccount of mijn priveaccount?'],
  ])('stays open for %s where two values draw or none is sure in "%s"', (slot, text) => {
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
