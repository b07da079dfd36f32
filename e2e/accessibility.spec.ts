import { expect, type Page } from '@playwright/test';
import { violations } from './axe.ts';
import { layer, networkState, openTemplate, selectLayer } from './editor.ts';
import { test } from './netloom.ts';

/** Says what axe finds of a view once nothing moves any more. */
type Check = (view: string) => Promise<void>;

const looks = [
  { appearance: 'light', colorScheme: 'light' },
  { appearance: 'dark', colorScheme: 'dark' },
  { appearance: 'contrast-light', colorScheme: 'light' },
  { appearance: 'contrast-dark', colorScheme: 'dark' },
] as const;

for (const { appearance, colorScheme } of looks) {
  test.describe(`the ${appearance} window has no serious accessibility violations`, () => {
    test.beforeEach(async ({ page, netloom }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.addInitScript((look) => {
        localStorage.setItem('netloom.settings', JSON.stringify({ state: { appearance: look }, version: 0 }));
      }, appearance);
      await page.goto(netloom.url);
      await page.getByRole('heading', { name: 'Start from a template' }).waitFor();
    });

    test('in gallery, dialogs and data', async ({ page }) => {
      const check = checkOf(page);
      await check('gallery');
      await inDialog(page, 'Control+,', check, 'settings');
      await inDialog(page, '?', check, 'shortcuts');
      await inDialog(page, 'Control+k', check, 'command palette');
      await page.getByRole('button', { name: /^Datasets/ }).click();
      await page.getByRole('heading', { name: 'Datasets', level: 1 }).waitFor();
      await check('datasets');
      await importTable(page, check);
      for (const id of ['mnist', 'penguins', 'jueju', 'karate', 'molecules', 'spirals']) await checkDataset(page, id, check);
    });

    test('in the workspaces', async ({ page }) => {
      const check = checkOf(page);
      await openTemplate(page, 'Digits, convolutional');
      await expect(networkState(page)).toContainText('Trainable');
      await check('editor');
      await checkPanels(page, check);
      await checkCanvas(page, check);

      await page.getByRole('button', { name: 'Home' }).click();
      await page.getByRole('button', { name: 'Train XOR' }).click();
      await expect(page.getByRole('button', { name: '5 more epochs' })).toBeVisible({ timeout: 60_000 });
      await check('training');
      await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
      await page.getByRole('img', { name: /^Share of right predictions/ }).waitFor();
      await check('evaluation');
      await page.getByText('All metrics').click();
      await check('evaluation, all metrics');
      await page.getByRole('banner').getByRole('button', { name: 'Export' }).click();
      await page.getByRole('button', { name: 'Export and verify' }).click();
      await expect(page.getByRole('heading', { name: 'The file computes the same as the training graph' })).toBeVisible({
        timeout: 60_000,
      });
      await check('export');
    });
  });
}

function checkOf(page: Page): Check {
  return async (view) => {
    await expect
      .poll(() => page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length))
      .toBe(0);
    expect.soft(await violations(page), view).toEqual([]);
  };
}

async function inDialog(page: Page, key: string, check: Check, name: string): Promise<void> {
  await page.keyboard.press(key);
  await page.getByRole('dialog').waitFor();
  await check(name);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function importTable(page: Page, check: Check): Promise<void> {
  await page.getByRole('button', { name: 'Import data…' }).first().click();
  await check('import, files');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files…' }).click();
  const rows = Array.from({ length: 24 }, (_, i) => `${i},${(i * 7) % 5},${i % 2 === 0 ? 'even' : 'odd'}`);
  await (await chooser).setFiles({ name: 'numbers.csv', mimeType: 'text/csv', buffer: Buffer.from(['a,b,kind', ...rows].join('\n')) });
  await page.getByRole('heading', { name: 'Samples as they will be stored' }).waitFor();
  await check('import, preview');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('button', { name: 'Open the data' }).waitFor();
  await check('import, done');
  await page.keyboard.press('Escape');
}

async function checkDataset(page: Page, id: string, check: Check): Promise<void> {
  await page.evaluate((dataset) => (location.hash = `#/datasets/${dataset}`), id);
  await page.getByText(id, { exact: true }).first().waitFor();
  for (const tab of await page.getByRole('tab').all()) {
    const name = String(await tab.textContent());
    await tab.click();
    await page.getByRole('tabpanel').first().waitFor();
    await check(`${id}, ${name}`);
  }
}

async function checkPanels(page: Page, check: Check): Promise<void> {
  await selectLayer(page, 'conv2');
  await check('editor with a layer selected');
  for (const panel of ['Outline', 'History', 'Problems', 'Code']) {
    await page.getByRole('tab', { name: panel }).click();
    await check(`panel ${panel}`);
  }
  await selectLayer(page, 'flatten');
  await page.keyboard.press('Delete');
  await layer(page, 'pool2')
    .getByLabel(/^Output/)
    .dragTo(layer(page, 'fc1').getByLabel(/^Input/));
  await networkState(page)
    .getByRole('button', { name: /problem/ })
    .click();
  await check('editor with a problem');
}

async function checkCanvas(page: Page, check: Check): Promise<void> {
  await layer(page, 'conv1').click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await check('menu of a layer');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menu').waitFor();
  await check('main menu');
  await page.keyboard.press('Escape');
  await layer(page, 'conv1').focus();
  await inDialog(page, 'Shift+A', check, 'search for a layer');
  await layer(page, 'conv1').focus();
  await inDialog(page, 'l', check, 'wire by name');
  await page.keyboard.press('Control+f');
  await check('find');
  await page.keyboard.press('Escape');
}
