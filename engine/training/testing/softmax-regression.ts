import type { EvaluationProgram, PredictionOutput, StateSlot, TrainingProgram } from '../../compile/program.ts';
import type { Dataset, DatasetSplit } from '../../data/dataset.ts';
import { allocateArray, sizeOf, staticShape } from '../../graph/shape.ts';
import type { Graph, TensorData, TensorType, Value } from '../../graph/types.ts';
import { weightStream } from '../../random/stream.ts';
import { fillNormal } from '../../random/distributions.ts';
import type { ExecutorBackend } from '../executor.ts';
import type { ProgramSource } from '../programs.ts';

/** Two features, two classes: a network small enough to be computed by hand, with a random mask on its inputs. */
const FEATURES = 2;
const CLASSES = 2;

const float = (...shape: readonly number[]): TensorType => ({ dtype: 'float32', shape });
const value = (name: string, type: TensorType): Value => ({ name, type });

function slot(name: string, kind: StateSlot['kind']): StateSlot {
  const initializer =
    kind === 'optimizer' ? ({ kind: 'zeros' } as const) : ({ kind: 'glorotUniform', fanIn: FEATURES, fanOut: CLASSES } as const);
  return { name, kind, nodeId: 'dense', type: float(FEATURES, CLASSES), initializer, input: name, output: `${name}:next` };
}

const kernel = slot('dense.kernel', 'parameter');
const velocity = slot('dense.kernel:velocity', 'optimizer');

const prediction: PredictionOutput = {
  nodeId: 'output',
  output: 'logits',
  activated: 'logits',
  target: 'label',
  dataset: 'blobs',
  targetField: 'label',
  limits: { kind: 'classes', count: CLASSES },
  loss: 'crossEntropy',
  metrics: ['accuracy'],
};

function graph(inputs: readonly Value[], outputs: readonly Value[]): Graph {
  return { name: 'softmax-regression', inputs, outputs, initializers: new Map(), nodes: [], types: new Map() };
}

function dataInputs(batchSize: number): TrainingProgram['dataInputs'] {
  const label: TensorType = { dtype: 'int64', shape: [batchSize] };
  return [
    { input: 'x', dataset: 'blobs', field: 'point', role: 'input', type: float(batchSize, FEATURES) },
    { input: 'label', dataset: 'blobs', field: 'label', role: 'target', type: label },
  ];
}

const asValues = (inputs: TrainingProgram['dataInputs']): Value[] => inputs.map(({ input, type }) => value(input, type));

export const softmaxRegression: ProgramSource = {
  training(batchSize): TrainingProgram {
    const data = dataInputs(batchSize);
    const results = [value('loss', float()), value('logits', float(batchSize, CLASSES))];
    const state = [kernel, velocity];
    return {
      graph: graph(
        [
          ...asValues(data),
          value('mask', float(batchSize, FEATURES)),
          value('learningRate', float()),
          ...state.map((s) => value(s.input, s.type)),
        ],
        [...results, ...state.map((s) => value(s.output, s.type))],
      ),
      batchSize,
      dataInputs: data,
      randomInputs: [{ input: 'mask', request: { distribution: { kind: 'bernoulli', probability: 0.9 }, shape: [batchSize, FEATURES] } }],
      scalarInputs: ['learningRate'],
      state,
      lossOutput: 'loss',
      predictions: [prediction],
      stateGradients: [],
    };
  },
  evaluation(batchSize): EvaluationProgram {
    const data = dataInputs(batchSize);
    return {
      graph: graph(
        [...asValues(data), value(kernel.input, kernel.type)],
        [value('loss', float()), value('logits', float(batchSize, CLASSES))],
      ),
      batchSize,
      dataInputs: data,
      state: [{ ...kernel, output: kernel.input }],
      lossOutput: 'loss',
      predictions: [prediction],
    };
  },
};

