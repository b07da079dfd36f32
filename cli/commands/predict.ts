import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { resolveNodes } from '../../engine/compile/resolve.ts';
import type { DatasetField } from '../../engine/data/dataset.ts';
import { EngineError } from '../../engine/graph/errors.ts';
import { sizeOf } from '../../engine/graph/shape.ts';
import { catalogFor } from '../../engine/runtime/datasets.ts';
import type { FittedField } from '../../engine/preprocessing/fitted.ts';
import type { PredictRequest, PredictResult } from '../../engine/runtime/engine-api.ts';
import { readNewSamples } from '../../engine/runtime/new-samples.ts';
import { readPreprocessing } from '../../engine/runtime/preprocessing-file.ts';
import { readRun } from '../../engine/runtime/run-directory.ts';
import type { Checkpoint } from '../../host/api.ts';
import { datasetFolders, threadsOf, withEngine, type CommandContext } from '../context.ts';
import { InputError, readingInput } from '../exit.ts';
import { short, type OutputEvent } from '../output.ts';
import { keptText } from './evaluate.ts';
import { checkPredictionFile, writePredictions } from '../prediction-file.ts';
import { parseSamples } from '../samples.ts';
import { checkpointArgument, runArgument } from '../run-argument.ts';

export interface PredictOptions {
  readonly input: string;
  readonly out?: string;
  readonly checkpoint?: Checkpoint;
  readonly threads?: number;
}

/** What a run's network makes of the samples in a file or of a folder's pictures. */
export async function predict(context: CommandContext, run: string, options: PredictOptions): Promise<void> {
  const runDirectory = await runArgument(run);
  if (options.out !== undefined) checkPredictionFile(options.out);
  const { samples, inputs, offsets, names, notes } = await samplesFrom(options.input, await inputFields(context, runDirectory));
  const checkpoint = await checkpointArgument(runDirectory, options.checkpoint);
  const request: PredictRequest = {
    runDirectory,
    datasets: datasetFolders(context),
    threads: threadsOf(options.threads),
    checkpoint,
    samples,
    inputs,
    ...(offsets && { offsets }),
  };
  const result = await withEngine(context, (engine) => engine.predict(request));
  for (const note of notes) context.output.tell({ event: 'note', note }, `note: ${note}`);
  for (const note of keptNotes(result)) context.output.tell({ event: 'note', note }, `note: ${note}`);
  const events: OutputEvent[] = [];
  for (let index = 0; index < samples; index += 1) {
    for (const output of result.outputs) {
      const { event, line } = predictionOf(index, output, result.outputs.length > 1, names?.[index]);
      context.output.tell(event, line);
      events.push(event);
    }
  }
  if (options.out !== undefined) writePredictions(options.out, events);
}

interface GivenSamples extends Pick<PredictRequest, 'samples' | 'inputs' | 'offsets'> {
  readonly names?: readonly string[];
  readonly notes: readonly string[];
}

/** Samples as the dataset's importer reads them, or plain numbers in the network's order. */
async function samplesFrom(path: string, { fields, storedTypes }: InputFields): Promise<GivenSamples> {
  let refusal: EngineError | undefined;
  try {
    const found = await readNewSamples({ paths: [resolve(path)] }, fields, storedTypes);
    if (found !== undefined) return found;
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    refusal = error;
  }
  const [field] = fields;
  const isPlain = fields.length === 1 && field.ragged === undefined && !/^(bad-input|no-samples)$/.test(refusal?.code ?? '');
  if (refusal !== undefined && !(isPlain && /\.(json|jsonl|csv|tsv|txt)$/i.test(path)))
    throw new InputError(refusal.code, refusal.message, { cause: refusal });
  if (!isPlain) throw new InputError('bad-input', `${path} holds no columns of ${fields.map(({ label }) => label).join(', ')}.`);
  const samples = parseSamples(await readText(path), sizeOf(field.shape));
  return { samples: samples.length, inputs: { [field.name]: samples.flat() }, notes: [] };
}

interface InputFields {
  readonly fields: readonly DatasetField[];
  readonly storedTypes: ReadonlyMap<string, FittedField['stored']>;
}

/** The fields that the network reads, as the run's dataset declared and stored them. */
async function inputFields(context: CommandContext, runDirectory: string): Promise<InputFields> {
  const { project } = await readRun(runDirectory);
  const fitted = await readingInput(() => readPreprocessing(runDirectory));
  const { infoOf } = await readingInput(() => catalogFor(project, datasetFolders(context)));
  const nodes = [...resolveNodes(project).nodes.values()].filter(({ layer }) => layer.type === 'Input');
  const fields = nodes.flatMap(({ parameters }) => {
    const info = fitted?.info ?? infoOf(String(parameters['dataset']));
    return info?.fields.find(({ name }) => name === parameters['field']) ?? [];
  });
  const storedTypes = new Map(fitted?.fields.map(({ field, stored }) => [field, stored]));
  if (nodes.length > 0 && fields.length === nodes.length)
    return { fields: [...new Map(fields.map((field) => [field.name, field])).values()], storedTypes };
  throw new InputError('bad-run', 'The run has no input that can be filled from a file.');
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(resolve(file), 'utf8');
  } catch (cause) {
    throw new InputError('bad-input', `${file} can't be read. Give a file with one input vector a line, or a JSON array of them.`, {
      cause,
    });
  }
}

function keptNotes({ outputs }: PredictResult): readonly string[] {
  return [...new Set(outputs.flatMap(({ kept }) => (kept === undefined ? [] : keptText(kept))))];
}

function predictionOf(
  index: number,
  { nodeId, shape, values, classes, unit, kept, margins }: PredictResult['outputs'][number],
  named: boolean,
  file: string | undefined,
): { readonly event: OutputEvent; readonly line: string } {
  const width = sizeOf(shape);
  const row = [...values.subarray(index * width, (index + 1) * width)];
  const where = { ...(named && { output: nodeId }), ...(file !== undefined && { file }) };
  const label = `${index}${named ? ` ${nodeId}` : ''}${file === undefined ? '' : ` ${file}`}`;
  if (!classes) {
    const told = { values: row, ...(unit !== undefined && { unit }), ...(kept && { prepared: true }) };
    return {
      event: { event: 'prediction', index, ...where, ...told },
      line: [label, row.map(short).join(' '), unit].filter(Boolean).join('  '),
    };
  }
  const { name, score, scores } = likeliest(row, classes);
  const chosen = margins ? { margin: score, margins: scores } : { probability: score, probabilities: scores };
  const event: OutputEvent = { event: 'prediction', index, ...where, class: name, ...chosen };
  return { event, line: `${label}  ${name}  ${margins ? short(score) : `${(score * 100).toFixed(1)} %`}` };
}

function likeliest(row: readonly number[], classes: readonly string[]) {
  const best = row.reduce((winner, value, index) => (value > (row[winner] ?? -Infinity) ? index : winner), 0);
  return {
    name: classes[best] ?? String(best),
    score: row[best] ?? NaN,
    scores: Object.fromEntries(classes.map((name, index) => [name, row[index]])),
  };
}
