/**
 * Time of an epoch of a GCN (Kipf & Welling 2017) over a drawn graph of Cora's size: 2,708 nodes with 1,433 features, of which 18 are set,
 * 5,429 edges in both directions, 16 hidden units, 7 classes, 140 labelled nodes, one step an epoch with Adam; at 1 and 2 threads.
 *
 *     npm run bench:graph -- [runs]
 *     python bench/graph-epoch.py [runs]        the same with torch_geometric
 *
 * `cpu` is the least processor time of a step, the number to compare on a machine that others use. Measured so with 1 and 2 threads on two
 * such cores: 7.0 and 6.5 ms; torch_geometric 2.8.1 (PyTorch 2.15) 9.0 and 26 ms, 8.2 and 20 ms where it keeps the normalised adjacency,
 * 5.5 and 14 ms where it also has the features in sparse form. The product with the features takes 3 of our milliseconds; gathered by their
 * places and added up number by number they would take longer.
 */
import { loadavg } from 'node:os';
import { trainingProgram } from '../engine/compile/training-program.ts';
import { allocateArray, sizeOf, staticShape } from '../engine/graph/shape.ts';
import type { TensorData, Value } from '../engine/graph/types.ts';
import type { DatasetShape } from '../engine/layers/definition.ts';
import { projectSchema } from '../engine/project/schema.ts';
import { RandomStream } from '../engine/random/stream.ts';
import { onnxruntimeBackend } from '../engine/runtime/onnxruntime-backend.ts';

const [warmUp, runs] = [10, Number(process.argv[2] ?? 60)];
const [nodes, features, edges, hidden, classes, labelled] = [2708, 1433, 5429, 16, 7, 140];

const cora: DatasetShape = {
  id: 'drawn',
  samples: 'nodes',
  fields: [
    { name: 'words', dtype: 'float32', shape: [features], role: 'input', part: 'nodes' },
    { name: 'edges', dtype: 'int64', shape: [], role: 'input', part: 'edges' },
    { name: 'topic', dtype: 'int64', shape: [], role: 'target', classes },
  ],
};

const node = (id: string, type: string, parameters: object) => ({ id, type, position: { x: 0, y: 0 }, parameters });
const wire = (from: string, to: string, port: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port } });
const project = projectSchema.parse({
  format: 'netloom',
  version: 1,
  name: 'GCN',
  nodes: [
    node('words', 'Input', { dataset: cora.id, field: 'words' }),
    node('links', 'Input', { dataset: cora.id, field: 'edges' }),
    node('first', 'GCNConv', { units: hidden, activation: 'relu' }),
    node('second', 'GCNConv', { units: classes }),
    node('out', 'Output', { target: 'topic', metrics: [] }),
  ],
  wires: [
    wire('words', 'first', 'nodes'),
    wire('links', 'first', 'edges'),
    wire('first', 'second', 'nodes'),
    wire('links', 'second', 'edges'),
    wire('second', 'out', 'in'),
  ],
});
const { graph } = trainingProgram(project, () => cora, labelled, { nodes, edges: 2 * edges });

/** Rows of words, ends of edges in both directions, numbers of labelled nodes and of classes, or small numbers for weights. */
function fill({ name, type: { dtype, shape } }: Value): TensorData {
  const dims = staticShape(shape);
  const data = allocateArray(dtype, sizeOf(dims));
  const stream = new RandomStream(1, 'samples', [name.length, 0, 0]);
  const below = (limit: number): number => Math.floor(stream.uniform() * limit);
  if (name === 'words') {
    for (let row = 0; row < nodes; row += 1) for (let word = 0; word < 18; word += 1) data[row * features + below(features)] = 1 / 18;
  } else if (data instanceof BigInt64Array) {
    for (let i = 0; i < data.length; i += 1) data[i] = BigInt(below(name === 'places' ? labelled : name === 'edges' ? nodes : classes));
    if (name === 'edges') for (let k = 0; k < edges; k += 1) [data[edges + k], data[3 * edges + k]] = [data[2 * edges + k], data[k]];
  } else {
    for (let i = 0; i < data.length; i += 1) data[i] = 0.1 * (name.includes('square') ? stream.uniform() : stream.uniform() - 0.5);
  }
  return { dtype, dims, data };
}

const feeds = new Map(graph.inputs.map((input) => [input.name, fill(input)]));
const outputs = new Map(graph.outputs.map(({ name, type }) => [name, onnxruntimeBackend.allocate(type)]));
for (const threads of [1, 2]) {
  const executor = await onnxruntimeBackend.create(graph, { threads });
  const [times, processor]: [number[], number[]] = [[], []];
  for (let run = 0; run < warmUp + runs; run += 1) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    await executor.run(feeds, outputs);
    const { user, system } = process.cpuUsage(before);
    if (run < warmUp) continue;
    times.push(performance.now() - start);
    processor.push((user + system) / 1000);
  }
  await executor.dispose();
  const [least, median] = [Math.min(...times), times.sort((a, b) => a - b)[Math.floor(runs / 2)]].map((time) => `${time.toFixed(2)} ms`);
  const cpu = Math.min(...processor).toFixed(2);
  console.log(`GCN, ${threads} threads: least ${least}, median ${median}; cpu ${cpu} ms; load ${loadavg()[0].toFixed(1)}`);
}
