import { serve } from '../../server/serve.ts';
import type { CommandContext } from '../context.ts';

export interface ServeOptions {
  readonly port?: number;
  readonly host?: string;
}

/** The web shell, until Ctrl-C. */
export async function serveUntilInterrupted({ program, output, interrupted }: CommandContext, { port, host }: ServeOptions): Promise<void> {
  const server = await serve(program, { port, hostname: host });
  output.tell(
    { event: 'serving', url: server.url, port: server.port },
    `Netloom is at ${server.url}`,
    'Whoever has this address may do what you may. Ctrl-C ends it.',
  );
  await new Promise<void>((resolve) => {
    if (interrupted.aborted) resolve();
    interrupted.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.close();
}
