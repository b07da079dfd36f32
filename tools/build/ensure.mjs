import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isFresh } from './freshness.mjs';
import { parts } from './parts.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Builds the parts whose sources changed since their last build; what is to be said goes to standard error.
 * @param {readonly (keyof typeof parts)[]} names
 */
export async function ensure(names) {
  for (const part of names) if (!isFresh(root, part)) await rebuild(part);
}

/** @param {keyof typeof parts} part */
async function rebuild(part) {
  if (!existsSync(join(root, 'node_modules/vite'))) throw new Error('The build tools are not installed. Run `npm ci` first.');
  if (part === 'renderer') process.stderr.write('Building the window (once, up to a minute) …\n');
  const started = performance.now();
  const { build } = await import('./build.mjs');
  await build(root, part);
  if (part === 'renderer') process.stderr.write(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
}
