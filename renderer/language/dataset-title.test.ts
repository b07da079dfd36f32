import { expect, it } from 'vitest';
import { datasetTitle } from './dataset-title.ts';
import { speak } from './text.ts';

it('says titles of bundled datasets in Chinese, and leaves those that people gave, whatever they consist of', async () => {
  await speak('zh');
  try {
    expect(datasetTitle({ id: 'penguins', title: 'Palmer penguins' })).toMatch(/\p{Script=Han}/u);
    for (const title of ['Palmer penguins', 'cats and dogs', 'train, test']) expect(datasetTitle({ id: 'my-data', title })).toBe(title);
  } finally {
    await speak('en');
  }
});
