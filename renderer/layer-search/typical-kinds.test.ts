import { expect, it } from 'vitest';
import { layerOf } from '../../engine/layers/registry.ts';
import { typicalKinds } from './typical-kinds.ts';

const kindsOf = (type: string) => {
  const layer = layerOf(type);
  return layer && typicalKinds(layer);
};

it('tells of all that a layer needs', () => {
  expect(kindsOf('GCNConv')?.inputs).toEqual(expect.arrayContaining(['features', 'edges']));
  expect(kindsOf('Conv2D')).toEqual({ inputs: ['image'], outputs: ['image'] });
  expect(kindsOf('Flatten')?.outputs).toEqual(['features']);
});

it('leaves out what a layer can do without, and what a layer without inputs would take', () => {
  expect(kindsOf('MultiHeadAttention')?.inputs).not.toContain('mask');
  expect(kindsOf('Input')?.inputs).toEqual([]);
});
