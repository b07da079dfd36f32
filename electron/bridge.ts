import { basename } from 'node:path';
import { dialog, ipcMain, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { replaceFile } from '../engine/runtime/atomic-file.ts';
import type { Host } from '../host/host.ts';
import { attachWindow } from '../host/window.ts';
import { ipc } from './ipc.ts';
import { isOwnPage } from './page.ts';

export interface WindowBridge {
  readonly hasUnsavedChanges: () => boolean;
  /** Hands a project file to the window, now or when it listens. */
  openFile(path: string): void;
}

/** Answers the window's preload script; messages of any other page or frame are dropped. */
export function bridgeWindow(host: Host, window: BrowserWindow): WindowBridge {
  let unsaved = false;
  let waiting: string[] | undefined = [];
  const { webContents } = window;
  const listener = (channel: string, receive: (...values: readonly unknown[]) => void) => {
    const take = (event: IpcMainEvent, ...values: readonly unknown[]) => {
      if (isFrom(window, event)) receive(...values);
    };
    ipcMain.on(channel, take);
    window.once('closed', () => ipcMain.off(channel, take));
  };

  let deliver: (message: Uint8Array) => void = () => {};
  const attach = () =>
    attachWindow(host, {
      post: (message) => {
        if (!webContents.isDestroyed()) webContents.send(ipc.message, message);
      },
      listen: (receive) => {
        deliver = receive;
      },
    });
  let detach = attach();
  window.once('closed', () => detach());
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (!isMainFrame || isSameDocument) return;
    // What the former page had under way ends with it.
    detach();
    detach = attach();
    waiting ??= [];
    unsaved = false;
  });
  listener(ipc.message, (message) => {
    if (message instanceof Uint8Array) deliver(message);
  });
  listener(ipc.unsavedChanges, (value) => {
    unsaved = value === true;
  });
  listener(ipc.readyForFiles, () => {
    for (const path of waiting ?? []) webContents.send(ipc.openFile, path);
    waiting = undefined;
  });
  handleDialogs(window);
  return {
    hasUnsavedChanges: () => unsaved,
    openFile: (path) => {
      if (waiting) waiting.push(path);
      else webContents.send(ipc.openFile, path);
    },
  };
}

function handleDialogs(window: BrowserWindow): void {
  const handle = (channel: string, answer: (...values: readonly unknown[]) => Promise<string | undefined>) => {
    ipcMain.handle(channel, (event, ...values: readonly unknown[]) => (isFrom(window, event) ? answer(...values) : undefined));
    window.once('closed', () => ipcMain.removeHandler(channel));
  };
  handle(ipc.chooseProjectFile, async () => {
    const filters = [{ name: 'Netloom projects', extensions: ['netloom'] }];
    return (await dialog.showOpenDialog(window, { properties: ['openFile'], filters })).filePaths[0];
  });
  handle(ipc.saveFile, async (suggestedName, bytes) => {
    if (typeof suggestedName !== 'string' || !(bytes instanceof Uint8Array)) return undefined;
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: basename(suggestedName) });
    if (canceled) return undefined;
    await replaceFile(filePath, bytes);
    return filePath;
  });
}

function isFrom(window: BrowserWindow, { sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return sender === window.webContents && senderFrame === window.webContents.mainFrame && isOwnPage(senderFrame.url);
}
