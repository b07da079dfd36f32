import { parentPort } from 'node:worker_threads';
import { invariant, toErrorData } from '../graph/errors.ts';
import type { RunEvent } from '../training/events.ts';
import { evaluateRun } from './evaluate-run.ts';
import { exportRun } from './export-run.ts';
import { exportTorch } from './export-torch.ts';
import { generateText } from './generate-text.ts';
import { type DataTask, type EngineCommand, type EngineReport, isDataTask, type Task, type TaskResults } from './messages.ts';
import { toEngineError } from './native-errors.ts';
import { predictRun } from './predict.ts';
import { startTraining, type TrainingRun } from './training-run.ts';
import { verifyRun } from './verify.ts';

type RunTask = Exclude<Task, DataTask>;

/** Entry of a worker thread: does one task after another; a worker that has trained ends afterwards. */
invariant(parentPort !== null, 'the worker has a parent');
const port = parentPort;
const runs = new Map<number, TrainingRun>();
/** Texts that are to be written no further. */
const ended = new Set<number>();
let ending = false;
let turn: Promise<void> = Promise.resolve();

port.on('message', (command: EngineCommand) => {
  switch (command.type) {
    case 'start': {
      const { id, task } = command;
      invariant(!isDataTask(task), 'work on data has threads of its own');
      turn = turn.then(() => answer(id, task));
      break;
    }
    case 'control':
      runs.get(command.id)?.control(command.command);
      break;
    case 'cancel':
      ended.add(command.id);
      break;
    case 'dispose':
      ending = true;
      for (const run of runs.values()) run.control({ type: 'stop' });
      void turn.then(() => port.close());
      break;
  }
});

async function answer(id: number, task: RunTask): Promise<void> {
  try {
    post({ type: 'result', id, value: await perform(id, task) });
  } catch (error) {
    post({ type: 'failed', id, error: toErrorData(toEngineError(error)) });
  }
  ended.delete(id);
  if (task.kind === 'train') port.close();
}

async function perform(id: number, task: RunTask): Promise<TaskResults[keyof TaskResults]> {
  switch (task.kind) {
    case 'train': {
      const run = startTraining(task.request, (events) => postEvents(id, events));
      runs.set(id, run);
      return run.done;
    }
    case 'evaluate':
      return evaluateRun(task.request);
    case 'export':
      return exportRun(task.request);
    case 'export-code':
      return exportTorch(task.request);
    case 'verify':
      return verifyRun(task.request);
    case 'predict':
      return predictRun(task.request);
    case 'generate':
      return generateText(
        task.request,
        (pieces) => post({ type: 'text', id, pieces }),
        () => mayWriteOn(id),
      );
  }
}

/** Lets messages arrive before each token: one may end the text. */
async function mayWriteOn(id: number): Promise<boolean> {
  await new Promise((resolve) => setImmediate(resolve));
  return !ending && !ended.has(id);
}

function post(report: EngineReport): void {
  port.postMessage(report);
}

/** Hands the step curves over without copying them. */
function postEvents(id: number, events: readonly RunEvent[]): void {
  const steps = events.flatMap((event) => (event.type === 'progress' && event.steps !== undefined ? [event.steps] : []));
  const buffers = steps.flatMap(({ loss, accuracy }) => (accuracy === undefined ? [loss.buffer] : [loss.buffer, accuracy.buffer]));
  port.postMessage({ type: 'events', id, events } satisfies EngineReport, buffers);
}
