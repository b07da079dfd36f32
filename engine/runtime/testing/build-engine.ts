import { mkdirSync, mkdtempSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Bundles the engine process and its worker into a new folder, as a build does; gives the folder. */
export async function buildEngine(): Promise<string> {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const outDir = mkdtempSync(join(root, '.cache', 'engine-'));
  const entry = (name: string): string => join(root, 'engine/runtime', `${name}.ts`);
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { target: 'node', noExternal: true, external: ['onnxruntime-node', 'sharp'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: { 'engine-process': entry('engine-process'), 'run-worker': entry('run-worker'), 'data-worker': entry('data-worker') },
        external: ['onnxruntime-node', 'sharp'],
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
  return outDir;
}
