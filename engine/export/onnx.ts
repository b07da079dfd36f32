import type { InferenceProgram } from '../compile/program.ts';
import type { Continuation, DatasetField, DatasetInfo } from '../data/dataset.ts';
import { invariant } from '../graph/errors.ts';
import { writeModel } from '../graph/onnx/write.ts';
import type { Graph, TensorData } from '../graph/types.ts';
import { lossOf } from '../losses/registry.ts';
import { lowerGraph, standardCapabilities } from '../ops/lower.ts';
import { type StateTensors, tensorOfSlot } from '../training/state.ts';
import type { FieldPipeline } from '../preprocessing/fitted.ts';
import { describeColumns } from './columns.ts';
import { describeGraphInput } from './graph-parts.ts';
import { DEFAULT_OPSET, toOpset } from './opset.ts';
import { describeTarget } from './targets.ts';

export interface OnnxExport {
  readonly program: InferenceProgram;
  /** Trained values by slot name. */
  readonly tensors: StateTensors;
  readonly dataset: DatasetInfo;
  /** What a run's fields were prepared with, by name; the dataset's own scaling where absent. */
  readonly pipelines?: ReadonlyMap<string, FieldPipeline>;
  /** There where the network was trained on windows of texts. */
  readonly continuation?: Continuation;
  /** Fields whose preparation is part of the program. */
  readonly inGraph?: ReadonlySet<string>;
  readonly project: { readonly name: string };
  /** 17 to 21; 21 unless said. */
  readonly opset?: number;
  /** Version of Netloom, for the file's header. */
  readonly version: string;
}

/**
 * The ONNX file of a trained network: standard operators alone, any batch size `N`, weights under readable names
 * (`conv1.kernel`), and metadata that say what its inputs and outputs mean: parts of graphs, class names, columns and preprocessing of inputs, units and
 * inverses of targets, tokens of texts, and whether the graph itself prepares and restores. An opset outside 17 to 21, or one that lacks an operator, throws
 * `EngineError`.
 */
export function exportOnnx(options: OnnxExport): Uint8Array<ArrayBuffer> {
  const { program, tensors, project, opset = DEFAULT_OPSET, version } = options;
  const trained = withWeights(program, tensors);
  const standard = toOpset(lowerGraph(trained, standardCapabilities), opset);
  const foreign = standard.nodes.find(({ domain }) => domain !== '');
  invariant(foreign === undefined, `an exported graph has standard operators alone, came ${foreign?.opType}`);
  const metadata = { project: project.name, ...describeData(options) };
  return writeModel(standard, { opset, producerVersion: version, metadata });
}

/** The graph with its state as constants in place of inputs. */
function withWeights({ graph, state }: InferenceProgram, tensors: StateTensors): Graph {
  const weights = new Map(state.map(({ name, input }) => [input, asFloat32(tensorOfSlot(tensors, name))]));
  return {
    ...graph,
    inputs: graph.inputs.filter(({ name }) => !weights.has(name)),
    initializers: new Map([...weights, ...graph.initializers]),
  };
}

function asFloat32(tensor: TensorData): TensorData {
  if (!(tensor.data instanceof Float64Array)) return tensor;
  return { ...tensor, dtype: 'float32', data: Float32Array.from(tensor.data) };
}

/** What a user of the file must know of the data, as strings: JSON by name of input or output where there is structure. */
function describeData({ program, dataset, pipelines, continuation, inGraph }: OnnxExport): Record<string, string> {
  const { dataInputs, predictions } = program;
  const field = (name: string) => dataset.fields.find((candidate) => candidate.name === name);
  const preprocessing = dataInputs.flatMap((input) => {
    const used = describePreparation(field(input.field), pipelines?.get(input.field));
    return used === undefined ? [] : [[input.input, { ...used, ...(inGraph?.has(input.field) === true && { inGraph: true }) }] as const];
  });
  const classes = predictions.flatMap((prediction) => {
    const names = lossOf(prediction.loss).embeds === true ? undefined : field(prediction.targetField)?.classes;
    return names === undefined ? [] : [[prediction.activated, names] as const];
  });
  const targets = predictions.flatMap((prediction) => {
    const told = describeTarget(prediction, field(prediction.targetField), pipelines);
    return told === undefined ? [] : [[prediction.activated, told] as const];
  });
  const columns = dataInputs.flatMap((input) => {
    const told = describeColumns(field(input.field), pipelines?.get(input.field));
    return told === undefined ? [] : [[input.input, told] as const];
  });
  const graph = dataInputs.flatMap((input) => {
    const told = describeGraphInput(input, dataset);
    return told === undefined ? [] : [[input.input, told] as const];
  });
  const tokens = continuation === undefined ? [] : describeNextTokens(program, continuation);
  return {
    dataset: dataset.id,
    ...(graph.length > 0 && { graph: JSON.stringify(Object.fromEntries(graph)) }),
    ...(columns.length > 0 && { columns: JSON.stringify(Object.fromEntries(columns)) }),
    ...(targets.length > 0 && { targets: JSON.stringify(Object.fromEntries(targets)) }),
    ...(tokens.length > 0 && { tokens: JSON.stringify(Object.fromEntries(tokens)) }),
    ...(preprocessing.length > 0 && { preprocessing: JSON.stringify(Object.fromEntries(preprocessing)) }),
    ...(classes.length === 1 && { classes: JSON.stringify(classes[0][1]) }),
    ...(classes.length > 1 && { classes: JSON.stringify(Object.fromEntries(classes)) }),
  };
}

/** Outputs that have a score for each token of an input's vocabulary: along which axis, for the token after the one in its place. */
function describeNextTokens({ dataInputs, predictions }: InferenceProgram, { field, target }: Continuation) {
  const input = dataInputs.find((data) => data.field === field)?.input;
  return predictions.flatMap(({ targetField, activated, classesLast }) =>
    input === undefined || targetField !== target ? [] : [[activated, { next: input, axis: classesLast === true ? -1 : 1 }] as const],
  );
}

/** How a field's stored values become what the network is fed, as data. */
export function describePreparation(field: DatasetField | undefined, pipeline: FieldPipeline | undefined) {
  if (pipeline === undefined) return scalingOf(field);
  if (pipeline.asDeclared) return scalingOf(pipeline.stored);
  const { storedType, steps } = pipeline;
  return {
    stored: storedType,
    steps: steps.map(({ definition: { type }, context: { parameters, fitted } }) => ({ type, parameters, fitted })),
  };
}

/** How a field's stored values become what the file is fed: numbers for all values alike, lists for the columns of a table. */
function scalingOf(field: DatasetField | undefined) {
  const { columns, preprocessing } = field ?? {};
  if (columns === undefined) return preprocessing;
  return { scale: columns.map(({ scale }) => scale), offset: columns.map(({ offset }) => offset) };
}
