import { expect, it } from 'vitest';
import { layers } from '../../engine/layers/registry.ts';
import { emptyProject } from '../document/document.ts';
import { fittingLayers } from './fitting-layers.ts';
import { searchLayers } from './layer-search.ts';

const found = (query: string) => searchLayers(layers, query).map(({ type }) => type);

it('puts the layer whose name is typed first', () => {
  expect(found('relu')[0]).toBe('ReLU');
  expect(found('dense')[0]).toBe('Dense');
});

it('finds layers by what else people call them', () => {
  expect(found('linear')).toContain('Dense');
  expect(found('shortcut')).toContain('Add');
});

it('asks every word to fit', () => {
  const pools = found('max pool');
  expect(pools.slice(0, 3).sort()).toEqual(['MaxPool1D', 'MaxPool2D', 'MaxPool3D']);
  for (const type of pools) expect(type).toMatch(/Max.*Pool/);
  expect(found('max zebra')).toEqual([]);
});

it('offers only layers that take the shape, each with what it gives', () => {
  const image = fittingLayers(layers, { dtype: 'float32', shape: ['N', 32, 7, 7] }, emptyProject());
  const shapes = new Map(image.map(({ layer, output }) => [layer.type, output?.shape]));
  expect(shapes.get('Flatten')).toEqual(['N', 1568]);
  expect(shapes.get('Conv2D')).toEqual(['N', 32, 7, 7]);
  expect(shapes.has('Dense')).toBe(false);
  expect(shapes.has('Input')).toBe(false);
});
