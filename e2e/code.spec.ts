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

test('the network as PyTorch code follows the canvas, and its lines lead there', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'A cell of one’s own');
  await page.getByRole('tab', { name: 'Code' }).click();
  const code = page.getByRole('region', { name: 'Code' });
  await code.getByText('PyTorch', { exact: true }).click();
  await expect(code.getByRole('textbox', { name: 'PyTorch code of the network' })).toBeAttached({ timeout: 60_000 });
  const line = (text: string): Locator => code.locator('.view-line').filter({ hasText: text });

  await test.step('what is selected on the canvas is in view, and the code follows an edit', async () => {
    await selectLayer(page, 'output');
    await expect(line('return x')).toBeVisible();
    await selectLayer(page, 'forecast');
    await page.getByRole('textbox', { name: 'Units' }).fill('3');
    await expect(code.getByText('The code is written as soon as the network has no problems.')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(line('self.forecast = nn.Linear(')).toBeVisible();
  });

  await test.step('a line of a module’s class leads into its drawing', async () => {
    await code.getByRole('textbox').focus();
    await page.keyboard.press('Control+Home');
    await expect(line('import torch').first()).toBeVisible();
    await line('import torch').first().hover();
    await expect(async () => {
      await page.mouse.wheel(0, 120);
      await expect(line('self.u = nn.Linear(')).toBeVisible({ timeout: 200 });
    }).toPass();
    await line('self.u = nn.Linear(').click();
    await expect(layer(page, 'U')).toHaveClass(/selected/);
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
