import { connectHost } from './host-port.ts';
import { WorkerPool } from './worker-pool.ts';

/**
 * Entry of the engine process. It owns the worker threads and relays between them and its client: a thread that dies with
 * onnxruntime takes this process along, never the application.
 */
const host = connectHost();
const pool = new WorkerPool((report) => host.send(report));

async function end(): Promise<void> {
  await pool.dispose();
  process.exit(0);
}

host.onCommand((command) => {
  if (command.type === 'dispose') void end();
  else pool.handle(command);
});
host.onClosed(() => void end());
process.on('SIGTERM', () => void end());
// Ctrl+C in a terminal reaches every process of the group: the client decides what it means.
process.on('SIGINT', () => undefined);
