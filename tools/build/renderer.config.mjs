import { join } from 'node:path';

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
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      target: 'es2023',
      // Fonts and pictures stay files: the content policy has no `data:` for fonts.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 10_000,
    },
  };
}
