import { describe, expect, it } from 'vitest';
import { tensorOf } from '../graph/shape.ts';
import type { Graph } from '../graph/types.ts';
import { createEmitter } from '../ops/registry.ts';
import { toEngineError } from './native-errors.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';

/** y = x · w, where the operator comes from the layer `dense1`. */
function product(): Graph {
  const e = createEmitter('product');
  const x = e.builder.input('x', { dtype: 'float32', shape: [2, 3] });
  const w = e.builder.input('w', { dtype: 'float32', shape: [3, 1] });
  e.builder.output(
    'y',
    e.builder.withOrigin({ nodeId: 'dense1', phase: 'forward' }, () => e.matmul(x, w)),
  );
  return e.builder.build();
}

describe('onnxruntimeBackend', () => {
  it('writes into the tensors that are given, run after run', async () => {
    const executor = await onnxruntimeBackend.create(product(), { threads: 1 });
    const x = tensorOf('float32', [2, 3], [1, 2, 3, 4, 5, 6]);
    const w = tensorOf('float32', [3, 1], [1, 1, 1]);
    const y = onnxruntimeBackend.allocate({ dtype: 'float32', shape: [2, 1] });
    await executor.run(
      new Map([
        ['x', x],
        ['w', w],
      ]),
      new Map([['y', y]]),
    );
    expect(y.data).toEqual(new Float32Array([6, 15]));
    x.data[0] = 10;
    await executor.run(
      new Map([
        ['x', x],
        ['w', w],
      ]),
      new Map([['y', y]]),
    );
    expect(y.data).toEqual(new Float32Array([15, 15]));
    await executor.dispose();
  });

  it('names the layer whose operator onnxruntime refuses', async () => {
    const graph = product();
    const [x, w] = graph.inputs;
    const broken = { ...graph, inputs: [x, { ...w, type: { ...w.type, shape: [4, 1] } }] };
    await expect(onnxruntimeBackend.create(broken, { threads: 1 })).rejects.toMatchObject({ code: 'executor-failed', nodeId: 'dense1' });
  });

  it('names the layer whose operator fails in a run', async () => {
    const e = createEmitter('gather');
    const x = e.builder.input('x', { dtype: 'float32', shape: [2] });
    const index = e.builder.input('index', { dtype: 'int64', shape: [1] });
    e.builder.output(
      'y',
      e.builder.withOrigin({ nodeId: 'embedding', phase: 'forward' }, () => e.gather(x, index, 0)),
    );
    const executor = await onnxruntimeBackend.create(e.builder.build(), { threads: 1 });
    const feeds = new Map([
      ['x', tensorOf('float32', [2], [1, 2])],
      ['index', tensorOf('int64', [1], [7])],
    ]);
    const outputs = new Map([['y', tensorOf('float32', [1], [0])]]);
    await expect(executor.run(feeds, outputs)).rejects.toMatchObject({ code: 'executor-failed', nodeId: 'embedding' });
    await executor.dispose();
  });
});

describe('toEngineError', () => {
  it('tells a shortage of memory in plain words', () => {
    const native = new Error(
      "Non-zero status code returned while running MatMul node. Name:'MatMul' Status Message: Failed to allocate memory for requested buffer of size 4000000000",
    );
    expect(toEngineError(native, product())).toMatchObject({
      code: 'out-of-memory',
      nodeId: 'dense1',
      message: expect.stringContaining('smaller batch size'),
    });
    expect(toEngineError(new RangeError('Array buffer allocation failed'))).toMatchObject({ code: 'out-of-memory' });
  });

  it('tells a full disk in plain words', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(toEngineError(full)).toMatchObject({ code: 'disk-full', message: expect.stringContaining('Make room') });
  });
});
