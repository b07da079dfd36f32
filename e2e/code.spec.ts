import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { layer, openTemplate, selectLayer } from './editor.ts';
import { expect, test } from './netloom.ts';

test('the project’s JSON and the canvas follow each other', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'XOR');
  await page.getByRole('tab', { name: 'Code' }).click();
  const code = page.getByRole('region', { name: 'Code' });
  const editor = code.getByRole('textbox', { name: 'JSON of the project' });
  await expect(editor).toBeAttached({ timeout: 60_000 });
  const text = await savedProject(netloom.home);
  const units = /"units": (\d+)/.exec(text)?.[1] ?? '';

  await test.step('a canvas edit flows into the text', async () => {
    await selectLayer(page, 'hidden');
    await page.getByRole('textbox', { name: 'Units' }).fill('21');
    await expect(layer(page, 'hidden')).toContainText('21');
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(layer(page, 'hidden')).toContainText(units);
  });

  await test.step('an edit of the text flows to the canvas as one step', async () => {
    await pasteOver(page, editor, text.replace(`"units": ${units}`, '"units": 37'));
    await expect(layer(page, 'hidden')).toContainText('37');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(layer(page, 'hidden')).toContainText(units);
  });

  await test.step('a text that is no project leaves the canvas as it is', async () => {
    await pasteOver(page, editor, '{ "format": ');
    await expect(code.getByText('The canvas keeps the last version that could be read.')).toBeVisible();
    await expect(layer(page, 'hidden')).toContainText(units);
  });
});

/** Replaces the whole text by pasting: typing would add brackets and indentation. */
async function pasteOver(page: Page, editor: Locator, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await editor.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
}

/** The only project of a workspace, as it lies on disk. */
async function savedProject(home: string): Promise<string> {
  const folder = path.join(home, 'projects');
  const [name = ''] = (await readdir(folder)).filter((file) => file.endsWith('.netloom'));
  return readFile(path.join(folder, name), 'utf8');
}
