import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LICENSES } from './parts.mjs';

/**
 * The window's page, with paths relative to it: the web server and Electron both serve it from a root of their own.
 * @param {string} root
 * @returns {Promise<import('vite').InlineConfig>}
 */
export async function rendererConfig(root) {
  const { default: react } = await import('@vitejs/plugin-react');
  return {
    root: join(root, 'renderer'),
    base: './',
    plugins: [react(), monacoNotices(root)],
    worker: { format: 'es' },
    build: {
      target: 'es2023',
      license: { fileName: LICENSES },
      // Fonts and pictures stay files: the content policy has no `data:` for fonts.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 10_000,
    },
  };
}

/**
 * Monaco bundles further works, which it lists itself.
 * @param {string} root
 * @returns {import('vite').Plugin}
 */
function monacoNotices(root) {
  return {
    name: 'monaco-notices',
    generateBundle() {
      const source = readFileSync(join(root, 'node_modules/monaco-editor/ThirdPartyNotices.txt'));
      this.emitFile({ type: 'asset', fileName: 'monaco-notices.txt', source });
    },
  };
}
