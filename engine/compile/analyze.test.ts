import { describe, expect, it } from 'vitest';
import type { DatasetShape } from '../layers/definition.ts';
import { type Project, projectSchema } from '../project/schema.ts';
import { analyze } from './analyze.ts';

const digits: DatasetShape = {
  id: 'digits',
  fields: [
    { name: 'image', dtype: 'float32', shape: [1, 8, 8], role: 'input' },
    { name: 'digit', dtype: 'int64', shape: [], role: 'target', classes: 10 },
  ],
};
const lookup = (id: string): DatasetShape | undefined => (id === 'digits' ? digits : undefined);

type NodeSpec = readonly [id: string, type: string, parameters?: Record<string, unknown>];

/** A project of nodes wired in the given pairs, `a>b`. */
function draw(nodes: readonly NodeSpec[], wires: readonly string[]): Project {
  return projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'test',
    nodes: nodes.map(([id, type, parameters = {}]) => ({ id, type, parameters, position: { x: 0, y: 0 } })),
    wires: wires.map((text) => {
      const [from, to] = text.split('>');
      return { from: { node: from, port: 'out' }, to: { node: to, port: 'in' } };
    }),
  });
}

const input: NodeSpec = ['input', 'Input', { dataset: 'digits', field: 'image' }];
const output: NodeSpec = ['output', 'Output', { target: 'digit' }];
const chain = ['input>conv', 'conv>flat', 'flat>dense', 'dense>output'];
const nodes: readonly NodeSpec[] = [
  input,
  ['conv', 'Conv2D', { filters: 4 }],
  ['flat', 'Flatten'],
  ['dense', 'Dense', { units: 10 }],
  output,
];

/** Replaces the parameters of one node. */
const withParameters = (id: string, parameters: Record<string, unknown>): readonly NodeSpec[] =>
  nodes.map((node) => (node[0] === id ? ([node[0], node[1], { ...node[2], ...parameters }] as const) : node));

const codes = (project: Project): readonly string[] => analyze(project, lookup).diagnostics.map(({ code }) => code);

