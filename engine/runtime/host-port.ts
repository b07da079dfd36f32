import type { EngineCommand, EngineReport } from './messages.ts';

/** The engine process's end of the channel to its client. */
export interface HostPort {
  send(report: EngineReport): void;
  onCommand(listener: (command: EngineCommand) => void): void;
  /** The client is gone. */
  onClosed(listener: () => void): void;
}

/** Electron's `process.parentPort` in a utility process. */
interface ParentPort {
  postMessage(message: EngineReport): void;
  on(event: 'message', listener: (event: { readonly data: EngineCommand }) => void): void;
}

/** The port of a utility process under Electron, else that of a forked Node process. */
export function connectHost(): HostPort {
  const port = electronPort();
  if (port === undefined) return nodePort();
  return {
    send: (report) => port.postMessage(report),
    onCommand: (listener) => port.on('message', ({ data }) => listener(data)),
    // Electron ends its utility processes itself.
    onClosed: () => undefined,
  };
}

function electronPort(): ParentPort | undefined {
  return 'parentPort' in process ? process.parentPort : undefined;
}

function nodePort(): HostPort {
  return {
    send: (report) => {
      if (process.connected) process.send?.(report);
    },
    onCommand: (listener) => process.on('message', (message) => listener(message as EngineCommand)),
    onClosed: (listener) => process.on('disconnect', listener),
  };
}
