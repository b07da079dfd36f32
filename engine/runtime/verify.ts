import { analyze } from '../compile/analyze.ts';
import { evaluationProgram, inferenceProgram } from '../compile/evaluation-program.ts';
import type { DataInput, InferenceProgram, PredictionOutput } from '../compile/program.ts';
import type { Dataset, DatasetSplit, FieldReading } from '../data/dataset.ts';
import { graphSamplesOf } from '../data/graph-fields.ts';
import { storedInputs } from '../export/preparation.ts';
import { toldInGraph, toldOutputs } from '../export/targets.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import { sizeOf, tensorOf } from '../graph/shape.ts';
import type { Dim, TensorData } from '../graph/types.ts';
import { classScores, type Link } from '../losses/link.ts';
import { lossOf } from '../losses/registry.ts';
import { argMax } from '../metrics/reading.ts';
import type { Project } from '../project/schema.ts';
import { type FieldPipeline, pipelinesOf } from '../preprocessing/fitted.ts';
import { storedInput } from '../preprocessing/lower-field.ts';
import { storedBlock } from '../preprocessing/pipeline.ts';
import { type Samples, samplesOfSplit } from '../training/batches.ts';
import { evaluate, evaluationBatchSize } from '../training/evaluate.ts';
import { DataFeeds } from '../training/feeds.ts';
import { graphSize } from '../training/graph-feeds.ts';
import { Runners } from '../training/programs.ts';
import { sparsityOf } from '../training/sparsity.ts';
import type { StateTensors } from '../training/state.ts';
import type { ModelInput, VerifyRequest, VerifyResult } from './engine-api.ts';
import { checkInFloat64, float64Samples } from './float64-check.ts';
import { OnnxSession } from './onnx-session.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';
import { readTrained } from './run-state.ts';
import { type ProjectData, runData } from './project-data.ts';

/** Two predicted values closer than this count as equal; in a target's own unit closer than this share of a batch's largest. */
const VALUE_TOLERANCE = 1e-4;
/** Share of an output's largest number (of 1 where that is less) by which rounding in float32 may move it. */
const ROUNDING_TOLERANCE = 1e-4;

/** A graph output by its name in the model and in the evaluation graph. */
interface ComparedOutput {
  readonly model: string;
  readonly evaluation: string;
  /** How its samples are compared, classes by the link of their loss; absent for what people do not read. */
  readonly prediction?: 'value' | { readonly classesBy: Link };
  /** Brings the evaluation's numbers to the target's own unit, where the file gives them in it. */
  readonly restore?: FieldReading['restore'];
}

/**
 * Runs the test split through an ONNX file and through the training graph's evaluation, and compares every number; then a few
 * samples in float64, for what both of the former might have wrong together.
 */
export async function verifyRun(request: VerifyRequest): Promise<VerifyResult> {
  const { project, tensors } = await readTrained(request.runDirectory, request.checkpoint);
  const data = await runData(request.runDirectory, project, request.datasets);
  return verifyModel(request.model, { project, tensors, data, threads: request.threads });
}

export interface VerifyOptions {
  readonly project: Project;
  readonly tensors: StateTensors;
  readonly data: ProjectData;
  readonly threads: number;
}

