import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { isMissing } from './workspace.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.map': 'application/json; charset=utf-8',
};

export interface RendererFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A file of the window's page by its URL path, `/` being `index.html`; `undefined` where there is none. What would leave `root`,
 * by dots, encoded separators or links, is none.
 */
export async function readRendererFile(root: string, urlPath: string): Promise<RendererFile | undefined> {
  const segments = pathSegments(urlPath);
  if (!segments) return undefined;
  try {
    const folder = await realpath(root);
    const path = await realpath(join(folder, ...segments));
    const mediaType = mediaTypes[extname(path)];
    if (!path.startsWith(folder + sep) || !mediaType) return undefined;
    const body = new Uint8Array(await readFile(path));
    return { body, headers: { 'content-type': mediaType, 'cache-control': caching(segments) } };
  } catch (error) {
    if (isMissing(error) || (error instanceof Error && 'code' in error && error.code === 'EISDIR')) return undefined;
    throw error;
  }
}

function pathSegments(urlPath: string): readonly string[] | undefined {
  const segments = urlPath === '/' ? ['index.html'] : urlPath.split('/').slice(1);
  try {
    const decoded = segments.map(decodeURIComponent);
    return decoded.every((segment) => segment !== '' && !segment.startsWith('.') && !/[/\\\0:]/.test(segment)) ? decoded : undefined;
  } catch {
    return undefined;
  }
}

/** Names of assets carry a hash of their content; the page itself must be asked for anew. */
function caching(segments: readonly string[]): string {
  return segments[0] === 'assets' ? 'public, max-age=31536000, immutable' : 'no-store';
}

/**
 * Headers of every answer to the window. Scripts come from the page's own origin alone; styles also from elements, which
 * Mantine's theme and KaTeX write; Monaco's workers start from a blob.
 */
export function securityHeaders(connectSources: readonly string[]): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${["'self'", ...connectSources].join(' ')}`,
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}
