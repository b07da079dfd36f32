import { fork } from 'node:child_process';
import type { EngineCommand, EngineReport } from './messages.ts';

/** A running engine process, however it was started. */
export interface EngineProcess {
  send(command: EngineCommand): void;
  onReport(listener: (report: EngineReport) => void): void;
  /** Called once, with a few words on how it ended: "signal SIGKILL", "exit code 1". */
  onExit(listener: (reason: string) => void): void;
  /** The last resort. */
  kill(): void;
}

/** The child prints to standard error alone: standard output may carry JSON lines. */
const STDERR = 2;

/** Starts the engine with `child_process.fork`; typed arrays cross by structured clone. */
export function forkEngine(entry: string, execArgv: readonly string[] = process.execArgv): EngineProcess {
  const child = fork(entry, [], { serialization: 'advanced', execArgv: [...execArgv], stdio: ['ignore', STDERR, STDERR, 'ipc'] });
  return {
    send: (command) => {
      if (child.connected) child.send(command);
    },
    onReport: (listener) => child.on('message', (message) => listener(message as EngineReport)),
    onExit(listener) {
      let told = false;
      const tell = (reason: string): void => {
        if (!told) listener(reason);
        told = true;
      };
      child.once('exit', (code, signal) => tell(signal === null ? `exit code ${code}` : `signal ${signal}`));
      child.once('error', (error) => tell(error.message));
    },
    kill: () => child.kill('SIGKILL'),
  };
}