/** As `verifyRun`, over what is already loaded. A file that is no model of this network throws `EngineError('bad-model')`. */
export async function verifyModel(model: Uint8Array, { project, tensors, data, threads }: VerifyOptions): Promise<VerifyResult> {
  const session = await loadModel(model, threads);
  const { dataset, catalog, programs } = data;
  const runners = new Runners(programs, { backend: onnxruntimeBackend, threads, dataset });
  try {
    const program = inferenceProgram(project, catalog.shapesOf);
    checkModel(session, program);
    const stored = storedInputs(model);
    const { readings } = dataset;
    const told = toldOutputs(model);
    const evaluated = evaluationProgram(project, catalog.shapesOf, 1).predictions;
    const judge = new Judge(outputPairs(program.predictions, evaluated, told, readings), session);
    await evaluate({
      runners,
      split: dataset.test,
      samples: samplesOfSplit(dataset.test),
      batchSize: evaluationBatchSize(dataset, project.training.batchSize),
      state: tensors,
      onBatch: async (runner, samples) => {
        const outputs = rowsOf(dataset, samples, await session.infer(fileFeeds(program.dataInputs, stored, data, samples)));
        judge.add(
          samples.length,
          (name) => outputs.get(name),
          (name) => runner.output(name).data,
        );
      },
    });
    const held = samplesOfSplit(dataset.test);
    const samples = held.slice(0, float64Samples(held.length, analyze(project, catalog.shapesOf).totals.flops));
    const restoring = told.size > 0 ? toldInGraph(pipelinesOf(data.preprocessing)) : undefined;
    const network = {
      program: inferenceProgram(project, catalog.shapesOf, undefined, restoring),
      tensors,
      feeds: modelFeeds(program.dataInputs, dataset, samples),
      samples: samples.length,
    };
    const float64 = checkInFloat64(await session.infer(fileFeeds(program.dataInputs, stored, data, samples)), network, ROUNDING_TOLERANCE);
    const sparsity = sparsityOf(program.state, tensors);
    return {
      ...judged(judge.result(), program, data, told),
      float64,
      inputs: modelInputs(session, program.dataInputs, stored, data),
      ...(sparsity !== undefined && { sparsity }),
    };
  } finally {
    await runners.dispose();
    await session.dispose();
  }
}

async function loadModel(model: Uint8Array, threads: number): Promise<OnnxSession> {
  try {
    return await OnnxSession.load(model, threads);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError('bad-model', `onnxruntime can't load this file as an ONNX model: ${reason}`, { cause });
  }
}

function checkModel({ inputNames, outputNames }: OnnxSession, program: InferenceProgram): void {
  const inputs = program.dataInputs.map(({ input }) => input);
  const outputs = program.predictions.flatMap(({ output, activated }) => [output, activated]);
  if (sameNames(inputs, inputNames) && outputs.every((name) => outputNames.includes(name))) return;
  throw new EngineError(
    'bad-model',
    `The file is no export of this run: expected inputs ${inputs.join(', ')} and outputs ${outputs.join(', ')}, came ${inputNames.join(', ')} and ${outputNames.join(', ')}.`,
  );
}

/** The result, with the steps of targets whose outputs the file gives as they were trained: prepared. */
function judged(
  result: ReturnType<Judge['result']>,
  { predictions }: InferenceProgram,
  { dataset: { readings }, preprocessing }: ProjectData,
  told: ReadonlySet<string>,
): ReturnType<Judge['result']> {
  const pipelines = pipelinesOf(preprocessing);
  const outputs = result.outputs.map((output) => {
    const prediction = predictions.find(({ activated }) => activated === output.name);
    const isPrepared = prediction?.classes === undefined && prediction?.limits?.kind !== 'classes' && !told.has(output.name);
    if (prediction === undefined || !isPrepared || readings?.has(prediction.targetField) !== true) return output;
    const after = pipelines.get(prediction.targetField)?.steps.map(({ definition }) => definition.title) ?? [];
    return after.length === 0 ? output : { ...output, after };
  });
  return { ...result, outputs };
}

function modelInputs(
  { inputs }: OnnxSession,
  dataInputs: readonly DataInput[],
  stored: ReadonlySet<string>,
  { preprocessing }: ProjectData,
): readonly ModelInput[] {
  const pipelines = pipelinesOf(preprocessing);
  return inputs.map((input) => {
    const field = dataInputs.find((data) => data.input === input.name)?.field ?? '';
    const steps = pipelines.get(field)?.steps.map(({ definition: { title } }) => title) ?? [];
    return { ...input, field, takes: stored.has(input.name) ? ('stored' as const) : ('prepared' as const), steps };
  });
}

