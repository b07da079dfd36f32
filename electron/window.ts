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

/** Asks before the window closes while there are reasons not to; `onKept` hears that it stays. */
export function guardClose(window: BrowserWindow, reasons: () => readonly string[], onKept: () => void): void {
  window.on('close', (event) => {
    const detail = reasons().join('\n');
    if (detail === '') return;
    const chosen = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: 'Close Netloom?',
      detail,
      buttons: ['Close', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
    });
    if (chosen !== 1) return;
    event.preventDefault();
    onKept();
  });
}

/** Offers to load the page again where its process ended; saved projects and runs are not its own. */
export function offerReload(window: BrowserWindow): void {
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const chosen = dialog.showMessageBoxSync(window, {
      type: 'error',
      message: 'The window ended unexpectedly.',
      detail: `Reason: ${reason}. Saved projects and running trainings are not affected.`,
      buttons: ['Open it again', 'Close'],
      cancelId: 1,
    });
    if (chosen === 0) window.webContents.reload();
    else window.destroy();
  });
}
