import { describe, expect, it } from 'vitest';
import type { Graph } from '../graph/types.ts';
import { verifyGraph } from '../graph/verify.ts';
import { operatorRule } from './operator-rule.ts';
import { createEmitter } from './registry.ts';
import { expandLike } from './shape-like.ts';

function stretched(): Graph {
  const e = createEmitter('stretched');
  const x = e.builder.input('x', { dtype: 'float32', shape: ['N', 3] });
  e.builder.output('y', e.identity(e.add(x, expandLike(e, e.scalar(1), x))));
  return e.builder.build();
}

describe('the rule of operators', () => {
  it('passes what the builder inferred, shapes that only a run tells included', () => {
    expect(() => verifyGraph(stretched(), operatorRule)).not.toThrow();
  });

  it('finds a type that the operator does not infer', () => {
    const graph = stretched();
    const [add] = graph.nodes.filter(({ opType }) => opType === 'Add');
    const types = new Map([...graph.types, [add.outputs[0], { dtype: 'float32', shape: ['N', 4] }] as const]);
    expect(() => verifyGraph({ ...graph, types }, operatorRule)).toThrow('Add:out is listed as float32 N×4, where Add gives float32 N×3');
  });

  it('finds an unknown operator', () => {
    const graph = stretched();
    const nodes = graph.nodes.map((node) => (node.opType === 'Add' ? { ...node, opType: 'Frobnicate' } : node));
    expect(() => verifyGraph({ ...graph, nodes }, operatorRule)).toThrow('no operator Frobnicate');
  });
});