/** As `modelFeeds`, with stored values for the inputs that take them. */
function fileFeeds(
  dataInputs: readonly DataInput[],
  takingStored: ReadonlySet<string>,
  { dataset, stored, preprocessing }: ProjectData,
  samples: Samples,
): ReadonlyMap<string, TensorData> {
  const pipelines = pipelinesOf(preprocessing);
  const raw = dataInputs.flatMap(({ input, field }): (readonly [string, TensorData])[] => {
    const pipeline = pipelines.get(field);
    if (pipeline === undefined || !takingStored.has(input)) return [];
    const values = isWholeGraph(dataset)
      ? [stored.train, stored.test].flatMap((split) => storedNumbers(split, pipeline, samplesOfSplit(split)))
      : storedNumbers(stored.test, pipeline, storedSamples(dataset.test, samples));
    const dims = [values.length / sizeOf(pipeline.stored.shape), ...pipeline.stored.shape];
    return [[input, tensorOf(storedInput(pipeline), dims, values)]];
  });
  const prepared = dataInputs.filter(({ input }) => raw.every(([name]) => name !== input));
  return new Map([...modelFeeds(prepared, dataset, samples), ...raw]);
}

/** Windows of texts have the stored values of their text. */
function storedSamples({ texts }: DatasetSplit, samples: Samples): Samples {
  return texts === undefined ? samples : samples.map((window) => texts.of[window]);
}

function storedNumbers(split: DatasetSplit, { stored }: FieldPipeline, samples: Samples): number[] {
  return Array.from(storedBlock(split, stored, samples).values, Number);
}

/** Feeds of a batch of any size, as the exported model takes them: all nodes and edges of a graph, or of the samples' graphs. */
function modelFeeds(dataInputs: readonly DataInput[], dataset: Dataset, samples: Samples): ReadonlyMap<string, TensorData> {
  const graph = graphSize(dataset, dataset.test, samples);
  const rows = (part: DataInput['part']): number => (part === undefined ? samples.length : (graph?.nodes ?? 0));
  const sizeOfDim = (dim: Dim, part: DataInput['part']): Dim =>
    typeof dim === 'number' ? dim : dim === 'E' ? (graph?.edges ?? 0) : rows(part);
  const sized = dataInputs.map((input) => ({
    ...input,
    type: { ...input.type, shape: input.type.shape.map((dim) => sizeOfDim(dim, input.part)) },
  }));
  const feeds = new DataFeeds(sized, dataset, onnxruntimeBackend);
  feeds.fill(dataset.test, samples);
  return feeds.tensors;
}

/** Nodes are fed all at once. */
function isWholeGraph({ info }: Dataset): boolean {
  return info.graph !== undefined;
}

/** The samples' rows of what a file gives: of one over the nodes of one graph, which tells of all of them. */
function rowsOf(dataset: Dataset, samples: Samples, outputs: ReadonlyMap<string, Float32Array>): ReadonlyMap<string, Float32Array> {
  if (graphSamplesOf(dataset.info) !== 'nodes') return outputs;
  const { train, test } = dataset;
  return new Map(
    [...outputs].map(([name, all]) => {
      const width = all.length / (train.size + test.size);
      const own = new Float32Array(samples.length * width);
      samples.forEach((sample, i) => {
        const from = (train.size + sample) * width;
        own.set(all.subarray(from, from + width), i * width);
      });
      return [name, own];
    }),
  );
}

/** What is shown of each Output layer, then what its loss sees where that differs. */
function outputPairs(
  model: readonly PredictionOutput[],
  evaluation: readonly PredictionOutput[],
  told: ReadonlySet<string>,
  readings: Dataset['readings'],
): ComparedOutput[] {
  return model.flatMap((prediction, index): ComparedOutput[] => {
    const other = evaluation[index];
    const read = prediction.classes === undefined ? 'value' : { classesBy: lossOf(prediction.loss).link };
    const restore = told.has(prediction.activated) ? readings?.get(prediction.targetField)?.restore : undefined;
    const pair = { model: prediction.activated, evaluation: other.activated, prediction: read } as const;
    const activated: ComparedOutput = restore === undefined ? pair : { ...pair, restore };
    return prediction.output === prediction.activated ? [activated] : [activated, { model: prediction.output, evaluation: other.output }];
  });
}

