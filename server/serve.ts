import { createHost } from '../host/host.ts';
import { createProgramEngine, type Program } from '../host/program.ts';
import { workspaceHome } from '../host/workspace.ts';
import { requireLoopback, startServer, type RunningServer, type ServerOptions } from './server.ts';

/** The web shell with the user's workspace. `close` stops running trainings at their next step, checkpoints kept. */
export async function serve(program: Program, options: ServerOptions): Promise<RunningServer> {
  if (options.hostname !== undefined) requireLoopback(options.hostname);
  const host = await createHost({
    shell: 'web',
    version: program.version,
    home: workspaceHome(),
    resources: program.resources,
    startEngine: () => createProgramEngine(program),
  });
  try {
    const server = await startServer(host, program.resources.renderer, options);
    return {
      ...server,
      close: async () => {
        await server.close();
        await host.close();
      },
    };
  } catch (error) {
    await host.close();
    throw error;
  }
}
