import { openTemplate } from './editor.ts';
import { expect, test } from './netloom.ts';

test('a schedule, clipping, pruning and an early stop are set in the window and obeyed by the run', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'Small digits');
  await page.getByRole('button', { name: 'Train workspace' }).click();
  const settings = page.getByRole('tabpanel').filter({ has: page.getByRole('heading', { name: 'Training settings' }) });
  const folded = (name: string) => settings.getByRole('button', { name: new RegExp(`^${name}`) });

  // The track of a switch lies over its input, and passes clicks on to it.
  const turnOn = (name: string) => settings.getByRole('switch', { name }).click({ force: true });

  await test.step('choose a schedule: its curve is drawn', async () => {
    await settings.getByRole('textbox', { name: 'Epochs' }).fill('40');
    await settings.getByRole('combobox', { name: 'Schedule' }).click();
    await page.getByRole('option', { name: /^Cosine/ }).click();
    await expect(settings.getByRole('img', { name: /^Learning rate over 40 epochs/ })).toBeVisible();
  });

  await test.step('clip, prune, and stop early', async () => {
    await folded('Decay and clipping').click();
    await turnOn('Clip norm, on or off');
    await folded('Pruning').click();
    await turnOn('Prune');
    await settings.getByRole('textbox', { name: 'Sparsity' }).fill('50');
    await turnOn('To epoch, on or off');
    await settings.getByRole('textbox', { name: 'To epoch' }).fill('2');
    await folded('Best epoch, early stop').click();
    await turnOn('Early stop');
    await settings.getByRole('textbox', { name: 'Patience' }).fill('1');
    await settings.getByRole('textbox', { name: 'Patience' }).blur();
  });

  await test.step('train: the run ends before its last epoch with half of the weights at 0', async () => {
    await page.getByRole('banner').getByRole('button', { name: 'Train', exact: true }).click();
    await expect(page.getByText(/stopped early/i).first()).toBeVisible({ timeout: 90_000 });
    await expect(page.getByText(/^50\.0% of [\d,]+ weights are zero/)).toBeVisible();
  });

  await test.step('one step of the history undoes one setting', async () => {
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('textbox', { name: 'Patience' })).toHaveValue('5');
  });
});
