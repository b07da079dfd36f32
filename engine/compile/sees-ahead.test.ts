import { describe, expect, it } from 'vitest';
import { datasetShapes } from '../data/registry.ts';
import { projectSchema } from '../project/schema.ts';
import { analyze } from './analyze.ts';

const position = { x: 0, y: 0 };

function warnings(type: string, parameters: object, output: object) {
  const ids = ['x', 'embedding', 'middle', 'logits', 'out'];
  const project = projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'next',
    nodes: [
      { id: 'x', type: 'Input', position, parameters: { dataset: 'moby-dick', field: 'chapter' } },
      { id: 'embedding', type: 'Embedding', position, parameters: { units: 8 } },
      { id: 'middle', type, position, parameters },
      { id: 'logits', type: 'Dense', position, parameters: { units: 1000 } },
      { id: 'out', type: 'Output', position, parameters: { metrics: [], ...output } },
    ],
    wires: ids.slice(1).map((to, i) => ({ from: { node: ids[i], port: 'out' }, to: { node: to, port: 'in' } })),
  });
  return analyze(project, datasetShapes).diagnostics.filter(({ code }) => code === 'sees-ahead');
}

const next = { target: 'next', ignore: true, ignoreIndex: 0 };

describe('layers before an output that tells the next token', () => {
  it.each([
    ['GRU', { returns: 'sequence', direction: 'both' }, 'direction', 'forward'],
    ['LSTM', { returns: 'sequence', direction: 'backward' }, 'direction', 'forward'],
    ['MultiHeadAttention', { heads: 1 }, 'causal', true],
    ['TransformerEncoder', { heads: 1 }, 'causal', true],
  ])('are warned of where they read later tokens: %s', (type, parameters, parameter, value) => {
    const edits = [{ type: 'set-parameter', node: 'middle', parameter, value }];
    expect(warnings(type, parameters, next)).toMatchObject([{ severity: 'warning', nodeId: 'middle', parameter, fixes: [{ edits }] }]);
    expect(warnings(type, { ...parameters, [parameter]: value }, next)).toEqual([]);
  });

  it('may read on where something else is asked', () => {
    expect(warnings('GRU', { direction: 'both' }, { target: 'chapter' })).toEqual([]);
  });
});
