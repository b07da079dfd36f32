import { readFile } from 'node:fs/promises';
import { layer, networkState, openTemplate, selectLayer } from './editor.ts';
import { expect, test } from './netloom.ts';

test('a project is saved, downloaded, and opened again as a file', async ({ page, netloom }, testInfo) => {
  const file = testInfo.outputPath('mine.netloom');
  await page.goto(netloom.url);
  await openTemplate(page, 'XOR');
  const first = page.url();

  await test.step('an edit is saved by itself', async () => {
    await selectLayer(page, 'hidden');
    await page.getByRole('textbox', { name: 'Units' }).fill('13');
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
    await page.reload();
    await expect(layer(page, 'hidden')).toContainText('13');
  });

  await test.step('download', async () => {
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+s');
    await (await download).saveAs(file);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ format: 'netloom', version: 1 });
  });

  await test.step('open the file as another project', async () => {
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Control+o');
    await (await chooser).setFiles(file);
    await expect.poll(() => page.url()).not.toBe(first);
    await expect(layer(page, 'hidden')).toContainText('13');
    await expect(networkState(page)).toContainText('Trainable');
  });
});

test('a file that is no project is refused with a reason', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await page.getByRole('heading', { name: 'Start from a template' }).waitFor();
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+o');
  await (await chooser).setFiles({
    name: 'notes.netloom',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format": "netloom", "version": 99}'),
  });
  await expect(page.getByRole('alert').filter({ hasText: 'could not be opened' })).toContainText('version');
  await expect(page.getByRole('heading', { name: 'Start from a template' })).toBeVisible();
});
