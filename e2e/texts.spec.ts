import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, test } from './netloom.ts';

const workspace = (page: Page, name: string) => page.getByRole('navigation', { name: 'Workspaces' }).getByText(name);

/** Learns a little of how quatrains go on, sign by sign. */
function poet(): string {
  const chain = [
    { id: 'poem', type: 'Input', parameters: { dataset: 'jueju', field: 'poem' } },
    { id: 'table', type: 'Embedding', parameters: { dim: 16 } },
    { id: 'memory', type: 'GRU', parameters: { units: 32, returns: 'sequence' } },
    { id: 'scores', type: 'Dense', parameters: { units: 300 } },
    { id: 'next', type: 'Output', parameters: { target: 'next', metrics: ['accuracy'], ignore: true, ignoreIndex: 0 } },
  ];
  const tokenise = { type: 'Tokenise', parameters: { length: 34, vocabulary: 300, ends: true } };
  return JSON.stringify({
    ...{ format: 'netloom', version: 1, name: 'Poet' },
    nodes: chain.map((node, i) => ({ ...node, position: { x: 240 * i, y: 0 } })),
    wires: chain.slice(1).map(({ id }, i) => ({ from: { node: chain[i].id, port: 'out' }, to: { node: id, port: 'in' } })),
    training: { epochs: 2, batchSize: 256, learningRate: 0.01 },
    data: { preprocessing: [{ field: 'poem', steps: [tokenise] }] },
  });
}

for (const [colorScheme, width, height] of [
  ['light', 1280, 800],
  ['dark', 1920, 1080],
] as const) {
  test(`a trained network writes, in the ${colorScheme} window`, async ({ page, netloom }, testInfo) => {
    const shoot = (name: string) => page.screenshot({ path: testInfo.outputPath(`${name}-${colorScheme}.png`) });
    const panel = page.getByRole('region', { name: 'Text of run 1' });
    const written = panel.getByRole('group', { name: 'Written text' });
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await writeFile(path.join(netloom.home, 'projects', 'poet.netloom'), poet());
    await page.goto(netloom.url);

    await test.step('before it is trained, it says what will be here', async () => {
      await page
        .getByRole('button', { name: /^Poet never trained/ })
        .first()
        .click();
      await page.locator('.react-flow__node').first().waitFor();
      await workspace(page, 'Train').click();
      await expect(page.getByText('then it writes texts here')).toBeVisible();
      await shoot('empty');
    });

    await test.step('train', async () => {
      await page.getByRole('button', { name: 'Train', exact: true }).last().click();
      await expect(page.getByRole('button', { name: 'Write', exact: true })).toBeVisible({ timeout: 120_000 });
      await shoot('training');
      await expect(page.getByRole('button', { name: '5 more epochs' })).toBeVisible({ timeout: 120_000 });
    });

    await test.step('write, and write the same again', async () => {
      await page.getByRole('textbox', { name: 'Begins with' }).fill('春風');
      await page.getByRole('button', { name: 'Write', exact: true }).click();
      await expect(panel.getByRole('status')).toHaveText(/tokens .*weights of epoch/, { timeout: 30_000 });
      const first = await written.innerText();
      expect(first).toMatch(/^春風./u);
      await shoot('written');
      await page.getByRole('button', { name: 'Write', exact: true }).click();
      await expect(panel.getByRole('status')).toHaveText(/tokens .*weights of epoch/, { timeout: 30_000 });
      expect(await written.innerText()).toBe(first);
      await page.getByRole('button', { name: 'Write with another seed' }).click();
      await expect(panel.getByRole('status')).toHaveText(/tokens .*weights of epoch/, { timeout: 30_000 });
      await expect(written).not.toHaveText(first);
    });

    await test.step('shade what the network did not expect', async () => {
      await panel.getByRole('switch', { name: 'Shade by surprise' }).click({ force: true });
      await expect(written.getByTitle(/ % by the network$/).first()).toBeVisible();
      await shoot('shaded');
      expect(await violations(page)).toEqual([]);
    });

    await test.step('what the prompt has that it never saw is named', async () => {
      await page.getByRole('textbox', { name: 'Begins with' }).fill('☃');
      await page.getByRole('button', { name: 'Write', exact: true }).click();
      await expect(panel.getByRole('status')).toContainText('in no training text: “☃”', { timeout: 30_000 });
    });
  });
}
