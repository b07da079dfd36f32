import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { DesktopBridge } from '../host/protocol.ts';
import { ipc } from './ipc.ts';

const bridge: DesktopBridge = {
  post: (message) => ipcRenderer.send(ipc.message, message),
  listen: (receive) => {
    ipcRenderer.on(ipc.message, (_, message: Uint8Array) => receive(message));
  },
  chooseProjectFile: () => ipcRenderer.invoke(ipc.chooseProjectFile),
  saveFile: (suggestedName, bytes) => ipcRenderer.invoke(ipc.saveFile, suggestedName, bytes),
  pathOfFile: (file) => webUtils.getPathForFile(file),
  setUnsavedChanges: (unsaved) => ipcRenderer.send(ipc.unsavedChanges, unsaved),
  onOpenFile: (open) => {
    ipcRenderer.on(ipc.openFile, (_, path: string) => open(path));
    ipcRenderer.send(ipc.readyForFiles);
  },
};

contextBridge.exposeInMainWorld('netloom', bridge);
