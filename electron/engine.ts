import { utilityProcess } from 'electron';
import type { EngineProcess } from '../engine/runtime/fork-engine.ts';
import type { EngineReport } from '../engine/runtime/messages.ts';

/** Starts the engine as a utility process of Electron. */
export function startEngineProcess(entry: string): EngineProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Netloom engine', stdio: 'inherit' });
  return {
    send: (command) => child.postMessage(command),
    onReport: (listener) => child.on('message', (report: EngineReport) => listener(report)),
    onExit: (listener) => child.once('exit', (code) => listener(`exit code ${code}`)),
    kill: () => child.kill(),
  };
}
