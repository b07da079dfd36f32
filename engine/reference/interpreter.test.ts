import { describe, expect, it } from 'vitest';
import { float, int } from '../graph/attributes.ts';
import { EngineError } from '../graph/errors.ts';
import { tensorOf } from '../graph/shape.ts';
import type { DType, Graph, TensorData } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph, referenceBackend } from './interpreter.ts';

function graphOf(emit: (e: Emitter) => void): Graph {
  const e = createEmitter('test');
  emit(e);
  return e.builder.build();
}

/** y = x·2 + x, z = argmax of x's rows, for a batch that the run tells. */
const graph = graphOf((e) => {
  const x = e.builder.input('x', { dtype: 'float32', shape: ['N', 2] });
  e.builder.output('y', e.add(e.mulScalar(x, 2), x));
  e.builder.output('z', e.op('ArgMax', [x], { axis: int(1), keepdims: int(0) }));
});

const codeOf = (run: () => unknown): string => {
  try {
    run();
    return 'none';
  } catch (error) {
    return error instanceof EngineError ? error.code : String(error);
  }
};

describe('evaluateGraph', () => {
  it('takes any batch where the graph leaves it open', () => {
    for (const batch of [1, 3]) {
      const x = Array.from({ length: 2 * batch }, (_, i) => i);
      const results = evaluateGraph(graph, new Map([['x', ndarray('float32', [batch, 2], x)]]));
      expect(results.get('y')).toEqual(
        ndarray(
          'float32',
          [batch, 2],
          x.map((value) => 3 * value),
        ),
      );
      expect(results.get('z')).toEqual(ndarray('int64', [batch], new Array<number>(batch).fill(1)));
    }
  });

  it('computes in float64', () => {
    const third = graphOf((e) => e.builder.output('y', e.div(e.builder.input('x', { dtype: 'float32', shape: [] }), e.scalar(3))));
    expect(evaluateGraph(third, new Map([['x', ndarray('float32', [], [1])]])).get('y')?.data[0]).toBe(1 / 3);
  });

  it('leaves its feeds as they were, also when asked twice', () => {
    const feed = ndarray('float32', [1, 2], [5, 4]);
    const once = evaluateGraph(graph, new Map([['x', feed]])).get('y');
    expect(evaluateGraph(graph, new Map([['x', feed]])).get('y')).toEqual(once);
    expect(Array.from(feed.data)).toEqual([5, 4]);
  });

  it('refuses feeds that are missing or of another shape', () => {
    expect(codeOf(() => evaluateGraph(graph, new Map()))).toBe('bad-feed');
    expect(codeOf(() => evaluateGraph(graph, new Map([['x', ndarray('float32', [2, 3])]])))).toBe('bad-feed');
    expect(codeOf(() => evaluateGraph(graph, new Map([['x', ndarray('float32', [4])]])))).toBe('bad-feed');
  });

  it('refuses two inputs that disagree about the batch', () => {
    const two = graphOf((e) => {
      const a = e.builder.input('a', { dtype: 'float32', shape: ['N'] });
      const b = e.builder.input('b', { dtype: 'float32', shape: ['N'] });
      e.builder.output('y', e.add(a, b));
    });
    const feeds = (size: number) =>
      new Map([
        ['a', ndarray('float32', [2])],
        ['b', ndarray('float32', [size])],
      ]);
    expect(codeOf(() => evaluateGraph(two, feeds(2)))).toBe('none');
    expect(codeOf(() => evaluateGraph(two, feeds(1)))).toBe('bad-feed');
  });

  it('names the layer whose operator fails', () => {
    const gather = graphOf((e) => {
      const x = e.builder.input('x', { dtype: 'float32', shape: [2] });
      const at = e.builder.input('at', { dtype: 'int64', shape: [1] });
      e.builder.output(
        'y',
        e.builder.withOrigin({ nodeId: 'embedding-1', phase: 'forward' }, () => e.gather(x, at, 0)),
      );
    });
    const run = (): unknown =>
      evaluateGraph(
        gather,
        new Map([
          ['x', ndarray('float32', [2])],
          ['at', ndarray('int64', [1], [7])],
        ]),
      );
    expect(run).toThrow(expect.objectContaining({ nodeId: 'embedding-1' }));
  });
});

describe('the reference executor', () => {
  const tensors: readonly (readonly [DType, TensorData])[] = (['float32', 'float64', 'int64', 'int32', 'uint8'] as const).map((dtype) => [
    dtype,
    tensorOf(dtype, [3], [0, 1, 2]),
  ]);

  it.each(tensors)('reads %s in its own array and writes it into whatever array is given', async (dtype, tensor) => {
    const same = graphOf((e) => e.builder.output('y', e.identity(e.builder.input('x', { dtype, shape: [3] }))));
    const executor = await referenceBackend.create(same, { threads: 1 });
    for (const y of [tensorOf(dtype, [3], [9, 9, 9]), referenceBackend.allocate({ dtype, shape: [3] })]) {
      await executor.run(new Map([['x', tensor]]), new Map([['y', y]]));
      expect(Array.from(y.data, Number)).toEqual([0, 1, 2]);
    }
    await executor.dispose();
  });

  it('reads half precision and bools', async () => {
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x3555, 0x0001, 0x7c00);
    const same = graphOf((e) => e.builder.output('y', e.identity(e.builder.input('x', { dtype: 'float16', shape: [5] }))));
    const executor = await referenceBackend.create(same, { threads: 1 });
    const y = referenceBackend.allocate({ dtype: 'float16', shape: [5] });
    await executor.run(new Map([['x', { dtype: 'float16', dims: [5], data: halves }]]), new Map([['y', y]]));
    expect(Array.from(y.data, Number)).toEqual([1, -2, 0.333251953125, 2 ** -24, Infinity]);
  });

  it('holds every dtype in float64', () => {
    expect(referenceBackend.allocate({ dtype: 'float32', shape: [2, 3] })).toEqual({
      dtype: 'float32',
      dims: [2, 3],
      data: new Float64Array(6),
    });
    expect(referenceBackend.allocate({ dtype: 'int64', shape: [] }).data).toEqual(new Float64Array(1));
  });

  it('writes results that do not change with the next run', async () => {
    const leaky = graphOf((e) => {
      const x = e.builder.input('x', { dtype: 'float32', shape: [2] });
      e.builder.output('y', e.op('LeakyRelu', [x], { alpha: float(0.5) }));
    });
    const executor = await referenceBackend.create(leaky, { threads: 1 });
    const [first, second] = [0, 1].map(() => referenceBackend.allocate({ dtype: 'float32', shape: [2] }));
    await executor.run(new Map([['x', tensorOf('float32', [2], [1, -2])]]), new Map([['y', first]]));
    await executor.run(new Map([['x', tensorOf('float32', [2], [-4, 8])]]), new Map([['y', second]]));
    expect(first.data).toEqual(Float64Array.of(1, -1));
    expect(second.data).toEqual(Float64Array.of(-2, 8));
  });
});
