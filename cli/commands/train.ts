import { existsSync } from 'node:fs';
import { access, constants, mkdir, readdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { analyze } from '../../engine/compile/analyze.ts';
import { projectSchema, type Project } from '../../engine/project/schema.ts';
import { SMALL } from '../../engine/pruning/sparsity.ts';
import { catalogFor } from '../../engine/runtime/datasets.ts';
import { readRun } from '../../engine/runtime/run-directory.ts';
import type { EarlyStop, EpochRecord, MetricValues, RunEvent, RunState, RunSummary } from '../../engine/training/events.ts';
import { leftOutText } from '../../engine/training/left-out-text.ts';
import { vectorsText } from '../../engine/training/vectors-text.ts';
import type { SparsityReport } from '../../engine/training/sparsity.ts';
import { datasetFolders, threadsOf, withEngine, type CommandContext } from '../context.ts';
import { exitCodes, InputError, readingInput } from '../exit.ts';
import { short, type Output } from '../output.ts';
import { ProgressBar } from '../progress-bar.ts';
import { projectArgument } from '../project-argument.ts';

export interface TrainOptions {
  readonly out: string;
  readonly epochs?: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly resume?: boolean;
}

/** Trains a project into the directory `--out`. Ends with 1 where it failed or was stopped before its last epoch. */
export async function train(context: CommandContext, argument: string, options: TrainOptions): Promise<number> {
  const drawn = await projectArgument(context, argument);
  const runDirectory = resolve(options.out);
  const project = options.resume
    ? await resumedProject(runDirectory, drawn, options)
    : await newProject(context, runDirectory, drawn, options);
  const report = new TrainingReport(context.output);
  const summary = await withEngine(context, async (engine) => {
    const datasets = datasetFolders(context);
    const request = { runDirectory, project, datasets, threads: threadsOf(options.threads), resume: options.resume === true };
    const handle = engine.train(request, (event) => report.take(event));
    const stop = () => handle.control({ type: 'stop' });
    if (context.interrupted.aborted) stop();
    context.interrupted.addEventListener('abort', stop);
    return handle.done.finally(() => context.interrupted.removeEventListener('abort', stop));
  });
  report.done(options.out, summary);
  return report.state === 'stopped' ? exitCodes.failed : exitCodes.fine;
}

async function newProject(context: CommandContext, runDirectory: string, drawn: Project, options: TrainOptions): Promise<Project> {
  const project = withOptions(drawn, options);
  const { shapesOf } = await readingInput(() => catalogFor(project, datasetFolders(context)));
  const { trainable, blocker, diagnostics } = analyze(project, shapesOf);
  const fault = diagnostics.find(({ severity }) => severity === 'error');
  if (!trainable) {
    const nodeId = fault?.nodeId;
    throw new InputError(fault?.code ?? 'project-problems', blocker ?? fault?.message ?? 'The network has problems.', {
      ...(nodeId !== undefined && { nodeId }),
    });
  }
  await makeRunDirectory(runDirectory, options.out);
  return project;
}

async function makeRunDirectory(runDirectory: string, given: string): Promise<void> {
  const names = await readdir(runDirectory).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new InputError('bad-output', `${given} is not a folder. Choose another one with --out.`, { cause: error });
  });
  if (names.length === 0) return makeFolder(runDirectory, given);
  const isRun = await readRun(runDirectory).then(
    () => true,
    () => false,
  );
  if (isRun)
    throw new InputError('run-exists', `${given} holds a run already. Go on with it by --resume, or choose another folder with --out.`);
  throw new InputError('bad-output', `${given} exists and is no run; nothing was written. Choose a new folder with --out.`);
}

