import { expectFaults, findFaults, type Planted, placeholder, TITLE } from './planted.ts';

const PLANTED: readonly Planted[] = [
  ['a manifest that is missing', ({ remove }) => remove('manifest.json'), 'manifest.json: cannot be read'],
  [
    'a manifest that is no JSON',
    ({ write }) => write('manifest.json', '{'),
    'manifest.json: is not valid JSON',
  ],
  [
    'a manifest that is no object',
    ({ write }) => write('manifest.json', '[]'),
    'manifest.json: must be a JSON object',
  ],
  [
    'a property that Teams does not know',
    ({ edit }) => edit('manifest.json', (json) => Object.assign(json, { colour: 'red' })),
    'manifest.json: must NOT have additional properties. Details: {"additionalProperty":"colour"}',
  ],
  [
    'a name that is too long',
    ({ edit }) => edit('manifest.json', (json) => Object.assign(json.developer, { name: 'x'.repeat(33) })),
    'manifest.json: /developer/name must NOT have more than 32 characters',
  ],
  [
    'another schema',
    ({ edit }) =>
      edit('manifest.json', (json) => Object.assign(json, { $schema: 'https://example.nl/schema' })),
    'manifest.json: $schema must be https://developer.microsoft.com/',
  ],
  [
    'a version that Teams refuses',
    ({ edit }) => edit('manifest.json', (json) => Object.assign(json, { version: '0.9.0' })),
    'manifest.json: version must be three numbers',
  ],
  [
    'https:// in validDomains',
    ({ edit }) => edit('manifest.json', (json) => json.validDomains.push('https://example.nl')),
    'manifest.json: validDomains: https://example.nl must be a host name alone',
  ],
  [
    'an address without encryption',
    ({ edit }) =>
      edit('manifest.json', (json) => Object.assign(json.developer, { privacyUrl: 'http://example.nl/' })),
    'manifest.json: developer.privacyUrl must start with https://',
  ],
  [
    'a command without description',
    ({ edit }) =>
      edit('manifest.json', (json) => json.bots[0].commandLists[0].commands.push({ title: 'nieuw' })),
    'manifest.json: bots[0].commandLists[0].commands[11] has no description',
  ],
  [
    'a command with an empty title',
    ({ edit }) =>
      edit('manifest.json', (json) =>
        json.bots[0].commandLists[0].commands.push({ title: ' ', description: 'x' }),
      ),
    'manifest.json: bots[0].commandLists[0].commands[11] has no title',
  ],
  [
    'a prompt without text',
    ({ edit }) =>
      edit('manifest.json', (json) =>
        Object.assign(json.bots[0].commandLists[0].commands[4], { prompt: '' }),
      ),
    'manifest.json: bots[0].commandLists[0].commands[4] is a prompt without text',
  ],
  [
    'a title that its list already has',
    ({ edit }) =>
      edit('manifest.json', (json) =>
        Object.assign(json.bots[0].commandLists[0].commands[1], { title: 'help' }),
      ),
    'manifest.json: bots[0].commandLists[0].commands[1] has a title that its list already has',
  ],
  [
    'a placeholder that nobody fills',
    ({ edit }) => edit('manifest.json', (json) => json.validDomains.push(placeholder('TAB_DOMAIN'))),
    `manifest.json: placeholder ${placeholder('TAB_DOMAIN')} is unknown`,
  ],
];

describe('building the app package', () => {
  it('succeeds with the folder as it is', async () => {
    expect(await findFaults(() => undefined)).toEqual([]);
  });

  expectFaults(PLANTED);

  it('reports each of several faults on a line of its own', async () => {
    const lines = await findFaults((folder) => {
      folder.remove('color.png');
      folder.edit('en.json', (json) => delete json[TITLE]);
      folder.edit('manifest.json', (json) => Object.assign(json, { version: '0.1.0', accentColor: 'teal' }));
    });
    expect(lines).toEqual([
      expect.stringContaining('manifest.json: /accentColor must match pattern'),
      expect.stringContaining('manifest.json: version'),
      expect.stringContaining('color.png: cannot be read'),
      expect.stringContaining(`en.json: ${TITLE}`),
    ]);
  });
});
