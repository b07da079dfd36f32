import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isFresh } from './freshness.mjs';
import { parts } from './parts.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Builds the parts whose sources changed since their last build; what is to be said goes to standard error. A build that fails ends
 * the process.
 * @param {readonly (keyof typeof parts)[]} names
 */
export async function ensure(names) {
  try {
    for (const part of names) if (!isFresh(root, part)) await rebuild(part);
  } catch (error) {
    process.stderr.write(`netloom: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** @param {keyof typeof parts} part */
async function rebuild(part) {
  if (!existsSync(join(root, 'node_modules/vite'))) throw new Error('The build tools are not installed. Run `npm ci` first.');
  if (part === 'node') {
    const { build } = await import('./build.mjs');
    return build(root, part);
  }
  process.stderr.write('Building the window (once, up to a minute) …\n');
  const started = performance.now();
  await buildApart(part);
  process.stderr.write(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
}

/**
 * In a process of its own, which takes the gigabyte that the build needs along when it ends.
 * @param {keyof typeof parts} part
 */
async function buildApart(part) {
  const child = spawn(process.execPath, [join(root, 'tools/build/main.mjs'), part], { stdio: ['ignore', 2, 2] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('The build failed; the reason stands above.');
}
