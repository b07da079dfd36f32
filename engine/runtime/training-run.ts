import { toErrorData } from '../graph/errors.ts';
import type { RunCommand, RunEvent, RunSummary, VectorsFound } from '../training/events.ts';
import { Trainer } from '../training/trainer.ts';
import type { GivenVectors } from '../preprocessing/fitted.ts';
import { readCheckpoint, requireCheckpoint, writeCheckpoint } from './checkpoint.ts';
import type { TrainRequest } from './engine-api.ts';
import { toEngineError } from './native-errors.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';
import { readPreprocessing, writePreprocessing } from './preprocessing-file.ts';
import { checkSamples, projectData, type ProjectData } from './project-data.ts';
import { vectorStart } from './given-vectors.ts';
import { checkpointsFolder, RunRecorder } from './run-directory.ts';

/** A training in this thread. */
export interface TrainingRun {
  control(command: RunCommand): void;
  readonly done: Promise<RunSummary>;
}

/** Trains a project into its run directory: everything that is told is written there first. */
export function startTraining(request: TrainRequest, onEvents: (events: readonly RunEvent[]) => void): TrainingRun {
  const early: RunCommand[] = [];
  let trainer: Trainer | undefined;
  const train = async (): Promise<RunSummary> => {
    const checkpoints = checkpointsFolder(request.runDirectory);
    const resume = request.resume ? await readResume(checkpoints) : undefined;
    const recorder = await RunRecorder.open(request.runDirectory, request.project, resume?.last.position ?? { epochs: 0, step: 0 });
    let vectors: readonly VectorsFound[] = [];
    const tell = (reported: readonly RunEvent[]): void => {
      const events = reported.map((event) => (event.type === 'done' ? { ...event, summary: withVectors(event.summary, vectors) } : event));
      recorder.add(events);
      onEvents(events);
    };
    try {
      onEvents([{ type: 'state', state: 'preparing' }]);
      const data = await preparedData(request);
      vectors = data.vectors;
      trainer = new Trainer({
        backend: onnxruntimeBackend,
        threads: request.threads,
        programs: data.programs,
        dataset: data.dataset,
        settings: request.project.training,
        store: { save: (kind, checkpoint) => writeCheckpoint(checkpoints, kind, checkpoint) },
        onEvents: tell,
        now: () => performance.now(),
        yieldToMessages: () => new Promise((resolve) => setImmediate(resolve)),
        ...(resume !== undefined && { resume }),
      });
      for (const command of early) trainer.control(command);
      return withVectors(await trainer.run(), vectors);
    } catch (cause) {
      const error = toEngineError(cause);
      const failure: RunEvent = { type: 'state', state: 'failed', error: toErrorData(error) };
      recordIfPossible(recorder, failure);
      onEvents([failure]);
      throw error;
    } finally {
      recorder.close();
    }
  };
  return {
    control: (command) => {
      if (trainer === undefined) early.push(command);
      else trainer.control(command);
    },
    done: train(),
  };
}

/** The directory may be what failed; then the run's end is told, but stands in no file. */
function recordIfPossible(recorder: RunRecorder, failure: RunEvent): void {
  try {
    recorder.add([failure]);
  } catch {
    return;
  }
}

interface Prepared extends Pick<ProjectData, 'dataset' | 'programs'> {
  readonly vectors: readonly VectorsFound[];
}

/** A run that goes on sees its data as before; a new one keeps what it prepares them with. */
async function preparedData({ runDirectory, project, datasets, resume }: TrainRequest): Promise<Prepared> {
  const saved = resume ? await readPreprocessing(runDirectory) : undefined;
  const data = await projectData(project, datasets, saved);
  checkSamples(data);
  if (saved !== undefined) return { dataset: data.dataset, programs: data.programs, vectors: foundVectors(saved.vectors) };
  const { programs, vectors } = await vectorStart(project, data, datasets);
  writePreprocessing(runDirectory, { ...data.preprocessing, ...(vectors.length > 0 && { vectors: [...vectors] }) });
  return { dataset: data.dataset, programs, vectors: foundVectors(vectors) };
}

function foundVectors(vectors: readonly GivenVectors[] = []): readonly VectorsFound[] {
  return vectors.map(({ nodeId, dataset: { title }, found, tokens }) => ({ nodeId, title, found, tokens }));
}

function withVectors(summary: RunSummary, vectors: readonly VectorsFound[]): RunSummary {
  return vectors.length === 0 ? summary : { ...summary, vectors };
}

async function readResume(checkpoints: string) {
  const best = await readCheckpoint(checkpoints, 'best');
  return { last: await requireCheckpoint(checkpoints, 'last'), ...(best !== undefined && { best }) };
}
