import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response, Server } from 'restify';
import type { Texts } from '../locale/locale.ts';
import { makePage } from './pages.ts';

/** Where `npm run build:tab` puts the tab. */
export const TAB_FOLDER = join(import.meta.dirname, '..', '..', 'build', 'tab');

/** Types of what a build holds; anything else is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** What is compressed already. */
const DENSE = ['.ico', '.png', '.woff2'];

/** Hosts that may show the tab in a frame (Teams documentation, "Tab requirements"); `*` does not stand for nothing. */
const HOSTS = ['https://*.cloud.microsoft', 'https://teams.microsoft.com', 'https://*.teams.microsoft.com'];

/** Of the build's files a name in `assets/` holds a hash of what is in it, so what a browser has is right for ever. */
const FOREVER = 'public, max-age=31536000, immutable';

interface Asset {
  readonly type: string;
  readonly caching: string;
  readonly content: Buffer;
  readonly isDense: boolean;
  /** Made when somebody first asks for it, and kept. */
  readonly compressed: Map<Encoding, Promise<Buffer>>;
}

type Encoding = 'br' | 'gzip';

/** Serves the tab under `/tab`: from what was read at the start, so that no path of a request reaches the disk. */
export function serveTab(server: Server, texts: Texts, folder = TAB_FOLDER): void {
  const index = readIndex(folder);
  const assets = readAssets(folder);

  const servePage = async (_request: Request, response: Response): Promise<void> => {
    const nonce = randomBytes(18).toString('base64');
    const page = index?.replaceAll('__NONCE__', nonce) ?? makePage(texts, 'tab-missing');
    response.sendRaw(index === undefined ? 503 : 200, page, {
      ...SAFE,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyOf(nonce),
      'cache-control': 'no-store', // the nonce is for this answer alone
    });
  };
  server.get('/tab', servePage);
  server.get('/tab/', servePage);
  server.get('/tab/*', async (request: Request, response: Response) => {
    const asset = assets.get(request.getPath().slice('/tab/'.length));
    if (asset) await send(request, response, asset);
    else response.sendRaw(404, '', SAFE);
  });
}

const SAFE = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

const policyOf = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `frame-ancestors 'self' ${HOSTS.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

function readIndex(folder: string): string | undefined {
  const path = join(folder, 'index.html');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** All files of the build but its page, by their path in it. */
function readAssets(folder: string): ReadonlyMap<string, Asset> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return new Map(
    files.flatMap(({ parentPath, name }): [string, Asset][] => {
      const path = join(parentPath, name);
      const type = TYPES[extname(name)];
      return type === undefined ? [] : [[relative(folder, path).split(sep).join('/'), readAsset(path, type)]];
    }),
  );
}

const readAsset = (path: string, type: string): Asset => ({
  type,
  caching: path.includes(`${sep}assets${sep}`) ? FOREVER : 'no-cache',
  content: readFileSync(path),
  isDense: DENSE.includes(extname(path)),
  compressed: new Map(),
});

async function send(request: Request, response: Response, asset: Asset): Promise<void> {
  const encoding = asset.isDense ? undefined : chooseEncoding(request.header('accept-encoding') ?? '');
  const content = encoding ? await compressed(asset, encoding) : asset.content;
  response.writeHead(200, {
    ...SAFE,
    'content-type': asset.type,
    'cache-control': asset.caching,
    'content-length': content.length,
    vary: 'accept-encoding',
    ...(encoding && { 'content-encoding': encoding }),
  });
  response.end(content);
}

/** Brotli where a client knows it, for it is smaller. `q=0` is a refusal. */
const chooseEncoding = (header: string): Encoding | undefined => {
  const accepted = header
    .toLowerCase()
    .split(',')
    .map((part) => part.replaceAll(' ', ''))
    .filter((part) => !/;q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0]);
  return (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding));
};

function compressed(asset: Asset, encoding: Encoding): Promise<Buffer> {
  const known = asset.compressed.get(encoding) ?? compress(asset.content, encoding);
  asset.compressed.set(encoding, known);
  return known;
}

const compress = (content: Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === 'gzip'
    ? promisify(gzip)(content, { level: 9 })
    : promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });

/** Of 11: the last two steps take ten times as long for some percents. */
const BROTLI_QUALITY = 9;
