import { expect, test } from './netloom.ts';

test('language, appearance and density change at once, and nothing of the open project is lost', async ({ page, netloom }) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(netloom.url);
  await page.getByRole('button', { name: 'Open Digits, convolutional on the canvas' }).click();
  const pool = page.locator('.react-flow__node[data-id="pool1"]');
  const root = page.locator('html');
  await pool.click();
  await page.keyboard.press('Control+d');
  await expect(page.locator('.react-flow__node')).toHaveCount(11);

  await page.keyboard.press('Control+,');
  await page.getByRole('dialog', { name: 'Settings' }).getByText('简体中文').click();
  const dialog = page.getByRole('dialog', { name: '设置' });
  await expect(dialog).toBeVisible();
  await expect(root).toHaveAttribute('lang', 'zh-Hans');
  await dialog.getByText('紧凑').click();
  await expect(root).toHaveAttribute('data-density', 'compact');
  await dialog.getByRole('button', { name: '关闭' }).click();

  await page.getByRole('button', { name: '菜单', exact: true }).click();
  await page.getByRole('menuitem', { name: '撤销：创建 pool1 的副本' }).click();
  await expect(page.locator('.react-flow__node')).toHaveCount(10);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('高对比度（深色');
  await page.keyboard.press('Enter');
  await expect(root).toHaveAttribute('data-contrast', 'more');
  await expect(root).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(root).toHaveAttribute('data-contrast', 'more');
  await expect(page.getByRole('button', { name: '重做' })).toBeVisible();
});
