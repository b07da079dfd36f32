import { describe, expect, it } from 'vitest';
import { int, string } from '../graph/attributes.ts';
import { tensorOf } from '../graph/shape.ts';
import type { Graph, Value } from '../graph/types.ts';
import { lowerGraph, standardCapabilities } from '../ops/lower.ts';
import { recurrence } from '../ops/recurrence-emit.ts';
import { createEmitter } from '../ops/registry.ts';
import { toOpset } from './opset.ts';

function graph(emit: (e: ReturnType<typeof createEmitter>, x: ReturnType<ReturnType<typeof createEmitter>['mul']>) => typeof x): Graph {
  const e = createEmitter('test');
  const x = e.builder.input('x', { dtype: 'float32', shape: ['N', 3, 4, 4] });
  e.builder.output(
    'y',
    e.builder.withOrigin({ nodeId: 'layer', phase: 'forward' }, () => emit(e, x)),
  );
  return e.builder.build();
}

describe('toOpset', () => {
  it('keeps the axes of a reduction as an input from 18 on and as an attribute in 17', () => {
    const mean = graph((e, x) => e.reduceMean(x, [2, 3], false));
    expect(toOpset(mean, 18)).toBe(mean);
    const old = toOpset(mean, 17);
    expect(old.nodes[0].inputs).toEqual(['x']);
    expect(old.nodes[0].attributes).toEqual({ keepdims: int(0), axes: { ints: [2, 3] } });
    expect(old.initializers.size).toBe(0);
  });

  it('leaves the axes of ReduceSum an input, which they have been since 13', () => {
    const sum = graph((e, x) => e.reduceSum(x, [1], true));
    expect(toOpset(sum, 17).nodes[0].inputs).toEqual(sum.nodes[0].inputs);
  });

  it('writes the bodies of operators in the form of the opset, and keeps what they read outside', () => {
    const scan = (step: (e: ReturnType<typeof createEmitter>, x: Value) => Value): Graph => {
      const e = createEmitter('test');
      const x = e.builder.input('x', { dtype: 'float32', shape: [5, 2, 3] });
      const scale = e.constant(tensorOf('float32', [3], [1, 2, 3]), 'scale');
      const { outputs } = recurrence(e, { shared: [scale], states: [e.expand(e.scalar(0), [2, 1])], sequences: [x] }, (inner, given) => {
        const y = step(inner, inner.mul(given.inputs[0], given.shared[0]));
        return { states: [inner.add(given.states[0], y)], outputs: [y] };
      });
      e.builder.output('y', outputs[0]);
      return lowerGraph(e.builder.build(), standardCapabilities);
    };
    const bodyOf = ({ nodes }: Graph): Graph | undefined =>
      nodes.flatMap(({ attributes: { body } }) => (body !== undefined && 'graph' in body ? [body.graph] : []))[0];
    const old = toOpset(
      scan((e, x) => e.reduceMean(x, [1], true)),
      17,
    );
    expect(bodyOf(old)?.nodes.find(({ opType }) => opType === 'ReduceMean')).toMatchObject({
      inputs: [expect.any(String)],
      attributes: { axes: { ints: [1] } },
    });
    expect([...old.initializers.keys(), ...(bodyOf(old)?.initializers.keys() ?? [])]).toContain('scale');
    const young = scan((e, x) => e.op('Gelu', [e.reduceMean(x, [1], true)]));
    expect(() => toOpset(young, 19)).toThrow(expect.objectContaining({ code: 'bad-opset', message: expect.stringContaining('opset 20') }));
  });

  it('refuses operators that the opset lacks, naming the layer', () => {
    const gelu = graph((e, x) => e.op('Gelu', [x]));
    expect(toOpset(gelu, 20)).toBe(gelu);
    expect(() => toOpset(gelu, 19)).toThrow(
      expect.objectContaining({ code: 'bad-opset', nodeId: 'layer', message: expect.stringContaining('opset 20') }),
    );
  });

  it('refuses circular padding before opset 19, and takes the other modes', () => {
    const padded = (mode: string) => graph((e, x) => e.op('Pad', [x, e.int64s([0, 0, 1, 1, 0, 0, 1, 1])], { mode: string(mode) }));
    for (const mode of ['constant', 'reflect', 'edge']) expect(() => toOpset(padded(mode), 17)).not.toThrow();
    expect(() => toOpset(padded('wrap'), 19)).not.toThrow();
    expect(() => toOpset(padded('wrap'), 18)).toThrow(expect.objectContaining({ code: 'bad-opset', nodeId: 'layer' }));
  });

  it.each([16, 22, 18.5, Number.NaN])('refuses opset %s', (opset) => {
    expect(() =>
      toOpset(
        graph((e, x) => e.neg(x)),
        opset,
      ),
    ).toThrow('from 17 to 21');
  });
});
