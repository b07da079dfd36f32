import { layer, networkState, openTemplate, selectLayer } from './editor.ts';
import { expect, test } from './netloom.ts';

test('layers become a module that is opened, lets its place set a parameter, and is unpacked', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'Digits, convolutional');
  await expect(networkState(page)).toContainText('Trainable');
  await selectLayer(page, 'conv2');
  await layer(page, 'pool2').click({ modifiers: ['Shift'], position: { x: 20, y: 8 } });
  await page.keyboard.press('Control+g');
  await expect(layer(page, 'Block')).toBeVisible();
  await expect(networkState(page)).toContainText('Trainable');

  await layer(page, 'Block').dblclick({ position: { x: 20, y: 8 } });
  const crumbs = page.getByRole('navigation', { name: 'Open modules' });
  await expect(crumbs).toContainText('Block');
  await selectLayer(page, 'conv2');
  await page.getByRole('group', { name: 'Set by each place' }).getByLabel('Filters').check();
  await crumbs.getByRole('button').first().click();
  await expect(crumbs).toBeHidden();
  await selectLayer(page, 'Block');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByRole('textbox', { name: 'Filters' })).toHaveValue('64');
  await inspector.getByRole('textbox', { name: 'Filters' }).fill('24');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('contentinfo', { name: 'State of the network' })).toContainText('Trainable');

  await selectLayer(page, 'Block');
  await page.keyboard.press('Control+Shift+g');
  await expect(layer(page, 'conv2')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(layer(page, 'Block')).toBeVisible();
});

test('a module’s port is renamed, and the library takes the module into another project', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'Digits, convolutional');
  await selectLayer(page, 'conv2');
  await layer(page, 'pool2').click({ modifiers: ['Shift'], position: { x: 20, y: 8 } });
  await page.keyboard.press('Control+g');
  await selectLayer(page, 'Block');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  const input = inspector.getByRole('group', { name: 'Inputs' }).getByRole('textbox');
  await input.fill('pixels');
  await input.press('Enter');
  await expect(inspector.getByText('pixels → y')).toBeVisible();
  await expect(networkState(page)).toContainText('Trainable');
  await inspector.getByRole('button', { name: 'Keep in library' }).click();

  await page.goto(netloom.url);
  await openTemplate(page, 'Digits, convolutional');
  const library = page.getByRole('region', { name: 'My module library' });
  await library.getByRole('textbox').fill('Stem');
  await library.getByRole('textbox').press('Enter');
  await library.getByRole('button', { name: 'Put Stem on the canvas' }).click();
  await expect(layer(page, 'Stem')).toBeVisible();
  await expect(inspector.getByText('pixels → y')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.locator('.react-flow__pane').click({ position: { x: 12, y: 12 } });
  await library.getByRole('button', { name: 'Take Stem out of the library' }).click();
  await expect(library).toBeHidden();
  await expect(layer(page, 'Stem')).toBeVisible();
});