/** Runs softmax regression in place of a graph's operators. */
export const softmaxRegressionBackend: ExecutorBackend = {
  name: 'reference',
  allocate: ({ dtype, shape }) => ({ dtype, dims: staticShape(shape), data: allocateArray(dtype, sizeOf(staticShape(shape))) }),
  async create(program) {
    const training = program.outputs.some(({ name }) => name === kernel.output);
    return {
      async run(feeds, outputs) {
        const gradient = forward(feeds, outputs);
        if (training) update(feeds, outputs, gradient);
      },
      async dispose() {},
    };
  },
};

function numbers(tensors: ReadonlyMap<string, TensorData>, name: string): Float32Array {
  const data = tensors.get(name)?.data;
  if (!(data instanceof Float32Array)) throw new Error(`${name} is missing`);
  return data;
}

/** Writes loss and logits, gives the gradient of the kernel. */
function forward(feeds: ReadonlyMap<string, TensorData>, outputs: ReadonlyMap<string, TensorData>): Float64Array {
  const x = numbers(feeds, 'x');
  const weights = numbers(feeds, kernel.input);
  const logits = numbers(outputs, 'logits');
  const labels = feeds.get('label')?.data ?? [];
  const mask = feeds.has('mask') ? numbers(feeds, 'mask') : undefined;
  const batch = labels.length;
  const gradient = new Float64Array(FEATURES * CLASSES);
  let loss = 0;
  for (let n = 0; n < batch; n += 1) {
    const input = [0, 1].map((f) => x[n * FEATURES + f] * (mask?.[n * FEATURES + f] ?? 1));
    const row = [0, 1].map((c) => input[0] * weights[c] + input[1] * weights[CLASSES + c]);
    logits.set(row, n * CLASSES);
    const total = Math.exp(row[0]) + Math.exp(row[1]);
    loss += Math.log(total) - row[Number(labels[n])];
    for (const c of [0, 1]) {
      const delta = Math.exp(row[c]) / total - (Number(labels[n]) === c ? 1 : 0);
      for (const f of [0, 1]) gradient[f * CLASSES + c] += (input[f] * delta) / batch;
    }
  }
  numbers(outputs, 'loss')[0] = loss / batch;
  return gradient;
}

function update(feeds: ReadonlyMap<string, TensorData>, outputs: ReadonlyMap<string, TensorData>, gradient: Float64Array): void {
  const rate = numbers(feeds, 'learningRate')[0];
  const before = numbers(feeds, velocity.input);
  const weights = numbers(feeds, kernel.input);
  for (let i = 0; i < gradient.length; i += 1) {
    const moved = 0.9 * before[i] + rate * gradient[i];
    numbers(outputs, velocity.output)[i] = moved;
    numbers(outputs, kernel.output)[i] = weights[i] - moved;
  }
}

/** Two overlapping clouds of points. */
export function blobs(size: number): Dataset {
  return {
    info: {
      id: 'blobs',
      title: 'Two clouds',
      description: '',
      task: 'classification',
      fields: [
        { name: 'point', label: 'Point', role: 'input', semantics: 'vector', dtype: 'float32', shape: [FEATURES] },
        { name: 'label', label: 'Cloud', role: 'target', semantics: 'category', dtype: 'int64', shape: [], classes: ['left', 'right'] },
      ],
      splits: { train: size, test: 20 },
      splitKey: 'generated',
      license: 'MIT',
      attribution: '',
      preview: 'points',
    },
    train: cloud(size, 'train'),
    test: cloud(20, 'test'),
  };
}

function cloud(size: number, name: string): DatasetSplit {
  const points = new Float32Array(size * FEATURES);
  fillNormal(weightStream(11, name), points);
  const labels = Uint8Array.from({ length: size }, (_, n) => n % CLASSES);
  labels.forEach((label, n) => {
    points[n * FEATURES] += label === 0 ? -1 : 1;
  });
  return {
    size,
    fields: new Map<string, Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>([
      ['point', points],
      ['label', labels],
    ]),
  };
}
