import { parseGroupAction } from '../../../src/flows/group-chat/action.ts';
import type { GroupFormAct } from '../../../src/flows/group-chat/reply.ts';
import type { Problem } from '../../../src/flows/typed.ts';
import * as groups from '../../support/cards/group-replies.ts';
import { buttonsOf, cardOf, inputsOf, linesOf, ofType, read, sentBy, titlesOf } from './reading.ts';

const formOf = (...about: Parameters<typeof groups.buildForm>) => cardOf(groups.buildForm(...about));

describe('the form of an act on a group', () => {
  test.each<[GroupFormAct, string[]]>([
    ['decline', ['text']],
    ['step-back', ['text']],
    ['approve-if', ['text']],
    ['refuse', ['text']],
    ['change', ['text', 'date']],
    ['review', ['date']],
    ['close', ['done']],
    ['make-chat', ['people']],
  ])('to %s asks for %j, does it, and leads back', (act, expected) => {
    const card = formOf('nl', act, { canMake: true });
    const { id, version } = groups.buildActive();
    expect(inputsOf(card).map((input) => input.id)).toEqual(expected);
    const [submit, back] = buttonsOf(card);
    expect(submit).toMatchObject({
      data: { do: 'group-act', id, version, act },
      associatedInputs: 'auto',
    });
    expect(back).toMatchObject({ title: 'Terug', data: { do: 'group-refresh', id } });
  });

  test('fills in the name and the days that are known', () => {
    expect(sentBy(formOf('nl', 'change'), 'Bewaar')).toMatchObject({ text: '2B', date: '2027-07-31' });
    expect(sentBy(formOf('nl', 'review'), 'Ja, alles klopt')).toMatchObject({ date: '2027-11-20' });
  });

  test('gives back what was typed', () => {
    const typed = { text: 'Ik ben "weg"\nin mei' };
    expect(
      parseGroupAction(sentBy(formOf('nl', 'refuse', { typed }), 'Geef geen toestemming')),
    ).toMatchObject(typed);
  });

  test('lists what to do before a group is closed', () => {
    expect(linesOf(formOf('nl', 'close'))).toEqual(
      expect.arrayContaining([
        'Vertel de groep dat hij stopt.',
        'Bewaar niets van leerlingen.',
        'Haal alle leden uit de groep.',
        'Verwijder de groep.',
        'Haal de nummers uit je telefoon.',
      ]),
    );
  });

  test('lets the client search for several students where Teams lets the bot make the chat', () => {
    const [picker] = ofType(formOf('nl', 'make-chat', { canMake: true }), 'Input.ChoiceSet');
    expect(picker).toMatchObject({
      isMultiSelect: true,
      'choices.data': { dataset: 'graph.microsoft.com/users' },
    });
  });

  test('explains how to make the chat oneself where it does not', () => {
    const card = formOf('nl', 'make-chat');
    expect(titlesOf(card)).toEqual(['Terug']);
    expect(linesOf(card)).toContain('Voeg de leerlingen toe en geef de chat een naam.');
    expect(ofType(card, 'Action.OpenUrl')).toHaveLength(1);
    expect(ofType(formOf('nl', 'make-chat', { chatLink: undefined }), 'Action.OpenUrl')).toEqual([]);
  });

  test('counts students, not characters, and calls them no colleagues', () => {
    const says = (problem: Problem) =>
      read(formOf('nl', 'make-chat', { canMake: true, problems: [problem] }));
    expect(says({ field: 'people', problem: 'too-long', length: 300, limit: 250 })).toContain(
      'Je koos 300 leerlingen. Er passen er 250 in.',
    );
    expect(says({ field: 'people', problem: 'unknown-person' })).toContain('Kies leerlingen van school.');
  });

  test('names what is wrong, and that the group changed', () => {
    const card = formOf('nl', 'change', { problems: [{ field: 'name', problem: 'missing' }], stale: true });
    expect(read(card)).toContain('Vul nog in: de naam van de groep.');
    expect(read(card)).toContain('De groep is intussen veranderd.');
  });
});

describe('the welcome message', () => {
  const messageOf = (...about: Parameters<typeof groups.buildWelcomeMessage>) =>
    String(inputsOf(cardOf(groups.buildWelcomeMessage(...about)))[0]?.value);

  test('tells what the group is for, its rules and hours, who reads along, and until when it is there', () => {
    const message = messageOf('nl');
    for (const part of [
      'Welkom in de groep 2B! Deze groep is voor dringend nieuws van school.',
      'Buiten schooltijd krijg je geen antwoord.',
      'Docent en Collega lezen allebei mee.',
      'We praten hier niet één op één.',
      'De groep stopt na zaterdag 31 juli 2027.',
      'Gaat er iets mis? Vertel het Docent of een mentor.',
    ])
      expect(message).toContain(part);
  });

  test('says that only admins post where the policy asks that', () => {
    const requirements = groups.REQUIREMENTS.filter(({ kind }) => kind === 'admin-only-posting');
    expect(messageOf('nl', { plan: groups.buildPlan({ requirements }) })).toContain('Alleen beheerders');
    expect(messageOf('nl')).not.toContain('Alleen beheerders');
  });

  test('names nobody who did not say yes to reading along', () => {
    expect(messageOf('nl', { group: groups.buildWaiting() })).not.toContain('Collega');
  });

  test('keeps what the owner made of it, and posts it where it can', () => {
    expect(messageOf('nl', { typed: 'Hallo 2B' })).toBe('Hallo 2B');
    const { id, version } = groups.buildActive();
    const card = cardOf(groups.buildWelcomeMessage('nl', { canPost: true, typed: 'Hallo 2B' }));
    expect(sentBy(card, 'Plaats in de chat')).toEqual({
      do: 'group-act',
      id,
      version,
      act: 'post-welcome',
      text: 'Hallo 2B',
    });
    expect(titlesOf(cardOf(groups.buildWelcomeMessage('nl')))).toEqual(['Terug']);
  });
});
