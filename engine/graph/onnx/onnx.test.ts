import { describe, expect, it } from 'vitest';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { float, floats, int, ints, string } from '../attributes.ts';
import { EngineError } from '../errors.ts';
import { allocateArray, tensorOf } from '../shape.ts';
import type { DType, Graph, GraphNode, TensorType } from '../types.ts';
import { readModel } from './read.ts';
import { writeModel } from './write.ts';

const images: TensorType = { dtype: 'float32', shape: ['N', 3, 4] };
const floatN: TensorType = { dtype: 'float32', shape: ['N'] };

/** y = relu(x + b), then one value per sample from a subgraph-bearing, foreign-domain zoo of attributes. */
function graphOf(nodes: readonly GraphNode[], types: readonly (readonly [string, TensorType])[]): Graph {
  const b = tensorOf('float32', [4], [1, -2, 3, 0.5]);
  return {
    name: 'test',
    inputs: [{ name: 'x', type: images }],
    outputs: [{ name: 'y', type: images }],
    initializers: new Map([['b', b]]),
    nodes,
    types: new Map([['x', images], ['y', images], ['b', { dtype: 'float32', shape: [4] }], ...types]),
  };
}

const node = (opType: string, inputs: readonly string[], outputs: readonly string[], more: Partial<GraphNode> = {}): GraphNode => ({
  name: `${opType}:${outputs[0]}`,
  opType,
  domain: '',
  inputs,
  outputs,
  attributes: {},
  ...more,
});

const simple = graphOf(
  [node('Add', ['x', 'b'], ['sum'], { origin: { nodeId: 'dense-1', phase: 'forward' } }), node('Relu', ['sum'], ['y'])],
  [['sum', images]],
);

describe('ONNX files', () => {
  it('give back the graph that was written', () => {
    const model = readModel(writeModel(simple, { opset: 21, metadata: { classes: '["0","1"]' } }));
    expect(model).toEqual({ graph: { ...simple, metadata: { classes: '["0","1"]' } }, opset: 21, metadata: { classes: '["0","1"]' } });
  });

  it('keep every kind of attribute, zeros too', () => {
    const body: Graph = {
      ...simple,
      inputs: [],
      outputs: [{ name: 's', type: floatN }],
      nodes: [node('Identity', ['x'], ['s'])],
      initializers: new Map(),
      types: new Map([['s', floatN]]),
    };
    const attributes = {
      zero: int(0),
      negative: int(-7),
      large: int(2 ** 40),
      none: float(0),
      half: float(0.5),
      mode: string('réflexion'),
      pads: ints([0, -1, 2 ** 33]),
      empty: ints([]),
      scales: floats([0.25, 1]),
      names: { strings: ['a', ''] },
      value: { tensor: tensorOf('int64', [2], [-1, 7]) },
      body: { graph: body },
    };
    const graph = graphOf([node('Zoo', ['x', '', 'b'], ['y', ''], { domain: 'netloom', attributes })], []);
    expect(readModel(writeModel(graph)).graph).toEqual(graph);
  });

  it.each<DType>(['float32', 'float64', 'float16', 'int64', 'int32', 'uint8', 'bool'])(
    'keep tensors of %s, empty ones and scalars too',
    (dtype) => {
      const tensors = [tensorOf(dtype, [2, 2], [0, 1, 1, 0]), tensorOf(dtype, [0, 3], []), tensorOf(dtype, [], [1])];
      const initializers = new Map(tensors.map((data, i) => [`t${i}`, data]));
      const types = new Map(tensors.map(({ dims }, i) => [`t${i}`, { dtype, shape: dims }]));
      const graph: Graph = { name: 'tensors', inputs: [], outputs: [], initializers, nodes: [], types };
      expect(readModel(writeModel(graph)).graph).toEqual(graph);
    },
  );

  it('write numbers that the reference keeps in float64 in their own type', () => {
    const data = { dtype: 'int64' as const, dims: [2], data: Float64Array.of(3, -4) };
    const graph: Graph = { ...simple, initializers: new Map([['b', data]]) };
    expect(readModel(writeModel(graph)).graph.initializers.get('b')?.data).toEqual(BigInt64Array.of(3n, -4n));
  });

  it('read a view into a larger buffer without its neighbours', () => {
    const shared = Float32Array.of(9, 1, 2, 9).subarray(1, 3);
    const graph: Graph = { ...simple, initializers: new Map([['b', { dtype: 'float32', dims: [2], data: shared }]]) };
    expect(readModel(writeModel(graph)).graph.initializers.get('b')?.data).toEqual(Float32Array.of(1, 2));
  });

  it('name the format version that belongs to the opset', () => {
    // Field 1 of the model, a varint.
    const versionAt = (opset: number): number => writeModel(simple, { opset })[1];
    expect([13, 17, 19, 20, 21, 22, 23, 24, 25].map(versionAt)).toEqual([7, 8, 9, 9, 10, 10, 11, 12, 13]);
    expect(writeModel(simple, { opset: 21, irVersion: 9 })[1]).toBe(9);
  });

  it('run in onnxruntime with a batch that only the run tells', async () => {
    const session = await InferenceSession.create(writeModel(simple));
    for (const batch of [1, 3]) {
      const x = allocateArray('float32', batch * 12) as Float32Array;
      for (let i = 0; i < x.length; i += 1) x[i] = i - 6;
      const { y } = await session.run({ x: new Tensor('float32', x, [batch, 3, 4]) });
      expect(y.dims).toEqual([batch, 3, 4]);
      expect(y.data).toEqual(x.map((value, i) => Math.max(0, value + [1, -2, 3, 0.5][i % 4])));
    }
  });
});

describe('files that are no ONNX model', () => {
  const bytes = writeModel(simple);
  const codeOf = (file: Uint8Array): string => {
    try {
      readModel(file);
      return 'read';
    } catch (error) {
      return error instanceof EngineError ? error.code : `unexpected ${String(error)}`;
    }
  };

  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('{"format":"netloom"}')],
    ['zeros', new Uint8Array(64)],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)],
  ])('are refused with a code: %s', (_, file) => {
    expect(codeOf(file)).toBe('bad-onnx');
  });

  it('are never read past their end, wherever they are cut', () => {
    const codes = Array.from({ length: bytes.length }, (_, length) => codeOf(bytes.subarray(0, length)));
    expect(new Set(codes)).toEqual(new Set(['bad-onnx']));
  });

  it('never cause another failure, whichever byte is damaged', () => {
    const codes = new Set<string>();
    for (let at = 0; at < bytes.length; at += 1) {
      for (const flip of [0x01, 0x80, 0xff]) codes.add(codeOf(bytes.with(at, bytes[at] ^ flip)));
    }
    expect([...codes].filter((code) => code !== 'bad-onnx' && code !== 'read')).toEqual([]);
  });

  it('say which tensor holds another number of values than its shape wants', () => {
    const graph: Graph = { ...simple, initializers: new Map([['b', { dtype: 'float32', dims: [5], data: new Float32Array(4) }]]) };
    expect(() => readModel(writeModel(graph))).toThrow('tensor b should hold 5 numbers (5), came 4');
  });
});
