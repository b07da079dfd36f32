import { describe, expect, it } from 'vitest';
import { analyze } from '../compile/analyze.ts';
import { evaluationProgram } from '../compile/evaluation-program.ts';
import { trainingProgram } from '../compile/training-program.ts';
import { ndarray, type NdArray } from '../ops/ndarray.ts';
import { type Project, projectSchema } from '../project/schema.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import type { DatasetShape } from './definition.ts';

const texts: DatasetShape = {
  id: 'texts',
  fields: [
    { name: 'text', dtype: 'int64', shape: [2], role: 'input', tokens: 3 },
    { name: 'next', dtype: 'int64', shape: [2], role: 'target', tokens: 3, classes: 3 },
  ],
};

function project(dim = 2, table = true): Project {
  const wire = (from: string, to: string, fromPort = 'out', toPort = 'in') => ({
    from: { node: from, port: fromPort },
    to: { node: to, port: toPort },
  });
  const position = { x: 0, y: 0 };
  return projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'tied',
    nodes: [
      { id: 'input', type: 'Input', position, parameters: { dataset: 'texts', field: 'text' } },
      { id: 'tokens', type: 'Embedding', position, parameters: { dim: 2, table } },
      { id: 'hidden', type: 'Dense', position, parameters: { units: dim, bias: false } },
      { id: 'scores', type: 'TokenScores', position, parameters: { bias: false } },
      { id: 'output', type: 'Output', position, parameters: { target: 'next', metrics: [] } },
    ],
    wires: [
      wire('input', 'tokens'),
      wire('tokens', 'hidden'),
      wire('hidden', 'scores'),
      ...(table ? [wire('tokens', 'scores', 'table', 'table')] : []),
      wire('scores', 'output'),
    ],
    training: { optimizer: { type: 'SGD', parameters: {} }, learningRate: 0.5, batchSize: 1 },
  });
}

const E = [1, 0.5, -0.25, 2, 0.75, -1];
const W = [1, 0, 0, 1];
const [x, t] = [
  [0, 2],
  [2, 1],
];

/** Mean cross-entropy of the scores E·Wᵀ·E[x] with a table E. */
function lossWith(table: readonly number[]): number {
  return x.reduce((sum, token, step) => {
    const row = [table[2 * token], table[2 * token + 1]];
    const scores = [0, 1, 2].map((v) => table[2 * v] * row[0] + table[2 * v + 1] * row[1]);
    const all = Math.log(scores.reduce((total, score) => total + Math.exp(score), 0));
    return sum + (all - scores[t[step]]) / 2;
  }, 0);
}

const feeds = new Map<string, NdArray>([
  ['text', { ...ndarray('int64', [1, 2]), data: Float64Array.from(x) }],
  ['next', { ...ndarray('int64', [1, 2]), data: Float64Array.from(t) }],
  ['tokens.table', { ...ndarray('float64', [3, 2]), data: Float64Array.from(E) }],
  ['hidden.kernel', { ...ndarray('float64', [2, 2]), data: Float64Array.from(W) }],
  ['learningRate', { ...ndarray('float64', []), data: Float64Array.of(0.5) }],
]);

describe('an embedding’s table that tells tokens too', () => {
  it('gives the scores E·h', () => {
    const { graph, lossOutput } = evaluationProgram(project(), () => texts, 1);
    expect(evaluateGraph(graph, feeds).get(lossOutput)?.data[0]).toBeCloseTo(lossWith(E), 12);
  });

  it('is trained by both of its uses', () => {
    const { graph, state } = trainingProgram(project(), () => texts, 1);
    const slot = state.find(({ name }) => name === 'tokens.table');
    const next = evaluateGraph(graph, feeds).get(slot?.output ?? '')?.data ?? [];
    const step = 1e-5;
    const slopes = E.map((_, i) => {
      const moved = (by: number) => lossWith(E.map((value, j) => (i === j ? value + by : value)));
      return (moved(step) - moved(-step)) / (2 * step);
    });
    expect(state.filter(({ name }) => name.startsWith('scores'))).toEqual([]);
    E.forEach((value, i) => expect(next[i]).toBeCloseTo(value - 0.5 * slopes[i], 8));
  });

  it('wants features as wide as its rows, and a table', () => {
    const [narrow] = analyze(project(3), () => texts).diagnostics;
    expect(narrow).toMatchObject({ nodeId: 'scores', code: 'shape-mismatch', expected: '…×2' });
    expect(JSON.stringify(narrow.fixes)).toContain('Insert Dense with 2 units');
    expect(analyze(project(2, false), () => texts).diagnostics).toMatchObject([{ nodeId: 'scores' }]);
  });
});
