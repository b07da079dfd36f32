import type { Locator, Page } from '@playwright/test';

/** A layer on the canvas, by its name. */
export const layer = (page: Page, name: string): Locator =>
  page.locator('.react-flow__node').and(page.getByLabel(new RegExp(`^${name}, `)));

/** A wire on the canvas, by the names of its ends. */
export const wire = (page: Page, from: string, to: string): Locator =>
  page.locator('.react-flow__edge').and(page.getByLabel(new RegExp(`^Wire from ${from} to ${to}(:|$)`)));

/** What the bar below the canvas says of the network. */
export const networkState = (page: Page): Locator => page.getByRole('contentinfo', { name: 'State of the network' });

/** Opens a template as a new project and waits until its network is drawn. */
export async function openTemplate(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: `Open ${title} on the canvas` }).click();
  await page.locator('.react-flow__node').first().waitFor();
}

/** Selects a layer by its header, where no port is. */
export async function selectLayer(page: Page, name: string): Promise<void> {
  await layer(page, name).getByText(name, { exact: true }).click();
}

/** Counts the frames that the window draws from now on. */
export async function countFrames(page: Page): Promise<() => Promise<number>> {
  const counter = await page.evaluateHandle(() => {
    const state = { frames: 0 };
    const tick = (): void => {
      state.frames += 1;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    return state;
  });
  return async () => counter.evaluate((state) => state.frames);
}
