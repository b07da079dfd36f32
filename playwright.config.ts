import { defineConfig } from '@playwright/test';
import { chromiumFlags, findChromium } from './tools/test/chromium.ts';

const executablePath = findChromium();
if (executablePath === undefined) throw new Error('No Chromium found: `npm test` installs one, or set NETLOOM_CHROMIUM to its path.');
// The workers load this file too, and need not search again.
process.env['NETLOOM_CHROMIUM'] = executablePath;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/e2e',
  workers: 1,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: [...chromiumFlags] },
  },
});
