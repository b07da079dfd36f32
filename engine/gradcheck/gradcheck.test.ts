import { afterEach, describe, expect, it } from 'vitest';
import { datasetShapes, generatedDataset } from '../data/registry.ts';
import { invariant } from '../graph/errors.ts';
import type { OpDefinition } from '../ops/definition.ts';
import { Tanh } from '../ops/tanh.ts';
import { smallDenseNet } from '../runtime/testing/chain.ts';
import { gradcheck } from './gradcheck.ts';

const project = smallDenseNet({ seed: 4 });
const right = Tanh.gradient;

/** Gives the network's activation another gradient rule. */
const plant = (gradient: OpDefinition['gradient']): unknown => Object.assign(Tanh, { gradient });

function check() {
  const dataset = generatedDataset('spirals')?.generate([]);
  invariant(dataset !== undefined, 'the spirals are generated');
  return gradcheck(project, datasetShapes, dataset);
}

const wrongTensors = (): string[] => check().tensors.flatMap(({ name, ok }) => (ok ? [] : [name]));

afterEach(() => plant(right));

describe('gradcheck', () => {
  it('agrees with the gradients of a sound network, entry by entry', () => {
    const report = check();
    expect(report.tensors.map(({ name }) => name)).toEqual(['hidden.kernel', 'hidden.bias', 'logits.kernel', 'logits.bias']);
    expect(report).toMatchObject({ ok: true, parameters: 2 * 16 + 16 + 16 * 2 + 2, checked: 12 + 12 + 12 + 2, kinks: 0 });
    expect(report.maxRelError).toBeLessThan(1e-6);
  });

  it('finds a planted mistake of a thousandth, and names the tensors whose gradient passes through it', () => {
    plant(({ e, outputs: [y], gradients: [g] }) => [g && e.mulScalar(e.mul(g, e.sub(e.scalar(1, y), e.square(y))), 1.001)]);
    expect(check().ok).toBe(false);
    expect(wrongTensors()).toEqual(['hidden.kernel', 'hidden.bias']);
  });

  it('finds a planted sign', () => {
    plant(({ e, outputs: [y], gradients: [g] }) => [g && e.mul(g, e.sub(e.square(y), e.scalar(1, y)))]);
    expect(wrongTensors()).toEqual(['hidden.kernel', 'hidden.bias']);
  });

  it('finds a gradient that does not arrive at all', () => {
    plant('stop');
    expect(wrongTensors()).toEqual(['hidden.kernel', 'hidden.bias']);
  });
});
