import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { replaceFile } from '../../engine/runtime/atomic-file.ts';
import type { VerifyResult } from '../../engine/runtime/engine-api.ts';
import { exportTorch } from '../../engine/runtime/export-torch.ts';
import type { Checkpoint } from '../../host/api.ts';
import { datasetFolders, threadsOf, withEngine, type CommandContext } from '../context.ts';
import { exitCodes, InputError } from '../exit.ts';
import { checkpointArgument, runArgument } from '../run-argument.ts';

interface RunOptions {
  readonly checkpoint?: Checkpoint;
  readonly threads?: number;
}

/** What `export --to` takes. */
export const exportFormats = ['onnx', 'pytorch'] as const;

export interface ExportOptions extends RunOptions {
  readonly to: (typeof exportFormats)[number];
  readonly out: string;
  readonly opset: number;
  readonly withPreprocessing?: boolean;
}

export interface VerifyOptions extends RunOptions {
  readonly run: string;
}

/** Writes a run's network as an ONNX file, or as PyTorch code. */
export async function exportModel(context: CommandContext, run: string, options: ExportOptions): Promise<void> {
  if (options.to === 'pytorch') return exportCode(context, run, options);
  const { opset, out, withPreprocessing = false } = options;
  const preprocessing = withPreprocessing ? 'graph' : 'metadata';
  const runDirectory = await runArgument(run);
  const checkpoint = await checkpointArgument(runDirectory, options.checkpoint);
  const bytes = await withEngine(context, (engine) =>
    engine.exportModel({ runDirectory, datasets: datasetFolders(context), checkpoint, opset, preprocessing }),
  );
  await writeOut(out, bytes);
  context.output.tell(
    { event: 'exported', run, file: out, checkpoint, opset, preprocessing, bytes: bytes.length },
    `${out}: ${bytes.length} bytes, opset ${opset}${withPreprocessing ? ', with preprocessing where operators can do it' : ''}.`,
  );
}

/** Writes a run's network as Python, and the weights that its `load_netloom` reads beside it. */
async function exportCode(context: CommandContext, run: string, { out, checkpoint: wanted }: ExportOptions): Promise<void> {
  const runDirectory = await runArgument(run);
  const checkpoint = await checkpointArgument(runDirectory, wanted);
  const { text, network, weights } = await exportTorch({ runDirectory, datasets: datasetFolders(context), checkpoint });
  const weightsFile = join(dirname(out), `${basename(out, '.py')}.safetensors`);
  await writeOut(out, new TextEncoder().encode(text));
  await writeOut(weightsFile, weights);
  context.output.tell(
    { event: 'exported', run, file: out, weights: weightsFile, checkpoint, network },
    `${out}: the class ${network}. ${weightsFile}: its weights, for load_netloom.`,
  );
}

async function writeOut(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await replaceFile(resolve(file), bytes);
  } catch (cause) {
    throw new InputError('bad-output', `${file} can't be written: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
  }
}

/** Runs held-out samples through the file and through the run's own evaluation, a few in float64 too. Ends with 1 where they differ. */
export async function verify(context: CommandContext, file: string, options: VerifyOptions): Promise<number> {
  const model = await readModel(file);
  const { threads } = options;
  const runDirectory = await runArgument(options.run);
  const checkpoint = await checkpointArgument(runDirectory, options.checkpoint);
  const datasets = datasetFolders(context);
  const result = await withEngine(context, (engine) =>
    engine.verify({ runDirectory, datasets, threads: threadsOf(threads), checkpoint, model }),
  );
  const { samples, maxAbsDiff, isRounding, equalPredictions, float64, inputs, outputs, sparsity } = result;
  const proven = isRounding && equalPredictions === samples && float64.agrees;
  context.output.tell(
    { event: 'verified', samples, maxAbsDiff, equalPredictions, float64, inputs, outputs, ...(sparsity && { sparsity }), proven },
    `${proven ? 'Proven' : 'Not equal'}: ${equalPredictions} of ${samples} predictions equal, maximum difference ${maxAbsDiff.toExponential(1)}; ${float64Text(float64)}.${inputs.map(takesText).join('')}`,
  );
  return proven ? exitCodes.fine : exitCodes.failed;
}

/** What an input takes where that isn't the stored values as they are. */
function takesText({ name, takes, steps }: VerifyResult['inputs'][number]): string {
  if (steps.length === 0) return '';
  return takes === 'stored' ? ` ${name} takes stored values.` : ` ${name} takes values after: ${steps.join(', ')}.`;
}

function float64Text({ samples, maxAbsDiff }: VerifyResult['float64']): string {
  return `against float64 ${maxAbsDiff.toExponential(1)} (${samples} ${samples === 1 ? 'sample' : 'samples'})`;
}

async function readModel(file: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(file));
  } catch (cause) {
    throw new InputError('bad-model', `${file} can't be read. Give the ONNX file that \`export\` wrote.`, { cause });
  }
}