describe('analyze', () => {
  it('gives shapes, weights and costs of a sound network', () => {
    const analysis = analyze(draw(nodes, chain), lookup);
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.trainable).toBe(true);
    expect(analysis.exportable).toBe(true);
    expect(analysis.layers.get('conv')?.outputs).toEqual([{ dtype: 'float32', shape: ['N', 4, 8, 8] }]);
    expect(analysis.layers.get('dense')?.parameterCount).toBe(4 * 64 * 10 + 10);
    expect(analysis.totals.parameters).toBe(4 * 9 + 4 + 2560 + 10);
    expect(analysis.layers.get('conv')?.flops).toBe(4 * 64 * (2 * 9 + 1));
  });

  it('marks the wire into the first layer whose shape does not fit, and offers layers that mend it', () => {
    const analysis = analyze(
      draw([input, ['conv', 'Conv2D'], ['dense', 'Dense', { units: 10 }], output], ['input>conv', 'conv>dense', 'dense>output']),
      lookup,
    );
    const [problem] = analysis.diagnostics;
    expect(problem).toMatchObject({ code: 'shape-mismatch', nodeId: 'dense', expected: 'N×F, features', actual: 'N×32×8×8, image' });
    expect(problem.fixes?.[0]).toMatchObject({ label: 'Insert Flatten', edits: [{ type: 'insert-layer', layer: 'Flatten' }] });
    expect(analysis.firstOffendingWire).toMatchObject({ from: { node: 'conv' }, to: { node: 'dense' } });
    expect(analysis.trainable).toBe(false);
    expect(analysis.blocker).toBe(problem.message);
  });

  it('leaves a faulty branch that does not lead to the loss out of the verdict', () => {
    const analysis = analyze(draw([...nodes, ['probe', 'Dense']], [...chain, 'conv>probe']), lookup);
    expect(analysis.trainable).toBe(true);
    expect(analysis.diagnostics[0].message).toContain('Not on a path to the loss');
  });

  it('names the class count when the last layer has another number of units, and sets it in the layer before', () => {
    const [problem] = analyze(draw(withParameters('dense', { units: 7 }), chain), lookup).diagnostics;
    expect(problem).toMatchObject({ code: 'loss-shape', nodeId: 'output', expected: 'N×10', actual: 'N×7' });
    expect(problem.fixes?.[0]).toEqual({
      label: 'Set 10 units in dense',
      edits: [{ type: 'set-parameter', node: 'dense', parameter: 'units', value: 10 }],
    });
  });

  it('sets the class count in the layer before others that keep its shape', () => {
    const project = draw(
      [input, ['flat', 'Flatten'], ['dense', 'Dense', { units: 64 }], ['norm', 'LayerNorm'], ['relu', 'ReLU'], ['drop', 'Dropout'], output],
      ['input>flat', 'flat>dense', 'dense>norm', 'norm>relu', 'relu>drop', 'drop>output'],
    );
    const [problem] = analyze(project, lookup).diagnostics;
    expect(problem.fixes?.map(({ label }) => label)).toEqual(['Set 10 units in dense', 'Insert Dense with 10 units']);
    expect(problem.fixes?.[0].edits).toEqual([{ type: 'set-parameter', node: 'dense', parameter: 'units', value: 10 }]);
  });

  it('does not look behind layers that give another shape', () => {
    const project = draw(
      [input, ['flat', 'Flatten'], ['dense', 'Dense'], ['image', 'Reshape', { shape: [4, 4, 4] }], ['pool', 'GlobalAveragePool'], output],
      ['input>flat', 'flat>dense', 'dense>image', 'image>pool', 'pool>output'],
    );
    const [problem] = analyze(project, lookup).diagnostics;
    expect(problem.fixes?.map(({ label }) => label)).toEqual(['Insert Dense with 10 units']);
  });

  it('offers cross-entropy first for classes, and mean squared error, with metrics of classes alone', () => {
    const offers = analyze(draw(nodes, chain), lookup).layers.get('output')?.offers;
    expect(offers?.loss?.slice(0, 2)).toEqual(['crossEntropy', 'meanSquaredError']);
    const squared = draw(withParameters('output', { loss: 'meanSquaredError' }), chain);
    expect(analyze(squared, lookup)).toMatchObject({ trainable: true, diagnostics: [] });
    expect(analyze(squared, lookup).layers.get('output')?.offers?.metrics).toContain('accuracy');
    expect(analyze(squared, lookup).layers.get('output')?.offers?.metrics).not.toContain('logLoss');
  });

  it.each([
    ['an unknown layer', draw([...nodes, ['magic', 'Quantum']], chain), 'unknown-layer'],
    ['a wire to a missing node', draw(nodes, [...chain, 'dense>ghost']), 'dangling-wire'],
    ['a port wired twice', draw(nodes, [...chain, 'input>flat']), 'port-wired-twice'],
    ['an unwired input', draw(nodes, chain.slice(1)), 'missing-input'],
    ['a cycle', draw([...nodes, ['a', 'ReLU'], ['b', 'ReLU']], [...chain, 'a>b', 'b>a']), 'cycle'],
    ['a text for a number', draw(withParameters('dense', { units: 'many' }), chain), 'invalid-parameter'],
    ['a negative number', draw(withParameters('dense', { units: -3 }), chain), 'invalid-parameter'],
    ['an infinite number', draw(withParameters('dense', { units: Infinity }), chain), 'invalid-parameter'],
    ['NaN', draw(withParameters('dense', { units: Number.NaN }), chain), 'invalid-parameter'],
    ['a billion units', draw(withParameters('dense', { units: 1e9 }), chain), 'too-large'],
    ['a kernel beyond the image', draw(withParameters('conv', { kernelSize: [9, 9], padding: 'valid' }), chain), 'window-too-large'],
    ['groups that do not divide', draw(withParameters('conv', { groups: 3 }), chain), 'groups-do-not-divide'],
    ['an unknown dataset', draw(withParameters('input', { dataset: 'atlantis' }), chain), 'unknown-dataset'],
    ['an unknown field', draw(withParameters('input', { field: 'sound' }), chain), 'unknown-field'],
    ['an unknown target', draw(withParameters('output', { target: 'mood' }), chain), 'unknown-field'],
    ['an unknown target with nothing wired', draw(withParameters('output', { target: 'mood' }), chain.slice(0, -1)), 'unknown-field'],
    ['a loss that does not fit the target', draw(withParameters('output', { loss: 'meanAbsoluteError' }), chain), 'loss-target'],
    ['a metric that does not fit the target', draw(withParameters('output', { metrics: ['meanAbsoluteError'] }), chain), 'metric-target'],
    ['two nodes of one id', draw([...nodes, ['dense', 'Dense']], chain), 'duplicate-id'],
    ['no output', draw(nodes.slice(0, 4), chain.slice(0, 3)), 'no-output'],
    ['no input', draw([output], []), 'no-input'],
    ['an unknown parameter', draw(withParameters('dense', { colour: 'red' }), chain), 'unknown-parameter'],
  ])('reports %s', (_, project, code) => {
    const { diagnostics } = analyze(project, lookup);
    const found = diagnostics.find((diagnostic) => diagnostic.code === code);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
    expect(found?.message.length).toBeGreaterThan(20);
  });

  it('refuses layers that fit one by one but not together, on the largest', () => {
    const project = draw(
      [input, ['flat', 'Flatten'], ['wide', 'Dense', { units: 8_000_000 }], ['narrow', 'Dense', { units: 10 }], output],
      ['input>flat', 'flat>wide', 'wide>narrow', 'narrow>output'],
    );
    expect(analyze(project, lookup).diagnostics).toMatchObject([{ code: 'too-large', nodeId: 'wide', actual: '2.2 GiB' }]);
  });

  it('refuses two layers that would give one name to two weights', () => {
    const project = draw(
      [
        input,
        ['block', 'ResidualBlock', { filters: 4 }],
        ['block.conv1', 'Conv2D', { filters: 4 }],
        ['flat', 'Flatten'],
        ['dense', 'Dense', { units: 10 }],
        output,
      ],
      ['input>block', 'block>block.conv1', 'block.conv1>flat', 'flat>dense', 'dense>output'],
    );
    expect(analyze(project, lookup).diagnostics).toMatchObject([
      { code: 'duplicate-weight', nodeId: 'block.conv1', actual: 'block.conv1.kernel' },
    ]);
  });

  it('names every fault of a cycle once, not the nodes behind it', () => {
    const project = draw([...nodes, ['a', 'ReLU'], ['b', 'ReLU'], ['c', 'ReLU']], [...chain, 'a>b', 'b>a', 'b>c']);
    expect(codes(project).filter((code) => code === 'cycle')).toHaveLength(1);
  });

  it('reads two optimiser faults without a node', () => {
    const project = draw(nodes, chain);
    const broken = { ...project, training: { ...project.training, optimizer: { type: 'Adam', parameters: { beta1: 2 } } } };
    expect(codes(broken)).toEqual(['invalid-parameter']);
    const unknown = { ...project, training: { ...project.training, optimizer: { type: 'Hopeful', parameters: {} } } };
    expect(codes(unknown)).toEqual(['unknown-optimizer']);
  });
});
