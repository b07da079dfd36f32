import { spawn } from 'node:child_process';

export interface Task {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

export interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly output: string;
  readonly seconds: number;
}

/** Runs tasks `lanes` at a time in the given order; each outcome is reported as soon as its task ends. */
export async function runTasks(tasks: readonly Task[], lanes: number, report: (outcome: Outcome) => void): Promise<readonly Outcome[]> {
  const waiting = [...tasks];
  const outcomes: Outcome[] = [];
  const lane = async (): Promise<void> => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      const outcome = await runTask(task);
      outcomes.push(outcome);
      report(outcome);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return outcomes;
}

/** Runs one program to its end, both of its outputs kept in order. A program that cannot be started is a failure. */
export function runTask({ name, command, args }: Task): Promise<Outcome> {
  const start = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const finish = (ok: boolean): void => resolve({ name, ok, output, seconds: (performance.now() - start) / 1000 });
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', (error) => {
      output += error.message;
      finish(false);
    });
    child.on('close', (code) => finish(code === 0));
  });
}

/** Prints one line per outcome, the output of failed ones below it; the exit code says whether all passed. */
export async function runAndReport(tasks: readonly Task[], lanes = 2): Promise<never> {
  const outcomes = await runTasks(tasks, lanes, ({ name, ok, output, seconds }) => {
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)`);
    if (!ok) console.log(output.trimEnd());
  });
  process.exit(outcomes.every((outcome) => outcome.ok) ? 0 : 1);
}
