import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { resolveNodes } from '../../engine/compile/resolve.ts';
import { sizeOf } from '../../engine/graph/shape.ts';
import { catalogFor } from '../../engine/runtime/datasets.ts';
import type { PredictResult } from '../../engine/runtime/engine-api.ts';
import { readRun } from '../../engine/runtime/run-directory.ts';
import type { Checkpoint } from '../../host/api.ts';
import { datasetFolders, threadsOf, withEngine, type CommandContext } from '../context.ts';
import { InputError, readingInput } from '../exit.ts';
import { short, type OutputEvent } from '../output.ts';
import { parseSamples } from '../samples.ts';
import { checkpointArgument, runArgument } from '../run-argument.ts';

export interface PredictOptions {
  readonly input: string;
  readonly checkpoint?: Checkpoint;
  readonly threads?: number;
}

/** What a run's network makes of the samples in a file. */
export async function predict(context: CommandContext, run: string, options: PredictOptions): Promise<void> {
  const runDirectory = await runArgument(run);
  const field = await inputField(context, runDirectory);
  const samples = parseSamples(await readText(options.input), sizeOf(field.shape));
  const { threads } = options;
  const checkpoint = await checkpointArgument(runDirectory, options.checkpoint);
  const request = {
    runDirectory,
    datasets: datasetFolders(context),
    threads: threadsOf(threads),
    checkpoint,
    samples: samples.length,
    inputs: { [field.name]: samples.flat() },
  };
  const result = await withEngine(context, (engine) => engine.predict(request));
  for (let index = 0; index < samples.length; index += 1) {
    for (const output of result.outputs) tell(context, index, output, result.outputs.length > 1);
  }
}

async function inputField(context: CommandContext, runDirectory: string) {
  const { project } = await readRun(runDirectory);
  const { infoOf } = await readingInput(() => catalogFor(project, datasetFolders(context)));
  const input = [...resolveNodes(project).nodes.values()].find(({ layer }) => layer.type === 'Input');
  const field = input && infoOf(String(input.parameters['dataset']))?.fields.find(({ name }) => name === input.parameters['field']);
  if (field) return field;
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

function tell(
  { output }: CommandContext,
  index: number,
  { nodeId, shape, values, classes, margins }: PredictResult['outputs'][number],
  named: boolean,
): void {
  const width = sizeOf(shape);
  const row = [...values.subarray(index * width, (index + 1) * width)];
  const where = named ? { output: nodeId } : {};
  const label = `${index}${named ? ` ${nodeId}` : ''}`;
  if (!classes) return output.tell({ event: 'prediction', index, ...where, values: row }, `${label}  ${row.map(short).join(' ')}`);
  const { name, score, scores } = likeliest(row, classes);
  const chosen = margins ? { margin: score, margins: scores } : { probability: score, probabilities: scores };
  const event: OutputEvent = { event: 'prediction', index, ...where, class: name, ...chosen };
  output.tell(event, `${label}  ${name}  ${margins ? short(score) : `${(score * 100).toFixed(1)} %`}`);
}

function likeliest(row: readonly number[], classes: readonly string[]) {
  const best = row.reduce((winner, value, index) => (value > (row[winner] ?? -Infinity) ? index : winner), 0);
  return {
    name: classes[best] ?? String(best),
    score: row[best] ?? NaN,
    scores: Object.fromEntries(classes.map((name, index) => [name, row[index]])),
  };
}
