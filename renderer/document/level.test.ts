import { describe, expect, it } from 'vitest';
import { analyze } from '../../engine/compile/analyze.ts';
import { modular, module, seriesLookup } from '../../engine/compile/testing/modular.ts';
import { analysisAt } from './level-analysis.ts';

const state = { id: 'next', name: 'h', type: 'ModuleOutput', position: { x: 0, y: 0 }, parameters: {} };
const handsOn = (cell: ReturnType<typeof module>) => ({ ...cell, nodes: [...cell.nodes, state] });
const part = module('part', { nodes: ['a ModuleInput', 'scaled Dense units=5', 'b ModuleOutput'], wires: ['a>scaled', 'scaled>b'] });
const inner = handsOn(
  module('inner', {
    nodes: ['x ModuleInput', 'h ModuleInput', 'join Concat', 'dense Dense units=3'],
    wires: ['x>join', 'h>join', 'join>dense', 'dense>next'],
  }),
);
const outer = handsOn(
  module('outer', {
    nodes: [
      'x ModuleInput',
      'h ModuleInput',
      'parts Reshape shape=[2,1]',
      'read Scan module="inner"',
      'block Module module="part" repeat=2',
      'join Concat',
      'dense Dense units=4',
    ],
    wires: ['x>parts', 'parts>read.x', 'read.next.last>block.a', 'block.b>join', 'h>join', 'join>dense', 'dense>next'],
  }),
);

describe('an open module', () => {
  const project = modular(
    [part, inner, outer],
    { nodes: ['scan Scan module="outer"', 'pick Flatten'], wires: ['steps>scan.x', 'scan.next>pick'] },
    'pick',
  );
  const shapes = (...level: { node: string; module: string }[]) => {
    const { layers } = analysisAt(analyze(project, seriesLookup), project, level);
    return Object.fromEntries([...layers].map(([id, { outputs }]) => [id, outputs.map(({ shape }) => shape.join('×')).join()]));
  };

  it('has the shapes of one step where it is scanned', () => {
    expect(shapes({ node: 'scan', module: 'outer' })).toMatchObject({ x: 'N×2', h: 'N×4', parts: 'N×2×1', dense: 'N×4' });
  });

  it('has them within the cell of another scan, and in a repeated module in there', () => {
    const scan = { node: 'scan', module: 'outer' };
    expect(shapes(scan, { node: 'read', module: 'inner' })).toMatchObject({ x: 'N×1', h: 'N×3', dense: 'N×3' });
    expect(shapes(scan, { node: 'block', module: 'part' })).toMatchObject({ scaled: 'N×5' });
  });
});
