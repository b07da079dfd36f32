/** Trains templates as they are and writes what was reached into templates/templates.json, which the gallery shows. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseProject } from '../engine/project/parse.ts';
import { startTraining } from '../engine/runtime/training-run.ts';
import type { RunSummary } from '../engine/training/events.ts';
import { loadTemplates } from '../host/templates.ts';

const THREADS = 2;
const root = join(import.meta.dirname, '..');
const folder = join(root, 'templates');
const cataloguePath = join(folder, 'templates.json');

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, seed: { type: 'string' }, epochs: { type: 'string' } },
});

const measured = new Map<string, { metric: string; value: number; seconds: number }>();
for (const template of await loadTemplates(folder)) {
  const { id } = template;
  if (positionals.length > 0 && !positionals.includes(id)) continue;
  const { metrics, seconds, epochs, bestEpoch, stepMilliseconds } = await train(id);
  const { loss: _, ...scores } = metrics.test;
  const metric = template.measured?.metric ?? Object.keys(scores)[0];
  measured.set(id, { metric, value: round(scores[metric], 4), seconds: round(seconds, 1) });
  const shown = Object.entries(scores).map(([name, value]) => `${name} ${value.toFixed(4)}`);
  const step = `${stepMilliseconds.toFixed(2)} ms a step`;
  console.log(`${id}: test ${shown.join(', ')}; ${seconds.toFixed(1)} s for ${epochs} epochs (best ${bestEpoch}), ${step}`);
}
if (options.write) writeMeasured();

async function train(id: string): Promise<RunSummary> {
  const { project } = parseProject(readFileSync(join(folder, `${id}.netloom`), 'utf8'));
  if (project === undefined) throw new Error(`${id} is no project`);
  const seed = options.seed === undefined ? project.training.seed : Number(options.seed);
  const epochs = options.epochs === undefined ? project.training.epochs : Number(options.epochs);
  const runDirectory = mkdtempSync(join(tmpdir(), 'netloom-bench-'));
  try {
    const request = {
      runDirectory,
      project: { ...project, training: { ...project.training, seed, epochs } },
      datasets: { bundled: join(root, 'datasets'), own: '' },
    };
    return await startTraining({ ...request, threads: THREADS, resume: false }, () => undefined).done;
  } finally {
    rmSync(runDirectory, { recursive: true });
  }
}

/** Keeps the entries that were not trained this time. */
function writeMeasured(): void {
  const catalogue = JSON.parse(readFileSync(cataloguePath, 'utf8')) as { id: string; measured?: unknown }[];
  const updated = catalogue.map((entry) => ({ ...entry, ...(measured.has(entry.id) && { measured: measured.get(entry.id) }) }));
  writeFileSync(cataloguePath, `${JSON.stringify(updated, null, 2)}\n`);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
