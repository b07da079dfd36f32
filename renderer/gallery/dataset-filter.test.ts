import { expect, it } from 'vitest';
import { births } from '../../engine/data/births.ts';
import { jueju } from '../../engine/data/jueju.ts';
import { mnist } from '../../engine/data/mnist.ts';
import { molecules } from '../../engine/data/molecules.ts';
import { penguins } from '../../engine/data/penguins.ts';
import { type DatasetFilter, filterChoices, isWanted, noFilter } from './dataset-filter.ts';

const all = [mnist, penguins, births, jueju, molecules];
const found = (filter: Partial<DatasetFilter>) =>
  all.filter((dataset) => isWanted(dataset, { ...noFilter, ...filter })).map(({ id }) => id);

it('finds datasets by each of some words', () => {
  expect(found({})).toHaveLength(all.length);
  expect(found({ words: '七言' })).toEqual(['jueju']);
  expect(found({ words: 'Flipper beak ' })).toEqual(['penguins']);
  expect(found({ words: 'flipper mnist' })).toEqual([]);
});

it('narrows to a task and a kind', () => {
  expect(found({ task: 'forecasting' })).toEqual(['births']);
  expect(found({ kind: 'graphs' })).toEqual(['molecules']);
  expect(found({ task: 'language modelling', kind: 'tables' })).toEqual([]);
});

it('offers what occurs', () => {
  expect(filterChoices([mnist, penguins])).toEqual({ tasks: ['classification'], kinds: ['images', 'tables'] });
});
