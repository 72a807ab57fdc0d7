import { expectFaults, placeholder, TITLE } from './planted.ts';

describe('checking the localisation files', () => {
  expectFaults([
    ['a missing language file', ({ remove }) => remove('en.json'), 'en.json: cannot be read'],
    ['a language file that is no JSON', ({ write }) => write('en.json', 'x'), 'en.json: is not valid JSON'],
    [
      'a language file that is no object',
      ({ write }) => write('en.json', '[]'),
      'en.json: must be a JSON object',
    ],
    [
      'a manifest without a second language',
      ({ edit }) =>
        edit('manifest.json', (json) => Object.assign(json.localizationInfo, { additionalLanguages: [] })),
      'manifest.json: localizationInfo.additionalLanguages is empty',
    ],
    [
      'a manifest without a file for its own language',
      ({ edit }) => edit('manifest.json', (json) => delete json.localizationInfo.defaultLanguageFile),
      'manifest.json: localizationInfo.defaultLanguageFile is missing',
    ],
    [
      'a command title that one language misses',
      ({ edit }) => edit('en.json', (json) => delete json[TITLE]),
      `en.json: ${TITLE} is missing`,
    ],
    [
      'a tab whose name one language misses',
      ({ edit }) => edit('en.json', (json) => delete json['staticTabs[0].name']),
      'en.json: staticTabs[0].name is missing',
    ],
    [
      'a required text that is missing',
      ({ edit }) => edit('en.json', (json) => delete json['description.full']),
      'en.json: description.full is missing',
    ],
    [
      'a key that points at no command',
      ({ edit }) => edit('en.json', (json) => Object.assign(json, { [TITLE.replace('[2]', '[9]')]: 'new' })),
      `en.json: ${TITLE.replace('[2]', '[9]')} points at nothing in manifest.json`,
    ],
    [
      'a key in the wrong case',
      ({ edit }) => edit('en.json', (json) => Object.assign(json, { 'Name.short': 'x' })),
      'en.json: Name.short is no key that Teams knows',
    ],
    [
      'a localised name that is too long',
      ({ edit }) => edit('en.json', (json) => Object.assign(json, { 'name.short': 'x'.repeat(31) })),
      'en.json: name.short must NOT have more than 30 characters',
    ],
    [
      'a localised command that is too long',
      ({ edit }) => edit('en.json', (json) => Object.assign(json, { [TITLE]: 'x'.repeat(129) })),
      `en.json: ${TITLE} must NOT have more than 128 characters`,
    ],
    [
      'a localisation file of another version',
      ({ edit }) =>
        edit('en.json', (json) => Object.assign(json, { $schema: json.$schema.replace('1.30', '1.29') })),
      'en.json: $schema must be https://developer.microsoft.com/',
    ],
    [
      'a placeholder in a language file',
      ({ edit }) => edit('en.json', (json) => Object.assign(json, { 'name.full': placeholder('APP_NAME') })),
      `en.json: placeholder ${placeholder('APP_NAME')} is not filled here`,
    ],
    [
      'Dutch texts that differ from the manifest',
      ({ edit }) => edit('nl.json', (json) => Object.assign(json, { [TITLE]: 'scholen' })),
      `nl.json: ${TITLE} differs from manifest.json`,
    ],
  ]);
});
