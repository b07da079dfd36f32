/**
 * What the numbers about every layer cost a run that is watched: stretches of one run, watched and not in turn.
 *
 *     npm run bench:layers -- [template, mnist-cnn unless said] [pairs of stretches] [seconds of a stretch]
 *
 * The first look, which compiles its graph, is measured apart.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { statisticsProgram } from '../engine/compile/statistics-program.ts';
import { datasetShapes } from '../engine/data/registry.ts';
import { parseProject } from '../engine/project/parse.ts';
import type { Project } from '../engine/project/schema.ts';
import { startTraining } from '../engine/runtime/training-run.ts';
import type { RunEvent } from '../engine/training/events.ts';

interface Rate {
  readonly steps: number;
  readonly processor: number;
}

const THREADS = 2;
const root = join(import.meta.dirname, '..');
const [template = 'mnist-cnn', pairs = '8', seconds = '3'] = process.argv.slice(2);
const project = projectOf(template);

const started = performance.now();
const { graph } = statisticsProgram(project, datasetShapes, project.training.batchSize);
console.log(`${template}: graph of a look, ${graph.nodes.length} nodes, made in ${(performance.now() - started).toFixed(0)} ms`);

let step = 0;
let looks = 0;
const runDirectory = mkdtempSync(join(tmpdir(), 'layer-statistics-'));
const request = { runDirectory, project, datasets: { bundled: join(root, 'datasets'), own: '' }, threads: THREADS, resume: false };
const run = startTraining(request, (events) => {
  events.forEach(take);
});
while (step < 100) await passed(50);
await firstLook();
const rates = { on: [] as Rate[], off: [] as Rate[] };
for (let pair = 0; pair < Number(pairs); pair += 1)
  for (const on of pair % 2 === 0 ? [false, true] : [true, false]) rates[on ? 'on' : 'off'].push(await stretch(on));
for (const [name, key] of [
  ['steps a second', 'steps'],
  ['processor ms a step', 'processor'],
] as const) {
  const [off, on] = [rates.off, rates.on].map((stretches) => stretches.map((rate) => rate[key]));
  const change = on.map((rate, pair) => 100 * (rate / off[pair] - 1));
  const [plain, watched] = [median(off), median(on)].map((rate) => rate.toFixed(1));
  const pairwise = `${median(change).toFixed(1)} % (${change.map((share) => share.toFixed(1)).join(', ')})`;
  console.log(`${name}, medians of ${pairs} stretches: ${plain}, watched ${watched}; change ${pairwise}`);
}
console.log(`${looks} looks; load ${loadavg()[0].toFixed(1)}`);
run.control({ type: 'stop' });
await run.done;
rmSync(runDirectory, { recursive: true });

function projectOf(id: string): Project {
  const read = parseProject(readFileSync(join(root, `templates/${id}.netloom`), 'utf8'));
  if (read.project === undefined) throw new Error(`templates/${id}.netloom is no project`);
  return { ...read.project, training: { ...read.project.training, epochs: 100_000 } };
}

function take(event: RunEvent): void {
  if (event.type === 'progress') step = event.progress.step;
  if (event.type === 'statistics') looks += 1;
}

/** How long the run stands still for the look that compiles. */
async function firstLook(): Promise<void> {
  const begun = performance.now();
  run.control({ type: 'watch', on: true });
  while (looks === 0) await passed(1);
  console.log(`first look told after ${(performance.now() - begun).toFixed(0)} ms`);
}

/** How the run goes while it is watched or not. Processor time hardly depends on what else the machine does. */
async function stretch(on: boolean): Promise<Rate> {
  run.control({ type: 'watch', on });
  await passed(200);
  const [from, begun, used] = [step, performance.now(), process.cpuUsage()];
  await passed(1000 * Number(seconds));
  const { user, system } = process.cpuUsage(used);
  const steps = step - from;
  return { steps: (1000 * steps) / (performance.now() - begun), processor: (user + system) / 1000 / steps };
}

function passed(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
