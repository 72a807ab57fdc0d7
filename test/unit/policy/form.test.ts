import { readForm } from '../../../src/policy/form.ts';

describe('A question whether something may', () => {
  it.each([
    'Mag ik een leerling volgen op Insta?',
    'mag dat',
    'Kan ik straf krijgen voor een bericht?',
    'Ik heb een foto gemaakt, mag ik die delen?',
    'Ik ben docent. Mag ik in de app waar ze in zitten?',
    'Mag een leraar die hoe dan ook alles ziet mij filmen?',
    'Wat als ik een foto post, mag dat?',
    'Wie weet het? Mag ik dit posten?',
    'En mogen ouders dat?',
    'May I follow a student?',
    'Can a teacher take my phone?',
    'I took a picture, can I share it?',
  ])('is read in "%s"', (question) => {
    expect(readForm(question)).toBe('may');
  });
});

describe('A question whether a condition must be met', () => {
  it.each([
    'Moet ik melden dat ik voor de school werk?',
    'Moeten ouders toestemming geven?',
    'Hoef ik dat te vragen?',
    'Ben ik verplicht om dat te melden?',
    'Ik wil een foto plaatsen, moet ik dat eerst vragen?',
    'Do I have to tell my manager?',
    'Should I ask first?',
    'Must parents agree?',
  ])('is read in "%s"', (question) => {
    expect(readForm(question)).toBe('must');
  });
});

describe('Another form', () => {
  it.each([
    'Moet ik een vriendschapsverzoek accepteren?',
    'Do I have to hand in my phone?',
    'Is het toegestaan om te filmen in de klas?',
    'Valt Discord onder de regels?',
    'Geldt dit ook in het weekend?',
    'Klopt het dat ik niks mag posten?',
    'Dus ik mag mijn telefoon niet gebruiken?',
    'Is it allowed to film my teacher when he shouts?',
    'Am I allowed to use WhatsApp with my class?',
    'What if I post a photo, is that allowed?',
    'telefoon in de pauze',
    '',
    '😀',
  ])('is read in "%s"', (question) => {
    expect(readForm(question)).toBe('other');
  });
});

describe('An open question', () => {
  it.each([
    'Wie moet ik inlichten?',
    'Wat gebeurt er als ik de regels overtreed?',
    'Hoe lang blijft een bericht staan?',
    'Hoeveel dagen ben ik mijn telefoon kwijt?',
    'Wanneer krijg ik mijn telefoon terug?',
    'Waar meld ik een nepaccount?',
    'Waarvoor moet ik toestemming vragen?',
    'Welke apps vallen onder de regels?',
    'Bij wie meld ik dit?',
    'En voor wie gelden de regels?',
    'Iemand filmt mij, wie moet ik bellen?',
    'Mijn kind is gefilmd, wat nu?',
    'Er is een foto van mij. Aan wie vertel ik dat?',
    'Als ik iets verwijder, hoe lang blijft het dan nog te vinden?',
    'Ik wil mijn klas bereiken, welke app mag ik gebruiken?',
    'Iemand heeft mij gefilmd, aan wie vertel ik dat?',
    'Who do I tell?',
    'What happens when I break the rules?',
    "What's the punishment?",
    'How long do they keep my phone?',
    'When do I get my phone back?',
    'Which apps are covered?',
    'For how long do they keep it?',
    'Somebody filmed me, who do I tell?',
    'I want to reach my class, which app should I use?',
  ])('is read in "%s"', (question) => {
    expect(readForm(question)).toBe('open');
  });
});

describe('readForm', () => {
  it('goes by the last part that shows a form', () => {
    expect(readForm('Mag ik filmen? En wie moet ik dat vragen?')).toBe('open');
    expect(readForm('Wie beslist dat? En mag ik filmen?')).toBe('may');
  });

  it('comes to the end of a long text without a sentence', () => {
    expect(readForm('en '.repeat(200_000))).toBe('other');
  });
});
