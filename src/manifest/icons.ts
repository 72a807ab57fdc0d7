import { PNG } from 'pngjs';
import type { Report } from './model.ts';

/** What Teams asks of the icons: pixels a side, and how they are coloured. */
const ICONS = {
  color: { size: 192, check: checkColour },
  outline: { size: 32, check: checkOutline },
} as const;

/** Red, green, blue and opacity, each 0 to 255. */
type Pixel = readonly [number, number, number, number];

/** Checks an icon as Teams wants it: a PNG of the right size and colours. */
export function checkIcon(kind: keyof typeof ICONS, file: string, bytes: Uint8Array, report: Report): void {
  const image = readPng(bytes);
  if (!image) {
    report(file, 'is no PNG image: export the drawing as PNG');
    return;
  }
  const { size, check } = ICONS[kind];
  if (image.width !== size || image.height !== size) {
    report(file, `is ${image.width}x${image.height} pixels: make it ${size}x${size}`);
  }
  check(file, pixelsOf(image), image.width, report);
}

/** Teams crops this icon, so its background must be of one piece; a drawing must stand out from it. */
function checkColour(file: string, pixels: readonly Pixel[], width: number, report: Report) {
  const corners = [0, width - 1, pixels.length - width, pixels.length - 1].map((place) => pixels[place]);
  const [first] = corners;
  const isEven =
    first && (first[3] === 255 || first[3] === 0) && corners.every((corner) => isSame(corner, first));
  if (!isEven) report(file, 'has an uneven background: make it one solid colour, or wholly transparent');
  if (pixels.every((pixel) => isSame(pixel, pixels[0])))
    report(file, 'is one even area: draw the icon on it');
}

function checkOutline(file: string, pixels: readonly Pixel[], _width: number, report: Report) {
  const visible = pixels.filter(([, , , opacity]) => opacity > 0);
  if (visible.length === pixels.length) report(file, 'has no transparent background: remove the background');
  if (visible.length === 0) report(file, 'is wholly transparent: draw the outline in white');
  if (visible.some(([red, green, blue]) => red + green + blue < 3 * 255)) {
    report(file, 'has other colours than white: draw the outline in white alone');
  }
}

const isSame = (one: Pixel | undefined, other: Pixel | undefined): boolean => String(one) === String(other);

function readPng(bytes: Uint8Array): PNG | undefined {
  try {
    return PNG.sync.read(Buffer.from(bytes));
  } catch {
    return undefined;
  }
}

const pixelsOf = ({ data, width, height }: PNG): Pixel[] =>
  Array.from({ length: width * height }, (_, index): Pixel => {
    const at = 4 * index;
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 0];
  });
