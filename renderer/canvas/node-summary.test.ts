import { expect, it } from 'vitest';
import { activationCurve } from '../../engine/curves/activation-curve.ts';
import { defaultsOf } from '../../engine/layers/parameters.ts';
import { layerOf, layers } from '../../engine/layers/registry.ts';
import { emptyProject } from '../document/document.ts';
import { footerText, isPictured, namedField, summaryRows } from './node-summary.ts';

function rowsOf(type: string, parameters: Record<string, unknown> = {}): readonly string[] {
  const layer = layerOf(type);
  if (layer === undefined) throw new Error(`no layer ${type}`);
  const node = { id: 'node', type, position: { x: 0, y: 0 }, parameters };
  return summaryRows(node, layer).map(({ label, value }) => `${label} ${value}`);
}

it('shows the parameters that the layer names', () => {
  expect(rowsOf('Conv2D')).toEqual(['filters 32', 'kernel 3×3, same', 'activation none']);
});

it('tells a dilated and a grouped convolution from a plain one, in three rows', () => {
  expect(rowsOf('Conv2D', { dilation: [2, 2] })).toEqual(['filters 32', 'kernel 3×3, same', 'dilation 2×2']);
  expect(rowsOf('Conv2D', { dilation: [2, 2], activation: 'relu' })).toEqual(['filters 32', 'activation ReLU', 'dilation 2×2']);
  expect(rowsOf('Conv2D', { dilation: [2, 1], groups: 4, kernelSize: [5, 5] })).toEqual(['filters 32', 'dilation 2×1', 'groups 4']);
  expect(rowsOf('Conv2D', { dilation: [1, 1], groups: 1 })).toEqual(rowsOf('Conv2D'));
});

it('says how the edges of a window are padded beside its size', () => {
  expect(rowsOf('Conv2D', { padding: 'valid', kernelSize: [5, 5] })).toContain('kernel 5×5, valid');
  expect(rowsOf('MaxPool2D')[0]).toBe('window 2×2, valid');
});

it('pictures the activations that have a curve of their own, and no others', () => {
  const pictured = layers.filter((layer) => isPictured({ id: 'node', type: layer.type, position: { x: 0, y: 0 }, parameters: {} }, layer));
  const curved = layers.filter((layer) => {
    const curve = layer.category === 'activation' ? activationCurve(layer, defaultsOf(layer.parameters)) : undefined;
    return curve !== undefined && !curve.compares;
  });
  expect(pictured.map(({ type }) => type)).toEqual(curved.map(({ type }) => type));
  expect(pictured.length).toBeGreaterThan(10);
});

it('puts a curve beside the name of an activation, where there is one', () => {
  const curves = (activation: string) => {
    const layer = layerOf('Dense');
    if (layer === undefined) throw new Error('no Dense');
    return summaryRows({ id: 'node', type: 'Dense', position: { x: 0, y: 0 }, parameters: { activation } }, layer).map(
      ({ curve }) => curve,
    );
  };
  expect(curves('relu')).toEqual([undefined, true]);
  expect(curves('none')).toEqual([undefined, undefined]);
  expect(curves('softmax')).toEqual([undefined, undefined]);
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

it('calls a target as the inspector does', () => {
  const layer = layerOf('Output');
  if (layer === undefined) throw new Error('no layer Output');
  const output = (target: string) => ({ id: 'out', type: 'Output', position: { x: 0, y: 0 }, parameters: { target } });
  const input = { id: 'in', type: 'Input', position: { x: 0, y: 0 }, parameters: { dataset: 'mnist' } };
  const targetOf = (target: string) => {
    const project = { ...emptyProject('p'), nodes: [input, output(target)] };
    return summaryRows(output(target), layer, namedField(project, output(target), layer))[0].value;
  };
  expect(targetOf('digit')).toBe('Digit');
  expect(targetOf('nowhere')).toBe('nowhere');
});
