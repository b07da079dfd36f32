import { EngineError } from '../graph/errors.ts';
import { field } from '../layers/parameters.ts';
import { groupConstant } from './affine.ts';
import { describeField, eachValue, groupName, groupsOf, isNumeric, mapValues, misfit, unitless } from './blocks.ts';
import { chosenNumbers, columnsParameter, numbersProblem } from './columns.ts';
import { definePreprocessing, type Fitted } from './definition.ts';
import { exampleField, exampleTable, rows } from './examples.ts';
import { numbersOf } from './fitted-numbers.ts';

export const Log = definePreprocessing({
  type: 'Log',
  title: 'Logarithm',
  synonyms: ['log', 'ln', 'log1p', 'skewed', '对数'],
  formula: '\\ln(x + c)',
  explanation:
    'Takes the natural logarithm, which brings values of many magnitudes close together: prices, counts, sizes. Training values must lie above −c; a later value that doesn’t counts as the smallest of training.',
  parameters: {
    offset: field.float({
      label: 'Offset',
      help: 'Added before the logarithm is taken: c. With 1, a 0 stays 0.',
      default: 0,
      min: -1e9,
      max: 1e9,
    }),
    columns: columnsParameter,
  },
  form({ columns }, given) {
    if (!isNumeric(given)) return misfit('not-numbers', 'numbers', describeField(given));
    return numbersProblem(columns, given) ?? unitless(given);
  },
  fit({ offset, columns }, given) {
    const chosen = chosenNumbers(columns, given);
    const smallest = new Array<number>(groupsOf(given)).fill(Infinity);
    return {
      add: (block) =>
        eachValue(given, block, (value, group) => {
          if (value < smallest[group]) smallest[group] = value;
        }),
      finish(): Fitted {
        const low = smallest.findIndex((value, group) => chosen(group) && value + offset <= 0);
        if (low >= 0) throw tooSmall(groupName(given, low), smallest[low], offset);
        const known = (value: number): number => (value === Infinity ? 1 - offset : value);
        return { smallest: smallest.map(known), chosen: smallest.map((_, group) => Number(chosen(group))) };
      },
    };
  },
  apply({ parameters: { offset }, field: given, fitted }, block) {
    const [smallest, chosen] = [numbersOf(fitted, 'smallest'), numbersOf(fitted, 'chosen')];
    return mapValues(given, block, (value, group) => {
      if (chosen[group] !== 1) return value;
      return Math.log((value + offset <= 0 ? smallest[group] : value) + offset);
    });
  },
  inverse({ parameters: { offset }, fitted }) {
    const chosen = numbersOf(fitted, 'chosen');
    return [
      { operation: 'exp', columns: chosen },
      { operation: 'subtract', values: chosen.map((is) => (is === 1 ? offset : 0)) },
    ];
  },
  lower({ parameters: { offset }, field: given, fitted }, e, value) {
    const [smallest, chosen] = [numbersOf(fitted, 'smallest'), numbersOf(fitted, 'chosen')];
    const moved = e.addScalar(value, offset);
    const least = groupConstant(
      given,
      smallest.map((number) => number + offset),
      e,
    );
    const logs = e.log(e.where(e.op('LessOrEqual', [moved, e.scalar(0, moved)]), least, moved));
    if (chosen.every((is) => is === 1)) return logs;
    const taken = e.equal(groupConstant(given, [...chosen], e), e.scalar(1));
    return e.where(taken, logs, value);
  },
  examples: [
    {
      name: 'one column of a table, a later value too small',
      field: exampleTable({ price: undefined, height: undefined }),
      parameters: { offset: 0, columns: 'price' },
      training: rows(2, [1, -3, 10, -2]),
      values: rows(2, [1, -3, Math.fround(Math.E), 4, -5, -1, Number.NaN, 0]),
      expected: [0, -3, 1, 4, 0, -1, Number.NaN, 0],
    },
    {
      name: 'with an offset of 1',
      field: exampleField('signal', [1, 3]),
      parameters: { offset: 1, columns: '' },
      training: rows(3, [0, 2, 5]),
      values: rows(3, [0, 9, 99]),
      expected: [0, Math.log(10), Math.log(100)],
    },
  ],
});

function tooSmall(name: string, value: number, offset: number): EngineError {
  return new EngineError(
    'bad-preprocessing',
    `The logarithm of “${name}” expected training values above ${-offset}, came ${value}. Give an offset above ${-value}, or remove the step.`,
  );
}
