import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

/** What the browser needs to run as root, without a graphics card and without calling home. */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Path of a Chromium on this machine: the one named by NETLOOM_CHROMIUM, one of PATH, or Playwright's; `undefined` where there is none. */
export function findChromium(): string | undefined {
  const named = process.env['NETLOOM_CHROMIUM'];
  if (named !== undefined && named !== '') return isExecutable(named) ? named : undefined;
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, chromium.executablePath()].find((file) => isExecutable(file) && starts(file));
}

/** As `findChromium`; where there is none, Playwright's is installed, else Debian's package. Throws with instructions where neither works. */
export function findOrInstallChromium(): string {
  const installers: readonly (() => void)[] = [installPlaywrights, installDebians];
  for (const install of installers) {
    const found = findChromium();
    if (found !== undefined) return found;
    install();
  }
  const found = findChromium();
  if (found !== undefined) return found;
  throw new Error(
    [
      'The end-to-end tests need a Chromium, and none was found or could be installed. One of these gives them one:',
      '  npx playwright install --with-deps chromium',
      '  sudo apt-get install chromium',
      '  NETLOOM_CHROMIUM=/path/to/chromium npm test',
    ].join('\n'),
  );
}

function installPlaywrights(): void {
  announceAndRun('npx', ['playwright', 'install', 'chromium']);
}

function installDebians(): void {
  if (process.getuid?.() !== 0) return;
  announceAndRun('apt-get', ['update', '-q']);
  announceAndRun('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium']);
}

/** A failure is not the end: the next way is tried, and the last one explains. */
function announceAndRun(command: string, args: readonly string[]): void {
  console.log(`No Chromium yet: ${command} ${args.join(' ')}`);
  const { error, status } = spawnSync(command, args, {
    stdio: 'inherit',
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) console.log(`${command} did not succeed${error === undefined ? '' : `: ${error.message}`}.`);
}

/** A browser whose libraries are missing is there and does not start. */
const starts = (file: string): boolean => spawnSync(file, ['--version'], { timeout: 60_000 }).status === 0;

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
