import { describe, expect, it } from 'vitest';
import { int } from '../graph/attributes.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { differentiate } from './differentiate.ts';

const x = [1, -2, 3];
const w = [0.5, 4, -1];
const total = (e: Emitter, y: Value): Value => e.reduceSum(y, undefined, false);

/** ∂loss/∂x and ∂loss/∂w of a loss of two vectors; `undefined` where none arrives. */
function gradients(emit: (e: Emitter, x: Value, w: Value) => Value): (number[] | undefined)[] {
  const e = createEmitter('loss');
  const values = ['x', 'w'].map((name) => e.builder.input(name, { dtype: 'float32', shape: [3] }));
  const found = differentiate(e, emit(e, values[0], values[1]), values);
  const names = found.map((gradient) => gradient && e.builder.output('gradient', gradient).name);
  const feeds = new Map([
    ['x', ndarray('float32', [3], x)],
    ['w', ndarray('float32', [3], w)],
  ]);
  const results = evaluateGraph(e.builder.build(), feeds);
  return names.map((name) => (name === undefined ? undefined : [...(results.get(name)?.data ?? [])]));
}

describe('differentiate', () => {
  it('adds the gradients of a value that is used several times, by one operator too', () => {
    const [dx, dw] = gradients((e, a, b) => total(e, e.add(e.mul(a, a), e.add(e.mul(a, b), a))));
    expect(dx).toEqual(x.map((value, i) => 2 * value + w[i] + 1));
    expect(dw).toEqual(x);
  });

  it('adds up along branches that meet again', () => {
    const [dx] = gradients((e, a) => {
      const shared = e.mulScalar(a, 3);
      return total(e, e.mul(shared, e.add(shared, e.neg(a))));
    });
    expect(dx).toEqual(x.map((value) => 12 * value));
  });

  it('gives a value that is an output of the graph, or the loss itself, its gradient', () => {
    const e = createEmitter('outputs');
    const a = e.builder.input('a', { dtype: 'float32', shape: [] });
    const twice = e.mulScalar(a, 2);
    e.builder.output('twice', twice);
    const loss = e.square(twice);
    e.builder.output('loss', loss);
    for (const [index, gradient] of differentiate(e, loss, [a, twice, loss]).entries()) e.builder.output(`d${index}`, gradient ?? a);
    e.builder.output('a:copy', a);
    const results = evaluateGraph(e.builder.build(), new Map([['a', ndarray('float32', [], [3])]]));
    expect([...results].map(([name, { data }]) => [name, data[0]])).toEqual([
      ['twice', 6],
      ['loss', 36],
      ['d0', 24],
      ['d1', 12],
      ['d2', 1],
      ['a:copy', 3],
    ]);
  });

  it('gives zeros where the slope is zero, and nothing where no path leads to the loss', () => {
    expect(gradients((e, a) => total(e, e.mulScalar(a, 0)))).toEqual([[0, 0, 0], undefined]);
    expect(gradients((e, a, b) => total(e, e.mul(e.cast(e.op('ArgMax', [a], { axis: int(0) }), 'float32'), b)))).toEqual([
      undefined,
      [2, 2, 2],
    ]);
  });

  it('sums a gradient over the axes along which a value was stretched', () => {
    const e = createEmitter('stretched');
    const row = e.builder.input('row', { dtype: 'float32', shape: [1, 3] });
    const [dRow] = differentiate(e, total(e, e.mul(e.expand(row, [4, 3]), e.scalar(2))), [row]);
    e.builder.output('dRow', dRow ?? row);
    expect(evaluateGraph(e.builder.build(), new Map([['row', ndarray('float32', [1, 3], x)]])).get('dRow')).toEqual(
      ndarray('float32', [1, 3], [8, 8, 8]),
    );
  });

  it('refuses an operator on the way that cannot be differentiated, naming its layer', () => {
    expect(() =>
      gradients((e, a) =>
        e.builder.withOrigin({ nodeId: 'product', phase: 'forward' }, () => e.op('ReduceProd', [a], { keepdims: int(0) })),
      ),
    ).toThrow(expect.objectContaining({ code: 'no-gradient', nodeId: 'product' }));
  });
});
