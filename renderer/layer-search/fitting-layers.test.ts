import { describe, expect, it } from 'vitest';
import { layers } from '../../engine/layers/registry.ts';
import type { TensorType } from '../../engine/graph/types.ts';
import { emptyProject } from '../document/document.ts';
import { fittingLayers } from './fitting-layers.ts';
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
