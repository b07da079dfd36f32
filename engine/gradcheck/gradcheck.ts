import { checkDerivative } from '../autodiff/derivative-check.ts';
import type { DatasetLookup } from '../compile/analyze.ts';
import { type GradientProgram, gradientProgram } from '../compile/gradient-program.ts';
import type { StateSlot } from '../compile/program.ts';
import type { Dataset } from '../data/dataset.ts';
import { invariant } from '../graph/errors.ts';
import { sizeOf, staticShape } from '../graph/shape.ts';
import { initialize } from '../initializers/initialize.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import type { Project } from '../project/schema.ts';
import { fillNormal, fillRandom, indices, permutation } from '../random/distributions.ts';
import { maskStream, RandomStream, weightStream } from '../random/stream.ts';
import { evaluateGraph, referenceBackend } from '../reference/interpreter.ts';
import { type Samples, samplesOfSplit } from '../training/batches.ts';
import { DataFeeds } from '../training/feeds.ts';
import { programSize } from '../training/graph-feeds.ts';

export interface GradcheckOptions {
  /** Samples in the batch. */
  readonly batchSize?: number;
  /** Entries tried per tensor; all where the tensor has no more. */
  readonly entriesPerTensor?: number;
  readonly tolerance?: number;
  /** Called after each tensor. */
  readonly onTensor?: (tensor: TensorGradcheck) => void;
}

export interface TensorGradcheck {
  readonly name: string;
  readonly nodeId: string;
  readonly checked: number;
  /** Entries at which the loss has no derivative; the gradient is one of the slopes there. */
  readonly kinks: number;
  /** Over the entries that are on no kink. */
  readonly maxRelError: number;
  readonly ok: boolean;
}

export interface GradcheckReport {
  /** Trained numbers of the network. */
  readonly parameters: number;
  readonly checked: number;
  readonly kinks: number;
  readonly maxRelError: number;
  readonly ok: boolean;
  readonly tensors: readonly TensorGradcheck[];
}

/**
 * Compares a project's gradients with central differences of its loss, in float64, on a batch of its dataset. Weights are drawn
 * by the project's seed; values that start equal (biases at 0) are moved by noise, so that the check does not sit on the
 * kinks where untrained networks start. Problems throw `EngineError('project-problems')`.
 */
export function gradcheck(project: Project, datasets: DatasetLookup, dataset: Dataset, options: GradcheckOptions = {}): GradcheckReport {
  const { batchSize = 3, entriesPerTensor = 12, tolerance = 1e-5 } = options;
  const samples = samplesOfSplit(dataset.train).slice(0, batchSize);
  const program = gradientProgram(project, datasets, samples.length, programSize(dataset, dataset.train, samples));
  const feeds = feedsOf(program, dataset, samples, project.training.seed);
  const results = evaluateGraph(program.graph, feeds);
  const tensors = program.parameters.map((slot): TensorGradcheck => {
    const tensor = checkTensor(program, slot, feeds, results, { entriesPerTensor, tolerance, seed: project.training.seed });
    options.onTensor?.(tensor);
    return tensor;
  });
  return {
    parameters: program.parameters.reduce((sum, { type }) => sum + sizeOf(staticShape(type.shape)), 0),
    checked: tensors.reduce((sum, { checked }) => sum + checked, 0),
    kinks: tensors.reduce((sum, { kinks }) => sum + kinks, 0),
    maxRelError: Math.max(0, ...tensors.map(({ maxRelError }) => maxRelError)),
    ok: tensors.every(({ ok }) => ok),
    tensors,
  };
}

/** A derivative of a loss of 1 whose difference over a step of 10⁻⁵ is told to five digits in float64, with one more for what rounding inside the network adds. */
const RESOLVED = 2e-5;

/** Where an augmentation mixes samples, its loss is checked with this share. */
const MIXED_SHARE = 0.3;

interface TensorOptions {
  readonly entriesPerTensor: number;
  readonly tolerance: number;
  readonly seed: number;
}

