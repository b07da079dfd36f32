import { EngineError } from '../graph/errors.ts';
import { type Affine, applyAffine, lowerAffine, inverseOfAffine } from './affine.ts';
import { describeField, eachValue, groupName, groupsOf, isNumeric, misfit, unitless } from './blocks.ts';
import { chosenNumbers, columnsParameter, numbersProblem, overParameter } from './columns.ts';
import { definePreprocessing, type Fitted } from './definition.ts';
import { exampleField, exampleTable, rows } from './examples.ts';
import { numbersOf } from './fitted-numbers.ts';

export const Standardise = definePreprocessing({
  type: 'Standardise',
  title: 'Standardise',
  synonyms: ['z-score', 'standardize', 'normalise', 'mean', 'standard deviation', '标准化'],
  formula: '(x - \\mu) / \\sigma',
  explanation:
    'Takes off the mean of the training samples and divides by their standard deviation, so that values lie around 0 with a spread of 1. A constant becomes 0. Columns of categories are left as they are.',
  parameters: { over: overParameter, columns: columnsParameter },
  form(parameters, given) {
    if (!isNumeric(given)) return misfit('not-numbers', 'numbers', describeField(given));
    return numbersProblem(parameters.columns, given) ?? unitless(given);
  },
  fit({ over, columns }, given) {
    const chosen = chosenNumbers(columns, given);
    const moments = Array.from({ length: groupsOf(given) }, () => ({ count: 0, mean: 0, squares: 0 }));
    return {
      add: (block) =>
        eachValue(given, block, (value, group) => {
          if (Number.isNaN(value) || !chosen(group)) return;
          addTo(moments[over === 'all' ? 0 : group], value);
        }),
      finish(): Fitted {
        const used = moments.map((own) => (over === 'all' ? moments[0] : own)).map((own, group) => (chosen(group) ? own : undefined));
        const empty = used.findIndex((own) => own?.count === 0);
        if (empty >= 0) throw noValue('standardised', groupName(given, empty));
        const deviations = used.map((own) => (own === undefined ? 1 : Math.sqrt(own.squares / own.count)));
        return {
          mean: used.map((own) => Math.fround(own?.mean ?? 0)),
          deviation: deviations.map((deviation, group) => (isConstant(deviation, used[group]?.mean ?? 0) ? 1 : deviation)),
        };
      },
    };
  },
  apply: ({ field: given, fitted }, block) => applyAffine(given, affine(fitted), block),
  inverse: ({ fitted }) => inverseOfAffine(affine(fitted)),
  lower: ({ field: given, fitted }, e, value) => lowerAffine(given, affine(fitted), e, value),
  examples: [
    {
      name: 'columns of a table beside a category, a cell missing',
      field: exampleTable({ mass: undefined, island: ['a', 'b'], year: undefined }),
      training: rows(3, [1, 0, 1990, 3, 1, 2010, Number.NaN, 0, 2000]),
      values: rows(3, [2, 1, 2000, 4, 0, 2010]),
      expected: [0, 1, 0, 2, 0, 10 / Math.sqrt(200 / 3)],
    },
    {
      name: 'all pixels',
      field: exampleField('image', [2, 1, 2]),
      parameters: { over: 'all', columns: '' },
      training: rows(4, [0, 2, 0, 2, 2, 0, 2, 0]),
      values: rows(4, [0, 1, 2, 3]),
      expected: [-1, 0, 1, 2],
    },
    {
      name: 'single numbers that are all the same',
      field: exampleField('number', []),
      training: rows(1, [0.1, 0.1, 0.1]),
      values: rows(1, [0.1, 1.1]),
      expected: [0, 1],
    },
    {
      name: 'one channel of a signal',
      field: exampleField('signal', [2, 2]),
      parameters: { over: 'column', columns: 'X 2' },
      training: rows(4, [9, 9, 0, 4]),
      values: rows(4, [9, 7, 2, 6]),
      expected: [9, 7, 0, 2],
    },
  ],
});

interface Moments {
  count: number;
  mean: number;
  squares: number;
}

/** Mean and sum of squared distances, one value at a time. Source: Welford 1962. */
function addTo(moments: Moments, value: number): void {
  moments.count += 1;
  const distance = value - moments.mean;
  moments.mean += distance / moments.count;
  moments.squares += distance * (value - moments.mean);
}

/** What is left of a constant's spread is rounding. */
function isConstant(deviation: number, mean: number): boolean {
  return deviation <= 1e-12 * Math.abs(mean);
}

function affine(fitted: Fitted): Affine {
  const mean = numbersOf(fitted, 'mean');
  return { shift: mean, factor: numbersOf(fitted, 'deviation').map((deviation) => 1 / deviation), base: mean.map(() => 0) };
}

/** No training sample has a value to learn from. */
export function noValue(verb: string, name: string): EngineError {
  return new EngineError(
    'bad-preprocessing',
    `“${name}” can't be ${verb}: none of the training samples has a value of it. Remove the step, or the column from the data.`,
  );
}
