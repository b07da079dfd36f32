import * as ort from 'onnxruntime-node';
import { invariant } from '../graph/errors.ts';
import type { DType, TensorData } from '../graph/types.ts';

type TensorType = keyof ort.Tensor.DataTypeMap;

/** What onnxruntime is told about every session; one operator after another, each with `threads` threads. */
export function sessionOptions(threads: number): ort.InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // Threads that wait by spinning starve whatever else runs on the machine, the window first: with all cores busy a step
    // of `mnist-cnn` takes four times as long with them.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    // What fails is thrown; onnxruntime need not print it too.
    logSeverityLevel: 4,
  };
}

/** A loaded model that runs over our tensors. onnxruntime tensors are made once per tensor and share its numbers. */
export class OnnxSession {
  private readonly session: ort.InferenceSession;
  private readonly views = new WeakMap<TensorData, ort.Tensor>();

  private constructor(session: ort.InferenceSession) {
    this.session = session;
  }

  static async load(model: Uint8Array, threads: number): Promise<OnnxSession> {
    return new OnnxSession(await ort.InferenceSession.create(model, sessionOptions(threads)));
  }

  get inputNames(): readonly string[] {
    return this.session.inputNames;
  }

  /** Inputs in the file's order, symbolic dimensions by name. */
  get inputs(): readonly { readonly name: string; readonly type: string; readonly shape: readonly (number | string)[] }[] {
    return this.session.inputMetadata.map((input) =>
      input.isTensor ? { name: input.name, type: input.type, shape: input.shape } : { name: input.name, type: 'unknown', shape: [] },
    );
  }

  get outputNames(): readonly string[] {
    return this.session.outputNames;
  }

  /** Shapes of the outputs, symbolic dimensions by name. */
  get outputShapes(): readonly (readonly (number | string)[])[] {
    return this.session.outputMetadata.map((output) => (output.isTensor ? output.shape : []));
  }

  /** Runs the model; each output is written into the tensor given for it. */
  async run(feeds: ReadonlyMap<string, TensorData>, outputs: ReadonlyMap<string, TensorData>): Promise<void> {
    await this.session.run(this.viewsOf(feeds), this.viewsOf(outputs));
  }

  /** Runs the model and gives its floating-point outputs by name. */
  async infer(feeds: ReadonlyMap<string, TensorData>): Promise<ReadonlyMap<string, Float32Array>> {
    const results = await this.session.run(this.viewsOf(feeds));
    return new Map(Object.entries(results).map(([name, tensor]) => [name, float32Of(name, tensor.data)]));
  }

  async dispose(): Promise<void> {
    await this.session.release();
  }

  private viewsOf(tensors: ReadonlyMap<string, TensorData>): Record<string, ort.Tensor> {
    return Object.fromEntries([...tensors].map(([name, tensor]) => [name, this.viewOf(tensor)]));
  }

  private viewOf(tensor: TensorData): ort.Tensor {
    const known = this.views.get(tensor);
    if (known !== undefined) return known;
    const view = new ort.Tensor(tensorTypes[tensor.dtype], tensor.data, tensor.dims);
    this.views.set(tensor, view);
    return view;
  }
}

const tensorTypes: Readonly<Record<DType, TensorType>> = {
  float32: 'float32',
  float64: 'float64',
  float16: 'float16',
  int64: 'int64',
  int32: 'int32',
  uint8: 'uint8',
  bool: 'bool',
};

function float32Of(name: string, data: unknown): Float32Array {
  invariant(data instanceof Float32Array, `output ${name} is float32`);
  return data;
}
