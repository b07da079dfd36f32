import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** Serious and critical violations of the page as it stands, each with the elements that it concerns; of some rules alone, or of all. */
export async function violations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(
    (only) => {
      const checker = (globalThis as typeof globalThis & { axe: typeof axe }).axe;
      return checker.run(document, { resultTypes: ['violations'], ...(only && { runOnly: only }) });
    },
    rules && [...rules],
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`));
}
