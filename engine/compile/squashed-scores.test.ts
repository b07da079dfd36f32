import { describe, expect, it } from 'vitest';
import { withDefaults } from '../layers/parameters.ts';
import { layers } from '../layers/registry.ts';
import type { DatasetShape } from '../layers/definition.ts';
import type { Diagnostic } from '../project/diagnostic.ts';
import { type Project, projectSchema } from '../project/schema.ts';
import { analyze } from './analyze.ts';

const points: DatasetShape = {
  id: 'points',
  fields: [
    { name: 'point', dtype: 'float32', shape: [2], role: 'input' },
    { name: 'kind', dtype: 'int64', shape: [], role: 'target', classes: 3 },
    { name: 'side', dtype: 'int64', shape: [], role: 'target', classes: 2 },
    { name: 'shares', dtype: 'float32', shape: [3], role: 'target' },
  ],
};

type Node = readonly [id: string, type: string, parameters?: Readonly<Record<string, unknown>>];

/** An Input, then the nodes in a row. */
function row(...nodes: readonly Node[]): Project {
  const all: readonly Node[] = [['input', 'Input', { dataset: 'points', field: 'point' }], ...nodes];
  return projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'row',
    nodes: all.map(([id, type, parameters = {}]) => ({ id, type, parameters, position: { x: 0, y: 0 } })),
    wires: nodes.map(([id], index) => ({ from: { node: all[index][0], port: 'out' }, to: { node: id, port: 'in' } })),
  });
}

const of = (project: Project) => analyze(project, () => points);
const only = (project: Project): Diagnostic | undefined => {
  const { diagnostics, trainable } = of(project);
  expect(trainable).toBe(true);
  expect(diagnostics.length).toBeLessThan(2);
  return diagnostics[0];
};

const dense: Node = ['dense', 'Dense', { units: 3 }];
const kind: Node = ['kind', 'Output', { target: 'kind' }];

/** Activation layers and parameters that squash scores. */
const squashing: readonly Node[] = [
  ['squash', 'Softmax'],
  ['squash', 'LogSoftmax'],
  ['squash', 'Sigmoid'],
  ['squash', 'HardSigmoid'],
  ['squash', 'Activation', { function: 'softmax' }],
  ['squash', 'Activation', { function: 'logSoftmax' }],
  ['squash', 'Activation', { function: 'sigmoid' }],
];

describe('scores that are squashed before a loss that squashes them', () => {
  it.each(squashing.map((node) => [node.slice(1), node] as const))('are warned of: %j', (_, node) => {
    const problem = only(row(dense, node, kind));
    expect(problem).toMatchObject({ code: 'squashed-scores', severity: 'warning', nodeId: 'kind', wire: { from: { node: 'squash' } } });
    expect(problem?.fixes).toEqual([
      {
        label: 'Remove squash',
        edits: [
          { type: 'remove-node', node: 'squash' },
          { type: 'add-wire', wire: { from: { node: 'dense', port: 'out' }, to: { node: 'kind', port: 'in' } } },
        ],
      },
    ]);
  });

  it('are warned of where the activation of the last layer squashes them', () => {
    const problem = only(row(['dense', 'Dense', { units: 3, activation: 'softmax' }], kind));
    expect(problem?.message).toContain(
      'Cross-entropy takes raw scores and applies softmax itself, but dense before it applies softmax already.',
    );
    expect(problem?.fixes).toEqual([
      {
        label: 'Set the activation of dense to none',
        edits: [{ type: 'set-parameter', node: 'dense', parameter: 'activation', value: 'none' }],
      },
    ]);
  });

  it('are warned of before a loss of one output', () => {
    const side: Node = ['side', 'Output', { target: 'side', loss: 'binaryCrossEntropy' }];
    expect(only(row(['dense', 'Dense', { units: 1, activation: 'sigmoid' }], side))?.code).toBe('squashed-scores');
    expect(only(row(['dense', 'Dense', { units: 1 }], ['squash', 'Sigmoid'], side))?.message).toContain('applies sigmoid itself');
  });

  it('are warned of where ReLU cuts them off', () => {
    expect(only(row(['dense', 'Dense', { units: 3, activation: 'relu' }], kind))).toMatchObject({
      code: 'squashed-scores',
      message: expect.stringContaining('A score that is cut off to 0 learns nothing. Set its activation to none.') as string,
      fixes: [{ edits: [{ type: 'set-parameter', node: 'dense', parameter: 'activation', value: 'none' }] }],
    });
    expect(only(row(dense, ['relu', 'ReLU'], kind))?.fixes?.[0].label).toBe('Remove relu');
  });

  it('stay where they feed another layer too', () => {
    const project = row(dense, ['softmax', 'Softmax'], kind, [
      'second',
      'Output',
      { target: 'shares', loss: 'meanSquaredError', metrics: [] },
    ]);
    const wires = project.wires.map((wire) => (wire.to.node === 'second' ? { ...wire, from: { node: 'softmax', port: 'out' } } : wire));
    const problem = only({ ...project, wires });
    expect(problem?.fixes?.[0]).toMatchObject({ label: 'Wire dense to kind', edits: [{ type: 'remove-wire' }, { type: 'add-wire' }] });
  });

  it('are nothing to warn of before a loss that compares values, nor are other activations', () => {
    const shares: Node = ['shares', 'Output', { target: 'shares', loss: 'meanSquaredError', metrics: [] }];
    expect(only(row(dense, ['softmax', 'Softmax'], shares))).toBeUndefined();
    expect(only(row(dense, kind))).toBeUndefined();
    expect(only(row(dense, ['tanh', 'Tanh'], kind))).toBeUndefined();
    expect(only(row(dense, ['activation', 'Activation', { function: 'leakyRelu' }], kind))).toBeUndefined();
  });
});

it('every layer whose results an activation ends says what it squashes', () => {
  const chosen = layers.filter(
    ({ parameters: { activation } }) => activation?.kind === 'choice' && activation.schema.safeParse('softmax').success,
  );
  const silent = chosen.filter(({ parameters, squashes }) => squashes?.(withDefaults(parameters, { activation: 'softmax' })) !== 'softmax');
  expect(chosen.length).toBeGreaterThan(8);
  // Theirs is within, not what their results end in.
  expect(silent.map(({ type }) => type)).toEqual(['TransformerEncoder', 'TransformerDecoder', 'GraphAttentionPool', 'SqueezeExcitation']);
  const [block] = layers.filter(({ type }) => type === 'ResidualBlock');
  expect(block.squashes?.(withDefaults(block.parameters, { kind: 'preActivation', activation: 'softmax' }))).toBeUndefined();
});