/** Compares outputs batch by batch. */
class Judge {
  private readonly outputs: readonly ComparedOutput[];
  private readonly maxDiff = new Map<string, number>();
  /** Largest number of each output in its own unit. */
  private readonly largest = new Map<string, number>();
  private readonly session: OnnxSession;
  private samples = 0;
  private equal = 0;

  constructor(outputs: readonly ComparedOutput[], session: OnnxSession) {
    this.outputs = outputs;
    this.session = session;
  }

  add(batch: number, modelOutput: (name: string) => Float32Array | undefined, reference: (name: string) => TensorData['data']): void {
    const same = new Array<boolean>(batch).fill(true);
    for (const { model, evaluation, prediction, restore } of this.outputs) {
      const values = modelOutput(model);
      const fed = reference(evaluation);
      invariant(fed instanceof Float32Array, `${evaluation} is float32`);
      const expected = restore === undefined ? fed : Float32Array.from(restore(fed));
      const largest = restore === undefined ? 1 : expected.reduce(largerOf, 1);
      if (restore !== undefined) this.largest.set(model, Math.max(largest, this.largest.get(model) ?? 1));
      if (values?.length !== expected.length) {
        throw new EngineError(
          'bad-model',
          `The file is no export of this run: ${model} has ${values?.length ?? 0} values, expected ${expected.length}.`,
        );
      }
      this.maxDiff.set(model, Math.max(this.maxDiff.get(model) ?? 0, largestDifference(values, expected)));
      if (prediction !== undefined)
        for (let n = 0; n < batch; n += 1) same[n] &&= samePrediction(prediction, values, expected, n, expected.length / batch, largest);
    }
    this.samples += batch;
    this.equal += same.filter(Boolean).length;
  }

  /** Outputs stand in the file's order. */
  result(): Omit<VerifyResult, 'inputs' | 'float64'> {
    const { outputNames, outputShapes } = this.session;
    const inFile = this.outputs.toSorted((a, b) => outputNames.indexOf(a.model) - outputNames.indexOf(b.model));
    const outputs = inFile.map(({ model }) => ({
      name: model,
      shape: outputShapes[outputNames.indexOf(model)] ?? [],
      maxAbsDiff: this.maxDiff.get(model) ?? 0,
      ...(this.largest.has(model) && { largest: this.largest.get(model) }),
    }));
    return {
      samples: this.samples,
      maxAbsDiff: Math.max(...outputs.map(({ maxAbsDiff }) => maxAbsDiff)),
      isRounding: outputs.every(({ maxAbsDiff, largest = 1 }) => maxAbsDiff <= VALUE_TOLERANCE * largest),
      equalPredictions: this.equal,
      outputs,
    };
  }
}

/** NaN on one side only counts as an infinite difference. */
function largestDifference(a: Float32Array, b: Float32Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i += 1) {
    const difference = Object.is(a[i], b[i]) ? 0 : Math.abs(a[i] - b[i]);
    largest = Math.max(largest, Number.isNaN(difference) ? Infinity : difference);
  }
  return largest;
}

/** The same class, or values within the tolerance. */
function samePrediction(
  compared: NonNullable<ComparedOutput['prediction']>,
  a: Float32Array,
  b: Float32Array,
  row: number,
  width: number,
  largest: number,
): boolean {
  const [left, right] = [a, b].map((values) => values.subarray(row * width, (row + 1) * width));
  if (compared === 'value') return largestDifference(left, right) <= VALUE_TOLERANCE * largest;
  const classOf = (read: Float32Array): number => argMax(classScores(compared.classesBy, read), 0, width === 1 ? 2 : width);
  return classOf(left) === classOf(right);
}

/** The larger of two sizes, of numbers that are finite. */
function largerOf(most: number, value: number): number {
  return Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}
