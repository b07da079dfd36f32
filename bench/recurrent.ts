/**
 * Time of one training step of a recurrent layer with 128 units over 32 sequences of 64 features: forward, back-propagation through time
 * and update, at 1 and 2 threads.
 *
 *     npm run bench:recurrent -- [LSTM, GRU, SimpleRNN, or drawn: an LSTM’s step drawn out of linear layers and scanned] [steps of the sequence, 100 and 1000 unless said] [native]
 *
 * `session` is the time from the project to a session that can run. `native` times the exported operator's forward pass instead.
 */
import { loadavg } from 'node:os';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { inferenceProgram } from '../engine/compile/evaluation-program.ts';
import { trainingProgram } from '../engine/compile/training-program.ts';
import { writeModel } from '../engine/graph/onnx/write.ts';
import { allocateArray, sizeOf, staticShape } from '../engine/graph/shape.ts';
import type { Graph, Value } from '../engine/graph/types.ts';
import type { DatasetShape } from '../engine/layers/definition.ts';
import { lowerGraph } from '../engine/ops/lower.ts';
import { type Project, projectSchema } from '../engine/project/schema.ts';
import { onnxruntimeCapabilities } from '../engine/runtime/capabilities.ts';
import { sessionOptions } from '../engine/runtime/onnx-session.ts';

const [batch, features, units] = [32, 64, 128];
const [layer = 'LSTM', given, mode] = process.argv.slice(2);
const drawn = layer === 'drawn';
const capabilities = await onnxruntimeCapabilities();

for (const steps of given === undefined ? [100, 1000] : [Number(given)]) {
  for (const threads of [1, 2]) {
    const start = performance.now();
    const graph = lowerGraph(programOf(steps), capabilities);
    const session = await InferenceSession.create(writeModel(graph), sessionOptions(threads));
    const began = performance.now() - start;
    const times = await timed(session, graph, steps > 500 ? 12 : 60);
    await session.release();
    const [least, median] = [times[0], times[Math.floor(times.length / 2)]].map((time) => `${time.toFixed(1)} ms`);
    const load = loadavg()[0].toFixed(1);
    console.log(
      `${layer} ${units}, T = ${steps}, ${threads} threads: session ${began.toFixed(0)} ms; step least ${least}, median ${median}; load ${load}`,
    );
  }
}

function programOf(steps: number): Graph {
  const dataset: DatasetShape = {
    id: 'sequences',
    fields: [
      { name: 'sequence', dtype: 'float32', shape: [steps, features], role: 'input' },
      { name: 'class', dtype: 'int64', shape: [], role: 'target', classes: 10 },
    ],
  };
  const lookup = (id: string): DatasetShape | undefined => (id === dataset.id ? dataset : undefined);
  return mode === 'native' ? inferenceProgram(project(), lookup).graph : trainingProgram(project(), lookup, batch).graph;
}

function project(): Project {
  const chain = [
    { id: 'input', type: 'Input', parameters: { dataset: 'sequences', field: 'sequence' } },
    drawn ? { id: 'recurrent', type: 'Scan', parameters: { module: 'lstm' } } : { id: 'recurrent', type: layer, parameters: { units } },
    { id: 'scores', type: 'Dense', parameters: { units: 10 } },
    { id: 'output', type: 'Output', parameters: { target: 'class' } },
  ];
  return projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: layer,
    nodes: chain.map((node) => ({ ...node, position: { x: 0, y: 0 } })),
    wires: chain.slice(1).map(({ id }, i) => ({
      from: { node: chain[i].id, port: drawn && i === 1 ? 'hNext.last' : 'out' },
      to: { node: id, port: drawn && i === 0 ? 'x' : 'in' },
    })),
    ...(drawn && { modules: [drawnLstm()] }),
  });
}

/** An LSTM's step out of linear layers and activations, as somebody would draw it. */
function drawnLstm() {
  const gates = ['input', 'forget', 'output', 'candidate'];
  const nodes = [
    ...['x', 'h', 'c'].map((id) => ({ id, type: 'ModuleInput', parameters: {} })),
    { id: 'join', type: 'Concat', parameters: {} },
    ...gates.flatMap((gate) => [
      { id: `${gate}Sum`, type: 'Dense', parameters: { units, activation: 'none' } },
      { id: gate, type: gate === 'candidate' ? 'Tanh' : 'Sigmoid', parameters: {} },
    ]),
    { id: 'kept', type: 'Multiply', parameters: {} },
    { id: 'written', type: 'Multiply', parameters: {} },
    { id: 'memory', type: 'Add', parameters: {} },
    { id: 'shown', type: 'Tanh', parameters: {} },
    { id: 'given', type: 'Multiply', parameters: {} },
    { id: 'hNext', name: 'h', type: 'ModuleOutput', parameters: {} },
    { id: 'cNext', name: 'c', type: 'ModuleOutput', parameters: {} },
  ];
  const wires = [
    ...['x>join', 'h>join', ...gates.flatMap((gate) => [`join>${gate}Sum`, `${gate}Sum>${gate}`])],
    ...['forget>kept', 'c>kept', 'input>written', 'candidate>written', 'kept>memory', 'written>memory', 'memory>cNext'],
    ...['memory>shown', 'shown>given', 'output>given', 'given>hNext'],
  ].map((wire) => wire.split('>'));
  return {
    id: 'lstm',
    name: 'LSTM',
    nodes: nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } })),
    wires: wires.map(([from, to]) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } })),
  };
}

/** Milliseconds of each run after a warm-up, the shortest first. */
async function timed(session: InferenceSession, graph: Graph, runs: number): Promise<readonly number[]> {
  const feeds = tensorsOf(graph.inputs, (i) => Math.sin(i * 12.9898) * 0.05);
  const times: number[] = [];
  for (let run = -3; run < runs; run += 1) {
    const start = performance.now();
    await session.run(feeds);
    if (run >= 0) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

function tensorsOf(values: readonly Value[], number: (i: number) => number): Record<string, Tensor> {
  return Object.fromEntries(
    values.map(({ name, type }) => {
      const dims = staticShape(type.shape.map((dim) => (dim === 'N' ? batch : dim)));
      const data = allocateArray(type.dtype, sizeOf(dims));
      const positive = name.endsWith(':square') || name === 'epsilon';
      for (let i = 0; i < data.length; i += 1)
        data[i] = data instanceof BigInt64Array ? BigInt(i % 10) : positive ? Math.abs(number(i)) + 1e-3 : number(i);
      return [name, new Tensor(type.dtype as 'float32', data as Float32Array, dims)];
    }),
  );
}
