import { layer, openTemplate, selectLayer, wire } from './editor.ts';
import { expect, test } from './netloom.ts';

test('a convolution by the name of its use, and a layer with as many outputs as it is told', async ({ page, netloom }) => {
  await page.goto(netloom.url);
  await openTemplate(page, 'Digits, convolutional');
  const search = page.getByRole('searchbox', { name: 'Search layers' });
  const add = async (name: string): Promise<void> => {
    await search.fill(name);
    await search.press('Enter');
  };

  await selectLayer(page, 'conv1');
  await add('1x1');
  await expect(layer(page, 'conv3')).toContainText('1×1');
  await expect(page.getByText('1×1 convolution.')).toBeVisible();

  await add('split');
  await page.getByRole('textbox', { name: 'Parts' }).fill('4');
  await expect(layer(page, 'split1').getByLabel(/^Output/)).toHaveCount(4);

  await add('multiply');
  await layer(page, 'split1')
    .getByLabel('Output part 3')
    .dragTo(
      layer(page, 'multiply1')
        .getByLabel(/^Input/)
        .last(),
    );
  await expect(wire(page, 'split1', 'multiply1')).toHaveCount(2);
  await expect(page.getByText('2 of N×8×28×28')).toBeVisible();
});
