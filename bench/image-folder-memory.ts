/**
 * Memory of importing a folder of pictures and of training on it, where the pictures are far larger than memory should be.
 *
 *     npm run bench:image-memory -- [pictures of 256×256×3 bytes, 10900 unless said: 2.1 GB]
 *
 * Draws the pictures, imports them and trains a small network for an epoch, each in a process of its own, and prints how far the memory of
 * the last two rose above what they had before they began. Everything is removed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { projectSchema } from '../engine/project/schema.ts';
import { importData } from '../engine/runtime/import-data.ts';
import { startTraining } from '../engine/runtime/training-run.ts';

const EDGE = 256;
const AT_ONCE = 32;
const classes = ['blue', 'green', 'red'];

const [count = '10900', part = 'all', given = ''] = process.argv.slice(2);
switch (part) {
  case 'draw':
    await draw(join(given, 'pictures'), Number(count));
    break;
  case 'import':
    await measured('import', async () => {
      const { info } = await importData({
        paths: [join(given, 'pictures')],
        folder: join(given, 'own'),
        options: { id: 'pictures', size: EDGE },
      });
      return `${info.splits.train} + ${info.splits.test} samples`;
    });
    break;
  case 'train':
    await measured('training', () => train(given));
    break;
  default:
    all();
}

function all(): void {
  const folder = mkdtempSync(join(tmpdir(), 'image-memory-'));
  console.log(`${count} pictures, ${((Number(count) * EDGE * EDGE * 3) / 1e9).toFixed(2)} GB`);
  try {
    for (const next of ['draw', 'import', 'train']) {
      const { status } = spawnSync(process.execPath, [...process.execArgv, import.meta.filename, count, next, folder], {
        stdio: 'inherit',
      });
      if (status !== 0) throw new Error(`${next} ended with ${status}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measured(what: string, work: () => Promise<string>): Promise<void> {
  const idle = process.memoryUsage().rss;
  const started = performance.now();
  const result = await work();
  const peak = process.resourceUsage().maxRSS * 1024;
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `${what}: ${result}, ${seconds.toFixed(1)} s, peak ${((peak - idle) / 1e6).toFixed(0)} MB above ${(idle / 1e6).toFixed(0)} MB`,
  );
}

/** Pictures of one colour each, with a pattern that makes no two alike. */
async function draw(folder: string, pictures: number): Promise<void> {
  for (const name of classes) mkdirSync(join(folder, name), { recursive: true });
  for (let first = 0; first < pictures; first += AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, pictures - first) }, (_, i) => drawOne(folder, first + i)));
  }
}

async function drawOne(folder: string, number: number): Promise<void> {
  const channel = number % classes.length;
  const pixels = Buffer.alloc(EDGE * EDGE * 3);
  for (let i = 0; i < EDGE * EDGE; i += 1) {
    pixels[3 * i + 2 - channel] = 128 + (((i * (number % 13)) >> 9) % 128);
    pixels[3 * i + ((channel + 1) % 3)] = (number >> ((i >> 10) & 15)) & 1 ? 90 : 30;
  }
  const raw = { width: EDGE, height: EDGE, channels: 3 as const };
  await sharp(pixels, { raw })
    .jpeg({ quality: 70 })
    .toFile(join(folder, classes[channel], `${number}.jpg`));
}

async function train(folder: string): Promise<string> {
  const runDirectory = join(folder, 'run');
  mkdirSync(runDirectory);
  const project = colours();
  writeFileSync(join(runDirectory, 'project.netloom'), JSON.stringify(project));
  const datasets = { bundled: join(import.meta.dirname, '..', 'datasets'), own: join(folder, 'own') };
  const { metrics, steps, stepMilliseconds } = await startTraining(
    { runDirectory, project, datasets, threads: 2, resume: false },
    () => undefined,
  ).done;
  return `${steps} steps of ${stepMilliseconds.toFixed(0)} ms, accuracy ${metrics.test.accuracy.toFixed(2)}`;
}

function colours() {
  const position = { x: 0, y: 0 };
  const nodes = [
    { id: 'input', type: 'Input', position, parameters: { dataset: 'pictures', field: 'image' } },
    {
      id: 'conv',
      type: 'Conv2D',
      position,
      parameters: { filters: 8, kernelSize: [8, 8], stride: [8, 8], padding: 'valid', activation: 'relu' },
    },
    { id: 'pool', type: 'GlobalAveragePool', position },
    { id: 'dense', type: 'Dense', position, parameters: { units: classes.length } },
    { id: 'output', type: 'Output', position, parameters: { target: 'target', loss: 'crossEntropy', metrics: ['accuracy'] } },
  ];
  const wires = nodes.slice(1).map(({ id }, i) => ({ from: { node: nodes[i].id, port: 'out' }, to: { node: id, port: 'in' } }));
  const training = { epochs: 1, batchSize: 32 };
  return projectSchema.parse({ format: 'netloom', version: 1, name: 'colours', nodes, wires, training });
}
