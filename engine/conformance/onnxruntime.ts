import { staticShape, tensorOf } from '../graph/shape.ts';
import type { Graph, TensorData } from '../graph/types.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { onnxruntimeBackend } from '../runtime/onnxruntime-backend.ts';

/** Runs a graph once in onnxruntime, float32, on feeds of the reference executor; its outputs by name. */
export async function runOnnxruntime(
  graph: Graph,
  feeds: ReadonlyMap<string, NdArray>,
  threads = 2,
): Promise<ReadonlyMap<string, NdArray>> {
  const tensors = new Map(
    graph.inputs
      .map(({ name }) => [name, feeds.get(name)] as const)
      .flatMap(([name, array]) => (array === undefined ? [] : [[name, toTensor(array)] as const])),
  );
  const outputs = new Map(graph.outputs.map(({ name, type }) => [name, onnxruntimeBackend.allocate(type)]));
  const executor = await onnxruntimeBackend.create(graph, { threads });
  try {
    await executor.run(tensors, outputs);
  } finally {
    await executor.dispose();
  }
  return new Map(
    graph.outputs.map(({ name, type }) => [
      name,
      ndarray(type.dtype, staticShape(type.shape), Float64Array.from(outputs.get(name)?.data ?? [], Number)),
    ]),
  );
}

const toTensor = ({ dtype, dims, data }: NdArray): TensorData => tensorOf(dtype, dims, data);
