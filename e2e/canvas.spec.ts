import type { Locator, Page } from '@playwright/test';
import { layer, networkState, openTemplate, selectLayer, wire } from './editor.ts';
import { expect, test } from './netloom.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

interface Place {
  readonly x: number;
  readonly y: number;
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('not on the page');
  return box;
}

/** Presses at one place, moves to another in small steps and holds there. */
async function hold(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.move(to.x + 1, to.y, { steps: 2 });
}

/** The place halfway along a wire. */
const middleOf = (edge: Locator): Promise<Place> =>
  edge.locator('.react-flow__edge-path').evaluate((path: SVGPathElement) => {
    const { x, y } = path.getPointAtLength(path.getTotalLength() / 2);
    const matrix = path.getScreenCTM();
    return { x: x * (matrix?.a ?? 1) + (matrix?.e ?? 0), y: y * (matrix?.d ?? 1) + (matrix?.f ?? 0) };
  });

const history = (page: Page) => page.getByRole('region', { name: 'History' }).getByRole('button');

test('layers and wires are added, replaced, led elsewhere and taken out on the canvas, and all of it is undone', async ({
  page,
  netloom,
}) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'Digits, convolutional');
  await expect(networkState(page)).toContainText('Trainable');

  await test.step('a layer dropped on another takes its place and its wires', async () => {
    await page.getByRole('searchbox', { name: 'Search layers' }).fill('AveragePool2D');
    const entry = await boxOf(page.getByRole('button', { name: /^AveragePool2D,/ }));
    const target = await boxOf(layer(page, 'pool1'));
    await hold(page, { x: entry.x + 30, y: entry.y + 10 }, { x: target.x + 40, y: target.y + 40 });
    await expect(page.getByText('Replace pool1')).toBeVisible();
    await page.mouse.up();
    await expect(layer(page, 'averagepool1')).toContainText('2×2');
    await expect(wire(page, 'conv1', 'averagepool1')).toHaveCount(1);
    await expect(wire(page, 'averagepool1', 'conv2')).toHaveCount(1);
    await expect(networkState(page)).toContainText('Trainable');
  });

  await test.step('a node let go over a wire goes into it', async () => {
    await page.mouse.dblclick(1040, 300);
    await page.getByRole('combobox', { name: 'Add a layer' }).fill('batch norm');
    await page.keyboard.press('Enter');
    const node = await boxOf(layer(page, 'batchnorm1'));
    const middle = await middleOf(wire(page, 'flatten', 'fc1'));
    await hold(page, { x: node.x + 30, y: node.y + 12 }, { x: middle.x - node.width / 2 + 30, y: middle.y });
    await page.mouse.up();
    await expect(wire(page, 'flatten', 'batchnorm1')).toHaveCount(1);
    await expect(wire(page, 'batchnorm1', 'fc1')).toHaveCount(1);
  });

  await test.step('a deleted layer leaves no gap where none is needed', async () => {
    await selectLayer(page, 'batchnorm1');
    await page.keyboard.press('Delete');
    await expect(wire(page, 'flatten', 'fc1')).toHaveCount(1);
    await selectLayer(page, 'pool2');
    await page.keyboard.press('Control+Delete');
    await expect(wire(page, 'conv2', 'flatten')).toHaveCount(0);
    await page.keyboard.press('Control+z');
  });

  await test.step('a port that refuses a wire says why', async () => {
    const output = await boxOf(layer(page, 'pool2').getByLabel(/^Output/));
    const input = await boxOf(layer(page, 'conv1').getByLabel(/^Input/));
    await hold(page, { x: output.x + 8, y: output.y + 8 }, { x: input.x + 7, y: input.y + 8 });
    await expect(page.getByRole('status').filter({ hasText: 'conv1 already feeds pool2: this wire would close a circle.' })).toBeVisible();
    await page.mouse.up();
    await expect(wire(page, 'pool2', 'conv1')).toHaveCount(0);
  });

  await test.step('a bypassed layer hands on what comes in', async () => {
    await selectLayer(page, 'conv2');
    await page.keyboard.press('Control+b');
    await expect(layer(page, 'conv2')).toContainText('bypassed');
    await expect(page.getByText('N×32×7×7', { exact: true }).first()).toBeVisible();
    await expect(networkState(page)).toContainText('Trainable');
    await page.keyboard.press('Control+m');
    await expect(networkState(page)).toContainText('No output takes part');
    await page.keyboard.press('Control+m');
    await expect(networkState(page)).toContainText('Trainable');
  });

  await test.step('a wire is bent and straightened', async () => {
    const { x, y } = await middleOf(wire(page, 'flatten', 'fc1'));
    await page.mouse.dblclick(x + 60, y);
    const bend = page.getByTitle(/^Drag the bend/);
    const at = await boxOf(bend);
    await hold(page, { x: at.x + 4, y: at.y + 4 }, { x: at.x + 40, y: at.y - 40 });
    await page.mouse.up();
    expect((await boxOf(bend)).y).toBeLessThan(at.y - 20);
    await bend.dblclick();
    await expect(bend).toHaveCount(0);
  });

  await test.step('an end of a wire is led to another layer, put back over its own, and let go beside all', async () => {
    const held = await boxOf(wire(page, 'conv2', 'pool2').locator('.react-flow__edgeupdater-target'));
    const grip = { x: held.x + held.width / 2, y: held.y + held.height / 2 };
    const [own, other] = [await boxOf(layer(page, 'pool2')), await boxOf(layer(page, 'flatten'))];
    await hold(page, grip, { x: own.x + own.width / 2, y: own.y + own.height - 8 });
    await page.mouse.up();
    await expect(wire(page, 'conv2', 'pool2')).toHaveCount(1);
    await hold(page, grip, { x: other.x + other.width / 2, y: other.y + other.height - 8 });
    await page.mouse.up();
    await expect(wire(page, 'conv2', 'flatten')).toHaveCount(1);
    await expect(wire(page, 'conv2', 'pool2')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(wire(page, 'pool2', 'flatten')).toHaveCount(1);
    await hold(page, grip, { x: grip.x, y: grip.y + 220 });
    await page.mouse.up();
    await expect(wire(page, 'conv2', 'pool2')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(wire(page, 'conv2', 'pool2')).toHaveCount(1);
  });

  await test.step('Escape takes back what the pointer holds; with Alt a copy is left', async () => {
    const before = await boxOf(layer(page, 'conv2'));
    const grip = { x: before.x + 60, y: before.y + 12 };
    await hold(page, grip, { x: grip.x, y: grip.y + 130 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await boxOf(layer(page, 'conv2'))).toEqual(before);
    const output = await boxOf(layer(page, 'averagepool1').getByLabel(/^Output/));
    const input = await boxOf(layer(page, 'pool2').getByLabel(/^Input/));
    await hold(page, { x: output.x + 8, y: output.y + 8 }, { x: input.x + 7, y: input.y + 8 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(wire(page, 'averagepool1', 'pool2')).toHaveCount(0);
    await expect(page.locator('.react-flow__connection')).toHaveCount(0);
    await page.keyboard.down('Alt');
    await hold(page, grip, { x: grip.x, y: grip.y + 130 });
    await page.mouse.up();
    await page.keyboard.up('Alt');
    await expect(layer(page, 'conv3')).toHaveCount(1);
    expect(await boxOf(layer(page, 'conv2'))).toEqual(before);
  });

  await test.step('undo takes every step back', async () => {
    await page.getByText('History', { exact: true }).click();
    await expect(history(page).filter({ hasText: 'Replace pool1 by AveragePool2D' })).toBeVisible();
    await expect(history(page).filter({ hasText: 'Put batchnorm1 before fc1' })).toBeVisible();
    await history(page).filter({ hasText: 'Opened' }).click();
    await expect(layer(page, 'pool1')).toHaveCount(1);
    await expect(layer(page, 'averagepool1')).toHaveCount(0);
    await expect(wire(page, 'flatten', 'fc1')).toHaveCount(1);
  });
});

test('nodes are found, lined up, locked, commented and carried to another window', async ({ page, context, netloom }) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'Digits, convolutional');
  await expect(networkState(page)).toContainText('Trainable');

  await test.step('find by a parameter', async () => {
    await page.keyboard.press('Control+f');
    const bar = page.getByRole('search', { name: 'Find on the canvas' });
    await bar.getByRole('textbox').fill('units=128');
    await expect(bar).toContainText('1 of 1');
    await expect(page.getByRole('region', { name: 'Inspector' }).getByRole('heading', { name: 'fc1' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(bar).toHaveCount(0);
    await page.keyboard.press('f');
  });

  await test.step('line up', async () => {
    await selectLayer(page, 'conv1');
    await layer(page, 'pool2')
      .getByText('pool2', { exact: true })
      .click({ modifiers: ['Shift'] });
    await page.keyboard.press('Alt+a');
    const left = async (name: string) => Math.round((await boxOf(layer(page, name))).x);
    await expect.poll(async () => (await left('conv1')) - (await left('pool2'))).toBe(0);
  });

  await test.step('a locked node stays', async () => {
    await selectLayer(page, 'pool1');
    await page.keyboard.press('Control+Shift+L');
    await page.keyboard.press('Delete');
    await expect(page.getByText('pool1 is locked. Unlock first.')).toBeVisible();
    await expect(layer(page, 'pool1')).toHaveCount(1);
    await expect(page.getByRole('textbox', { name: 'Window' }).first()).toBeDisabled();
    await page.getByRole('button', { name: 'Unlock' }).click();
  });

  await test.step('write a comment', async () => {
    await page.mouse.click(1050, 380);
    await page.mouse.move(1050, 300);
    await page.keyboard.press('c');
    await page.getByRole('textbox', { name: 'Comment, in Markdown' }).fill('# Why\nTwo **convolutions**');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { name: 'Why' })).toBeVisible();
    await expect(page.locator('strong').filter({ hasText: 'convolutions' })).toBeVisible();
  });

  await test.step('copy to another window', async () => {
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    const other = await context.newPage();
    await other.goto(netloom.url);
    await openTemplate(other, 'Two spirals');
    const before = await other.locator('.react-flow__node').count();
    await other.keyboard.press('Control+v');
    await expect(other.locator('.react-flow__node')).toHaveCount(before + 11);
    await other.keyboard.press('Control+z');
    await expect(other.locator('.react-flow__node')).toHaveCount(before);
    await other.close();
  });

  await test.step('choose other keys', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.getByRole('button', { name: /^Keys of Bypass/ }).click();
    await page.keyboard.press('Control+Shift+y');
    await expect(dialog.getByRole('button', { name: 'Keys of Bypass: Ctrl Shift Y' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await selectLayer(page, 'dropout');
    await page.keyboard.press('Control+Shift+y');
    await expect(layer(page, 'dropout')).toContainText('bypassed');
  });
});

test('a network is arranged and put back; a frame takes along the layers that lie in it', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'XOR');
  const [input, output] = [layer(page, 'input'), layer(page, 'output')];
  const transformOf = (node: Locator) => node.evaluate((element) => element.style.transform);
  const before = await transformOf(output);

  await test.step('from top to bottom, undone as one step', async () => {
    await page.keyboard.press('Control+k');
    await page
      .getByPlaceholder(/Search/)
      .last()
      .fill('arrange from top');
    await page
      .getByRole('option', { name: /Arrange from top to bottom/ })
      .or(page.getByRole('button', { name: /Arrange from top to bottom/ }))
      .first()
      .click();
    await expect.poll(() => transformOf(output)).not.toBe(before);
    await page.getByText('History', { exact: true }).click();
    await expect(history(page).filter({ hasText: 'Arrange the layers' })).toHaveCount(1);
    await page.locator('[data-canvas]').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => transformOf(output)).toBe(before);
  });

  await test.step('a frame around two layers moves with them, in one step', async () => {
    const hidden = page.locator('.react-flow__node').nth(1);
    await selectLayer(page, 'input');
    await hidden.click({ modifiers: ['Shift'], position: { x: 30, y: 12 } });
    await page.keyboard.press('Shift+c');
    await page.keyboard.press('Escape');
    const frame = page.locator('.react-flow__node-comment');
    await expect(frame).toHaveCount(1);
    const [place, box] = [await transformOf(input), await boxOf(frame)];
    await hold(page, { x: box.x + box.width / 2, y: box.y + 6 }, { x: box.x + box.width / 2 + 48, y: box.y + 54 });
    await page.mouse.up();
    await expect.poll(() => transformOf(input)).not.toBe(place);
    await page.locator('[data-canvas]').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => transformOf(input)).toBe(place);
  });
});

