import { join, resolve } from 'node:path';
import { app, dialog, Menu, session, type BrowserWindow } from 'electron';
import { toErrorData } from '../engine/graph/errors.ts';
import { createHost, type Host } from '../host/host.ts';
import { createProgramEngine, locateProgram } from '../host/program.ts';
import { PROJECT_EXTENSION, workspaceHome } from '../host/workspace.ts';
import { bridgeWindow, type WindowBridge } from './bridge.ts';
import { startEngineProcess } from './engine.ts';
import { registerPageScheme, servePage } from './page.ts';
import { confine, createWindow, guardClose, offerReload } from './window.ts';

/** Writing text to the clipboard asks no more than a copy by hand does; all else is refused. */
const permitted: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

const program = locateProgram();
const early: string[] = [];
let host: Host | undefined;
let current: { readonly window: BrowserWindow; readonly bridge: WindowBridge } | undefined;
let closing = false;
let quitting = false;

if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  app.enableSandbox();
  registerPageScheme();
  for (const path of projectFiles(process.argv, process.cwd())) openFile(path);
  app.on('second-instance', (_, argv, workingDirectory) => {
    focus();
    for (const path of projectFiles(argv, workingDirectory)) openFile(path);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFile(path);
  });
  app.on('web-contents-created', (_, contents) => confine(contents));
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', focus);
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('will-quit', endGently);
  void app.whenReady().then(ready).catch(giveUp);
}

async function ready(): Promise<void> {
  Menu.setApplicationMenu(
    process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]) : null,
  );
  session.defaultSession.setPermissionRequestHandler((_, permission, answer) => answer(permitted.has(permission)));
  session.defaultSession.setPermissionCheckHandler((_, permission) => permitted.has(permission));
  servePage(session.defaultSession, program.resources.renderer);
  host = await createHost({
    shell: 'electron',
    version: program.version,
    home: workspaceHome(),
    resources: program.resources,
    startEngine: () => createProgramEngine(program, startEngineProcess),
  });
  focus();
}

/** Brings the window to the front, a new one where it was closed. */
function focus(): void {
  if (!host || closing) return;
  current ??= open(host);
  if (current.window.isMinimized()) current.window.restore();
  current.window.focus();
}

function open(services: Host) {
  const window = createWindow(join(program.root, 'out', 'node', 'preload.cjs'));
  const bridge = bridgeWindow(services, window);
  guardClose(
    window,
    () => reasonsToStay(services, bridge),
    () => {
      quitting = false;
    },
  );
  offerReload(window);
  window.once('closed', () => {
    current = undefined;
  });
  for (const path of early.splice(0)) bridge.openFile(path);
  return { window, bridge };
}

/** On a Mac a program goes on without windows, and so do its trainings. */
function reasonsToStay(services: Host, bridge: WindowBridge): readonly string[] {
  const ends = quitting || process.platform !== 'darwin';
  return [
    ...(bridge.hasUnsavedChanges() ? ['The last changes of this project are not saved yet.'] : []),
    ...(ends && services.isTraining() ? ['A training is running. It stops at its next step and can be resumed later.'] : []),
  ];
}

function openFile(path: string): void {
  if (current) return current.bridge.openFile(path);
  early.push(path);
  focus();
}

function projectFiles(argv: readonly string[], workingDirectory: string): readonly string[] {
  return argv
    .slice(1)
    .filter((argument) => argument.endsWith(PROJECT_EXTENSION))
    .map((argument) => resolve(workingDirectory, argument));
}

/** All windows are closed: trainings write their last checkpoint before the program goes. */
function endGently(event: Electron.Event): void {
  if (closing || !host) return;
  closing = true;
  event.preventDefault();
  void host
    .close()
    .catch(host.reportFault)
    .finally(() => app.exit());
}

function giveUp(error: unknown): void {
  const { code, message } = toErrorData(error);
  dialog.showErrorBox('Netloom cannot start', `${message}\n\n(${code})`);
  app.exit(1);
}
