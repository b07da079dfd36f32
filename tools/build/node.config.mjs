import { join } from 'node:path';
import { LICENSES } from './parts.mjs';

/** Entries by the name of their bundle in out/node. */
const entries = {
  cli: 'cli/main.ts',
  'electron-main': 'electron/main.ts',
  'engine-process': 'engine/runtime/engine-process.ts',
  'run-worker': 'engine/runtime/run-worker.ts',
  'data-worker': 'engine/runtime/data-worker.ts',
};

/**
 * Bundles for Node. Libraries are bundled, except for the native onnxruntime and sharp and for Electron, which brings itself.
 * Chunks lie beside the entries: code that looks for `./run-worker.js` finds it from wherever it was put.
 * @param {string} root
 * @returns {import('vite').InlineConfig}
 */
export function nodeConfig(root) {
  const input = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(root, file)]));
  return {
    ssr: { target: 'node', noExternal: true, external: ['onnxruntime-node', 'sharp', 'electron'] },
    build: {
      ssr: true,
      target: 'node20.19',
      sourcemap: true,
      minify: false,
      license: { fileName: LICENSES },
      rolldownOptions: {
        input,
        external: ['onnxruntime-node', 'sharp', 'electron'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

/**
 * Electron runs a preload script in a sandbox, which only takes CommonJS.
 * @param {string} root
 * @returns {import('vite').InlineConfig}
 */
export function preloadConfig(root) {
  return {
    ssr: { target: 'node', noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      target: 'node20.19',
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: { preload: join(root, 'electron/preload.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  };
}
