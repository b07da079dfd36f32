import { expect, it } from 'vitest';
import { speak } from '../language/text.ts';
import { datasetTitle } from './dataset-facts.ts';

it('says titles of bundled datasets in Chinese, and leaves those that people gave, whatever they consist of', async () => {
  await speak('zh');
  try {
    expect(datasetTitle({ id: 'penguins', title: 'Penguins' })).toMatch(/\p{Script=Han}/u);
    for (const title of ['Penguins', 'cats and dogs', 'train, test']) expect(datasetTitle({ id: 'my-data', title })).toBe(title);
  } finally {
    await speak('en');
  }
});
