import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
await build(root, 'node');
await build(root, 'renderer');
