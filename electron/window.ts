import { BrowserWindow, dialog, nativeTheme, shell } from 'electron';
import { isOwnPage, PAGE_URL } from './page.ts';

const backgrounds = { light: '#ffffff', dark: '#16181d' };

/** The one window: sandboxed, without Node, and kept on its own page. */
export function createWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: { preload, contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false, spellcheck: false },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(PAGE_URL);
  return window;
}

/** Keeps a page where it is: links to the web open in the browser, everything else is refused. */
export function confine(contents: Electron.WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https://')) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/** Asks before the window closes while `isUnsaved` says so. */
export function guardUnsaved(window: BrowserWindow, isUnsaved: () => boolean): void {
  window.on('close', (event) => {
    if (!isUnsaved()) return;
    const chosen = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: 'Close without saving?',
      detail: 'The last changes of this project are not saved yet.',
      buttons: ['Close without saving', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
    });
    if (chosen === 1) event.preventDefault();
  });
}
