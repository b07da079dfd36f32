/** Channels between the main process and the window's preload script. */
export const ipc = {
  /** Bytes of the host protocol, both ways. */
  message: 'netloom:message',
  chooseProjectFile: 'netloom:choose-project-file',
  saveFile: 'netloom:save-file',
  unsavedChanges: 'netloom:unsaved-changes',
  /** A file that the system was asked to open, to the window. */
  openFile: 'netloom:open-file',
  readyForFiles: 'netloom:ready-for-files',
} as const;
