import type { Page } from '@playwright/test';
import axe from 'axe-core';

/** Menus, tooltips and popovers are drawn above the page's landmarks, in none of them. */
const LEFT_OUT = { region: { enabled: false } };

/** Violations of the page as it stands, each with the elements that it concerns; of some rules alone, or of all. */
export async function violations(page: Page, some?: readonly string[]): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(
    ({ only, rules }) => {
      const checker = (globalThis as typeof globalThis & { axe: typeof axe }).axe;
      return checker.run(document, { resultTypes: ['violations'], ...(only ? { runOnly: only } : { rules }) });
    },
    { only: some && [...some], rules: LEFT_OUT },
  );
  return found.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, any }) => `${id} (${impact}): ${html.slice(0, 200)} ${any[0]?.message ?? ''}`),
  );
}
