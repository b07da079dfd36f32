import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** Serious and critical violations of the page as it stands, each with the elements that it concerns. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(() => {
    const checker = (globalThis as typeof globalThis & { axe: typeof axe }).axe;
    return checker.run(document, { resultTypes: ['violations'] });
  });
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`));
}
