import { describe, expect, it } from 'vitest';
import { sizeOf } from '../graph/shape.ts';
import type { FieldBlock } from '../preprocessing/definition.ts';
import { applyInverse } from '../preprocessing/inverse.ts';
import { preprocessings } from '../preprocessing/registry.ts';
import { fitExample, lowered, part } from './preprocessing-case.ts';

/** Largest distance from the expected numbers, of the largest of them where that is above 1; missing values are equal to each other. */
function distance(values: ArrayLike<number | bigint>, expected: ArrayLike<number>): number {
  expect(values).toHaveLength(expected.length);
  const scale = Math.max(1, ...Array.from(expected, (value) => (Number.isNaN(value) ? 0 : Math.abs(value))));
  const distances = Array.from(expected, (value, i) => {
    const came = Number(values[i]);
    return Number.isNaN(value) && Number.isNaN(came) ? 0 : Math.abs(came - value);
  });
  return Math.max(0, ...distances.map((one) => (Number.isNaN(one) ? Infinity : one))) / scale;
}

const cases = preprocessings.flatMap((definition) =>
  definition.examples.map((example) => [definition.type, example.name, definition, example] as const),
);

it('has examples of each step', () => {
  expect(preprocessings.filter(({ examples }) => examples.length === 0)).toEqual([]);
});

describe.each(cases)('%s: %s', (type, _, definition, example) => {
  it(`${type} gives the expected values, of the form that it tells`, () => {
    const { context, form } = fitExample(definition, example);
    const result = definition.apply(context, example.values);
    expect(distance(result.values, example.expected)).toBeLessThanOrEqual(1e-6);
    expect(result.samples).toBe(example.values.samples);
    if (form.ragged === undefined) expect(result.values).toHaveLength(result.samples * sizeOf(form.shape));
    if (form.columns !== undefined) expect(form.columns).toHaveLength(form.shape[0]);
    if (form.tokens !== undefined) for (const token of result.values) expect(Number(token)).toBeLessThan(form.tokens);
  });

  it(`${type} learns the same from any blocks, and applies it to each sample by itself`, () => {
    const fitted = fitExample(definition, example);
    expect(fitExample(definition, example, 1).fitted).toEqual(fitted.fitted);
    expect(fitted.context.fitted).toEqual(fitted.fitted);
    const each = Array.from({ length: example.values.samples }, (_sample, i) =>
      Array.from(definition.apply(fitted.context, part(example.values, example.field, i, 1)).values, Number),
    );
    expect(each.flat()).toEqual(Array.from(definition.apply(fitted.context, example.values).values, Number));
  });

  it(`${type} leaves the values that it is given as they are`, () => {
    const { context } = fitExample(definition, example);
    const before = example.values.values.slice();
    const result = definition.apply(context, example.values);
    result.values.fill(0 as never);
    expect(example.values.values).toEqual(before);
  });

  it(`${type} gives the same after it was undone`, () => {
    const { context } = fitExample(definition, example);
    const inverse = definition.inverse?.(context);
    if (inverse === undefined) return;
    const undo = (block: FieldBlock): FieldBlock => ({ ...block, values: applyInverse(example.field, inverse, block.values) });
    const after = definition.apply(context, example.values);
    const before = undo({ ...after, values: after.values.slice() });
    expect(distance(definition.apply(context, before).values, Array.from(after.values, Number))).toBeLessThanOrEqual(1e-9);
    const known = Array.from(definition.apply(context, example.training).values, Number);
    if (known.every((value, i) => Number.isNaN(value) === Number.isNaN(Number(example.training.values[i]))))
      expect(
        distance(undo({ ...example.training, values: Float64Array.from(known) }).values, Array.from(example.training.values, Number)),
      ).toBeLessThanOrEqual(1e-9);
  });

  it(`${type} gives the same in an exported file`, async () => {
    const fitted = fitExample(definition, example);
    const file = await lowered(definition, example, fitted);
    if (file === undefined) return;
    expect(distance(file, Array.from(definition.apply(fitted.context, example.values).values, Number))).toBeLessThanOrEqual(1e-6);
  });
});
