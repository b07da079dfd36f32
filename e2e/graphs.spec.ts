import type { Page } from '@playwright/test';
import { layer, networkState, openTemplate, selectLayer, wire } from './editor.ts';
import { expect, test } from './netloom.ts';

const workspace = (page: Page, name: string) => page.getByRole('navigation', { name: 'Workspaces' }).getByText(name);
const drawing = (page: Page, told: RegExp) => page.getByRole('application', { name: told });

/** Trains to the end and shows what came of it. */
async function trainAndEvaluate(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Train( as run \d+)?$/ })
    .first()
    .click();
  await workspace(page, 'Train').click();
  await expect(page.getByRole('button', { name: /more epochs$/ })).toBeVisible({ timeout: 120_000 });
  await workspace(page, 'Evaluate').click();
}

for (const [colorScheme, width, height] of [
  ['light', 1280, 800],
  ['dark', 1920, 1080],
] as const) {
  test(`from the nodes of a graph to its links, in the ${colorScheme} window`, async ({ page, netloom }, testInfo) => {
    const shoot = (name: string) => page.screenshot({ path: testInfo.outputPath(`${name}-${colorScheme}.png`) });
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(netloom.url);

    await test.step('the drawing tells of nodes and edges', async () => {
      await openTemplate(page, 'Karate club');
      await expect(wire(page, 'friendships', 'gcn1')).toBeAttached();
      await expect(page.getByText('2×E').first()).toBeVisible();
      await expect(layer(page, 'friendships')).toContainText('all edges');
      await expect(layer(page, 'members')).toContainText('34 nodes · 34');
      await expect(networkState(page)).not.toContainText('NaN');
      await selectLayer(page, 'friendships');
      await page
        .getByRole('combobox', { name: 'Field' })
        .or(page.getByRole('textbox', { name: 'Field' }))
        .first()
        .click();
      await expect(page.getByRole('option').first()).toBeVisible();
      await expect(page.getByRole('option')).toHaveText(['Member', 'Name', 'Edges']);
      await page.keyboard.press('Escape');
      await shoot('nodes');
    });

    await test.step('what a run calls each node is drawn, with its mistakes', async () => {
      await trainAndEvaluate(page);
      await expect(drawing(page, /^Graph of Karate club, \d+ of 32 test nodes right/)).toBeVisible({ timeout: 60_000 });
      const box = await drawing(page, /^Graph/).boundingBox();
      if (box === null) throw new Error('the drawing has no place');
      const told = page.getByRole('status').filter({ hasText: /called .* · (right|is .*) · (training|test)/ });
      await expect(async () => {
        for (let x = 0.1; x < 0.9 && !(await told.isVisible()); x += 0.01)
          await page.mouse.move(box.x + x * box.width, box.y + (0.3 + 0.4 * Math.abs(Math.sin(40 * x))) * box.height);
        expect(await told.isVisible()).toBe(true);
      }).toPass();
      await shoot('predicted');
      await page.getByRole('radiogroup', { name: 'Colour of the nodes' }).getByText('Truth').click();
      await page.getByRole('radiogroup', { name: 'What is shown of the classes' }).getByText('Confusion matrix').click();
      await expect(page.getByRole('gridcell', { name: /called/ })).toHaveCount(4);
    });

    await test.step('pairs of nodes become the samples in one step, and back', async () => {
      await workspace(page, 'Build').click();
      await selectLayer(page, 'members');
      await page.getByRole('radiogroup', { name: 'Samples' }).getByText('Pairs of nodes').click();
      await expect(layer(page, 'nodepairs1')).toBeVisible();
      await expect(page.getByText(/140 pairs for training, 16 for testing/)).toBeVisible();
      await expect(networkState(page)).toContainText('Trainable');
      await shoot('pairs');
      await page.keyboard.press('Control+z');
      await expect(layer(page, 'nodepairs1')).toHaveCount(0);
      await page.keyboard.press('Control+Shift+z');
      await expect(layer(page, 'nodepairs1')).toBeVisible();
    });

    await test.step('mistaken links are drawn and named', async () => {
      await trainAndEvaluate(page);
      await expect(drawing(page, /^Graph of Karate club, \d+ mistakes/)).toBeVisible({ timeout: 60_000 });
      await expect(page.getByRole('region', { name: 'Mistakes' }).getByText(/ – /).first()).toBeVisible();
      await shoot('links');
    });
  });
}
