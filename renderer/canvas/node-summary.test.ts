import { expect, it } from 'vitest';
import { layerOf } from '../../engine/layers/registry.ts';
import { emptyProject } from '../document/document.ts';
import { footerText, summaryRows } from './node-summary.ts';

function rowsOf(type: string, parameters: Record<string, unknown> = {}): readonly string[] {
  const layer = layerOf(type);
  if (layer === undefined) throw new Error(`no layer ${type}`);
  const node = { id: 'node', type, position: { x: 0, y: 0 }, parameters };
  return summaryRows(node, layer).map(({ label, value }) => `${label} ${value}`);
}

it('shows the parameters that the layer names', () => {
  expect(rowsOf('Conv2D')).toEqual(['filters 32', 'kernel 3×3', 'activation none']);
});

it('tells a dilated and a grouped convolution from a plain one, in three rows', () => {
  expect(rowsOf('Conv2D', { dilation: [2, 2] })).toEqual(['filters 32', 'kernel 3×3', 'dilation 2×2']);
  expect(rowsOf('Conv2D', { dilation: [2, 2], activation: 'relu' })).toEqual(['filters 32', 'activation ReLU', 'dilation 2×2']);
  expect(rowsOf('Conv2D', { dilation: [2, 1], groups: 4, kernelSize: [5, 5] })).toEqual(['filters 32', 'dilation 2×1', 'groups 4']);
  expect(rowsOf('Conv2D', { dilation: [1, 1], groups: 1 })).toEqual(rowsOf('Conv2D'));
});

it('says one parameter, and several params', () => {
  const footer = (parameterCount: number) => {
    const layer = layerOf('PReLU');
    if (layer === undefined) throw new Error('no PReLU');
    const types = [{ dtype: 'float32', shape: ['N', 2] }] as const;
    const analysis = { nodeId: 'node', inputs: types, outputs: types, weights: [], parameterCount, flops: 4, reachesLoss: true };
    return footerText(emptyProject(), layer, analysis);
  };
  expect(footer(1)).toMatch(/^1 parameter · /);
  expect(footer(12)).toMatch(/^12 params · /);
});
