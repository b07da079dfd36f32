#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// `npm start`: the desktop shell where Electron's binary is there, else, or with --web, the web shell.
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const given = process.argv.slice(2);
const options = given.filter((argument) => argument !== '--web');

const usage = `Usage: npm start -- [options]

Opens the editor: in a window of its own where Electron's binary is installed, else in a browser, at the address that is printed.

Options:
  --web            in a browser, Electron or not
  --port <number>  port of the address; 4870 where that is free, 0 takes any free one
  --host <name>    a loopback name: 127.0.0.1, localhost or ::1
  -h, --help       display help
`;

if (given.includes('--help') || given.includes('-h')) {
  process.stdout.write(usage);
  process.exit(0);
}

if (existsSync(join(root, 'tools/build/ensure.mjs'))) {
  const { ensure } = await import('../tools/build/ensure.mjs');
  await ensure(['node', 'renderer']);
}

const desktop = given.includes('--web') ? undefined : findDesktop();
if (desktop && 'binary' in desktop) startDesktop(desktop.binary);
else {
  if (desktop) process.stderr.write(`${desktop.missing}: starting the web shell instead.\n`);
  const { main } = await import(new URL('../out/node/cli.js', import.meta.url).href);
  process.exitCode = await main(['serve', ...options]);
}

/**
 * Electron's executable, looked for and never fetched, or why there is none.
 * @returns {{ binary: string } | { missing: string }}
 */
function findDesktop() {
  const folder = join(root, 'node_modules/electron');
  /** @type {Partial<Record<NodeJS.Platform, string>>} */
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : (names[process.platform] ?? 'electron');
  const binary = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name);
  if (!existsSync(binary)) return { missing: 'Electron’s binary is not installed (`npx install-electron` fetches it)' };
  const hasDisplay = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
  return hasDisplay ? { binary } : { missing: 'There is no display for the desktop shell' };
}

/** @param {string} binary */
function startDesktop(binary) {
  const child = spawn(binary, [root, ...options], { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
  });
}
