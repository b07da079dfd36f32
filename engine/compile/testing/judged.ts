import { checkDerivative } from '../../autodiff/derivative-check.ts';
import { runOnnxruntime } from '../../conformance/onnxruntime.ts';
import { staticShape } from '../../graph/shape.ts';
import type { Graph, Value } from '../../graph/types.ts';
import { lowerGraph } from '../../ops/lower.ts';
import { type NdArray, ndarray } from '../../ops/ndarray.ts';
import type { Project } from '../../project/schema.ts';
import { evaluateGraph } from '../../reference/interpreter.ts';
import type { DatasetLookup } from '../analyze.ts';
import { gradientProgram } from '../gradient-program.ts';

/** Numbers for every input of a graph, the same at each call: small ones, of tokens and truths what their type takes. */
export function feedsFor(inputs: readonly Value[], sizes: Readonly<Record<string, number>> = {}): Map<string, NdArray> {
  return new Map(
    inputs.map(({ name, type }) => {
      const dims = staticShape(type.shape.map((dim) => (typeof dim === 'string' ? sizes[dim] : dim)));
      const array = ndarray(type.dtype, dims);
      const seed = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
      array.data.forEach((_, i) => (array.data[i] = numberOf(type.dtype, name, seed + 7 * i)));
      return [name, array];
    }),
  );
}

function numberOf(dtype: string, name: string, at: number): number {
  if (dtype === 'int64') return at % 5;
  if (dtype === 'bool') return at % 3 === 0 ? 0 : 1;
  if (name.startsWith('random:')) return at % 4 === 0 ? 0 : 1;
  return 0.7 * Math.sin(1.3 * at + 0.4);
}

/** The largest relative error of a project's gradients against central differences in float64. */
export function gradientError(project: Project, lookup: DatasetLookup, batch = 3): number {
  const program = gradientProgram(project, lookup, batch);
  const feeds = feedsFor(program.graph.inputs);
  const results = evaluateGraph(program.graph, feeds);
  let worst = 0;
  for (const { input, output } of program.parameters) {
    const value = found(feeds, input);
    const gradient = found(results, output);
    const floor = Math.max(1e-3 * gradient.data.reduce((max, g) => Math.max(max, Math.abs(g)), 0), 1e-6);
    for (let entry = 0; entry < value.data.length; entry += Math.max(1, Math.floor(value.data.length / 12))) {
      const lossAt = (offset: number): number => {
        const moved = ndarray(value.dtype, value.dims, value.data);
        moved.data[entry] += offset;
        return found(evaluateGraph(program.lossGraph, new Map(feeds).set(input, moved)), program.lossOutput).data[0];
      };
      const { verdict, relativeError } = checkDerivative(lossAt, gradient.data[entry], { tolerance: 2e-6, floor });
      worst = Math.max(worst, verdict === 'agrees' ? relativeError : 1);
    }
  }
  return worst;
}

/** The largest difference of a graph's outputs between onnxruntime and the float64 executor, beside each output's largest number or 1. */
export async function onnxruntimeError(graph: Graph, sizes: Readonly<Record<string, number>> = {}): Promise<number> {
  const feeds = feedsFor(graph.inputs, sizes);
  const expected = evaluateGraph(graph, feeds);
  const actual = await runOnnxruntime(lowerGraph(graph, { microsoft: true }), feeds);
  const errors = graph.outputs.flatMap(({ name }) => {
    const { data } = found(expected, name);
    const scale = Math.max(1, ...data.map(Math.abs));
    return [...data].map((x, i) => Math.abs(x - found(actual, name).data[i]) / scale);
  });
  return Math.max(...errors.map((error) => (Number.isNaN(error) ? Number.POSITIVE_INFINITY : error)));
}

export function found<T>(values: ReadonlyMap<string, T>, name: string): T {
  const value = values.get(name);
  if (value === undefined) throw new Error(`${name} is there`);
  return value;
}
