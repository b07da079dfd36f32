import type { InferenceProgram } from '../compile/program.ts';
import type { TensorData } from '../graph/types.ts';
import { toNdArray } from '../reference/arrays.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { type StateTensors, tensorOfSlot } from '../training/state.ts';
import type { Float64Check } from './engine-api.ts';

const MOST_SAMPLES = 8;
/** What the interpreter computes in about a second. */
const MOST_FLOPS = 300_000_000;

/** How many samples are computed in float64: few enough not to make people wait, at least one. */
export function float64Samples(available: number, flopsPerSample: number): number {
  const affordable = Math.floor(MOST_FLOPS / Math.max(1, flopsPerSample));
  return Math.min(available, MOST_SAMPLES, Math.max(1, affordable));
}

/** A network with its weights, and samples of its inputs. */
export interface Float64Case {
  readonly program: InferenceProgram;
  readonly tensors: StateTensors;
  readonly feeds: ReadonlyMap<string, TensorData>;
  readonly samples: number;
}

/**
 * Compares what a file gave for the samples with the same network computed in float64 by the engine's own operators, of which
 * onnxruntime has no part. Rounding explains differences up to `tolerance`, times the output's largest number where that is above 1.
 */
export function checkInFloat64(outputs: ReadonlyMap<string, Float32Array>, network: Float64Case, tolerance: number): Float64Check {
  const exact = float64Outputs(network);
  let maxAbsDiff = 0;
  let agrees = true;
  for (const [name, expected] of exact) {
    const difference = largestDifference(outputs.get(name) ?? [], expected);
    const scale = expected.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 1);
    maxAbsDiff = Math.max(maxAbsDiff, difference);
    agrees &&= difference <= tolerance * scale;
  }
  return { samples: network.samples, maxAbsDiff, agrees };
}

function float64Outputs({ program, tensors, feeds }: Float64Case): ReadonlyMap<string, Float64Array> {
  const state = program.state.map(({ name, input }): [string, TensorData] => [input, tensorOfSlot(tensors, name)]);
  const arrays = new Map([...feeds, ...state].map(([name, tensor]) => [name, toNdArray(tensor)]));
  return new Map([...evaluateGraph(program.graph, arrays)].map(([name, { data }]) => [name, Float64Array.from(data)]));
}

/** Infinite where numbers are missing, or one side alone is none; what float32 can't hold equals its infinity. */
function largestDifference(values: ArrayLike<number>, exact: Float64Array): number {
  if (values.length !== exact.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < exact.length; i += 1) {
    if (!Number.isFinite(values[i]) && Object.is(values[i], Math.fround(exact[i]))) continue;
    const difference = Math.abs(values[i] - exact[i]);
    largest = Math.max(largest, Number.isNaN(difference) ? Infinity : difference);
  }
  return largest;
}
