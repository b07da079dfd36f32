import { appendFileSync, closeSync, mkdirSync, openSync, statSync, truncateSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError, type ErrorData } from '../graph/errors.ts';
import { type Project, projectSchema } from '../project/schema.ts';
import type { EpochRecord, RunEvent, RunProgress, RunState, RunSummary, StepBatch } from '../training/events.ts';
import { writeFileAtomic } from './atomic-file.ts';
import { parseNumbers } from './json-numbers.ts';

/**
 * What a training worker keeps in the directory of its run:
 *
 *     training.json       project, state, progress, summary or error
 *     epochs.jsonl        one EpochRecord a line
 *     steps.f32           two little-endian float32 a step: loss and accuracy (NaN where there is none)
 *     checkpoints/        best and last, .safetensors and .json
 */
export interface StoredRun {
  readonly format: 'netloom-training';
  readonly version: 1;
  /** As it was trained. */
  readonly project: Project;
  /** A run that was cut off keeps the state that it was in. */
  readonly state: RunState;
  /** Where it stood when the state last changed. */
  readonly progress?: RunProgress;
  readonly summary?: RunSummary;
  readonly error?: ErrorData;
}

const RUN_FILE = 'training.json';
const EPOCHS_FILE = 'epochs.jsonl';
const STEPS_FILE = 'steps.f32';
const STEP_BYTES = 8;

export function checkpointsFolder(runDirectory: string): string {
  return join(runDirectory, 'checkpoints');
}

/** `training.json`; a folder without a readable one throws `EngineError('bad-run')`. */
export async function readRun(runDirectory: string): Promise<StoredRun> {
  const path = join(runDirectory, RUN_FILE);
  try {
    const run: unknown = parseNumbers(await readFile(path, 'utf8'));
    if (isStoredRun(run)) return run;
  } catch (cause) {
    throw new EngineError('bad-run', `${path} can't be read as a run. Choose the folder of a run.`, { cause });
  }
  throw new EngineError('bad-run', `${path} is no run of this version of Netloom.`);
}

function writeRun(runDirectory: string, run: StoredRun): void {
  writeFileAtomic(join(runDirectory, RUN_FILE), `${JSON.stringify(run, undefined, 2)}\n`);
}

/** All complete lines of `epochs.jsonl`; a last line that was cut off is left out. */
export async function readEpochs(runDirectory: string): Promise<EpochRecord[]> {
  const lines = (await readOrEmpty(join(runDirectory, EPOCHS_FILE))).toString('utf8').split('\n').slice(0, -1);
  return lines.map((line) => parseNumbers(line) as EpochRecord);
}

/** Loss and accuracy of every step so far. */
export async function readSteps(runDirectory: string): Promise<StepBatch> {
  const bytes = await readOrEmpty(join(runDirectory, STEPS_FILE));
  const count = Math.floor(bytes.length / STEP_BYTES);
  const loss = new Float32Array(count);
  const accuracy = new Float32Array(count);
  for (let step = 0; step < count; step += 1) {
    loss[step] = bytes.readFloatLE(step * STEP_BYTES);
    accuracy[step] = bytes.readFloatLE(step * STEP_BYTES + 4);
  }
  const classified = accuracy.some((value) => !Number.isNaN(value));
  return { firstStep: 1, loss, ...(classified && { accuracy }) };
}

/** Writes what a run tells to its folder, in the order in which it is told. */
export class RunRecorder {
  private readonly runDirectory: string;
  private readonly epochs: number;
  private readonly steps: number;
  private run: StoredRun;

  private constructor(runDirectory: string, run: StoredRun) {
    this.runDirectory = runDirectory;
    this.run = run;
    this.epochs = openSync(join(runDirectory, EPOCHS_FILE), 'a');
    this.steps = openSync(join(runDirectory, STEPS_FILE), 'a');
  }

  /** Opens the folder for a run that goes on after `step` steps and `epochs` epochs: what was told beyond them is dropped. */
  static async open(
    runDirectory: string,
    project: Project,
    position: { readonly epochs: number; readonly step: number },
  ): Promise<RunRecorder> {
    mkdirSync(runDirectory, { recursive: true });
    const records = (await readEpochs(runDirectory)).filter(({ epoch }) => epoch <= position.epochs);
    writeFileAtomic(join(runDirectory, EPOCHS_FILE), records.map(line).join(''));
    const recorder = new RunRecorder(runDirectory, { format: 'netloom-training', version: 1, project, state: 'preparing' });
    cutSteps(join(runDirectory, STEPS_FILE), position.step);
    writeRun(runDirectory, recorder.run);
    return recorder;
  }

  /** Appends steps and epochs, and rewrites `training.json` where the state changed. */
  add(events: readonly RunEvent[]): void {
    const before = this.run.state;
    for (const event of events) this.addOne(event);
    if (this.run.state !== before) writeRun(this.runDirectory, this.run);
  }

  close(): void {
    closeSync(this.epochs);
    closeSync(this.steps);
  }

  private addOne(event: RunEvent): void {
    switch (event.type) {
      case 'state':
        this.run = { ...this.run, state: event.state, ...(event.error !== undefined && { error: event.error }) };
        break;
      case 'progress':
        this.run = { ...this.run, progress: event.progress };
        if (event.steps !== undefined) writeSync(this.steps, stepBytes(event.steps));
        break;
      case 'epoch':
        writeSync(this.epochs, line(event.record));
        break;
      case 'done':
        this.run = { ...this.run, summary: event.summary };
        break;
      case 'statistics':
        // Only for those who watch; what an epoch ends with stands in its record.
        break;
    }
  }
}

/** Cuts the file to its first `steps` steps. Steps that a crash kept from the disk are filled in as unknown: NaN. */
function cutSteps(path: string, steps: number): void {
  const kept = Math.min(Math.floor(statSync(path).size / STEP_BYTES), steps);
  truncateSync(path, kept * STEP_BYTES);
  appendFileSync(path, stepBytes({ firstStep: kept + 1, loss: new Float32Array(steps - kept).fill(Number.NaN) }));
}

function stepBytes({ loss, accuracy }: StepBatch): Buffer {
  const bytes = Buffer.alloc(loss.length * STEP_BYTES);
  loss.forEach((value, step) => {
    bytes.writeFloatLE(value, step * STEP_BYTES);
    bytes.writeFloatLE(accuracy?.[step] ?? Number.NaN, step * STEP_BYTES + 4);
  });
  return bytes;
}

const line = (record: EpochRecord): string => `${JSON.stringify(record)}\n`;

function isStoredRun(run: unknown): run is StoredRun {
  return (
    typeof run === 'object' &&
    run !== null &&
    'format' in run &&
    run.format === 'netloom-training' &&
    'version' in run &&
    run.version === 1 &&
    'project' in run &&
    projectSchema.safeParse(run.project).success
  );
}

async function readOrEmpty(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
