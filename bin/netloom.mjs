#!/usr/bin/env node
import { existsSync } from 'node:fs';

// In a clone of the repository the bundle follows the sources; an installed package has no sources and just runs.
const ensureUrl = new URL('../tools/build/ensure.mjs', import.meta.url);
if (existsSync(ensureUrl)) {
  const { ensure } = await import('../tools/build/ensure.mjs');
  await ensure(process.argv[2] === 'serve' ? ['node', 'renderer'] : ['node']);
}
const { main } = await import(new URL('../out/node/cli.js', import.meta.url).href);
process.exitCode = await main(process.argv.slice(2));