test('keys and boxes on what is selected', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'Digits, convolutional');
  const selected = page.locator('.react-flow__node.selected');
  await test.step('Tab after a click on a layer searches', async () => {
    await selectLayer(page, 'conv1');
    await page.keyboard.press('Tab');
    await expect(page.getByPlaceholder('Add a layer')).toBeFocused();
    await page.keyboard.press('Escape');
  });

  await test.step('a box drawn with Shift adds to what is selected', async () => {
    await selectLayer(page, 'input');
    const [from, to] = [await boxOf(layer(page, 'conv1')), await boxOf(layer(page, 'pool1'))];
    await page.keyboard.down('Shift');
    const upper = { x: from.x - 12, y: Math.min(from.y, to.y) - 40 };
    await hold(page, upper, { x: to.x + to.width + 4, y: Math.max(from.y + from.height, to.y + to.height) + 20 });
    await expect(selected).toHaveCount(3);
    await page.mouse.up();
    await page.keyboard.up('Shift');
    await expect(selected).toHaveCount(3);
    await page.keyboard.press('Escape');
  });

  await test.step('Ctrl+X takes a layer into the clipboard', async () => {
    await selectLayer(page, 'pool1');
    await page.keyboard.press('Control+x');
    await expect(layer(page, 'pool1')).toHaveCount(0);
    await page.keyboard.press('Control+v');
    await expect(layer(page, 'pool1')).toHaveCount(1);
  });

  await test.step('a wire from an image’s port into the void offers what gives images', async () => {
    const { x, y } = await boxOf(layer(page, 'conv2').locator('.react-flow__handle.target'));
    await hold(page, { x: x + 8, y: y + 8 }, { x: x - 60, y: y + 200 });
    await page.mouse.up();
    await expect(page.getByPlaceholder('Add a layer that feeds conv2')).toBeFocused();
    await expect(page.getByRole('option', { name: /^MaxPool2D/ })).toHaveCount(1);
    await expect(page.getByRole('option', { name: /^Flatten/ })).toHaveCount(0);
  });
});
