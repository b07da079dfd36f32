/**
 * Time of one training step of a template, at 1 and 2 threads, with the share of each operator.
 *
 *     npm run bench:step -- [template, mnist-cnn unless said] [steps] [standard]
 *
 * `standard` lowers to ONNX's standard operators alone. Minimum and median are over steps after a warm-up; `cpu` is the
 * processor time of a step, the number to compare on a machine that others use. The shares are each node's minimum.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { trainingProgram } from '../engine/compile/training-program.ts';
import { datasetShapes } from '../engine/data/registry.ts';
import { writeModel } from '../engine/graph/onnx/write.ts';
import { allocateArray, sizeOf, staticShape } from '../engine/graph/shape.ts';
import type { Graph, Value } from '../engine/graph/types.ts';
import { lowerGraph, standardCapabilities } from '../engine/ops/lower.ts';
import { parseProject } from '../engine/project/parse.ts';
import { onnxruntimeCapabilities } from '../engine/runtime/capabilities.ts';

const [template = 'mnist-cnn', steps = '60', mode = ''] = process.argv.slice(2);
const warmUp = 5;
const graph = lowerGraph(stepOf(template), mode === 'standard' ? standardCapabilities : await onnxruntimeCapabilities());
const model = writeModel(graph);
const folder = mkdtempSync(join(tmpdir(), 'training-step-'));

console.log(
  `${template}: ${graph.nodes.length} nodes, ${mode === 'standard' ? 'standard operators' : 'all operators of this onnxruntime'}`,
);
for (const threads of [1, 2]) {
  const { times, processor } = await timed(threads);
  const [wall, cpu] = [times, processor].map(
    (values) => `minimum ${Math.min(...values).toFixed(1)} ms, median ${median(values).toFixed(1)} ms`,
  );
  console.log(`${threads} threads: ${wall}; cpu ${cpu}`);
}
for (const threads of [1, 2]) await breakdown(threads);
rmSync(folder, { recursive: true });

function stepOf(id: string): Graph {
  const { project } = parseProject(readFileSync(join(import.meta.dirname, `../templates/${id}.netloom`), 'utf8'));
  if (project === undefined) throw new Error(`templates/${id}.netloom is no project`);
  return trainingProgram(project, datasetShapes, project.training.batchSize).graph;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

async function timed(threads: number): Promise<{ times: number[]; processor: number[] }> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: threads, logSeverityLevel: 3 });
  const [feeds, fetches] = [tensorsOf(graph.inputs, true), tensorsOf(graph.outputs, false)];
  const times: number[] = [];
  const processor: number[] = [];
  for (let step = 0; step < warmUp + Number(steps); step += 1) {
    const [start, used] = [performance.now(), process.cpuUsage()];
    await session.run(feeds, fetches);
    if (step < warmUp) continue;
    times.push(performance.now() - start);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1000);
  }
  await session.release();
  return { times, processor };
}

function tensorsOf(values: readonly Value[], filled: boolean): Record<string, Tensor> {
  return Object.fromEntries(
    values.map(({ name, type }) => {
      const dims = staticShape(type.shape);
      const data = allocateArray(type.dtype, sizeOf(dims));
      if (filled) for (let i = 0; i < data.length; i += 1) data[i] = data instanceof BigInt64Array ? BigInt(i % 10) : spread(i, name);
      return [name, new Tensor(type.dtype as 'float32', data as Float32Array, dims)];
    }),
  );
}

/** Small numbers of both signs without a pattern that a kernel could profit from; squares must not be negative. */
function spread(i: number, name: string): number {
  const value = Math.sin(i * 12.9898 + name.length) * 0.05;
  return name.endsWith(':square') || name === 'epsilon' ? Math.abs(value) + 1e-3 : value;
}

interface ProfileEvent {
  readonly cat: string;
  readonly name: string;
  readonly dur: number;
  readonly args?: { readonly op_name?: string; readonly output_type_shape?: readonly Readonly<Record<string, readonly number[]>>[] };
}

async function breakdown(threads: number): Promise<void> {
  const profileFilePrefix = join(folder, `profile${threads}`);
  const session = await InferenceSession.create(model, {
    intraOpNumThreads: threads,
    enableProfiling: true,
    profileFilePrefix,
    logSeverityLevel: 3,
  });
  const [feeds, fetches] = [tensorsOf(graph.inputs, true), tensorsOf(graph.outputs, false)];
  const runs = warmUp + Number(steps);
  for (let step = 0; step < runs; step += 1) await session.run(feeds, fetches);
  session.endProfiling();
  await session.release();
  const file = filesIn(folder).find((path) => path.startsWith(profileFilePrefix)) ?? '';
  const events = (JSON.parse(readFileSync(file, 'utf8')) as readonly ProfileEvent[]).filter(
    (event) => event.cat === 'Node' && event.name.endsWith('_kernel_time'),
  );
  const nodes = new Map<string, { operator: string; label: string; best: number }>();
  for (const event of events) {
    const operator = event.args?.op_name ?? '';
    const label = `${operator} ${event.name.replace('_kernel_time', '')} ${shapesOf(event)}`;
    const best = Math.min(nodes.get(event.name)?.best ?? Infinity, event.dur / 1000);
    nodes.set(event.name, { operator, label, best });
  }
  const operators = new Map<string, number>();
  for (const { operator, best } of nodes.values()) operators.set(operator, (operators.get(operator) ?? 0) + best);
  report(`operator, ${threads} threads`, [...operators]);
  report(
    `node, ${threads} threads`,
    [...nodes.values()].map(({ label, best }) => [label, best]),
    40,
  );
}

function shapesOf(event: ProfileEvent): string {
  return (event.args?.output_type_shape ?? []).map((shape) => `[${Object.values(shape)[0].join(',')}]`).join(' ');
}

function filesIn(path: string): string[] {
  return readdirSync(path).map((name) => join(path, name));
}

function report(title: string, rows: readonly (readonly [string, number])[], count = 25): void {
  const total = rows.reduce((sum, [, best]) => sum + best, 0);
  console.log(`\nms by ${title}: ${total.toFixed(1)} in all`);
  for (const [name, best] of rows.toSorted((a, b) => b[1] - a[1]).slice(0, count)) console.log(`${best.toFixed(2).padStart(8)}  ${name}`);
}
