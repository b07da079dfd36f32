import { field } from '../layers/parameters.ts';
import { type Affine, applyAffine, lowerAffine, inverseOfAffine } from './affine.ts';
import { describeField, eachValue, groupName, groupsOf, isNumeric, misfit, unitless } from './blocks.ts';
import { chosenNumbers, columnsParameter, numbersProblem, overParameter } from './columns.ts';
import { definePreprocessing, type Fitted } from './definition.ts';
import { exampleField, exampleTable, rows } from './examples.ts';
import { numbersOf } from './fitted-numbers.ts';
import { noValue } from './standardise.ts';

export const MinMax = definePreprocessing({
  type: 'MinMax',
  title: 'Min–max',
  synonyms: ['range', 'normalise', 'unit interval', 'minmax', '归一化'],
  formula: 'a + (b - a)\\,\\frac{x - \\min}{\\max - \\min}',
  explanation:
    'Brings the smallest value of the training samples to a and the largest to b; other samples may lie outside of that. A constant becomes a.',
  parameters: {
    from: field.float({ label: 'From', help: 'What the smallest training value becomes: a.', default: 0, min: -1e6, max: 1e6 }),
    to: field.float({ label: 'To', help: 'What the largest training value becomes: b.', default: 1, min: -1e6, max: 1e6 }),
    over: overParameter,
    columns: columnsParameter,
  },
  form({ from, to, columns }, given) {
    if (!isNumeric(given)) return misfit('not-numbers', 'numbers', describeField(given));
    if (from >= to) return misfit('empty-range', `an end above the start ${from}`, String(to), 'to');
    return numbersProblem(columns, given) ?? unitless(given);
  },
  fit({ over, columns }, given) {
    const chosen = chosenNumbers(columns, given);
    const ends = Array.from({ length: groupsOf(given) }, () => ({ min: Infinity, max: -Infinity }));
    return {
      add: (block) =>
        eachValue(given, block, (value, group) => {
          const own = ends[over === 'all' ? 0 : group];
          if (Number.isNaN(value) || !chosen(group)) return;
          if (value < own.min) own.min = value;
          if (value > own.max) own.max = value;
        }),
      finish(): Fitted {
        const used = ends.map((own) => (over === 'all' ? ends[0] : own));
        const empty = used.findIndex(({ min }, group) => chosen(group) && min === Infinity);
        if (empty >= 0) throw noValue('brought to a range', groupName(given, empty));
        const each = (end: 'min' | 'max', unchosen: number) => used.map((own, group) => (chosen(group) ? own[end] : unchosen));
        return { min: each('min', 0), max: each('max', 1), chosen: used.map((_, group) => Number(chosen(group))) };
      },
    };
  },
  apply: ({ parameters, field: given, fitted }, block) => applyAffine(given, affine(parameters, fitted), block),
  inverse: ({ parameters, fitted }) => inverseOfAffine(affine(parameters, fitted)),
  lower: ({ parameters, field: given, fitted }, e, value) => lowerAffine(given, affine(parameters, fitted), e, value),
  examples: [
    {
      name: 'columns of a table, one of them constant',
      field: exampleTable({ mass: undefined, legs: undefined, island: ['a', 'b'] }),
      training: rows(3, [2, 4, 1, 6, 4, 0, Number.NaN, 4, 0]),
      values: rows(3, [2, 4, 1, 5, 5, 0, 8, 4, Number.NaN]),
      expected: [0, 0, 1, 0.75, 1, 0, 1.5, 0, Number.NaN],
    },
    {
      name: 'from −1 to 1 over all values',
      field: exampleField('vector', [2]),
      parameters: { from: -1, to: 1, over: 'all', columns: '' },
      training: rows(2, [0, 10, 20, 5]),
      values: rows(2, [0, 10, 20, 30]),
      expected: [-1, 0, 1, 2],
    },
  ],
});

function affine({ from, to }: { readonly from: number; readonly to: number }, fitted: Fitted): Affine {
  const [min, max, chosen] = ['min', 'max', 'chosen'].map((name) => numbersOf(fitted, name));
  const each = (inside: (group: number) => number, outside: number) => chosen.map((is, group) => (is === 1 ? inside(group) : outside));
  return {
    shift: each((group) => min[group], 0),
    factor: each((group) => (to - from) / (max[group] > min[group] ? max[group] - min[group] : 1), 1),
    base: each(() => from, 0),
  };
}
