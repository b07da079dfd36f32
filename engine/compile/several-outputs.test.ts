import { describe, expect, it } from 'vitest';
import { datasetShapes, generatedDataset } from '../data/registry.ts';
import { gradcheck } from '../gradcheck/gradcheck.ts';
import { invariant } from '../graph/errors.ts';
import { type Project, projectSchema } from '../project/schema.ts';
import { analyze } from './analyze.ts';

/** Points → Dense(6) → Split, of whose parts the second is scaled by the first: a gated unit. */
function gated(split: Record<string, unknown>, gate: string, value: string): Project {
  const nodes: readonly (readonly [id: string, type: string, parameters: Record<string, unknown>])[] = [
    ['input', 'Input', { dataset: 'spirals', field: 'point' }],
    ['hidden', 'Dense', { units: 6, activation: 'tanh' }],
    ['split', 'Split', split],
    ['gate', 'Sigmoid', {}],
    ['gated', 'Multiply', {}],
    ['logits', 'Dense', { units: 2 }],
    ['output', 'Output', { target: 'label' }],
  ];
  const wires = [
    'input.out>hidden',
    'hidden.out>split',
    `split.${gate}>gate`,
    'gate.out>gated',
    `split.${value}>gated`,
    'gated.out>logits',
    'logits.out>output',
  ];
  return projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'gated',
    nodes: nodes.map(([id, type, parameters]) => ({ id, type, parameters, position: { x: 0, y: 0 } })),
    wires: wires.map((text) => {
      const [from, to] = text.split('>');
      const [node, port] = from.split('.');
      return { from: { node, port }, to: { node: to, port: 'in' } };
    }),
  });
}

describe('a layer whose output ports depend on its parameters', () => {
  it('feeds each wire from its own port', () => {
    const analysis = analyze(gated({ by: 'sizes', sizes: [1, 2, 3] }, 'part1', 'part3'), datasetShapes);
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.layers.get('split')?.outputs.map(({ shape }) => shape)).toEqual([
      ['N', 1],
      ['N', 2],
      ['N', 3],
    ]);
    expect(analysis.layers.get('gate')?.outputs[0].shape).toEqual(['N', 1]);
    expect(analysis.layers.get('gated')?.outputs[0].shape).toEqual(['N', 3]);
  });

  it.each([
    ['part1', 'part2'],
    ['part2', 'part1'],
    ['part2', 'part2'],
  ])('has right gradients where %s gates %s, also where a part leads nowhere', (gate, value) => {
    const dataset = generatedDataset('spirals')?.generate([]);
    invariant(dataset !== undefined, 'the spirals are generated');
    expect(gradcheck(gated({}, gate, value), datasetShapes, dataset)).toMatchObject({ ok: true, kinks: 0 });
  });

  it('tells of a wire at a port that the parameters no longer give', () => {
    const { diagnostics } = analyze(gated({ parts: 2 }, 'part1', 'part3'), datasetShapes);
    expect(diagnostics.find(({ code }) => code === 'unknown-port')).toMatchObject({
      nodeId: 'split',
      expected: 'part1 or part2',
      actual: 'part3',
      fixes: [{ edits: [{ type: 'remove-wire' }] }],
    });
  });
});
