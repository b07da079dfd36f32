import { describe, expect, it } from 'vitest';
import { int } from './attributes.ts';
import { EngineError } from './errors.ts';
import { tensorOf } from './shape.ts';
import type { Attribute, Graph, GraphNode, TensorType } from './types.ts';
import { verifyGraph } from './verify.ts';

const type: TensorType = { dtype: 'float32', shape: ['N', 2] };
const pair: TensorType = { dtype: 'float32', shape: [2] };

const node = (
  name: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: GraphNode['attributes'] = {},
): GraphNode => ({
  name,
  opType: 'Add',
  domain: '',
  inputs,
  outputs,
  attributes,
});

const first = node('first', ['x', 'b'], ['h']);
const second = node('second', ['h', 'b'], ['y'], { axis: int(1) });

/** y = (x + b) + b, sound as it stands. */
const sound: Graph = {
  name: 'sums',
  inputs: [{ name: 'x', type }],
  outputs: [{ name: 'y', type }],
  initializers: new Map([['b', tensorOf('float32', [2], [1, 2])]]),
  nodes: [first, second],
  types: new Map([
    ['x', type],
    ['b', pair],
    ['h', type],
    ['y', type],
  ]),
};

const withType = (name: string, changed: TensorType | undefined): Graph['types'] => {
  const types = new Map(sound.types);
  if (changed === undefined) types.delete(name);
  else types.set(name, changed);
  return types;
};

const subgraph = (reads: string): Graph => ({
  name: 'body',
  inputs: [],
  outputs: [{ name: 's', type }],
  initializers: new Map(),
  nodes: [node('inner', [reads, 'b'], ['s'])],
  types: new Map([['s', type]]),
});

const withSecond = (changed: Partial<GraphNode>): Graph => ({ ...sound, nodes: [first, { ...second, ...changed }] });
const withAttribute = (attribute: Attribute): Graph => withSecond({ attributes: { axis: attribute } });

const broken: readonly (readonly [rule: string, graph: Graph, message: string])[] = [
  ['a value defined twice', withSecond({ outputs: ['h'] }), 'value h comes twice'],
  ['an output that redefines an input', withSecond({ outputs: ['x'] }), 'value x comes twice'],
  ['a constant that redefines an input', { ...sound, inputs: [...sound.inputs, { name: 'b', type: pair }] }, 'value b comes twice'],
  ['two nodes of one name', withSecond({ name: 'first' }), 'node first comes twice'],
  ['a node without a name', withSecond({ name: '' }), 'a node has no name'],
  ['a value used before it is produced', { ...sound, nodes: [second, first] }, 'node second reads h, which comes later'],
  ['a value that nothing produces', withSecond({ inputs: ['h', 'c'] }), 'node second reads c, which nothing defines'],
  ['an output that nothing produces', { ...sound, outputs: [{ name: 'z', type }] }, 'nothing defines output z'],
  ['a value without a type', { ...sound, types: withType('h', undefined) }, 'value h has none'],
  ['a negative size', { ...sound, types: withType('h', { dtype: 'float32', shape: [-1] }) }, 'value h has shape -1'],
  ['a broken size', { ...sound, types: withType('h', { dtype: 'float32', shape: [1.5] }) }, 'value h has shape 1.5'],
  ['a nameless size', { ...sound, types: withType('h', { dtype: 'float32', shape: [''] }) }, 'value h has shape'],
  ['a constant of another type', { ...sound, types: withType('b', { dtype: 'int64', shape: [2] }) }, 'b is float32 2 here and int64 2'],
  [
    'a constant with numbers missing',
    { ...sound, initializers: new Map([['b', { dtype: 'float32', dims: [2], data: new Float32Array(1) }]]) },
    'b of 2 holds 1 numbers',
  ],
  ['an output of another type', { ...sound, outputs: [{ name: 'y', type: pair }] }, 'y is float32 2 here and float32 N×2'],
  ['an attribute of no kind', withAttribute({} as Attribute), 'attribute axis of second has 0 kinds'],
  ['an attribute of two kinds', withAttribute({ int: 1, float: 1 }), 'attribute axis of second has 2 kinds'],
  ['an integer that is none', withAttribute({ int: 0.5 }), 'attribute axis of second is no int'],
  ['integers of which one is none', withAttribute({ ints: [1, Number.NaN] }), 'attribute axis of second is no ints'],
  ['a tensor with numbers missing', withAttribute({ tensor: { dtype: 'bool', dims: [3], data: new Uint8Array(2) } }), 'is no tensor'],
  ['a subgraph that reads what nothing defines', withAttribute({ graph: subgraph('c') }), 'node inner reads c, which nothing defines'],
];

describe('the graph verifier', () => {
  it('passes a sound graph, subgraphs that read from outside included', () => {
    verifyGraph(sound);
    verifyGraph(withAttribute({ graph: subgraph('h') }));
  });

  it.each(broken)('finds %s', (_, graph, message) => {
    const verify = (): void => verifyGraph(graph);
    expect(verify).toThrow(message);
    expect(verify).toThrow(EngineError);
    expect(verify).toThrow(expect.objectContaining({ code: 'bad-graph' }));
  });

  it('asks the operators', () => {
    expect(() => verifyGraph(sound, ({ name }) => (name === 'second' ? 'second is unwelcome' : undefined))).toThrow('second is unwelcome');
  });
});
