import type { Page } from '@playwright/test';
import { openTemplate } from './editor.ts';
import { expect, test } from './netloom.ts';

const workspace = (page: Page, name: string) => page.getByRole('navigation', { name: 'Workspaces' }).getByText(name);
const section = (page: Page, name: string | RegExp) => page.getByRole('region', { name });

for (const [colorScheme, width, height] of [
  ['light', 1280, 800],
  ['dark', 1920, 1080],
] as const) {
  test(`from a trained run to its mistakes, in the ${colorScheme} window`, async ({ page, netloom }, testInfo) => {
    const shoot = (name: string) => page.screenshot({ path: testInfo.outputPath(`${name}-${colorScheme}.png`) });
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(netloom.url);

    await test.step('nothing is trained: it says what to do', async () => {
      await openTemplate(page, 'Digits, dense');
      await workspace(page, 'Evaluate').click();
      await expect(page.getByRole('heading', { name: 'Nothing to evaluate yet' })).toBeVisible();
      await shoot('empty');
      await page.getByRole('main').getByRole('button', { name: 'Train', exact: true }).click();
    });

    await test.step('evaluate what was trained', async () => {
      await expect(section(page, 'Confusion matrix')).toBeVisible({ timeout: 120_000 });
      await workspace(page, 'Train').click();
      await expect(page.getByRole('button', { name: '5 more epochs' })).toBeVisible({ timeout: 120_000 });
      await workspace(page, 'Evaluate').click();
      await expect(page.getByText(/^\d+ wrong$/)).toBeVisible({ timeout: 60_000 });
    });

    const wrong = await test.step('the numbers agree with each other', async () => {
      // What an earlier epoch made of the samples is shown until the last evaluation is there.
      let counts: number[] = [];
      let sum = 0;
      await expect(async () => {
        const cells = await page.getByRole('gridcell', { name: /called/ }).all();
        expect(cells).toHaveLength(100);
        counts = await Promise.all(
          cells.map(async (cell) => {
            const [, count, truth, named] =
              /^([\d,]+) of [\d,]+ “(.*)” \w+ called “(.*)”/.exec((await cell.getAttribute('aria-label')) ?? '') ?? [];
            return truth === named ? 0 : Number(count);
          }),
        );
        sum = counts.reduce((total, count) => total + count, 0);
        expect(await page.getByText(/^\d+ wrong$/).innerText()).toBe(`${sum} wrong`);
      }).toPass({ timeout: 60_000 });
      await expect(section(page, 'Mistakes')).toContainText(`${sum}, the surest first`);
      await shoot('evaluation');
      return counts.findIndex((count) => count > 0);
    });

    await test.step('open the samples of a cell by pointer and by keyboard', async () => {
      const cell = page.getByRole('gridcell', { name: /called/ }).nth(wrong);
      await cell.click();
      const opened = page.getByRole('heading', { name: /^“.*” called “.*”$/ });
      await expect(opened).toBeVisible();
      await expect(page.getByRole('listitem').locator('canvas').first()).toBeVisible();
      const before = await opened.innerText();
      await cell.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: /^“.*” (called|rightly)|, rightly/ })).not.toHaveText(before);
    });

    await test.step('draw the curves of a class, and look at them all', async () => {
      await section(page, 'Per class').getByRole('button', { name: '8', exact: true }).click();
      await expect(page.getByRole('img', { name: /^ROC curves, mean: area 0\.\d+, 8: area/ })).toBeVisible();
      await shoot('class');
      await page.getByText('Precision and recall').click();
      await expect(page.getByRole('img', { name: /^Precision curves/ })).toBeVisible();
      await shoot('precision');
      await page.getByText('All metrics').click();
      await expect(page.getByText('Cohen’s kappa')).toBeVisible();
      await shoot('metrics');
    });

    await test.step('other samples', async () => {
      await page.getByRole('combobox', { name: 'Split' }).click();
      await page.getByRole('option', { name: /^Training/ }).click();
      await expect(page.getByText(/^\d+ wrong$/)).toBeVisible({ timeout: 60_000 });
      await expect(section(page, 'Mistakes')).toBeVisible();
    });
  });
}