/** Not by `recursive`: where a parent exists and takes no folders, as in /proc, Node would try for ever. */
async function makeFolder(path: string, given: string): Promise<void> {
  try {
    const missing: string[] = [];
    for (let folder = path; !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
    for (const folder of missing) await mkdir(folder);
    await access(path, constants.W_OK);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new InputError('bad-output', `${given} can't be written: ${why}. Choose another folder with --out.`, { cause });
  }
}

/** The run's own project, up to as many epochs as are asked for; another network than the one drawn is refused. */
async function resumedProject(runDirectory: string, drawn: Project, options: TrainOptions): Promise<Project> {
  const { project } = await readingInput(() => readRun(runDirectory));
  if (network(project) !== network(drawn)) {
    throw new InputError(
      'project-differs',
      `The run in ${options.out} was trained from another network. Give that project, or train into a new folder.`,
    );
  }
  if (options.seed !== undefined && options.seed !== project.training.seed) {
    throw new InputError(
      'seed-differs',
      `The run in ${options.out} has the seed ${project.training.seed}; it can't go on with ${options.seed}.`,
    );
  }
  return withOptions(project, { epochs: options.epochs ?? Math.max(drawn.training.epochs, project.training.epochs) });
}

/** What decides the numbers: layers and wires without their places and names. */
function network({ nodes, wires }: Project): string {
  return JSON.stringify([nodes.map(({ id, type, version, parameters }) => [id, type, version ?? 1, parameters]), wires]);
}

function withOptions(project: Project, { epochs, seed }: Pick<TrainOptions, 'epochs' | 'seed'>): Project {
  const training = { ...project.training, ...(epochs !== undefined && { epochs }), ...(seed !== undefined && { seed }) };
  return projectSchema.parse({ ...project, training });
}

/** What a training says on the way. */
class TrainingReport {
  state: RunState = 'queued';
  readonly #output: Output;
  readonly #bar: ProgressBar;

  constructor(output: Output) {
    this.#output = output;
    this.#bar = new ProgressBar(output.streams);
  }

  take(event: RunEvent): void {
    if (event.type === 'state') {
      this.state = event.state;
      if (this.#output.json && event.state !== 'failed') this.#output.tell({ event: 'state', state: event.state });
    }
    if (event.type === 'progress') this.#bar.show(event.progress, event.steps?.loss.at(-1));
    if (event.type === 'epoch') this.#epoch(event.record);
  }

  #epoch(record: EpochRecord): void {
    this.#bar.clear();
    const validation = record.validation ? `  validation ${metricText(record.validation)}` : '';
    const sparsity = record.sparsity === undefined ? '' : `  zeros ${percent(record.sparsity)}`;
    this.#output.tell(
      { event: 'epoch', ...record },
      `epoch ${record.epoch}  train ${metricText(record.train)}${validation}${sparsity}${record.best ? '  best' : ''}`,
    );
  }

  done(run: string, { metrics, epochs, ...rest }: RunSummary): void {
    this.#bar.clear();
    const { train: trained, validation, test } = metrics;
    this.#output.tell(
      { event: 'done', run, epochs, state: this.state, ...rest, metrics: { train: trained, validation, test } },
      `${this.state === 'stopped' ? 'Stopped' : 'Done'} after ${epochs} epochs in ${rest.seconds.toFixed(1)} s (${rest.stepMilliseconds.toFixed(2)} ms a step).${rest.bestEpoch === 0 ? '' : ` Best epoch ${rest.bestEpoch}.`}`,
      ...(rest.stoppedEarly ? [earlyStopText(rest.stoppedEarly)] : []),
      `test ${metricText(test)}${rest.checkpoint === 'last' ? ', with the last weights' : ''}`,
      ...(rest.vectors ?? []).map((vectors) => `${vectorsText(vectors)}.`),
      ...(rest.leftOut ? [`${leftOutText(rest.leftOut)}.`] : []),
      ...(rest.sparsity && isSparse(rest.sparsity) ? [sparsityText(rest.sparsity)] : []),
      `The run is in ${run}.`,
    );
  }
}

/** "Stopped early: loss got no better in 5 epochs after epoch 7." */
function earlyStopText({ monitor, patience, lastImprovement }: EarlyStop): string {
  const since = lastImprovement === undefined ? '' : ` after epoch ${lastImprovement}`;
  return `Stopped early: ${monitor} got no better in ${patience} ${patience === 1 ? 'epoch' : 'epochs'}${since}.`;
}

/** Worth telling: some weights are 0, or many nearly so, as L1 penalties leave them. */
function isSparse({ zeros, small, weights }: SparsityReport): boolean {
  return zeros > 0 || small / weights >= 0.1;
}

/** "Zeros: 90.0 % of 1,000 weights (conv1.kernel 12.0 %, dense1.kernel 93.1 %); 92.0 % are below 0.001." */
function sparsityText({ zeros, small, weights, kernels }: SparsityReport): string {
  const each = kernels.map((kernel) => `${kernel.name} ${percent(kernel.zeros / kernel.weights)}`);
  const nearly = small > zeros ? `; ${percent(small / weights)} are below ${SMALL}` : '';
  return `Zeros: ${percent(zeros / weights)} of ${weights.toLocaleString('en')} weights (${each.join(', ')})${nearly}.`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function metricText(values: MetricValues): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${short(value)}`)
    .join(' ');
}
