import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { violations } from './axe.ts';
import { layer, networkState, openTemplate, selectLayer } from './editor.ts';
import { expect, test } from './netloom.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: /^Import data|^Imported/ });

/** Drops files on the window as a file manager does. */
async function drop(page: Page, files: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, text } of given) data.items.add(new File([text], name));
    return data;
  }, files);
  await page.dispatchEvent('body', 'dragover', { dataTransfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer });
}

/** Three kinds of days, told apart by how warm and how damp they are. */
function weather(days: number): string {
  const kinds = ['晴', '多云', '雨'];
  const rows = Array.from({ length: days }, (_, day) => {
    const kind = day % 3;
    const wobble = ((day * 7919) % 97) / 97;
    const damp = day % 17 === 0 ? '' : (20 + 25 * kind + 10 * wobble).toFixed(1);
    return [kinds[kind], (28 - 8 * kind + 4 * wobble).toFixed(1), damp, 1 + ((day * 31) % 4), 1000 + day].join(';');
  });
  return ['天气;温度;湿度;季节;站点编号', ...rows].join('\n');
}

/** What the workspace holds of own data: folders of datasets, drafts among them. */
async function ownFolders(home: string): Promise<readonly string[]> {
  return readdir(path.join(home, 'datasets')).catch(() => []);
}

test('a dropped table is corrected, imported and trained on', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'Which penguin?');
  await drop(page, [{ name: '天气记录.csv', text: weather(300) }]);
  const preview = dialog(page).getByRole('region', { name: 'Preview', exact: true });
  await expect(preview).toContainText('季节');

  await test.step('what was understood can be corrected', async () => {
    await expect(dialog(page).getByLabel('Title')).toHaveValue('天气记录');
    await dialog(page).getByLabel('Predict').click();
    await page.getByRole('option', { name: '天气' }).click();
    const kind = dialog(page).getByRole('combobox', { name: 'Kind of 季节' });
    await expect(kind).toHaveValue('number');
    await kind.click();
    await page.getByRole('option', { name: 'category' }).click();
    await expect(kind).toHaveValue('category');
    await expect(dialog(page).getByLabel('Name of class 多云')).toBeVisible();
    await dialog(page).getByLabel('Name of class 多云').fill('cloudy');
    await expect(preview.getByRole('region', { name: 'Samples, scrolls' })).toContainText('cloudy');
    expect.soft(await violations(page), 'preview').toEqual([]);
  });

  await test.step('an id that does not do is said, and nothing can be imported', async () => {
    await dialog(page).getByLabel('Id', { exact: true }).fill('Wetter 1');
    await expect(dialog(page)).toContainText('Small letters');
    await expect(dialog(page).getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
    await dialog(page).getByLabel('Id', { exact: true }).fill('wetter');
  });

  await test.step('import it and use it in the project', async () => {
    await dialog(page).getByRole('button', { name: 'Import', exact: true }).click();
    await expect(dialog(page)).toContainText('training and', { timeout: 60_000 });
    expect.soft(await violations(page), 'imported').toEqual([]);
    await page.getByRole('button', { name: 'Use in this project' }).click();
    await expect(networkState(page)).toContainText('Trainable');
    await expect(layer(page, 'input')).toContainText('天气记录');
  });

  await test.step('train on it', async () => {
    await page.getByRole('banner').getByRole('button', { name: 'Train', exact: true }).click();
    await expect(page.getByRole('button', { name: '5 more epochs' })).toBeVisible({ timeout: 90_000 });
  });

  await test.step('the list of datasets has it, and importing it again asks', async () => {
    await page.getByRole('button', { name: 'Home' }).click();
    await page.getByRole('button', { name: /^Datasets/ }).click();
    await expect(page.getByRole('article', { name: /天气记录/ })).toBeVisible();
    await drop(page, [{ name: '天气记录.csv', text: weather(60) }]);
    await dialog(page).getByLabel('Id', { exact: true }).fill('wetter');
    await dialog(page).getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    await expect(page.getByRole('button', { name: 'Keep it' })).toHaveCount(0);
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  });
  expect(await ownFolders(netloom.home)).toEqual(['wetter']);
});

test('a folder of pictures is chosen and imported', async ({ page, netloom }, testInfo) => {
  const folder = testInfo.outputPath('花');
  for (const [kind, colour] of Object.entries({ rose: '#c02040', tulip: '#e0c020' })) {
    await mkdir(path.join(folder, kind), { recursive: true });
    for (let i = 0; i < 12; i += 1) {
      const picture = sharp({ create: { width: 20, height: 16, channels: 3, background: colour } }).linear(1 - i / 40);
      await picture.png().toFile(path.join(folder, kind, `${i}.png`));
    }
  }
  await page.goto(netloom.url);
  await page.getByRole('button', { name: 'Own data…' }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a folder…' }).click();
  await (await chooser).setFiles(folder);
  await expect(dialog(page)).toContainText('2 classes');
  await dialog(page).getByLabel('Edge').fill('12');
  await expect(dialog(page)).toContainText('3×12×12');
  expect.soft(await violations(page), 'preview of pictures').toEqual([]);
  await dialog(page).getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('button', { name: 'Open the data' }).click();
  await expect(page).toHaveURL(/#\/datasets\/data/);
});

test('an import that is stopped leaves nothing', async ({ page, netloom }, testInfo) => {
  const file = testInfo.outputPath('long.csv');
  await writeFile(file, weather(400_000));
  await page.goto(netloom.url);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('import data');
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Choose files…' }).click();
  await (await chooser).setFiles(file);
  await dialog(page).getByRole('button', { name: 'Import', exact: true }).click();
  await dialog(page).getByRole('button', { name: 'Cancel the import' }).click();
  await expect(dialog(page)).toContainText('nothing was stored');
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect.poll(() => ownFolders(netloom.home)).toEqual([]);
  await expect.poll(() => readdir(path.join(netloom.home, 'uploads')).catch(() => [])).toEqual([]);
});

test('a file that cannot be read is refused in words, and another can be chosen', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await drop(page, [{ name: 'noise.parquet', text: `PAR1${'x'.repeat(40)}PAR1` }]);
  await expect(dialog(page).getByRole('alert')).toContainText('noise.parquet');
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await selectLayerOfNewProject(page);
  await page.getByRole('button', { name: 'Import data for this layer' }).click();
  await expect(page.getByRole('button', { name: 'Choose files…' })).toBeFocused();
});

async function selectLayerOfNewProject(page: Page): Promise<void> {
  await openTemplate(page, 'XOR');
  await selectLayer(page, 'input');
}
