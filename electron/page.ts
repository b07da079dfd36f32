import { protocol, type Session } from 'electron';
import { readRendererFile, securityHeaders } from '../host/renderer-files.ts';

const SCHEME = 'netloom';
const HOST = 'app';

export const PAGE_URL = `${SCHEME}://${HOST}/`;

/** Must be called before the app is ready. The page gets an origin of its own: files of the disk are foreign to it. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the window's page from `folder`, and nothing from elsewhere. */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, async ({ url }) => {
    const { host, pathname } = new URL(url);
    const file = host === HOST && (await readRendererFile(folder, pathname));
    const headers = securityHeaders([]);
    return file
      ? new Response(file.body, { headers: { ...headers, ...file.headers } })
      : new Response('Not found', { status: 404, headers });
  });
}

/** True for the window's own page. */
export function isOwnPage(url: string): boolean {
  return url.startsWith(PAGE_URL);
}
