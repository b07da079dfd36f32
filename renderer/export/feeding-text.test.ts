import { expect, it } from 'vitest';
import type { DatasetField } from '../../engine/data/dataset.ts';
import { karate } from '../../engine/data/karate.ts';
import { linkedInfo } from '../../engine/data/links.ts';
import { molecules } from '../../engine/data/molecules.ts';
import { feedingText, graphFeedingText } from './feeding-text.ts';

const image: DatasetField = { name: 'image', label: 'Image', role: 'input', semantics: 'image', dtype: 'float32', shape: [1, 28, 28] };

it.each([
  [{ scale: 1 / 255, offset: 0 }, 'pixels (0 to 255) × 1/255'],
  [{ scale: 2 / 255, offset: -1 }, 'pixels (0 to 255) × 0.00784314 − 1'],
  [{ scale: 1, offset: 0 }, 'pixels as they are'],
  [undefined, 'pixels as they are'],
])('says of the preprocessing %j: %s', (preprocessing, text) => {
  expect(feedingText({ ...image, ...(preprocessing && { preprocessing }) })).toBe(text);
});

it('says of a signal that its channels are', () => {
  const columns = [{ name: 'Births', scale: 2, offset: 0 }];
  expect(feedingText({ ...image, semantics: 'signal', shape: [1, 28], columns })).toBe(
    "one channel × its scale + its offset, which the file's metadata name",
  );
});

it('says of a table that its columns are scaled one by one', () => {
  const columns = [
    { name: 'length', scale: 2, offset: 0 },
    { name: 'mass', scale: 0.1, offset: -1 },
  ];
  expect(feedingText({ ...image, semantics: 'table', shape: [2], columns })).toBe(
    "2 columns, each × its scale + its offset, which the file's metadata name; columns in the order length, mass, which the file's metadata tell under “columns”",
  );
});

it('tells the order of stored columns, and that their values have numbers', () => {
  const columns = [
    { name: 'size', scale: 1, offset: 0, missing: 2 },
    { name: 'district', scale: 1, offset: 0, values: ['hill', 'harbour'] },
  ];
  const field: DatasetField = { ...image, semantics: 'table', shape: [2], columns };
  expect(feedingText(field, { takes: 'stored', steps: ['One-hot'], chosen: false })).toBe(
    "values as they are stored; the file does the rest: One-hot; columns in the order size, district, which the file's metadata tell under “columns”, the numbers of their values too",
  );
});

it('says what is done before the file, and what in it', () => {
  const field: DatasetField = { ...image, semantics: 'table', shape: [2] };
  expect(feedingText(field, { takes: 'prepared', steps: ['Standardise', 'One-hot'], chosen: false })).toBe(
    "values after Standardise, One-hot, whose constants the file's metadata hold",
  );
  expect(feedingText(image, { takes: 'stored', steps: ['Scale'], chosen: false })).toBe(
    'pixels as they are stored; the file does the rest: Scale',
  );
});

it('says what parts of a graph are, and that edges go both ways', () => {
  expect(graphFeedingText(karate, 'member')).toBe('a row of features for each node of the graph: values as they are');
  expect(graphFeedingText(karate, 'edges')).toMatch(/given twice, once each way/);
  expect(graphFeedingText(molecules, 'membership')).toMatch(/graph that each node belongs to/);
  expect(graphFeedingText(linkedInfo(karate, { testFraction: 0.1 }), 'pair')).toMatch(/two nodes of each pair/);
  expect(graphFeedingText(karate, 'name')).toBeUndefined();
});
