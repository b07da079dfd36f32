import { DEFAULT_OPSET } from '../export/opset.ts';
import { writeModel } from '../graph/onnx/write.ts';
import { allocateArray, sizeOf, staticShape } from '../graph/shape.ts';
import type { Graph } from '../graph/types.ts';
import { lowerGraph } from '../ops/lower.ts';
import type { Executor, ExecutorBackend } from '../training/executor.ts';
import { onnxruntimeCapabilities } from './capabilities.ts';
import { toEngineError } from './native-errors.ts';
import { OnnxSession } from './onnx-session.ts';

/** onnxruntime on the CPU in float32. `run` blocks its thread until the graph is through. */
export const onnxruntimeBackend: ExecutorBackend = {
  name: 'onnxruntime',
  async create(graph, { threads }) {
    const lowered = lowerGraph(graph, await onnxruntimeCapabilities());
    const session = await translated(lowered, () => OnnxSession.load(writeModel(lowered, { opset: DEFAULT_OPSET }), threads));
    return executorOf(lowered, session);
  },
  allocate({ dtype, shape }) {
    const dims = staticShape(shape);
    return { dtype, dims, data: allocateArray(dtype, sizeOf(dims)) };
  },
};

function executorOf(graph: Graph, session: OnnxSession): Executor {
  return {
    run: (feeds, outputs) => translated(graph, () => session.run(feeds, outputs)),
    dispose: () => session.dispose(),
  };
}

/** Turns what onnxruntime throws into an `EngineError` with the layer that it came from. */
async function translated<T>(graph: Graph, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toEngineError(error, graph);
  }
}
