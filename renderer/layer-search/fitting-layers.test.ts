import { describe, expect, it } from 'vitest';
import { layers } from '../../engine/layers/registry.ts';
import type { TensorType } from '../../engine/graph/types.ts';
import { emptyProject } from '../document/document.ts';
import { feedingLayers, fittingLayers } from './fitting-layers.ts';
import { choicesOf } from './layer-choice.ts';

const choices = layers.flatMap(choicesOf);

describe('the layers that fit an output', () => {
  it.each<TensorType>([
    { dtype: 'float32', shape: ['N', 3136] },
    { dtype: 'float32', shape: ['N', 1, 28, 28] },
    { dtype: 'float32', shape: ['N', 10, 4] },
    { dtype: 'float32', shape: ['N'] },
    { dtype: 'int64', shape: ['N', 12] },
    { dtype: 'bool', shape: ['N', 12] },
  ])('can be asked for of all layers, with $dtype $shape', (input) => {
    expect(fittingLayers(choices, input, emptyProject('Fitting')).length).toBeGreaterThan(0);
  });

  it('include those whose other inputs are wired later, without saying what they give', () => {
    const offered = fittingLayers(choices, { dtype: 'float32', shape: ['N', 64] }, emptyProject('Fitting'));
    expect(offered.find(({ choice }) => choice.id === 'GCNConv')).toMatchObject({ output: undefined });
  });
});

describe('the layers that could feed a port', () => {
  const types = (accepts: Parameters<typeof feedingLayers>[1]) =>
    new Set(feedingLayers(choices, accepts).map(({ choice }) => choice.layer.type));

  it('are those that give what it accepts', () => {
    const images = types(['image']);
    for (const type of ['Input', 'Conv2D', 'MaxPool2D', 'ReLU', 'BatchNorm', 'Add', 'Reshape']) expect(images).toContain(type);
    for (const type of ['LSTM', 'GCNConv', 'Flatten', 'Conv1D', 'Output']) expect(images).not.toContain(type);
    const features = types(['features']);
    for (const type of ['Input', 'Dense', 'Flatten', 'GlobalAveragePool', 'GCNConv', 'Dropout']) expect(features).toContain(type);
    for (const type of ['MaxPool2D', 'Conv2D', 'Conv1D']) expect(features).not.toContain(type);
  });

  it('are all that give something, where it accepts anything', () => {
    expect(types(undefined)).toEqual(new Set(layers.filter(({ type }) => type !== 'Output').map(({ type }) => type)));
  });
});
