#!/usr/bin/env node
import { existsSync } from 'node:fs';

// In a clone of the repository the bundle follows the sources; an installed package has no sources and just runs.
const ensureUrl = new URL('../tools/build/ensure.mjs', import.meta.url);
if (existsSync(ensureUrl)) await (await import(ensureUrl.href)).ensure(['node']);
const { main } = await import(new URL('../out/node/cli.js', import.meta.url).href);
process.exitCode = await main(process.argv.slice(2));
