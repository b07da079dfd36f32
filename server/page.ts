import { Hono } from 'hono';
import { readRendererFile, securityHeaders } from '../host/renderer-files.ts';
import { isOwnHost, isOwnOrigin, sameToken } from './access.ts';

/** Whether a token is right, for a window that tries to come back. */
export const TOKEN_PATH = '/token';

/** Sends the window's page to browsers on this machine. The page's files hold nothing secret; what they may do, the token decides. */
export function createPage(rendererFolder: string, token: string): Hono {
  const page = new Hono();

  page.use(async (context, next) => {
    const host = context.req.header('host');
    if (!isOwnHost(host)) return context.text('This address does not belong to Netloom.', 403);
    await next();
    for (const [name, value] of Object.entries(securityHeaders([`ws://${host}`]))) context.res.headers.set(name, value);
  });

  page.get(TOKEN_PATH, (context) => {
    const origin = context.req.header('origin');
    if (origin !== undefined && !isOwnOrigin(origin, context.req.header('host'))) return context.text('Foreign origin.', 403);
    return sameToken(bearer(context.req.header('authorization')), token) ? context.body(null, 204) : context.text('Wrong token.', 401);
  });

  page.get('*', async (context) => {
    const given = context.req.query('token');
    if (given !== undefined && !sameToken(given, token)) return context.text(WRONG_TOKEN, 401);
    const file = await readRendererFile(rendererFolder, new URL(context.req.url).pathname);
    return file ? context.body(file.body, 200, { ...file.headers }) : context.text('There is no such file.', 404);
  });

  page.all('*', (context) => context.text('Only GET is answered here.', 405));
  page.onError((_, context) => context.text('Netloom could not read this file.', 500));
  return page;
}

const WRONG_TOKEN = 'The token in this address is not that of the running Netloom. Use the address that it printed when it started.';

function bearer(header: string | undefined): string {
  return header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : '';
}
