import { describe, expect, it } from 'vitest';
import type { LayerFix, LayerProblem } from '../layers/definition.ts';
import { withDefaults } from '../layers/parameters.ts';
import type { LossTarget } from './definition.ts';
import { losses, lossOf } from './registry.ts';

const classes = (count: number, ...shape: readonly number[]): LossTarget => ({ dtype: 'int64', shape, classes: count });
const numbers = (...shape: readonly number[]): LossTarget => ({ dtype: 'float32', shape });

function check(id: string, prediction: readonly number[], target: LossTarget, parameters: Record<string, never[] | number[]> = {}) {
  const loss = lossOf(id);
  return loss.check({ dtype: 'float32', shape: ['N', ...prediction] }, target, withDefaults(loss.parameters, parameters));
}

const labels = (problem: LayerProblem | undefined) => problem?.fixes?.map(({ label }) => label);
const ofClasses = ['crossEntropy', 'focal', 'hinge', 'dice'];
const twoSided = ['binaryCrossEntropy', 'binaryFocal', 'binaryHinge', 'binaryDice'];
const ofNumbers = ['meanSquaredError', 'meanAbsoluteError', 'huber', 'logCosh', 'klDivergence', 'cosine'];

/** Compares classes too, as 1 for the true one and 0 for the others. */
const ofBoth = 'meanSquaredError';

describe('a loss that does not fit', () => {
  it('is told by every loss of a target of the other kind, with a loss that takes it and fits', () => {
    for (const { id } of losses) {
      if (id === ofBoth) continue;
      const foreign = ofNumbers.includes(id) ? classes(5) : twoSided.includes(id) ? classes(3) : numbers(4);
      const problem = check(id, [4], foreign);
      expect(problem, id).toMatchObject({ code: 'loss-target', parameter: 'loss' });
      const [fix] = problem?.fixes ?? [];
      const chosen = fix !== undefined && 'set' in fix ? String(fix.set.loss) : '';
      expect(check(chosen, [foreign.classes ?? 4], foreign), `${id} proposes ${chosen}`).toBeUndefined();
    }
  });

  it('is told by every loss of a prediction of another shape, on the wire', () => {
    for (const { id } of losses) {
      const target = ofNumbers.includes(id) ? numbers(4) : classes(2);
      expect(check(id, [3, 5, 5], target), id).toMatchObject({ code: 'loss-shape', port: 'in', actual: 'N×3×5×5' });
      expect(labels(check(id, [3, 5, 5], target))).toContain('Insert Flatten');
    }
  });

  it('is told of integer predictions', () => {
    for (const { id, parameters } of losses) {
      const shape = ['N', ...(ofNumbers.includes(id) ? [4] : twoSided.includes(id) ? [1] : [2])];
      const target = ofNumbers.includes(id) ? numbers(4) : classes(2);
      expect(lossOf(id).check({ dtype: 'int64', shape }, target, withDefaults(parameters)), id).toMatchObject({ code: 'type-mismatch' });
    }
  });

  it.each(ofClasses)('%s proposes the units or filters that make a score for each class', (id) => {
    expect(labels(check(id, [7], classes(5)))).toEqual(['Set 5 units', 'Insert Dense with 5 units']);
    const pixels = check(id, [7, 8, 8], classes(5, 8, 8));
    expect(pixels).toMatchObject({ expected: 'N×5×8×8', actual: 'N×7×8×8' });
    expect(pixels?.fixes).toContainEqual({
      label: 'Insert a 1×1 convolution with 5 filters',
      insert: 'Conv2D',
      parameters: { filters: 5, kernelSize: [1, 1] },
    } satisfies LayerFix);
    expect(check(id, [7, 8, 9], classes(5, 8, 8))?.fixes).toBeUndefined();
  });

  it('proposes the units and the new shape that make an image of a vector', () => {
    expect(check('meanSquaredError', [784], numbers(1, 28, 28))?.fixes).toEqual([
      { label: 'Insert Reshape to 1×28×28', insert: 'Reshape', parameters: { shape: [1, 28, 28] } },
    ]);
    expect(labels(check('binaryCrossEntropy', [32], numbers(1, 28, 28)))).toEqual(['Set 784 units']);
  });

  it('gives way to its form for one output, and for several', () => {
    for (const [index, id] of ofClasses.entries()) {
      expect(check(id, [1], classes(2))?.fixes?.[0]).toMatchObject({ set: { loss: twoSided[index] } });
      expect(check(twoSided[index], [1], classes(2))).toBeUndefined();
      expect(check(twoSided[index], [2], classes(2))?.fixes?.[0]).toMatchObject({ set: { loss: id } });
      expect(check(twoSided[index], [1], classes(3))?.fixes?.[0]).toMatchObject({ set: { loss: id } });
    }
  });

  it('names class weights that are too few, negative or all 0', () => {
    for (const id of ['crossEntropy', 'focal']) {
      expect(check(id, [3], classes(3), { classWeights: [1, 0, 2] })).toBeUndefined();
      expect(check(id, [3], classes(3), { classWeights: [1, 2] })).toMatchObject({
        code: 'loss-class-weights',
        parameter: 'classWeights',
        fixes: [{ set: { classWeights: [] } }, { set: { classWeights: [1, 2, 1] } }],
      });
      expect(check(id, [3], classes(3), { classWeights: [1, -1, 1] })).toMatchObject({ code: 'loss-class-weights' });
      expect(check(id, [3], classes(3), { classWeights: [0, 0, 0] })).toMatchObject({ code: 'loss-class-weights' });
    }
  });

  it('names vectors that are too short to compare', () => {
    for (const id of ['cosine', 'klDivergence'])
      expect(check(id, [1], numbers(1))).toMatchObject({ code: 'loss-shape', expected: 'N×2 or wider' });
  });

  it('takes classes for mean squared error by an output for each', () => {
    expect(check(ofBoth, [5], classes(5))).toBeUndefined();
    expect(check(ofBoth, [5, 8, 8], classes(5, 8, 8))).toBeUndefined();
    expect(check(ofBoth, [1], classes(2))).toMatchObject({ code: 'loss-shape', expected: 'N×2' });
    expect(labels(check(ofBoth, [7], classes(5)))).toEqual(['Set 5 units', 'Insert Dense with 5 units']);
  });

  it('takes a single number as a scalar or as a vector of one', () => {
    for (const id of ['meanSquaredError', 'binaryCrossEntropy']) {
      expect(check(id, [1], numbers())).toBeUndefined();
      expect(check(id, [2], numbers())).toMatchObject({ code: 'loss-shape', expected: 'N×1' });
    }
  });
});
