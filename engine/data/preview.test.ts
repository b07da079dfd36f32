import { expect, it } from 'vitest';
import { previewOf, samplesOf } from './preview.ts';
import { generatedDataset } from './registry.ts';

function spirals() {
  const dataset = generatedDataset('spirals')?.generate([]);
  if (dataset === undefined) throw new Error('spirals are generated');
  return dataset;
}

it('shows the first stored values of each field', () => {
  const preview = previewOf(spirals(), 3);
  expect(preview.count).toBe(3);
  expect(preview.fields.point.shape).toEqual([2]);
  expect(preview.fields.point.values).toEqual(spirals().train.fields.get('point')?.slice(0, 6));
  expect(preview.fields.label.values).toEqual(Uint8Array.of(0, 1, 0));
});

it('shows all samples where more are asked for', () => {
  expect(previewOf(spirals(), 1e6).count).toBe(1000);
  expect(previewOf(spirals(), -1).count).toBe(0);
});

it('shows samples by their positions in a split, as far as it has them', () => {
  const { test } = spirals();
  const samples = samplesOf(spirals(), 'test', [2, 0, 1e9]);
  expect(samples.count).toBe(2);
  const points = [...(test.fields.get('point') ?? [])];
  expect([...samples.fields.point.values]).toEqual([...points.slice(4, 6), ...points.slice(0, 2)]);
  const labels = [...(test.fields.get('label') ?? [])];
  expect([...samples.fields.label.values]).toEqual([labels[2], labels[0]]);
});