function checkTensor(
  program: GradientProgram,
  slot: StateSlot,
  feeds: ReadonlyMap<string, NdArray>,
  results: ReadonlyMap<string, NdArray>,
  options: TensorOptions,
): TensorGradcheck {
  const value = get(feeds, slot.input);
  const gradient = get(results, slot.output);
  // Entries far below the tensor's largest derivative are judged on its scale, and those that differences can't resolve on that of rounding.
  const loss = Math.abs(get(results, program.lossOutput).data[0]);
  const floor = Math.max(1e-3 * gradient.data.reduce((max, g) => Math.max(max, Math.abs(g)), 0), RESOLVED * Math.max(1, loss));
  const stream = new RandomStream(options.seed, 'samples', [1, 0, 0]);
  const entries = permutation(stream, indices(value.data.length)).subarray(0, options.entriesPerTensor);
  let kinks = 0;
  let maxRelError = 0;
  let ok = true;
  for (const entry of entries) {
    const lossAt = (offset: number): number => {
      const moved = ndarray(value.dtype, value.dims, value.data);
      moved.data[entry] += offset;
      return get(evaluateGraph(program.lossGraph, new Map(feeds).set(slot.input, moved)), program.lossOutput).data[0];
    };
    const check = checkDerivative(lossAt, gradient.data[entry], { tolerance: options.tolerance, floor });
    if (check.verdict === 'kink') kinks += 1;
    else maxRelError = Math.max(maxRelError, check.relativeError);
    if (check.verdict === 'wrong') ok = false;
  }
  // A tensor whose entries all lie on kinks has not been checked.
  return { name: slot.name, nodeId: slot.nodeId, checked: entries.length, kinks, maxRelError, ok: ok && kinks < entries.length };
}

function feedsOf(program: GradientProgram, dataset: Dataset, samples: Samples, seed: number): ReadonlyMap<string, NdArray> {
  const data = new DataFeeds(program.dataInputs, dataset, referenceBackend);
  data.fill(dataset.train, samples);
  const feeds = new Map<string, NdArray>();
  for (const [name, { dtype, dims, data: numbers }] of data.tensors)
    feeds.set(name, ndarray(dtype, dims, Float64Array.from(numbers, Number)));
  for (const slot of [...program.parameters, ...program.running]) feeds.set(slot.input, firstValue(slot, seed));
  for (const { input, request } of program.randomInputs) {
    const array = ndarray('float32', request.shape);
    fillRandom(maskStream(seed, 1, input), request.distribution, array.data);
    feeds.set(input, array);
  }
  if (program.mixing !== undefined) {
    feeds.set(program.mixing.share, ndarray('float32', [], Float64Array.of(MIXED_SHARE)));
    for (const { target, partner } of program.mixing.partners) feeds.set(partner, reversed(get(feeds, target)));
  }
  return feeds;
}

/** The samples in reverse order. */
function reversed({ dtype, dims, data }: NdArray): NdArray {
  const size = data.length / dims[0];
  const samples = Array.from({ length: dims[0] }, (_, n) => [...data.subarray(n * size, (n + 1) * size)]);
  return ndarray(dtype, dims, Float64Array.from(samples.reverse().flat()));
}

function firstValue(slot: StateSlot, seed: number): NdArray {
  const array = ndarray(slot.type.dtype, staticShape(slot.type.shape));
  initialize(array.data, slot.initializer, weightStream(seed, slot.name));
  if (slot.kind === 'parameter' && !('fanIn' in slot.initializer)) {
    const noise = new Float64Array(array.data.length);
    fillNormal(weightStream(seed, `${slot.name}:noise`), noise, 0.1);
    for (let i = 0; i < noise.length; i += 1) array.data[i] += noise[i];
  }
  return array;
}

function get(values: ReadonlyMap<string, NdArray>, name: string): NdArray {
  const value = values.get(name);
  invariant(value !== undefined, `value ${name} is there`);
  return value;
}
