import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { countFrames, layer, networkState, openTemplate, selectLayer, wire } from './editor.ts';
import { expect, test } from './netloom.ts';

const epochProgress = (page: Page) => page.getByText(/^step [\d,]+ of [\d,]+$/);

/** Steps of the shown run so far in its epoch. */
async function stepOf(page: Page): Promise<number> {
  const text = await epochProgress(page).innerText();
  return Number(/^step ([\d,]+)/.exec(text)?.[1]?.replaceAll(',', ''));
}

/** Epochs of the shown run so far, parts included. */
async function epochsDone(page: Page): Promise<number> {
  return Number(await page.getByRole('progressbar', { name: /^epoch/ }).getAttribute('aria-valuenow'));
}

/** A line of the parity report. */
const factOf = (dialog: Locator, name: string): Promise<string> =>
  dialog
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator('xpath=following-sibling::dd')
    .innerText();

test('from a template to a trained network and a file that is shown to compute the same', async ({ page, netloom }, testInfo) => {
  await page.goto(netloom.url);

  await test.step('choose a template', async () => {
    await openTemplate(page, 'Digits, convolutional');
    await expect(networkState(page)).toContainText('Trainable');
    await expect(page.getByText('N×32×14×14', { exact: true }).first()).toBeVisible();
  });

  await test.step('change a parameter and see the shapes change', async () => {
    await selectLayer(page, 'conv1');
    await page.getByRole('textbox', { name: 'Filters' }).fill('16');
    await expect(page.getByText('N×16×14×14', { exact: true }).first()).toBeVisible();
    await expect(page.getByText('N×32×14×14', { exact: true })).toHaveCount(0);
    await expect(layer(page, 'conv1')).toContainText('16');
  });

  await test.step('break it, see the problem, undo', async () => {
    await selectLayer(page, 'flatten');
    await page.keyboard.press('Delete');
    await expect(layer(page, 'flatten')).toHaveCount(0);
    await expect(networkState(page)).toContainText('Not trainable');

    await layer(page, 'pool2')
      .getByLabel(/^Output/)
      .dragTo(layer(page, 'fc1').getByLabel(/^Input/));
    await expect(wire(page, 'pool2', 'fc1')).toHaveCount(1);
    await networkState(page)
      .getByRole('button', { name: /problem/ })
      .click();
    const problems = page.getByRole('region', { name: 'Problems' });
    await expect(problems.getByRole('listitem').first()).toContainText('fc1');
    await expect(problems.getByRole('button', { name: /Flatten/ })).toBeVisible();

    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(layer(page, 'flatten')).toHaveCount(1);
    await expect(networkState(page)).toContainText('Trainable');
    await expect(page.getByRole('status').getByText('Saved')).toBeVisible();
  });

  await test.step('train: the curve moves while the window draws', async () => {
    await page.getByRole('banner').getByRole('button', { name: 'Train', exact: true }).click();
    await expect(epochProgress(page)).toBeVisible({ timeout: 60_000 });
    const curve = page.getByRole('img', { name: /^Loss of/ });
    const frames = await countFrames(page);
    const [picture, before] = [await curve.screenshot(), await epochsDone(page)];
    await expect.poll(() => epochsDone(page), { timeout: 90_000 }).toBeGreaterThan(before + 0.3);
    expect(await frames(), 'frames drawn while training went on').toBeGreaterThan(20);
    expect((await curve.screenshot()).equals(picture), 'the curve is as it was before').toBe(false);
  });

  await test.step('pause, take one step, resume, stop', async () => {
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeVisible();
    const paused = await stepOf(page);
    const frames = await countFrames(page);
    await expect.poll(frames).toBeGreaterThan(30);
    expect(await stepOf(page), 'steps while paused').toBe(paused);

    await page.getByRole('button', { name: 'Train one step' }).click();
    await expect.poll(() => stepOf(page)).not.toBe(paused);
    await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeVisible();

    const before = await epochsDone(page);
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await expect.poll(() => epochsDone(page), { timeout: 90_000 }).toBeGreaterThan(Math.floor(before) + 1);
    await page.getByRole('button', { name: 'Stop training' }).click();
    await expect(page.getByRole('button', { name: 'Continue run 1' })).toBeVisible({ timeout: 60_000 });
  });

  await test.step('export with a parity report', async () => {
    await page.getByRole('banner').getByRole('button', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('button', { name: 'Export and verify' }).click();
    await expect(dialog.getByRole('heading', { name: 'The file computes the same as the training graph' })).toBeVisible({
      timeout: 90_000,
    });
    const samples = await factOf(dialog, 'Held-out samples');
    expect(await factOf(dialog, 'Equal predictions')).toBe(`${samples} of ${samples}`);
    expect(await factOf(dialog, 'Largest difference')).toMatch(/^(none: the same numbers, bit for bit|\d\.\de-[5-9])$/);
    expect(await factOf(dialog, 'Against float64')).toMatch(/^\d\.\de-[5-9] at most, over 8 samples/);

    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: /^Save .*\.onnx/ }).click();
    const file = testInfo.outputPath('digits.onnx');
    await (await download).saveAs(file);
    expect((await readFile(file)).length).toBeGreaterThan(100_000);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('reload: everything is still there', async () => {
    await page.reload();
    await expect(page.getByRole('button', { name: 'Continue run 1' })).toBeVisible();
    await page.getByRole('navigation', { name: 'Workspaces' }).getByText('Build').click();
    await expect(page.getByText('N×16×14×14', { exact: true }).first()).toBeVisible();
    await expect(networkState(page)).toContainText('Trainable');
  });
});

test('the numbers of training stand on the layers while the network is shown', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'Digits, convolutional');
  await page.getByRole('button', { name: 'Numbers of training on the layers' }).click();
  const legend = page.getByRole('region', { name: 'Numbers of training on the layers' });
  await expect(legend.getByRole('status')).toHaveText('Train the network: then its layers are looked at.');

  await test.step('train: the network stays in view, layers with weights tell their gradient', async () => {
    await page.getByRole('banner').getByRole('button', { name: 'Train', exact: true }).click();
    await expect(legend.getByRole('status')).toHaveText(/^run 1, epoch \d+, step [\d,]+$/, { timeout: 60_000 });
    for (const name of ['conv1', 'conv2', 'fc1', 'logits']) await expect(layer(page, name)).toContainText(/∇ \d/);
    await expect(layer(page, 'pool1')).not.toContainText('∇');
    const told = await legend.getByRole('status').innerText();
    await expect(legend.getByRole('status'), 'the numbers follow the run').not.toHaveText(told);
  });

  await test.step('other numbers, and none', async () => {
    await legend.getByText('Dead', { exact: true }).click();
    await expect(layer(page, 'pool1')).toContainText(/\d% dead/);
    await legend.getByRole('button', { name: 'Hide the numbers of training' }).click();
    await expect(layer(page, 'pool1')).not.toContainText('dead');
  });
  await page.getByRole('button', { name: 'Stop training' }).click();
});
