import { describeField, eachValue, isNumeric, misfit } from './blocks.ts';
import { chosenGroups, columnsParameter, columnsProblem } from './columns.ts';
import { definePreprocessing } from './definition.ts';
import { exampleTable, rows } from './examples.ts';
import { sizeOf } from '../graph/shape.ts';

export const DropMissing = definePreprocessing({
  type: 'DropMissing',
  title: 'Leave out samples with missing values',
  synonyms: ['drop', 'missing', 'NaN', 'remove rows', '缺失值'],
  explanation:
    'Leaves samples in which a value is missing out of training and of evaluation; how many those are is told with the run. A network that is trained so can’t predict for such samples.',
  parameters: { columns: columnsParameter },
  form({ columns }, given) {
    if (!isNumeric(given) || given.ragged !== undefined) return misfit('not-numbers', 'numbers or columns', describeField(given));
    const chosen = chosenGroups(columns, given);
    const complete = given.columns?.map(({ missing, ...column }, group) =>
      chosen(group) || missing === undefined ? column : { ...column, missing },
    );
    return columnsProblem(columns, given, () => true, 'columns') ?? { ...given, dtype: 'float32', ...(complete && { columns: complete }) };
  },
  apply: (_, block) => ({ ...block, values: Float64Array.from(block.values, Number) }),
  drops({ parameters: { columns }, field: given }, block) {
    const chosen = chosenGroups(columns, given);
    const size = sizeOf(given.shape);
    const dropped = new Uint8Array(block.samples);
    eachValue(given, block, (value, group, place) => {
      if (Number.isNaN(value) && chosen(group)) dropped[Math.floor(place / size)] = 1;
    });
    return dropped;
  },
  inverse: () => [],
  lower: (_, __, value) => value,
  examples: [
    {
      name: 'samples that are complete stay as they are',
      field: exampleTable({ mass: undefined, island: ['a', 'b'] }),
      training: rows(2, [1, 0, 2, 1]),
      values: rows(2, [3, 1, 4, 0]),
      expected: [3, 1, 4, 0],
    },
  ],
});
