import { describe, expect, it } from 'vitest';
import { staticShape } from '../graph/shape.ts';
import { operators } from '../ops/registry.ts';
import { drawCase, emitCase, runKernel } from './operator-case.ts';
import { checkGradient, differentiated } from './operator-gradient.ts';

const seed = 20;

const cases = operators.flatMap((op) => op.samples.map((sample) => ({ name: `${op.opType}: ${sample.name}`, op, sample })));

describe(`operators (seed ${seed})`, () => {
  it.each(cases)('infers what the kernel computes: $name', ({ op, sample }) => {
    const drawn = drawCase(op, sample, 'float32', seed);
    const results = runKernel(drawn);
    const { outputs } = emitCase(drawn);
    expect(results.map(({ dtype, dims }) => ({ dtype, dims }))).toEqual(
      outputs.map(({ type }) => ({ dtype: type.dtype, dims: staticShape(type.shape) })),
    );
    for (const { dims, data } of results) expect(data.length).toBe(dims.reduce((size, dim) => size * dim, 1));
  });

  const differentiable = cases.filter(({ op, sample }) => differentiated(drawCase(op, sample, 'float64', seed)).length > 0);
  it.each(differentiable)('has the gradient that differences show: $name', ({ op, sample }) => {
    const report = checkGradient(op, sample, seed);
    expect(report.mistakes).toEqual([]);
    if (report.points > 0) expect(report.kinks).toBeLessThan(report.points);
  });
});
