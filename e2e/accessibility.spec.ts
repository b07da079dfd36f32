import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test as plain, type Page } from '@playwright/test';
import { violations } from './axe.ts';
import { layer, networkState, openTemplate, selectLayer } from './editor.ts';
import { startNetloom, test } from './netloom.ts';

/** Says what axe finds of a view once nothing moves any more. */
type Check = (view: string) => Promise<void>;

/** What differs from look to look; all else is the same in all of them. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

const looks = [
  { appearance: 'dark', colorScheme: 'dark' },
  { appearance: 'contrast-light', colorScheme: 'light' },
  { appearance: 'contrast-dark', colorScheme: 'dark' },
] as const;

test.describe('the window has no accessibility violations', () => {
  test.beforeEach(async ({ page, netloom }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
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
    await trainAndEvaluate(page, check);
    await page.getByText('All metrics').click();
    await check('evaluation, all metrics');
    await page.getByRole('banner').getByRole('button', { name: 'Export' }).click();
    await page.getByRole('button', { name: 'Export and verify' }).click();
    await expect(page.getByRole('heading', { name: 'The file computes the same as the training graph' })).toBeVisible({
      timeout: 60_000,
    });
    await check('export');
  });

  test('in modules, overlays and empty projects', async ({ page }) => {
    const check = checkOf(page);
    await page.getByRole('button', { name: 'Train Karate club' }).click();
    await expect(page.getByRole('button', { name: '5 more epochs' })).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'More about run 1' }).click();
    await page.getByRole('menu').waitFor();
    await check('menu of a run');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
    await page.getByRole('application', { name: /^Graph of Karate club/ }).waitFor();
    await check('evaluation, graph');
    await page.getByText('Confusion matrix', { exact: true }).click();
    await check('evaluation, matrix');
    await page.getByRole('button', { name: 'Build workspace' }).click();
    await checkDrawing(page, check);
    await page.getByRole('button', { name: 'Home' }).click();
    await page.getByRole('button', { name: 'Start empty' }).click();
    for (const workspace of ['Build', 'Train', 'Evaluate']) {
      await page.getByRole('button', { name: `${workspace} workspace` }).click();
      await check(`empty project, ${workspace}`);
    }
  });
});

for (const { appearance, colorScheme } of looks) {
  test(`texts are readable in the ${appearance} window`, async ({ page, netloom }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.addInitScript((look) => {
      localStorage.setItem('netloom.settings', JSON.stringify({ state: { appearance: look }, version: 0 }));
    }, appearance);
    await page.goto(netloom.url);
    await page.getByRole('heading', { name: 'Start from a template' }).waitFor();
    const check = checkOf(page, COLOURS);
    await check('gallery');
    await inDialog(page, 'Control+,', check, 'settings');
    await trainAndEvaluate(page, check);
    await page.getByRole('button', { name: 'Build workspace' }).click();
    await checkSelected(page, check, 'hidden');
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('menu').waitFor();
    await check('main menu');
    await page.keyboard.press('Escape');
    for (const view of ['#/datasets', '#/datasets/penguins']) {
      await page.evaluate((hash) => (location.hash = hash), view);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await check(view);
    }
  });
}

plain('what is asked where edits are at stake has no accessibility violations', async ({ page }) => {
  const home = await mkdtemp(path.join(tmpdir(), 'netloom-e2e-'));
  const file = path.join(home, 'projects', 'xor.netloom');
  let server = await startNetloom(home);
  try {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(server.url);
    await openTemplate(page, 'XOR');
    await setUnits(page, 13);
    await expect(page.getByRole('status').getByText('Saved', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'XOR', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Earlier versions…' }).click();
    await page.getByRole('button', { name: 'Restore this version' }).waitFor();
    await checkInBoth(page, 'earlier versions');
    await page.keyboard.press('Escape');

    await server.end('SIGKILL');
    await setUnits(page, 17);
    await checkInBoth(page, 'lost connection');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"units": 13', '"units": 99'));
    server = await startNetloom(home, Number(new URL(server.url).port));
    await page.goto(server.url);
    await page.getByRole('region', { name: 'Unsaved edits were found' }).waitFor();
    await checkInBoth(page, 'unsaved edits');
    await page.getByRole('button', { name: 'Restore the edits of XOR' }).click();
    const conflict = page.getByRole('dialog', { name: 'The file went on without your unsaved edits' });
    await expect(conflict).toContainText('Changed: hidden');
    await checkInBoth(page, 'conflict');
    await conflict.getByRole('button', { name: 'Take the file' }).click();
    await page.evaluate(() => (location.hash = '#/project/none'));
    await page.getByRole('alert').filter({ hasText: 'could not be opened' }).waitFor();
    await checkInBoth(page, 'missing project');
  } finally {
    await server.end('SIGKILL');
    await rm(home, { recursive: true, force: true });
  }
});

/** The whole in the light look, colours in the dark one. */
async function checkInBoth(page: Page, view: string): Promise<void> {
  await checkOf(page)(view);
  await page.emulateMedia({ colorScheme: 'dark' });
  await checkOf(page, COLOURS)(`${view}, dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function setUnits(page: Page, units: number): Promise<void> {
  await selectLayer(page, 'hidden');
  await page.getByRole('textbox', { name: 'Units' }).fill(String(units));
  await page.keyboard.press('Enter');
}

async function trainAndEvaluate(page: Page, check: Check): Promise<void> {
  await page.getByRole('button', { name: 'Train XOR' }).click();
  await expect(page.getByRole('button', { name: '5 more epochs' })).toBeVisible({ timeout: 60_000 });
  await check('training');
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
  await page.getByRole('img', { name: /^Share of right predictions/ }).waitFor();
  await check('evaluation');
}

function checkOf(page: Page, rules?: readonly string[]): Check {
  return async (view) => {
    await expect
      .poll(() => page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length))
      .toBe(0);
    expect.soft(await violations(page, rules), view).toEqual([]);
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

/** What stands over a drawing: numbers of training, settings, several layers chosen, modules in place and as a level, a comment. */
async function checkDrawing(page: Page, check: Check): Promise<void> {
  const settings = page.getByRole('button', { name: 'Settings of the next run' });
  await settings.click();
  await page.getByRole('dialog', { name: 'Settings of the next run' }).waitFor();
  await check('training settings');
  await page.keyboard.press('Escape');
  await expect(settings).toBeFocused();
  await page.getByRole('button', { name: 'Numbers of training on the layers' }).click();
  await page.getByRole('radiogroup', { name: 'What is shown on the layers' }).waitFor();
  await check('numbers of training');
  await layer(page, 'gcn1').focus();
  await page.keyboard.press('Control+a');
  await check('several layers selected');
  await selectLayer(page, 'gcn2');
  await page.keyboard.press('Control+g');
  await page.getByRole('button', { name: 'Open in place' }).waitFor();
  await check('module');
  await page.keyboard.press('Control+Shift+Enter');
  await layer(page, 'gcn2').waitFor();
  await check('module opened in place');
  await page.keyboard.press('Control+Shift+Enter');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('navigation', { name: 'Open modules' }).waitFor();
  await check('inside a module');
  await page.keyboard.press('c');
  await page.getByRole('textbox', { name: 'Comment, in Markdown' }).waitFor();
  await check('comment');
}

async function checkPanels(page: Page, check: Check): Promise<void> {
  await checkSelected(page, check, 'conv2');
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

async function checkSelected(page: Page, check: Check, name: string): Promise<void> {
  await selectLayer(page, name);
  await check('editor with a layer selected');
  for (const panel of ['Outline', 'History', 'Problems', 'Code']) {
    await page.getByRole('tab', { name: panel }).click();
    await check(`panel ${panel}`);
  }
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
