import { describe, expect, it } from 'vitest';
import { loadDataset } from '../runtime/datasets.ts';
import { indices } from '../random/distributions.ts';
import type { DatasetField, DatasetSplit } from './dataset.ts';
import { gatherField, sampleSize, storedValues } from './gather.ts';
import { penguins } from './penguins.ts';
import { datasets } from './registry.ts';

const FOLDER = new URL('../../datasets', import.meta.url).pathname;

/** Constants that were rounded more coarsely. */
const COARSE = ['auto-mpg'];

interface Moments {
  readonly mean: number;
  readonly deviation: number;
}

/** Mean and deviation of each column over all samples of the splits, as they are fed. */
function fedMoments(field: DatasetField, splits: readonly DatasetSplit[]): Moments[] {
  const size = sampleSize(field);
  const columns = field.columns ?? [];
  const length = size / columns.length;
  const fed = splits.flatMap((split) => {
    const out = new Float64Array(split.size * size);
    gatherField(split, field, indices(split.size), out);
    return [...out];
  });
  return columns.map((_, column) => {
    const values = fed.filter((_value, i) => Math.floor((i % size) / length) === column);
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    return { mean, deviation: Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length) };
  });
}

describe.each(datasets.filter(({ fields: [input] }) => input.columns !== undefined && input.ragged === undefined))(
  'columns of $id',
  (info) => {
    const input = info.fields[0];
    const columns = input.columns ?? [];

    it('are as many as a sample has values or channels', () => {
      expect(columns).toHaveLength(input.shape[0]);
      expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    });

    it('are standardised by the training samples', async () => {
      const { train } = await loadDataset(info.id, FOLDER);
      const tolerance = COARSE.includes(info.id) ? 0.02 : 0.001;
      fedMoments(input, [train]).forEach(({ mean, deviation }, i) => {
        if (columns[i].scale === 1) return;
        expect(Math.abs(mean), columns[i].name).toBeLessThan(tolerance);
        expect(Math.abs(deviation - 1), columns[i].name).toBeLessThan(tolerance);
      });
    });

    it('are not standardised by the test samples too', async () => {
      if (COARSE.includes(info.id)) return;
      const { train, test } = await loadDataset(info.id, FOLDER);
      const together = fedMoments(input, [train, test]).filter((_, i) => columns[i].scale !== 1);
      expect(Math.max(...together.map(({ mean }) => Math.abs(mean)))).toBeGreaterThan(0.01);
    });

    it('hold zeros and ones where they are fed as they are, one of each category or none', async () => {
      const { train, test } = await loadDataset(info.id, FOLDER);
      for (const split of [train, test]) {
        const stored = [...storedValues(split, input, indices(split.size))].map(Number);
        const flags = stored.filter((_, i) => columns[i % columns.length].scale === 1);
        expect(flags.every((value) => value === 0 || value === 1)).toBe(true);
      }
    });
  },
);

it('gives a penguin one island and one sex or none', async () => {
  const { train, test } = await loadDataset('penguins', FOLDER);
  const rows = [train, test].flatMap((split) => {
    const values = [...storedValues(split, penguins.fields[0], indices(split.size))].map(Number);
    return Array.from({ length: split.size }, (_, i) => values.slice(9 * i, 9 * i + 9));
  });
  expect(rows).toHaveLength(342);
  expect(rows.every((row) => row[4] + row[5] + row[6] === 1)).toBe(true);
  expect(rows.filter((row) => row[7] + row[8] === 0)).toHaveLength(9);
  expect(rows.filter((row) => row[7] + row[8] > 1)).toEqual([]);
});
