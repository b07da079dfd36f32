import { describe, expect, it } from 'vitest';
import { invariant } from '../graph/errors.ts';
import { activations } from '../layers/activations.ts';
import { defaultsOf } from '../layers/parameters.ts';
import { layerOf, layers } from '../layers/registry.ts';
import { activationCurve } from './activation-curve.ts';

function curveOf(type: string, given: Readonly<Record<string, unknown>> = {}) {
  const layer = layerOf(type);
  invariant(layer !== undefined, `there is a layer ${type}`);
  return activationCurve(layer, { ...defaultsOf(layer.parameters), ...given });
}

/** Value and slope at a point of the grid. */
function at(curve: ReturnType<typeof curveOf>, x: number): readonly [y: number | undefined, slope: number | undefined] {
  const index = curve?.x.indexOf(x) ?? -1;
  return [curve?.y[index], curve?.slope[index]];
}

describe('the curve of an activation', () => {
  it.each(layers.filter(({ category }) => category === 'activation').map(({ type }) => [type] as const))(
    '%s has a slope that agrees with its rise',
    (type) => {
      const curve = curveOf(type);
      invariant(curve !== undefined, `${type} has a curve`);
      const { x, y, slope } = curve;
      expect([y.length, slope.length]).toEqual([x.length, x.length]);
      expect([...y, ...slope].every(Number.isFinite)).toBe(true);
      const rises = x.slice(1, -1).map((_, i) => ({ rise: (y[i + 2] - y[i]) / (x[i + 2] - x[i]), slope: slope[i + 1] }));
      // Kinks lie at three places at most; smooth parts bend by little within 0.1.
      expect(rises.filter((point) => Math.abs(point.rise - point.slope) > 2e-3).length).toBeLessThanOrEqual(3);
    },
  );

  it('follows the formula', () => {
    const curve = curveOf('Tanh');
    for (const x of [-3, -0.5, 0, 1, 5]) {
      const [y, slope] = at(curve, x);
      expect(y).toBeCloseTo(Math.tanh(x), 12);
      expect(slope).toBeCloseTo(1 - Math.tanh(x) ** 2, 12);
    }
    expect(at(curveOf('Linear'), -2)).toEqual([-2, 1]);
  });

  it('follows the parameters', () => {
    expect(at(curveOf('LeakyReLU', { slope: 0.5 }), -2)).toEqual([-1, 0.5]);
    expect(at(curveOf('Activation', { function: 'leakyRelu', slope: 0.25 }), -2)).toEqual([-0.5, 0.25]);
    expect(at(curveOf('ELU', { alpha: 2 }), -5)[0]).toBeCloseTo(2 * Math.expm1(-5), 12);
    expect(at(curveOf('ELU', { alpha: 0.5 }), -5)[0]).toBeCloseTo(0.5 * Math.expm1(-5), 12);
  });

  it('shows a trained slope as it is before training, shared or not', () => {
    expect(at(curveOf('PReLU'), -4)).toEqual([-1, 0.25]);
    expect(at(curveOf('PReLU', { slopes: 'channel', initial: 0.5 }), -4)).toEqual([-2, 0.5]);
  });

  it('draws softmax over one of two scores: the sigmoid', () => {
    const sigmoid = curveOf('Sigmoid');
    for (const axis of ['auto', 'channels', 'last']) {
      const softmax = curveOf('Softmax', { axis });
      expect(softmax?.y.every((y, i) => Math.abs(y - (sigmoid?.y[i] ?? 0)) < 1e-12)).toBe(true);
    }
    expect(at(curveOf('LogSoftmax'), 0)).toEqual([-Math.LN2, 0.5]);
    expect([curveOf('Softmax')?.compares, curveOf('LogSoftmax')?.compares, sigmoid?.compares]).toEqual([true, true, false]);
  });

  it('is that of the activation that another layer applies', () => {
    for (const type of ['Dense', 'Conv2D', 'SeparableConv2D']) {
      for (const { id } of activations) expect(curveOf(type, { activation: id }), `${type}, ${id}`).toBeDefined();
      expect(curveOf(type, { activation: 'tanh' })?.y).toEqual(curveOf('Tanh')?.y);
      expect(curveOf(type, { activation: 'none' })).toBeUndefined();
    }
    expect(curveOf('Flatten')).toBeUndefined();
  });

  it('is missing while a parameter is not allowed', () => {
    expect(curveOf('LeakyReLU', { slope: 7 })).toBeUndefined();
    expect(curveOf('LeakyReLU', { slope: 'steep' })).toBeUndefined();
    expect(curveOf('Dense', { activation: 'wobble' })).toBeUndefined();
  });

  it('is computed once for the same parameters', () => {
    expect(curveOf('CELU', { alpha: 0.7 })).toBe(curveOf('CELU', { alpha: 0.7 }));
    for (let i = 0; i < 300; i += 1) curveOf('LeakyReLU', { slope: i / 300 });
    expect(at(curveOf('LeakyReLU', { slope: 0.5 }), -2)).toEqual([-1, 0.5]);
  });
});
