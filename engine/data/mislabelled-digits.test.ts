import { expect, it } from 'vitest';
import { loadInMemory } from '../runtime/datasets.ts';

const FOLDER = new URL('../../datasets', import.meta.url).pathname;

it('gives more than a third of the training digits a wrong label, and none of the test digits', async () => {
  const [right, given] = await Promise.all(['digits', 'mislabelled-digits'].map((id) => loadInMemory(id, FOLDER)));
  const wrong = (split: 'train' | 'test') => {
    const truth = right[split].fields.get('digit') ?? [];
    return [...(given[split].fields.get('digit') ?? [])].filter((label, i) => label !== truth[i]).length / given[split].size;
  };
  expect(wrong('train')).toBeGreaterThan(0.34);
  expect(wrong('train')).toBeLessThan(0.38);
  expect(wrong('test')).toBe(0);
});
