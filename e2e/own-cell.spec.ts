import { layer, networkState, openTemplate, selectLayer, wire } from './editor.ts';
import { expect, test } from './netloom.ts';

test('a recurrent cell that somebody draws is scanned over a sequence, trained, and its gradients through time are seen', async ({
  page,
  netloom,
}) => {
  const shapes = page.locator('.react-flow__edgelabel-renderer');
  await page.goto(netloom.url);
  await openTemplate(page, 'Births, remembered');
  await expect(networkState(page)).toContainText('Trainable');

  await test.step('a cell of one’s own takes the place of the LSTM', async () => {
    await page.getByRole('searchbox', { name: 'Search layers' }).fill('own cell');
    await page.getByRole('button', { name: /^OwnCell,/ }).dragTo(layer(page, 'lstm'), { targetPosition: { x: 30, y: 12 } });
    await expect(layer(page, 'Scan Cell')).toBeVisible();
    await expect(networkState(page)).toContainText('Trainable');
    await expect(wire(page, 'Scan Cell', 'forecast')).toHaveCount(1);
    await expect(shapes).toContainText('N×64');
  });

  await test.step('its step is drawn: a gate decides how much of the state is kept', async () => {
    await selectLayer(page, 'Scan Cell');
    await page.getByRole('region', { name: 'Inspector' }).getByRole('button', { name: 'Open' }).click();
    const crumbs = page.getByRole('navigation', { name: 'Open modules' });
    await expect(crumbs).toContainText('Cell');
    await expect(shapes).toContainText('N×1');
    await expect(shapes).toContainText('N×64');
    await layer(page, 'h')
      .first()
      .click({ position: { x: 30, y: 12 } });
    await page.getByRole('searchbox', { name: 'Search layers' }).fill('sigmoid');
    await page
      .getByRole('button', { name: /^Sigmoid,/ })
      .first()
      .dragTo(layer(page, 'tanh'), { targetPosition: { x: 30, y: 12 } });
    await expect(layer(page, 'sigmoid1')).toBeVisible();
    await expect(networkState(page)).toContainText('Trainable');
    await page.keyboard.press('Control+z');
    await expect(layer(page, 'tanh')).toBeVisible();
    await crumbs.getByRole('button').first().click();
    await expect(crumbs).toBeHidden();
  });

  await test.step('it trains, and ‖∂L/∂h‖ is drawn', async () => {
    await page.getByRole('button', { name: 'Train workspace' }).click();
    await page.getByRole('textbox', { name: 'Epochs' }).fill('2');
    await page.getByRole('textbox', { name: 'Epochs' }).blur();
    await page.getByRole('tab', { name: 'Gradients through time' }).click();
    await page.getByRole('banner').getByRole('button', { name: 'Train', exact: true }).click();
    await expect(page.getByText('epoch 2 of 2', { exact: true })).toBeVisible({ timeout: 120_000 });
    await expect(page.getByLabel('What becomes of the gradients')).toContainText('over 28 steps');
  });

  await test.step('it is exported', async () => {
    await page.getByRole('banner').getByRole('button', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('button', { name: 'Export and verify' }).click();
    await expect(dialog.getByRole('heading', { name: 'The file computes the same as the training graph' })).toBeVisible({
      timeout: 90_000,
    });
  });
});
