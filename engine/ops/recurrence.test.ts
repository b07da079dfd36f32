import { describe, expect, it } from 'vitest';
import { differentiate } from '../autodiff/differentiate.ts';
import type { Value } from '../graph/types.ts';
import { fillUniform } from '../random/distributions.ts';
import { sampleStream } from '../random/stream.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import type { Emitter } from './emitter.ts';
import { lowerGraph } from './lower.ts';
import { ndarray } from './ndarray.ts';
import { recurrence, type StepInputs, type StepOutputs } from './recurrence-emit.ts';
import { createEmitter } from './registry.ts';

const [steps, batch, features, units] = [5, 2, 3, 4];

/** One step of an LSTM with peepholes: gates of x·W + h·R + b, shared W, R, b, p. */
function lstm(e: Emitter, { shared: [W, R, b, p], states: [h, c], inputs: [x] }: StepInputs): StepOutputs {
  const sums = e.add(e.add(e.matmul(x, W), e.gemm(h, R)), b);
  const [i, f, g, o] = e.split(sums, [units, units, units, units], -1);
  const sigmoid = (value: Value): Value => e.op('Sigmoid', [value]);
  const cell = e.add(e.mul(sigmoid(f), c), e.mul(sigmoid(e.add(i, e.mul(c, p))), e.op('Tanh', [g])));
  const next = e.mul(sigmoid(o), e.op('Tanh', [cell]));
  return { states: [next, cell], outputs: [next] };
}

const shapes = {
  W: [features, 4 * units],
  R: [units, 4 * units],
  b: [4 * units],
  p: [units],
  h: [batch, units],
  c: [batch, units],
  x: [steps, batch, features],
};

function lossOf(emit: (e: Emitter, values: Readonly<Record<keyof typeof shapes, Value>>) => StepOutputs) {
  const e = createEmitter('network');
  const names = Object.keys(shapes) as (keyof typeof shapes)[];
  const values = Object.fromEntries(
    names.map((name) => [name, e.builder.input(name, { dtype: 'float32', shape: shapes[name] })]),
  ) as Record<keyof typeof shapes, Value>;
  const { states, outputs } = emit(e, values);
  const loss = [...states, ...outputs]
    .map((value, i) => e.reduceSum(e.mulScalar(e.square(value), i + 1), undefined, false))
    .reduce((a, b) => e.add(a, b));
  e.builder.output('loss', loss);
  for (const [i, gradient] of differentiate(
    e,
    loss,
    names.map((name) => values[name]),
  ).entries())
    if (gradient) e.builder.output(`d${names[i]}`, gradient);
  return e.builder.build();
}

const feeds = new Map(
  Object.entries(shapes).map(([name, dims]) => {
    const array = ndarray('float32', dims);
    fillUniform(sampleStream(3, name, 'train'), array.data, -1, 1);
    return [name, array] as const;
  }),
);

function unrolled(reverse: boolean) {
  return lossOf((e, { W, R, b, p, h, c, x }) => {
    let states: readonly Value[] = [h, c];
    const kept: Value[] = [];
    for (let i = 0; i < steps; i += 1) {
      const t = reverse ? steps - 1 - i : i;
      const input = e.squeeze(e.slice(x, [t], [t + 1], [0]), [0]);
      const step = lstm(e, { shared: [W, R, b, p], states, inputs: [input] });
      states = step.states;
      kept[t] = e.unsqueeze(step.outputs[0], [0]);
    }
    return { states, outputs: [e.concat(kept, 0)] };
  });
}

const scanned = (reverse: boolean) =>
  lossOf((e, { W, R, b, p, h, c, x }) => recurrence(e, { shared: [W, R, b, p], states: [h, c], sequences: [x], reverse }, lstm));

describe('a recurrence', () => {
  it.each([false, true])('has the loss and all gradients of its steps written out (reversed: %s)', (reverse) => {
    const expected = evaluateGraph(unrolled(reverse), feeds);
    const came = evaluateGraph(scanned(reverse), feeds);
    const lowered = evaluateGraph(lowerGraph(scanned(reverse)), feeds);
    expect([...came.keys()]).toEqual([...expected.keys()]);
    for (const results of [came, lowered])
      for (const [name, { data }] of expected) {
        const other = results.get(name)?.data ?? [];
        const difference = Math.max(...data.map((value, i) => Math.abs(value - other[i]) / Math.max(1, Math.abs(value))));
        expect(difference, name).toBeLessThan(1e-12);
      }
  });

  it('keeps of its steps only what is read, and takes the gradients of weights over all steps at once', () => {
    const { nodes } = lowerGraph(scanned(false));
    const [forward, backward] = nodes.filter(({ opType }) => opType === 'Scan');
    const bodyOf = ({ attributes: { body } }: typeof forward) => ('graph' in body ? body.graph : undefined);
    expect(forward.outputs.length).toBeLessThan(bodyOf(forward)?.nodes.length ?? 0);
    const products = bodyOf(backward)?.nodes.filter(({ opType }) => opType === 'Gemm' || opType === 'MatMul') ?? [];
    // The gates' gradients go back through R and W; their products with h and x stand outside.
    expect(products).toHaveLength(2);
    expect(bodyOf(backward)?.nodes.map(({ opType }) => opType)).not.toContain('Tanh');
  });
});

describe('a recurrence over a batch whose size only a run tells', () => {
  /** h_t = h_{t−1} + x_t, and the same doubled as an output. */
  const running = (shape: readonly (number | string)[]) => {
    const e = createEmitter('network');
    const x = e.builder.input('x', { dtype: 'float32', shape: ['T', ...shape] });
    const first = e.builder.input('first', { dtype: 'float32', shape });
    const { states, outputs } = recurrence(e, { shared: [], states: [first], sequences: [x] }, (inner, { states: [h], inputs: [step] }) => {
      const next = inner.add(h, step);
      return { states: [next], outputs: [inner.mulScalar(next, 2)] };
    });
    e.builder.output('last', states[0]);
    e.builder.output('doubled', outputs[0]);
    return e.builder.build();
  };
  const feeds = (dims: readonly number[], firstDims: readonly number[]) =>
    new Map([
      [
        'x',
        ndarray(
          'float32',
          dims,
          Float64Array.from({ length: dims.reduce((a, b) => a * b) }, (_, i) => i),
        ),
      ],
      ['first', ndarray('float32', firstDims, new Float64Array(firstDims.reduce((a, b) => a * b)))],
    ]);

  it.each([1, 4])('is computed for %i samples', (samples) => {
    const results = evaluateGraph(running(['N', 2]), feeds([3, samples, 2], [samples, 2]));
    expect(results.get('last')?.dims).toEqual([samples, 2]);
    expect(results.get('doubled')?.dims).toEqual([3, samples, 2]);
    expect([...(results.get('last')?.data ?? [])]).toEqual(
      Array.from({ length: 2 * samples }, (_, i) => i + (i + 2 * samples) + (i + 4 * samples)),
    );
  });

  it('refuses a state of another size than its steps', () => {
    expect(() => evaluateGraph(running(['N', 2]), feeds([3, 4, 2], [1, 2]))).toThrow(/first|N/);
  });
});
