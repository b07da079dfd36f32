import { EngineError } from '../../engine/graph/errors.ts';
import { t, type WindowText } from '../language/text.ts';
import type { Transport } from './transport.ts';

/**
 * A WebSocket to the server that sent the page. Asks first whether the token is right: a socket that is refused tells its page
 * no reason. Rejects with `connection-refused` for a wrong token, with another error where nothing answers.
 */
export async function openSocketTransport(page: URL, token: string | undefined): Promise<Transport> {
  if (token === undefined)
    throw refusal(
      'The address of this page lacks the token that lets it reach Netloom. Open the address that the terminal printed when Netloom started: it holds the token.',
    );
  const answer = await fetch(new URL('token', page), { headers: { authorization: `Bearer ${token}` }, cache: 'no-store' });
  if (answer.status === 401)
    throw refusal(
      'Netloom was started anew and has another token than this page. Open the address that the terminal printed when Netloom started: it holds the token.',
    );
  const url = new URL('channel', page);
  url.protocol = page.protocol === 'https:' ? 'wss:' : 'ws:';
  url.search = new URLSearchParams({ token }).toString();
  return socketTransport(new WebSocket(url));
}

async function socketTransport(socket: WebSocket): Promise<Transport> {
  socket.binaryType = 'arraybuffer';
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    void closed.then(() => reject(new EngineError('connection-lost', t('Netloom does not answer.'))));
  });
  return {
    closed,
    post: (message) => socket.send(message),
    listen: (receive) => {
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (data instanceof ArrayBuffer) receive(new Uint8Array(data));
      });
    },
  };
}

function refusal(reason: WindowText): EngineError {
  return new EngineError('connection-refused', t(reason));
}
