/**
 * Time of a layer of attention over 32 sequences of 128 steps with 128 features and 4 heads: forward and all gradients, at 1 and 2 threads.
 *
 *     npm run bench:attention -- [MultiHeadAttention, TransformerEncoder or TransformerDecoder]
 *
 * `cpu` is the least processor time of a run, the number to compare on a machine that others use.
 */
import { loadavg } from 'node:os';
import { layerCase } from '../engine/conformance/layer-case.ts';
import { tensorOf } from '../engine/graph/shape.ts';
import { invariant } from '../engine/graph/errors.ts';
import { layerOf } from '../engine/layers/registry.ts';
import { onnxruntimeBackend } from '../engine/runtime/onnxruntime-backend.ts';

const [type = 'MultiHeadAttention'] = process.argv.slice(2);
const [warmUp, runs] = [6, 30];
const layer = layerOf(type);
invariant(layer !== undefined, `${type} is a layer`);
const example = { name: 'bench', parameters: { heads: 4, dropout: 0 }, inputs: [{ shape: [128, 128] }] };
const { graph, feeds } = layerCase(layer, example, 'train', 32);
const tensors = new Map([...feeds].map(([name, { dtype, dims, data }]) => [name, tensorOf(dtype, dims, data)]));
const outputs = new Map(graph.outputs.map(({ name, type }) => [name, onnxruntimeBackend.allocate(type)]));

for (const threads of [1, 2]) {
  const executor = await onnxruntimeBackend.create(graph, { threads });
  const [times, processor]: [number[], number[]] = [[], []];
  for (let run = 0; run < warmUp + runs; run += 1) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    await executor.run(tensors, outputs);
    const { user, system } = process.cpuUsage(before);
    if (run < warmUp) continue;
    times.push(performance.now() - start);
    processor.push((user + system) / 1000);
  }
  await executor.dispose();
  const [least, median] = [Math.min(...times), times.sort((a, b) => a - b)[runs / 2]].map((time) => `${time.toFixed(1)} ms`);
  const cpu = Math.min(...processor).toFixed(1);
  console.log(`${type}, ${threads} threads: least ${least}, median ${median}; cpu ${cpu} ms; load ${loadavg()[0].toFixed(1)}`);
}
