import { describe, expect, it } from 'vitest';
import { runOnnxruntime } from '../conformance/onnxruntime.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { ndarray } from './ndarray.ts';
import { createEmitter } from './registry.ts';

const [edges, nodes, features] = [40_000, 3, 16];

describe('sums of segments', () => {
  it('add up tens of thousands of values with the same index, with two threads', async () => {
    const e = createEmitter('repeats');
    const values = e.builder.input('values', { dtype: 'float32', shape: [edges, features] });
    const index = e.builder.input('index', { dtype: 'int64', shape: [edges] });
    const rows = e.builder.input('rows', { dtype: 'float32', shape: [nodes, features] });
    e.builder.output('sum', e.op('SegmentSum', [values, index, rows], {}, { domain: 'netloom' }));
    e.builder.output('neighbours', e.op('NeighbourSum', [rows, index, index], {}, { domain: 'netloom' }));
    const feeds = new Map([
      ['values', ndarray('float32', [edges, features], new Float64Array(edges * features).fill(0.5))],
      [
        'index',
        ndarray(
          'int64',
          [edges],
          Float64Array.from({ length: edges }, (_, k) => (k % 4 === 0 ? 0 : 2)),
        ),
      ],
      ['rows', ndarray('float32', [nodes, features], new Float64Array(nodes * features).fill(2))],
    ]);
    const graph = e.builder.build();
    for (let run = 0; run < 5; run += 1) {
      const results = await runOnnxruntime(graph, feeds, 2);
      expect([...new Set(results.get('sum')?.data.slice(0, features))]).toEqual([5000]);
      expect([...new Set(results.get('sum')?.data.slice(2 * features))]).toEqual([15_000]);
      expect([...new Set(results.get('neighbours')?.data)]).toEqual([20_000, 0, 60_000]);
    }
  });

  it.each(['SegmentSum', 'SegmentMax'])('%s refuses a segment that is not there', (opType) => {
    const e = createEmitter('outside');
    const values = e.builder.input('values', { dtype: 'float32', shape: [2] });
    const index = e.builder.input('index', { dtype: 'int64', shape: [2] });
    const rows = e.builder.input('rows', { dtype: 'float32', shape: [3] });
    e.builder.output('y', e.op(opType, [values, index, rows], {}, { domain: 'netloom' }));
    for (const segment of [3, -1]) {
      const feeds = new Map([
        ['values', ndarray('float32', [2])],
        ['index', ndarray('int64', [2], [0, segment])],
        ['rows', ndarray('float32', [3])],
      ]);
      expect(() => evaluateGraph(e.builder.build(), feeds)).toThrow(`expected segments from 0 to 2, came ${segment}`);
    }
  });
});
