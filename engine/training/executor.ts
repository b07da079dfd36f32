import type { Graph, TensorData, TensorType } from '../graph/types.ts';

/** Runs one graph many times. Two exist: onnxruntime (float32) and the float64 reference. */
export interface Executor {
  /**
   * Writes every graph output into the tensor given for it. `feeds` holds each graph input.
   * No output tensor may share memory with a feed of the same run.
   */
  run(feeds: ReadonlyMap<string, TensorData>, outputs: ReadonlyMap<string, TensorData>): Promise<void>;
  dispose(): Promise<void>;
}

export interface ExecutorBackend {
  readonly name: 'onnxruntime' | 'reference';
  create(graph: Graph, options: ExecutorOptions): Promise<Executor>;
  /** Zeroed storage as this backend wants it: the reference holds floats in float64. */
  allocate(type: TensorType): TensorData;
}

export interface ExecutorOptions {
  /** Worker threads inside one operator. */
  readonly threads: number;
}
