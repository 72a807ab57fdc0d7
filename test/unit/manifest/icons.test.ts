import { drawIcon } from '../../support/manifest/manifest-folder.ts';
import { expectFaults } from './planted.ts';

const WHITE = [255, 255, 255, 255] as const;
const TEAL = [10, 108, 116, 255] as const;
const NOTHING = [0, 0, 0, 0] as const;

describe('checking the icons', () => {
  expectFaults([
    ['a missing icon', ({ remove }) => remove('outline.png'), 'outline.png: cannot be read'],
    [
      'an icon in a folder',
      ({ edit }) => edit('manifest.json', (json) => Object.assign(json.icons, { color: 'icons/color.png' })),
      'icons/color.png: must lie at the root',
    ],
    ['an icon that is no PNG', ({ write }) => write('color.png', '<svg/>'), 'color.png: is no PNG image'],
    [
      'a colour icon of the wrong size',
      ({ write }) => write('color.png', drawIcon(96, TEAL, WHITE)),
      'color.png: is 96x96 pixels: make it 192x192',
    ],
    [
      'a colour icon without a drawing',
      ({ write }) => write('color.png', drawIcon(192, TEAL, TEAL)),
      'color.png: is one even area',
    ],
    [
      'a colour icon on a half transparent background',
      ({ write }) => write('color.png', drawIcon(192, [10, 108, 116, 128], WHITE)),
      'color.png: has an uneven background',
    ],
    [
      'an outline of the wrong size',
      ({ write }) => write('outline.png', drawIcon(20, NOTHING, WHITE)),
      'outline.png: is 20x20 pixels: make it 32x32',
    ],
    [
      'a coloured outline',
      ({ write }) => write('outline.png', drawIcon(32, NOTHING, TEAL)),
      'outline.png: has other colours than white',
    ],
    [
      'an outline on a background',
      ({ write }) => write('outline.png', drawIcon(32, WHITE, WHITE)),
      'outline.png: has no transparent background',
    ],
    [
      'an empty outline',
      ({ write }) => write('outline.png', drawIcon(32, NOTHING, NOTHING)),
      'outline.png: is wholly transparent',
    ],
  ]);
});
