import type { Page } from '@playwright/test';
import { layer, networkState, openTemplate, selectLayer } from './editor.ts';
import { expect, test } from './netloom.ts';

/** Whether a canvas shows more than one colour. */
function isPainted(canvas: Element): boolean {
  if (!(canvas instanceof HTMLCanvasElement)) return false;
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
  return new Set(pixels).size > 2;
}

/** How much of the canvas's width the network takes; all of its layers can be seen. */
async function shareOfCanvas(page: Page): Promise<number> {
  const canvas = await page.locator('[data-canvas]').boundingBox();
  const nodes = await Promise.all((await page.locator('.react-flow__node').all()).map((node) => node.boundingBox()));
  const boxes = nodes.filter((box) => box !== null);
  if (canvas === null || boxes.length === 0) return 0;
  const left = Math.min(...boxes.map(({ x }) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  return left < canvas.x || right > canvas.x + canvas.width ? 0 : (right - left) / canvas.width;
}

/** Pictures of the main views for people to look at; they are kept among the test results. */
for (const colorScheme of ['light', 'dark'] as const) {
  test(`pictures of the ${colorScheme} window`, async ({ page, netloom }, testInfo) => {
    const shoot = (name: string) => page.screenshot({ path: testInfo.outputPath(`${name}-${colorScheme}.png`) });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(netloom.url);
    await page.getByRole('heading', { name: 'Start from a template' }).waitFor();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await expect.poll(() => page.locator('article canvas').first().evaluate(isPainted)).toBe(true);
    await shoot('gallery');

    await openTemplate(page, 'Digits, convolutional');
    await selectLayer(page, 'conv2');
    await expect(networkState(page)).toContainText('Trainable');
    expect(await shareOfCanvas(page), 'width of the network on the canvas').toBeGreaterThan(0.6);
    await shoot('editor');

    await selectLayer(page, 'flatten');
    await page.keyboard.press('Delete');
    await layer(page, 'pool2')
      .getByLabel(/^Output/)
      .dragTo(layer(page, 'fc1').getByLabel(/^Input/));
    await expect(networkState(page)).toContainText('Not trainable');
    await shoot('problems');

    await page.getByRole('button', { name: 'Home' }).click();
    await page.getByRole('button', { name: 'Train Digits, dense' }).click();
    await expect(page.getByRole('button', { name: '5 more epochs' })).toBeVisible({ timeout: 120_000 });
    await shoot('training');

    await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
    await page.getByRole('img', { name: /^Share of right predictions/ }).waitFor();
    await expect(page.getByRole('region', { name: 'Mistakes' }).locator('canvas').first()).toBeVisible();
    await shoot('evaluation');

    await page.getByRole('banner').getByRole('button', { name: 'Export' }).click();
    await page.getByRole('button', { name: 'Export and verify' }).click();
    await expect(page.getByRole('heading', { name: 'The file computes the same as the training graph' })).toBeVisible({ timeout: 90_000 });
    await shoot('export');
  });
}
