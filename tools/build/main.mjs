import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { parts } from './parts.mjs';

// Builds the parts named on the command line, all where none is.
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const named = process.argv.slice(2);
for (const part of /** @type {(keyof typeof parts)[]} */ (Object.keys(parts))) {
  if (named.length === 0 || named.includes(part)) await build(root, part);
}
