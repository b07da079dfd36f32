import { violations } from './axe.ts';
import { openTemplate } from './editor.ts';
import { expect, test } from './netloom.ts';

test('the gradients of recurrent states are drawn epoch by epoch while the network trains, and former epochs are looked up', async ({
  page,
  netloom,
}) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'Names, read');
  await page.getByRole('button', { name: 'Train workspace' }).click();
  await page.getByRole('tab', { name: 'Gradients through time' }).click();
  const panel = page.getByRole('tabpanel').filter({ hasText: 'Back-propagation through time' });
  await expect(panel).toContainText('No run yet');

  await page.getByRole('textbox', { name: 'Epochs' }).fill('2');
  await page.getByRole('textbox', { name: 'Epochs' }).blur();
  await page.getByRole('banner').getByRole('button', { name: 'Train', exact: true }).click();
  const plot = page.getByRole('img', { name: 'Size of the gradient at each step of the sequence' });
  await expect(plot).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText('epoch 2 of 2', { exact: true })).toBeVisible({ timeout: 120_000 });

  await test.step('each reading has what becomes of its gradient, and exact values under the pointer', async () => {
    const fates = page.getByLabel('What becomes of the gradients');
    await expect(fates).toContainText(/gru, forward(lasts|shrinks|grows|vanishes|explodes) × .* over 16 steps/);
    await expect(fates).toContainText('gru, backward');
    await plot.hover();
    await expect(plot.getByText(/^epoch 2 · step \d+$/)).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });

  await test.step('the epoch before, and back to the latest', async () => {
    await page.getByRole('slider', { name: 'Epoch whose gradients are drawn' }).press('ArrowLeft');
    await expect(page.getByText('epoch 1 of 2', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Latest' }).click();
    await expect(page.getByText('epoch 2 of 2', { exact: true })).toBeVisible();
  });

  await test.step('a network in which nothing recurs has no such tab', async () => {
    await page.getByRole('button', { name: 'Home' }).click();
    await page.getByRole('button', { name: 'Train XOR' }).click();
    await expect(page.getByRole('textbox', { name: 'Epochs' })).toBeVisible();
    await expect(page.getByRole('tab', { name: 'Gradients through time' })).toHaveCount(0);
  });
});
