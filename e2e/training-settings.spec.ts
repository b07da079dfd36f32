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

test('augmentations are previewed on the training samples, drawn anew on request, and refused with the reason', async ({
  page,
  netloom,
}) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'Small digits');
  await page.getByRole('button', { name: 'Train workspace' }).click();
  const settings = page.getByRole('tabpanel').filter({ has: page.getByRole('heading', { name: 'Training settings' }) });
  await settings.getByRole('button', { name: /^Augmentation/ }).click();
  const preview = settings.getByRole('figure', { name: 'Preview of the augmentation' });
  const add = async (name: string) => {
    await settings.getByRole('button', { name: 'Add augmentation' }).click();
    await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
  };
  /** All pixels of the strip, row by row. */
  const pixels = () => preview.locator('canvas').evaluateAll((drawn: HTMLCanvasElement[]) => drawn.map((canvas) => canvas.toDataURL()));

  await test.step('no preview before there is an augmentation; then four originals and three draws of each', async () => {
    await expect(preview).toHaveCount(0);
    await add('Rotation');
    await expect(preview.getByRole('img', { name: '4 samples: original, draw 1, draw 2, draw 3' })).toBeVisible();
    const [first, ...others] = await pixels();
    expect(others).toHaveLength(15);
    expect(others[3]).not.toBe(first);
  });

  await test.step('other draws of the same samples', async () => {
    const before = await pixels();
    await preview.getByRole('button', { name: 'New draws' }).click();
    await expect.poll(async () => (await pixels())[4]).not.toBe(before[4]);
    expect((await pixels()).slice(0, 4)).toEqual(before.slice(0, 4));
  });

  await test.step('a changed parameter shows at once', async () => {
    await settings.getByRole('textbox', { name: 'Degrees' }).fill('0');
    await expect.poll(async () => (await pixels()).slice(4, 8)).toEqual((await pixels()).slice(0, 4));
  });

  await test.step('mixing tells its share, and what does not fit why', async () => {
    await add('Mixup');
    await expect(preview.getByRole('img', { name: /^4 samples: original, 1: λ (0\.\d\d|1\.00)/ })).toBeVisible();
    await add('Time warp');
    await expect(preview.getByRole('status')).toHaveText(/^Time warp expected a signal .* came image \[1, 8, 8\]/);
  });
});
