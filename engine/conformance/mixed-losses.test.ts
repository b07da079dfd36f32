import { describe, expect, it } from 'vitest';
import { checkDerivative } from '../autodiff/derivative-check.ts';
import { differentiate } from '../autodiff/differentiate.ts';
import { mixedMean } from '../compile/mixing.ts';
import { invariant } from '../graph/errors.ts';
import { meanLoss, type LossDefinition } from '../losses/definition.ts';
import { losses } from '../losses/registry.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { lossCase } from './loss-case.ts';

const BATCH = 5;
const SHARE = 0.3;

type Example = LossDefinition['examples'][number];

/** The loss of mixed samples with its gradient, and that against each of the two targets alone. */
function mixedLoss(loss: LossDefinition, example: Example) {
  const { feeds: drawn, parameters } = lossCase(loss, example, BATCH);
  const [predictions, targets] = [drawn.get('y'), drawn.get('t')];
  invariant(predictions !== undefined && targets !== undefined, 'a case has predictions and targets');
  const e = createEmitter('mixed');
  const y = e.builder.input('y', { dtype: 'float32', shape: predictions.dims });
  const [own, other] = ['own', 'other'].map((name) => e.builder.input(name, { dtype: targets.dtype, shape: targets.dims }));
  const share = e.builder.input('share', { dtype: 'float32', shape: [] }).name;
  const each = [own, other].map((target) => meanLoss(e, loss, y, target, parameters));
  const mixed = mixedMean(e, { share, partners: [] }, each[0], each[1]);
  const [gradient] = differentiate(e, mixed.mean, [y]);
  invariant(gradient !== undefined, 'the loss depends on its predictions');
  const outputs = { mixed: mixed.mean, first: each[0].mean, second: each[1].mean, gradient };
  for (const [name, value] of Object.entries(outputs)) e.builder.output(name, value);
  const graph = e.builder.build();
  const feeds = new Map([
    ['y', predictions],
    ['own', targets],
    ['other', turned(targets)],
    ['share', ndarray('float32', [], Float64Array.of(SHARE))],
  ]);
  const read = (name: string, given: ReadonlyMap<string, NdArray>) => {
    const value = evaluateGraph(graph, given).get(name);
    invariant(value !== undefined, `the graph has ${name}`);
    return value.data;
  };
  return { feeds, predictions, read };
}

/** The samples, each in the place of the one before. */
function turned({ dtype, dims, data }: NdArray): NdArray {
  const size = data.length / BATCH;
  return ndarray(dtype, dims, Float64Array.of(...data.subarray(size), ...data.subarray(0, size)));
}

const cases = losses
  .filter(({ embeds }) => embeds !== true)
  .flatMap((loss) => loss.examples.map((example) => [loss.id, example.name, { loss, example }] as const));

describe.each(cases)('%s, %s', (_id, _name, { loss, example }) => {
  const { feeds, predictions, read } = mixedLoss(loss, example);
  const value = read('mixed', feeds)[0];

  it('of mixed samples is its value against both targets, each by its share', () => {
    expect(value).toBeCloseTo(SHARE * read('first', feeds)[0] + (1 - SHARE) * read('second', feeds)[0], 12);
  });

  it('of mixed samples has the gradient of that', () => {
    const gradient = read('gradient', feeds);
    const floor = Math.max(1e-6, ...gradient.map((g) => 1e-3 * Math.abs(g)));
    for (let entry = 0; entry < predictions.data.length; entry += Math.ceil(predictions.data.length / 12)) {
      const lossAt = (offset: number): number => {
        const moved = ndarray('float32', predictions.dims, predictions.data);
        moved.data[entry] += offset;
        return read('mixed', new Map(feeds).set('y', moved))[0];
      };
      expect(checkDerivative(lossAt, gradient[entry], { tolerance: 1e-5, floor }).verdict).not.toBe('wrong');
    }
  });
});
