import { QuantileSample } from '../data/quantile-sample.ts';
import { field } from '../layers/parameters.ts';
import { groupConstant } from './affine.ts';
import { describeField, eachValue, groupName, groupsOf, isCategory, isNumeric, mapValues, misfit } from './blocks.ts';
import { chosenGroups, columnsParameter, columnsProblem } from './columns.ts';
import { definePreprocessing, type Fitted } from './definition.ts';
import { exampleField, exampleTable, rows } from './examples.ts';
import { numbersOf } from './fitted-numbers.ts';
import { noValue } from './standardise.ts';
import { Tally } from './tally.ts';

export const Impute = definePreprocessing({
  type: 'Impute',
  title: 'Fill in missing values',
  synonyms: ['impute', 'missing', 'NaN', 'mean', 'median', 'most frequent', '缺失值'],
  explanation:
    'Puts a number in place of each missing value: mean, median or most frequent value of the training samples, or a constant. A category always takes its most frequent value.',
  parameters: {
    strategy: field.choice({
      label: 'Value',
      help: 'What stands for a missing value.',
      default: 'mean',
      options: [
        { value: 'mean', label: 'mean' },
        { value: 'median', label: 'median' },
        { value: 'most-frequent', label: 'most frequent' },
        { value: 'constant', label: 'constant' },
      ],
    }),
    constant: field.float({
      label: 'Constant',
      help: 'Stands for missing numbers.',
      default: 0,
      min: -1e30,
      max: 1e30,
      visible: ({ strategy }) => strategy === 'constant',
    }),
    columns: columnsParameter,
  },
  form({ columns }, given) {
    if (!isNumeric(given)) return misfit('not-numbers', 'numbers or columns', describeField(given));
    const chosen = chosenGroups(columns, given);
    const filled = given.columns?.map(({ missing, ...column }, group) =>
      chosen(group) || missing === undefined ? column : { ...column, missing },
    );
    return columnsProblem(columns, given, () => true, 'columns') ?? { ...given, dtype: 'float32', ...(filled && { columns: filled }) };
  },
  fit({ strategy, constant, columns }, given) {
    const chosen = chosenGroups(columns, given);
    const held = Math.max(LEAST_HELD, Math.floor(HELD_OF_ALL / groupsOf(given)));
    const collectorOf = (group: number): Collector => {
      if (!chosen(group)) return collectors.constant(Number.NaN);
      if (isCategory(given, group) || strategy === 'most-frequent') return counter(held);
      return strategy === 'median' ? median(held) : collectors[strategy](constant);
    };
    const collected = Array.from({ length: groupsOf(given) }, (_, group) => collectorOf(group));
    return {
      add: (block) =>
        eachValue(given, block, (value, group) => {
          if (!Number.isNaN(value)) collected[group].add(value);
        }),
      finish(): Fitted {
        const found = collected.map((collector) => collector.value());
        const empty = found.indexOf(undefined);
        if (empty >= 0) throw noValue('filled in', groupName(given, empty));
        const numbers = found.map((value) => Math.fround(value ?? 0));
        return {
          values: numbers.map((value) => (Number.isNaN(value) ? 0 : value)),
          chosen: numbers.map((_, group) => Number(chosen(group))),
        };
      },
    };
  },
  apply({ field: given, fitted }, block) {
    const [values, chosen] = [numbersOf(fitted, 'values'), numbersOf(fitted, 'chosen')];
    return mapValues(given, block, (value, group) => (Number.isNaN(value) && chosen[group] === 1 ? values[group] : value));
  },
  inverse: () => [],
  lower({ field: given, fitted }, e, value) {
    const [values, chosen] = [numbersOf(fitted, 'values'), numbersOf(fitted, 'chosen')];
    const filled = e.where(e.equal(value, value), value, groupConstant(given, values, e));
    if (chosen.every((is) => is === 1)) return filled;
    return e.where(e.equal(groupConstant(given, chosen, e), e.scalar(1)), filled, value);
  },
  examples: [
    {
      name: 'mean of a number, most frequent value of a category',
      field: exampleTable({ mass: undefined, island: ['a', 'b', 'c'] }),
      training: rows(2, [1, 2, 2, 2, 6, 0, Number.NaN, Number.NaN]),
      values: rows(2, [Number.NaN, 1, 5, Number.NaN]),
      expected: [3, 1, 5, 2],
    },
    {
      name: 'median',
      field: exampleTable({ even: undefined, odd: undefined }),
      parameters: { strategy: 'median', constant: 0, columns: '' },
      training: rows(2, [4, 9, 1, 1, 2, 5, 100, Number.NaN]),
      values: rows(2, [Number.NaN, Number.NaN]),
      expected: [3, 5],
    },
    {
      name: 'most frequent, the smaller of two alike',
      field: exampleField('number', []),
      parameters: { strategy: 'most-frequent', constant: 0, columns: '' },
      training: rows(1, [7, 3, 7, 3, 1]),
      values: rows(1, [Number.NaN, 2]),
      expected: [3, 2],
    },
    {
      name: 'a constant in one column',
      field: exampleTable({ mass: undefined, height: undefined }),
      parameters: { strategy: 'constant', constant: -1, columns: 'height' },
      training: rows(2, [Number.NaN, Number.NaN]),
      values: rows(2, [Number.NaN, Number.NaN, 1, 2]),
      expected: [Number.NaN, -1, 1, 2],
    },
  ],
});

interface Collector {
  add(value: number): void;
  value(): number | undefined;
}

const collectors = {
  mean: (): Collector => {
    let [count, mean] = [0, 0];
    return {
      add(value) {
        count += 1;
        mean += (value - mean) / count;
      },
      value: () => (count === 0 ? undefined : mean),
    };
  },
  constant: (constant: number): Collector => ({ add: () => undefined, value: () => constant }),
};

/** Numbers of a column that are held for its median or most frequent value, and of all columns together: of more it is an estimate. */
const LEAST_HELD = 2 ** 14;
const HELD_OF_ALL = 2 ** 22;

function median(held: number): Collector {
  const sample = new QuantileSample(held);
  let count = 0;
  return {
    add(value) {
      count += 1;
      sample.add(value);
    },
    value: () => (count === 0 ? undefined : sample.quantiles([0.5])[0]),
  };
}

/** The value that comes most often; the smallest of those that come as often. */
function counter(held: number): Collector {
  const tally = new Tally<number>(held);
  return {
    add: (value) => tally.add(value),
    value: () => tally.ranked((a, b) => a < b).at(0),
  };
}
