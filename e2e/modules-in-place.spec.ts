import { layer, networkState, openTemplate, selectLayer, wire } from './editor.ts';
import { expect, test } from './netloom.ts';

test('a module opened in place gets a layer by mouse, lets it be undone, and closes', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'Digits, convolutional');
  await selectLayer(page, 'conv2');
  await layer(page, 'pool2').click({ modifiers: ['Shift'], position: { x: 20, y: 8 } });
  await page.keyboard.press('Control+g');
  await layer(page, 'Block').getByRole('button', { name: 'Open in place' }).click();

  const frame = page.getByRole('region', { name: 'Block, open in place' });
  await expect(frame).toBeVisible();
  await expect(page.getByText('flatten', { exact: true })).toBeVisible();
  await expect(layer(page, 'flatten')).toHaveCount(0);
  await expect(page.getByText('N×3136', { exact: true })).toBeVisible();

  const box = await layer(page, 'conv2').boundingBox();
  if (box === null) throw new Error('conv2 is not drawn');
  await page.mouse.dblclick(box.x + box.width + 20, box.y + box.height + 12);
  await page.getByRole('combobox', { name: 'Add a layer' }).fill('relu');
  await page.keyboard.press('Enter');
  await expect(layer(page, 'relu1')).toBeVisible();
  await layer(page, 'conv2').locator('.react-flow__handle.source').dragTo(layer(page, 'relu1').locator('.react-flow__handle.target'));
  await expect(wire(page, 'conv2', 'relu1')).toBeAttached();
  await page.keyboard.press('Control+z');
  await expect(wire(page, 'conv2', 'relu1')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(layer(page, 'relu1')).toHaveCount(0);
  await frame.getByRole('button', { name: 'Close Block' }).click();
  await expect(frame).toBeHidden();
  await expect(layer(page, 'flatten')).toBeVisible();
  await expect(networkState(page)).toContainText('Trainable');
});
