import { describe, expect, it } from 'vitest';
import type { DatasetShape } from '../layers/definition.ts';
import { type Project, projectSchema } from '../project/schema.ts';
import { analyze } from './analyze.ts';
import { trainingProgram } from './training-program.ts';

const series: DatasetShape = {
  id: 'series',
  fields: [
    { name: 'steps', dtype: 'float32', shape: [4, 2], role: 'input' },
    { name: 'first', dtype: 'float32', shape: [5], role: 'input' },
    { name: 'count', dtype: 'int64', shape: [], role: 'input' },
    { name: 'value', dtype: 'float32', shape: [1], role: 'target' },
  ],
};
const lookup = (id: string): DatasetShape | undefined => (id === 'series' ? series : undefined);

/** A network whose LSTM has `wires` to its ports: `first.out>lstm.state`. */
function draw(...wires: readonly string[]): Project {
  const end = (text: string) => ({ node: text.split('.')[0], port: text.split('.')[1] });
  const input = (field: string) => ({ id: field, type: 'Input', parameters: { dataset: 'series', field } });
  const nodes = [
    input('steps'),
    input('first'),
    input('count'),
    { id: 'lstm', type: 'LSTM', parameters: { units: 5 } },
    { id: 'dense', type: 'Dense', parameters: { units: 1 } },
    { id: 'output', type: 'Output', parameters: { target: 'value', loss: 'meanSquaredError', metrics: [] } },
  ];
  return projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'test',
    nodes: nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } })),
    wires: [...wires, 'lstm.out>dense.in', 'dense.out>output.in'].map((wire) => {
      const [from, to] = wire.split('>').map(end);
      return { from, to };
    }),
  });
}

describe('an optional port', () => {
  it('may stay unwired', () => {
    const analysis = analyze(draw('steps.out>lstm.in'), lookup);
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.trainable).toBe(true);
  });

  it('takes its wire by name, in whatever order it was drawn', () => {
    const project = draw('first.out>lstm.cell', 'count.out>lstm.mask', 'steps.out>lstm.in');
    const analysis = analyze(project, lookup);
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.layers.get('lstm')).toMatchObject({
      inputs: [{ shape: ['N', 4, 2] }],
      optional: { cell: { shape: ['N', 5] }, mask: { shape: ['N'] } },
      outputs: [{ shape: ['N', 5] }, { shape: ['N', 5] }, { shape: ['N', 5] }],
    });
    const { dataInputs } = trainingProgram(project, lookup, 2);
    expect(dataInputs.map(({ field }) => field).sort()).toEqual(['count', 'first', 'steps', 'value']);
  });

  it('does not stand in for a port that must be wired', () => {
    const { diagnostics } = analyze(draw('first.out>lstm.state'), lookup);
    expect(diagnostics).toMatchObject([{ code: 'missing-input', nodeId: 'lstm', port: 'in' }]);
  });

  it('takes one wire', () => {
    const { diagnostics } = analyze(draw('steps.out>lstm.in', 'first.out>lstm.state', 'first.out>lstm.state'), lookup);
    expect(diagnostics).toMatchObject([{ code: 'port-wired-twice', port: 'state' }]);
  });

  it('is named with its wire where what comes does not fit', () => {
    const { diagnostics, firstOffendingWire } = analyze(draw('steps.out>lstm.in', 'steps.out>lstm.state'), lookup);
    expect(diagnostics).toMatchObject([{ code: 'shape-mismatch', nodeId: 'lstm', expected: 'N×5, features', actual: 'N×4×2, sequence' }]);
    expect(firstOffendingWire).toMatchObject({ from: { node: 'steps' }, to: { node: 'lstm', port: 'state' } });
  });
});
