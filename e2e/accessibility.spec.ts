import { violations } from './axe.ts';
import { layer, networkState, openTemplate, selectLayer } from './editor.ts';
import { expect, test } from './netloom.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the ${colorScheme} window has no serious accessibility violations`, async ({ page, netloom }) => {
    const check = async (view: string) => expect.soft(await violations(page), view).toEqual([]);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(netloom.url);
    await page.getByRole('heading', { name: 'Start from a template' }).waitFor();
    await check('gallery');

    await page.getByRole('button', { name: /^Datasets/ }).click();
    await page.getByRole('heading', { name: 'Datasets', level: 1 }).waitFor();
    await check('datasets');

    await page.getByRole('button', { name: 'Home' }).click();
    await openTemplate(page, 'Digits, convolutional');
    await expect(networkState(page)).toContainText('Trainable');
    await check('editor');
    await selectLayer(page, 'conv2');
    await check('editor with a layer selected');
    await selectLayer(page, 'flatten');
    await page.keyboard.press('Delete');
    await layer(page, 'pool2')
      .getByLabel(/^Output/)
      .dragTo(layer(page, 'fc1').getByLabel(/^Input/));
    await networkState(page)
      .getByRole('button', { name: /problem/ })
      .click();
    await check('editor with a problem');

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
    await expect(page.getByRole('heading', { name: 'The file computes the same as the training graph' })).toBeVisible({ timeout: 60_000 });
    await check('export');
  });
}
