import { createBirpc } from 'birpc';
import { EngineError } from '../engine/graph/errors.ts';
import type { HostApi, HostEvents } from './api.ts';
import { deserialize, serialize } from './wire.ts';

/** Both directions of one connection between a window and the host; messages arrive whole and in order. */
export interface Channel {
  post(message: Uint8Array<ArrayBuffer>): void;
  /** `receive` is called for each message until the channel is closed. */
  listen(receive: (message: Uint8Array) => void): void;
}

/** What Electron's preload script puts on `window.netloom`. */
export interface DesktopBridge {
  post(message: Uint8Array): void;
  listen(receive: (message: Uint8Array) => void): void;
  /** The system's open dialog; resolves with the chosen project file. */
  chooseProjectFile(): Promise<string | undefined>;
  /** The system's save dialog, then the file; resolves with its path. */
  saveFile(suggestedName: string, bytes: Uint8Array): Promise<string | undefined>;
  /** Where a file lies that was dropped or chosen; empty where it lies in no folder. */
  pathOfFile(file: File): string;
  /** While true, closing the window asks first. */
  setUnsavedChanges(unsaved: boolean): void;
  /** `open` gets the path of each project file that the system was asked to open, those before this call included. */
  onOpenFile(open: (path: string) => void): void;
}

/** Methods that a window may call. The record makes the compiler ask for a new one here. */
const hostMethods: Record<keyof HostApi, true> = {
  appInfo: true,
  listTemplates: true,
  listProjects: true,
  createProject: true,
  importProject: true,
  openProjectFile: true,
  openProject: true,
  saveProject: true,
  renameProject: true,
  deleteProject: true,
  listVersions: true,
  readVersion: true,
  restoreVersion: true,
  listDatasets: true,
  previewDataset: true,
  datasetSamples: true,
  classPositions: true,
  datasetGraph: true,
  datasetStatistics: true,
  previewAugmentation: true,
  removeDataset: true,
  renameDataset: true,
  beginUpload: true,
  uploadPart: true,
  discardUpload: true,
  previewImport: true,
  importDataset: true,
  cancelJob: true,
  listRuns: true,
  startRun: true,
  controlRun: true,
  resumeRun: true,
  runHistory: true,
  deleteRun: true,
  evaluateRun: true,
  generateText: true,
  exportRun: true,
  exportCode: true,
};

const hostEvents: Record<keyof HostEvents, true> = { run: true, job: true, text: true, datasetsChanged: true, projectChanged: true };

export const hostMethodNames = Object.keys(hostMethods) as readonly (keyof HostApi)[];
const hostEventNames = Object.keys(hostEvents) as (keyof HostEvents)[];

/** A connection as the window sees it. */
export interface RemoteHost {
  readonly api: HostApi;
  /** Rejects the calls that wait for an answer. */
  rejectWaiting(reason: EngineError): void;
}

/** Calls go out over `channel`, the host's events arrive at `events`. */
export function connectRemoteHost(channel: Channel, events: HostEvents): RemoteHost {
  const remote = createBirpc<HostApi, HostEvents>(events, { ...channelOptions(channel), timeout: -1 });
  return {
    api: remote,
    rejectWaiting: (reason) => {
      void remote.$rejectPendingCalls(({ reject }) => reject(reason));
    },
  };
}

/** A connection as the host sees it: it sends events. */
export interface RemoteWindow {
  send<Name extends keyof HostEvents>(name: Name, ...values: Parameters<HostEvents[Name]>): void;
  close(): void;
}

/** Answers the calls of a window. `onFault` hears of bugs and of messages that can't be read; it must not throw. */
export function serveRemoteWindow(api: HostApi, channel: Channel, onFault: (error: unknown) => void): RemoteWindow {
  const functions = callable(api);
  const remote = createBirpc<HostEvents, HostApi>(functions, {
    ...channelOptions(channel),
    timeout: -1,
    eventNames: hostEventNames,
    onFunctionError: (error) => {
      if (!(error instanceof EngineError)) onFault(error);
    },
    onGeneralError: (error) => {
      onFault(error);
      return true;
    },
  });
  return {
    send: (name, ...values) => {
      remote.$callRaw({ method: name, args: values, event: true }).catch(onFault);
    },
    close: () => remote.$close(),
  };
}

/** Only the listed methods, on an object without a prototype: a message can't name anything else. */
function callable(api: HostApi): HostApi {
  const functions = Object.create(null) as Partial<Record<keyof HostApi, unknown>>;
  for (const name of hostMethodNames) functions[name] = api[name].bind(api);
  return functions as HostApi;
}

function channelOptions(channel: Channel) {
  return {
    post: (message: Uint8Array<ArrayBuffer>) => channel.post(message),
    on: (receive: (message: Uint8Array) => void) => channel.listen(receive),
    serialize,
    deserialize: (message: Uint8Array) => checked(deserialize(message)),
  };
}

/** The shape that the dispatcher takes for granted. */
function checked(message: unknown): unknown {
  const fields: { t?: unknown; m?: unknown; a?: unknown; i?: unknown } = message instanceof Object ? message : {};
  const isRequest = fields.t === 'q' && typeof fields.m === 'string' && Array.isArray(fields.a);
  const isResponse = fields.t === 's' && typeof fields.i === 'string';
  if (!isRequest && !isResponse) throw new EngineError('bad-message', 'A message of the channel is neither a call nor an answer.');
  return message;
}
