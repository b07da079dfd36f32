/**
 * Time of one token of a text: the exported network over the whole window, batch 1, as texts are written, beside a network that carries its
 * state and sees one token alone, at 1 and 2 threads.
 *
 *     npm run bench:generation -- [steps of the window, 64, 128 and 256 unless said]
 */
import { loadavg } from 'node:os';
import { inferenceProgram } from '../engine/compile/evaluation-program.ts';
import type { DatasetInfo } from '../engine/data/dataset.ts';
import { catalogOf } from '../engine/data/registry.ts';
import { exportOnnx } from '../engine/export/onnx.ts';
import { sizeOf, staticShape } from '../engine/graph/shape.ts';
import type { TensorData } from '../engine/graph/types.ts';
import { type Project, projectSchema } from '../engine/project/schema.ts';
import { OnnxSession } from '../engine/runtime/onnx-session.ts';

const [characters, width, units] = [96, 128, 256];
const given = process.argv.slice(2).map(Number);
const attention = ['TransformerEncoder', 'TransformerEncoder', 'TransformerEncoder', 'TransformerEncoder'];

for (const threads of [1, 2]) {
  await report('LSTM, its state carried', 1, ['LSTM'], threads);
  for (const steps of given.length > 0 ? given : [64, 128, 256]) {
    await report(`LSTM, window of ${steps}`, steps, ['LSTM'], threads);
    await report(`4 Transformer blocks, window of ${steps}`, steps, attention, threads);
  }
}

async function report(name: string, steps: number, layers: readonly string[], threads: number): Promise<void> {
  const session = await OnnxSession.load(modelOf(steps, layers), threads);
  const window: TensorData = { dtype: 'int64', dims: [1, steps], data: new BigInt64Array(steps).fill(3n) };
  const times: number[] = [];
  for (let run = -10; run < 100; run += 1) {
    const start = performance.now();
    await session.infer(new Map([['text', window]]));
    if (run >= 0) times.push(performance.now() - start);
  }
  await session.dispose();
  const [least, median] = [Math.min(...times), times.sort((a, b) => a - b)[50]].map((time) => `${time.toFixed(2)} ms`);
  console.log(`${name}, ${threads} threads: least ${least}, median ${median} a token; load ${loadavg()[0].toFixed(1)}`);
}

function modelOf(steps: number, layers: readonly string[]): Uint8Array {
  const dataset = datasetOf(steps);
  const program = inferenceProgram(project(layers), catalogOf([dataset]).shapesOf);
  const tensors = new Map(
    program.state.map(({ name, type }) => {
      const dims = staticShape(type.shape);
      const data = Float32Array.from({ length: sizeOf(dims) }, (_, i) => Math.sin(i * 12.9898) * 0.05);
      return [name, { dtype: 'float32', dims, data }] as const;
    }),
  );
  return exportOnnx({ program, tensors, dataset, project: { name: 'bench' }, version: '0' });
}

function datasetOf(steps: number): DatasetInfo {
  const field = { dtype: 'int64', shape: [steps] } as const;
  return {
    id: 'texts',
    ...{ title: 'Texts', description: '', task: 'language-modelling', license: '', attribution: '', preview: 'texts' },
    fields: [
      { name: 'text', label: 'Text', role: 'input', semantics: 'vector', tokens: characters, ...field },
      { name: 'next', label: 'Next', role: 'target', semantics: 'category', classes: Array.from({ length: characters }, String), ...field },
    ],
    ...{ splits: { train: 1, test: 1 }, splitKey: '' },
  };
}

function project(layers: readonly string[]): Project {
  const chain = [
    { id: 'input', type: 'Input', parameters: { dataset: 'texts', field: 'text' } },
    { id: 'embedding', type: 'Embedding', parameters: { dim: width } },
    ...layers.map((type, i) => ({
      id: `layer${i}`,
      type,
      parameters: type === 'LSTM' ? { units, returns: 'sequence' } : { heads: 4, causal: true, dropout: 0 },
    })),
    { id: 'scores', type: 'Dense', parameters: { units: characters } },
    { id: 'classesFirst', type: 'Permute', parameters: { order: [2, 1] } },
    { id: 'output', type: 'Output', parameters: { target: 'next' } },
  ];
  return projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'bench',
    nodes: chain.map((node) => ({ ...node, position: { x: 0, y: 0 } })),
    wires: chain.slice(1).map(({ id }, i) => ({ from: { node: chain[i].id, port: 'out' }, to: { node: id, port: 'in' } })),
  });
}
