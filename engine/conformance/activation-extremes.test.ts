import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { differentiate } from '../autodiff/differentiate.ts';
import { invariant } from '../graph/errors.ts';
import { Activation } from '../layers/activation.ts';
import { type ParameterValues, withDefaults } from '../layers/parameters.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { runOnnxruntime } from './onnxruntime.ts';

/** From PyTorch in float32; infinity and NaN as text. */
interface Extremes {
  readonly x: readonly number[];
  readonly functions: readonly {
    readonly name: string;
    readonly parameters: Partial<ParameterValues>;
    readonly y: readonly (number | string)[];
    readonly slope: readonly (number | string)[];
  }[];
}

const { x: xs, functions }: Extremes = JSON.parse(readFileSync(new URL('./golden/activation-extremes.json', import.meta.url), 'utf8'));

function graphOf(parameters: Partial<ParameterValues>) {
  const e = createEmitter('extremes');
  const x = e.builder.input('x', { dtype: 'float32', shape: [xs.length] });
  const [y] = Activation.lower({
    e,
    parameters: withDefaults(Activation.parameters, parameters),
    inputs: [x],
    weights: {},
    mode: 'train',
    random(): never {
      invariant(false, 'an activation draws nothing');
    },
    updateState: () => undefined,
  });
  const [slope] = differentiate(e, e.reduceSum(y, undefined, false), [x]);
  invariant(slope !== undefined, 'the sum depends on x');
  e.builder.output('y', y);
  e.builder.output('slope', slope);
  return e.builder.build();
}

/** Places where a number is not what PyTorch has, its rounding aside; where PyTorch overflows anything goes. */
function differences(expected: readonly (number | string)[], actual: NdArray | undefined) {
  return expected.flatMap((value, i) => {
    const given = actual?.data[i] ?? Number.NaN;
    if (typeof value === 'string' || Math.abs(given - value) <= 3e-6 * Math.max(1, Math.abs(value))) return [];
    return [{ x: xs[i], expected: value, given }];
  });
}

it.each(functions)('$name is where PyTorch is, as far from 0 as float32 goes', async ({ parameters, y, slope }) => {
  const graph = graphOf(parameters);
  const feeds = new Map([['x', ndarray('float32', [xs.length], xs)]]);
  for (const results of [evaluateGraph(graph, feeds), await runOnnxruntime(graph, feeds)]) {
    expect(differences(y, results.get('y'))).toEqual([]);
    expect(differences(slope, results.get('slope'))).toEqual([]);
  }
});
