import type { Page } from '@playwright/test';
import { layer, networkState, wire } from './editor.ts';
import { expect, test } from './netloom.ts';

/** Presses a key until what it leads to has the focus. */
async function walkTo(page: Page, key: string, name: string | RegExp): Promise<void> {
  const focused = page.locator(':focus').and(page.getByLabel(name).or(page.getByRole('button', { name })));
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press(key);
    if ((await focused.count()) > 0) return;
  }
  throw new Error(`${key} doesn't lead to ${String(name)}.`);
}

test('a network is drawn, edited and trained without a pointer', async ({ page, netloom }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(netloom.url);
  await page.getByRole('heading', { name: 'Start from a template' }).waitFor();
  await walkTo(page, 'Tab', 'Open XOR on the canvas');
  await page.keyboard.press('Enter');
  await layer(page, 'input').waitFor();
  await expect(networkState(page)).toContainText('Trainable');
  await expect(page.locator('[data-canvas]')).toBeFocused();

  // The arrow keys follow the wires.
  await page.keyboard.press('ArrowRight');
  await expect(layer(page, 'input')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  const hidden = page.locator('.react-flow__node:focus');
  const name = String(await hidden.getAttribute('aria-label')).split(',')[0];
  await expect(layer(page, name)).toHaveClass(/selected/);

  // Enter goes to its first parameter, Escape back to the layer.
  await page.keyboard.press('Enter');
  const units = page.getByRole('region', { name: 'Inspector' }).getByLabel('Units').first();
  await expect(units).toBeFocused();
  await units.fill('12');
  await page.keyboard.press('Escape');
  await expect(layer(page, name)).toBeFocused();
  await expect(layer(page, name)).toContainText('12');

  // A layer behind it, found by its name; then wired on by name, in place of the wire that was there.
  await page.keyboard.press('a');
  await page.keyboard.type('dropout');
  await page.keyboard.press('Enter');
  await expect(layer(page, 'dropout1')).toHaveClass(/selected/);
  await expect(wire(page, name, 'dropout1')).toHaveCount(1);
  await page.keyboard.press('l');
  await expect(page.getByRole('dialog', { name: 'Wire a layer' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option').first()).toBeVisible();
  const target = String(await page.getByRole('option').filter({ hasText: 'in place of' }).first().locator('span').first().textContent());
  await page.keyboard.type(target);
  await page.keyboard.press('Enter');
  await expect(wire(page, 'dropout1', target)).toHaveCount(1);
  await expect(layer(page, 'dropout1')).toBeFocused();

  // Deleted, its neighbour has the focus; the wire is healed.
  await page.keyboard.press('Delete');
  await expect(layer(page, 'dropout1')).toHaveCount(0);
  await expect(page.locator('.react-flow__node:focus')).toHaveCount(1);
  await expect(wire(page, name, target)).toHaveCount(1);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: '5 more epochs' })).toBeVisible({ timeout: 60_000 });
});

test('the outline is a tree that the keyboard walks', async ({ page, netloom }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(netloom.url);
  await page.getByRole('button', { name: 'Open Digits, convolutional on the canvas' }).press('Enter');
  await layer(page, 'conv1').waitFor();
  await page.getByRole('tab', { name: 'Outline' }).press('Enter');
  const tree = page.getByRole('tree', { name: 'Layers of the network' });
  await expect(tree.getByRole('treeitem')).toHaveCount(10);
  await expect(tree.getByRole('treeitem').nth(1)).toHaveAccessibleName(/^conv1, Conv2D, output N×32×28×28, fed by input, feeds pool1$/);

  await tree.getByRole('treeitem').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(tree.getByRole('treeitem', { name: /^conv1/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('f');
  await expect(tree.getByRole('treeitem', { name: /^flatten/ })).toBeFocused();
  await page.keyboard.press('End');
  await expect(tree.getByRole('treeitem', { name: /^output/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(layer(page, 'conv1')).toBeFocused();
});

test('F6 goes from one part of the window to the next, and back to where it was there', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await page.getByRole('button', { name: 'Open XOR on the canvas' }).press('Enter');
  await layer(page, 'hidden').waitFor();
  await expect(page.locator('[data-canvas]')).toBeFocused();
  const held = [
    page.getByRole('region', { name: 'Inspector' }),
    page.getByRole('tabpanel', { name: 'Train' }),
    page.getByRole('contentinfo', { name: 'State of the network' }),
    page.getByRole('banner'),
    page.getByRole('region', { name: 'Layers' }),
  ];
  for (const part of held) {
    await page.keyboard.press('F6');
    await expect(part.locator(':focus').or(part.and(page.locator(':focus')))).toHaveCount(1);
  }
  await page.keyboard.press('F6');
  await expect(page.locator('[data-canvas]')).toBeFocused();
  await page.keyboard.press('Shift+F6');
  await expect(page.getByRole('region', { name: 'Layers' }).getByLabel('Search layers')).toBeFocused();
});
