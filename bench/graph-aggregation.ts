/**
 * Time of one sum over neighbours, forward and backward, with the adjacency matrix in full and edge by edge, at 1 and 2 threads.
 *
 *     npx tsx bench/graph-aggregation.ts [runs]
 *
 * The graphs are drawn: every node has about as many edges as in karate club, molecules, Roget's thesaurus and Cora.
 */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { differentiate } from '../engine/autodiff/differentiate.ts';
import { writeModel } from '../engine/graph/onnx/write.ts';
import { allocateArray, sizeOf, staticShape } from '../engine/graph/shape.ts';
import type { Graph, Value } from '../engine/graph/types.ts';
import { lowerGraph } from '../engine/ops/lower.ts';
import { dense } from '../engine/ops/neighbour-sum.ts';
import { createEmitter } from '../engine/ops/registry.ts';

const runs = Number(process.argv[2] ?? 40);
const warmUp = 3;
const sizes = [
  [34, 156],
  [128, 280],
  [512, 2048],
  [1022, 10_150],
  [2708, 10_556],
] as const;

/** The sum over neighbours and its gradient, edge by edge or with the matrix in full. */
function step(nodes: number, edges: number, features: number, full: boolean): Graph {
  const e = createEmitter('step');
  const x = e.builder.input('x', { dtype: 'float32', shape: [nodes, features] });
  const [source, target] = ['source', 'target'].map((name) => e.builder.input(name, { dtype: 'int64', shape: [edges] }));
  const sum = (rows: Value, from: Value, to: Value): Value => {
    if (full) return dense(e, rows, from, to, undefined);
    return e.op('SegmentSum', [e.gather(rows, from, 0), to, rows], {}, { domain: 'netloom' });
  };
  const y = sum(x, source, target);
  const loss = e.reduceSum(e.square(y), undefined, false);
  const [gradient = y] = differentiate(e, loss, [y]);
  e.builder.output('y', y);
  e.builder.output('gradient', sum(gradient, target, source));
  return lowerGraph(e.builder.build());
}

function feedsOf(graph: Graph, nodes: number): Record<string, Tensor> {
  return Object.fromEntries(
    graph.inputs.map(({ name, type }, input) => {
      const dims = staticShape(type.shape);
      const data = allocateArray(type.dtype, sizeOf(dims));
      for (let i = 0; i < data.length; i += 1) {
        data[i] = data instanceof BigInt64Array ? BigInt((i * 7919 + (input * i) ** 2 * 31) % nodes) : Math.sin(i * 12.9898);
      }
      return [name, new Tensor(type.dtype as 'float32', data as Float32Array, dims)];
    }),
  );
}

async function milliseconds(graph: Graph, nodes: number, threads: number): Promise<number> {
  const session = await InferenceSession.create(writeModel(graph), { intraOpNumThreads: threads, logSeverityLevel: 3 });
  const feeds = feedsOf(graph, nodes);
  const times: number[] = [];
  for (let run = 0; run < warmUp + runs; run += 1) {
    const start = performance.now();
    await session.run(feeds);
    if (run >= warmUp) times.push(performance.now() - start);
  }
  await session.release();
  return Math.min(...times);
}

console.log('nodes  edges  features  matrix 1 thread  edges 1 thread  matrix 2 threads  edges 2 threads (ms, minimum)');
for (const [nodes, edges] of sizes) {
  for (const features of [16, 64]) {
    const times: number[] = [];
    for (const threads of [1, 2]) {
      for (const full of [true, false]) times.push(await milliseconds(step(nodes, edges, features, full), nodes, threads));
    }
    console.log([nodes, edges, features, ...times.map((time) => time.toFixed(3))].map((cell) => String(cell).padStart(9)).join(''));
  }
}
