import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { parts } from './parts.mjs';

// Builds the parts named on the command line, all where none is; with --clean into empty folders, as a package wants it.
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const named = process.argv.slice(2).filter((argument) => argument !== '--clean');
const clean = process.argv.includes('--clean');
for (const part of /** @type {(keyof typeof parts)[]} */ (Object.keys(parts))) {
  if (named.length > 0 && !named.includes(part)) continue;
  if (clean) rmSync(join(root, parts[part].output), { recursive: true, force: true });
  await build(root, part);
}
