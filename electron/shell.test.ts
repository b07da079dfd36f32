import { EventEmitter } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow, Session, WebContents } from 'electron';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isOwnPage, servePage } from './page.ts';
import { confine, guardClose } from './window.ts';

const { openExternal, showMessageBoxSync } = vi.hoisted(() => ({ openExternal: vi.fn(), showMessageBoxSync: vi.fn<() => number>() }));
vi.mock('electron', () => ({
  shell: { openExternal },
  protocol: {},
  dialog: { showMessageBoxSync },
  nativeTheme: {},
  BrowserWindow: class {},
}));

describe('the page', () => {
  let folder: string;
  let answer: (request: { url: string }) => Promise<Response>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'netloom-desktop-'));
    await writeFile(join(folder, 'index.html'), '<h1>page</h1>');
    const handle = (_: string, handler: typeof answer): void => {
      answer = handler;
    };
    servePage({ protocol: { handle } } as Session, folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is served from its own origin with the content policy', async () => {
    const response = await answer({ url: 'netloom://app/' });
    expect([response.status, await response.text()]).toEqual([200, '<h1>page</h1>']);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it.each(['netloom://other/', 'netloom://app/..%2f..%2fetc/passwd', 'netloom://app/%2e%2e/x', 'netloom://app/missing.js'])(
    'does not serve %s',
    async (url) => {
      expect((await answer({ url })).status).toBe(404);
    },
  );

  it.each(['https://example.org/', 'file:///etc/passwd', 'netloom://other/', 'netloom://app.example.org/', 'about:blank'])(
    'is not %s',
    (url) => {
      expect(isOwnPage(url)).toBe(false);
    },
  );
});

describe('a confined page', () => {
  const contents = new EventEmitter();
  let openWindow: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  beforeAll(() => {
    const setWindowOpenHandler = (handler: typeof openWindow): void => {
      openWindow = handler;
    };
    confine(Object.assign(contents, { setWindowOpenHandler }) as WebContents);
  });

  function prevented(name: string, url?: string): boolean {
    const preventDefault = vi.fn();
    contents.emit(name, { url, preventDefault });
    return preventDefault.mock.calls.length > 0;
  }

  it('stays where it is', () => {
    expect(prevented('will-navigate', 'https://example.org/')).toBe(true);
    expect(prevented('will-navigate', 'file:///etc/passwd')).toBe(true);
    expect(prevented('will-navigate', 'netloom://app/')).toBe(false);
    expect(prevented('will-attach-webview')).toBe(true);
  });

  it('opens no windows, and only links to the web in the browser', () => {
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'http://example.org/', 'smb://host/share'])
      expect(openWindow({ url })).toEqual({ action: 'deny' });
    expect(openExternal).not.toHaveBeenCalled();
    expect(openWindow({ url: 'https://onnx.ai/' })).toEqual({ action: 'deny' });
    expect(openExternal).toHaveBeenCalledExactlyOnceWith('https://onnx.ai/');
  });
});

describe('closing the window', () => {
  const kept = vi.fn();
  function closed(reasons: readonly string[], chosen: number): boolean {
    const window = new EventEmitter();
    guardClose(window as BrowserWindow, () => reasons, kept);
    showMessageBoxSync.mockReset().mockReturnValue(chosen);
    const preventDefault = vi.fn();
    window.emit('close', { preventDefault });
    return preventDefault.mock.calls.length === 0;
  }

  it('asks only where there is a reason to stay', () => {
    expect(closed([], 1)).toBe(true);
    expect(showMessageBoxSync).not.toHaveBeenCalled();
    expect(closed(['A training is running.'], 0)).toBe(true);
    expect(kept).not.toHaveBeenCalled();
    expect(closed(['A training is running.'], 1)).toBe(false);
    expect(kept).toHaveBeenCalledOnce();
  });
});
