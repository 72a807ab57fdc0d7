import { findCommand } from '../../../../src/flows/answering/commands.ts';

describe('findCommand', () => {
  it.each([
    ['help', 'help'],
    ['Hulp', 'help'],
    ['menu', 'help'],
    ['HELP!', 'help'],
    ['  help  ', 'help'],
    ['rol', 'profile'],
    ['role', 'profile'],
    ['school', 'profile'],
    ['taal', 'language'],
    ['Language?', 'language'],
  ])('finds in "%s" the command %s', (text, command) => {
    expect(findCommand(text)).toBe(command);
  });

  it.each([
    'help me een groepsapp maken',
    'mag dat op school',
    'rolt',
    '',
    '😀',
    'constructor',
    'toString',
    '__proto__',
  ])('finds none in "%s"', (text) => {
    expect(findCommand(text)).toBeUndefined();
  });
});
