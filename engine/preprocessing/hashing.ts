import type { DatasetField } from '../data/dataset.ts';
import { field } from '../layers/parameters.ts';
import { describeField, isCategory, misfit } from './blocks.ts';
import { chosenGroups, columnsParameter, columnsProblem } from './columns.ts';
import { definePreprocessing, type FieldBlock } from './definition.ts';
import { type Codes, encode, encodedColumns, type Encoding, lowerEncoding } from './encoding.ts';
import { exampleField, exampleTable, exampleTexts, rows, texts } from './examples.ts';
import { stableHash } from './stable-hash.ts';
import { lowerCaseParameter, textsOfBlock, unitsOf } from './text-units.ts';

export const Hashing = definePreprocessing({
  type: 'Hashing',
  title: 'Hashing',
  synonyms: ['feature hashing', 'hashing trick', 'bag of words', 'n-grams', '哈希'],
  formula: 'h(\\text{value}) \\bmod B',
  explanation:
    'Gives each value of a category one of B columns by a hash of its name, so that thousands of values need few columns; some share one. Texts become counts of their runs of characters or words (n-grams) in B columns. The hash is FNV-1a over UTF-8, mixed as in MurmurHash3: it never changes.',
  parameters: {
    buckets: field.int({ label: 'New columns', help: 'Number of columns that are made: B.', default: 64, min: 2, max: 65_536 }),
    moreThan: field.int({
      label: 'More values than',
      help: 'Categories with no more values than this are left as they are, for one-hot after it.',
      default: 0,
      min: 0,
    }),
    columns: columnsParameter,
    unit: field.choice({
      label: 'Text unit',
      help: 'What runs of a text are counted in.',
      default: 'word',
      options: [
        { value: 'word', label: 'words' },
        { value: 'character', label: 'characters' },
      ],
    }),
    n: field.int({ label: 'Run length', help: 'Units in a run of a text: 1 counts single words, 2 pairs.', default: 1, min: 1, max: 8 }),
    ignoreCase: { ...lowerCaseParameter, default: true },
    shorter: field.bool({
      label: 'Shorter runs too',
      help: 'Counts runs of 1, 2, … units up to the run length as well.',
      default: false,
    }),
    ends: field.bool({
      label: 'Mark the ends',
      help: 'Puts a sign before and after each text, so that runs at its ends are told from those inside.',
      default: false,
    }),
    unitLength: field.bool({
      label: 'Unit length',
      help: 'Divides the counts of a text by the square root of the sum of their squares, so that long texts weigh no more than short ones.',
      default: true,
    }),
    seed: field.int({ label: 'Seed', help: 'Another seed lets other values share a column.', default: 0, min: 0, advanced: true }),
  },
  form(parameters, given) {
    if (given.semantics === 'text' && given.ragged !== undefined) return vectorForm(given, parameters.buckets);
    if (given.semantics === 'category' && given.classes !== undefined && given.shape.length === 0)
      return vectorForm(given, parameters.buckets);
    if (given.columns === undefined) return misfit('not-categories', 'texts, a category or columns of categories', describeField(given));
    const suits = manyValued(given, parameters.moreThan);
    const kind = `columns of categories with more than ${parameters.moreThan} values`;
    return columnsProblem(parameters.columns, given, suits, kind) ?? encodedColumns(given, encodingOf(given, parameters));
  },
  apply({ parameters, field: given }, block) {
    return given.semantics === 'text' ? countRuns(parameters, block) : encode(given, encodingOf(given, parameters), block);
  },
  examples: [
    {
      name: 'one column of many values',
      field: exampleTable({ city: ['Oslo', 'Lima', '北京'], size: undefined, kind: ['a', 'b'] }),
      parameters: { buckets: 2, moreThan: 2, columns: '', unit: 'word', n: 1, ignoreCase: true, unitLength: true, seed: 0 },
      training: rows(3, [0, 1, 1]),
      values: rows(3, [0, 5, 1, 1, 6, 0, 2, 7, Number.NaN, Number.NaN, 8, 0]),
      expected: [0, 1, 5, 1, 1, 0, 6, 0, 0, 1, 7, Number.NaN, 0, 0, 8, 0],
    },
    {
      name: 'a category',
      field: exampleField('category', [], { classes: ['cat', 'dog', 'owl'] }),
      parameters: { buckets: 3, moreThan: 0, columns: '', unit: 'word', n: 1, ignoreCase: true, unitLength: true, seed: 7 },
      training: rows(1, [0]),
      values: rows(1, [0, 1, 2]),
      expected: [1, 0, 0, 0, 0, 1, 1, 0, 0],
    },
    {
      name: 'single words of texts',
      field: exampleTexts,
      parameters: { buckets: 8, moreThan: 0, columns: '', unit: 'word', n: 1, ignoreCase: true, unitLength: false, seed: 0 },
      training: texts('a'),
      values: texts('the cat The', ''),
      expected: [2, 0, 0, 0, 1, 0, 0, 0, ...new Array<number>(8).fill(0)],
    },
    {
      name: 'pairs of characters, of unit length',
      field: exampleTexts,
      parameters: { buckets: 8, moreThan: 0, columns: '', unit: 'character', n: 2, ignoreCase: false, unitLength: true, seed: 0 },
      training: texts('a'),
      values: texts('abab', '床前明', 'a'),
      expected: [0, 0, 0, 0, 0, 1, 0, 0, Math.SQRT1_2, 0, 0, 0, 0, Math.SQRT1_2, 0, 0, ...new Array<number>(8).fill(0)],
    },
    {
      name: 'runs up to pairs of characters, with the ends marked',
      field: exampleTexts,
      parameters: { buckets: 8, unit: 'character', n: 2, shorter: true, ends: true, unitLength: false },
      training: texts('a'),
      values: texts('ab', ''),
      expected: [0, 2, 1, 1, 0, 2, 1, 0, 0, 2, 0, 0, 0, 1, 0, 0],
    },
  ],
  lower({ parameters, field: given }, e, value) {
    return lowerEncoding(given, encodingOf(given, parameters), e, value);
  },
});

interface Hashed {
  readonly buckets: number;
  readonly moreThan: number;
  readonly columns: string;
  readonly seed: number;
}

function vectorForm({ classes: _, unit: __, ragged: ___, ignored: ____, ...given }: DatasetField, buckets: number): DatasetField {
  return { ...given, semantics: 'vector', dtype: 'float32', shape: [buckets] };
}

const manyValued =
  (given: DatasetField, moreThan: number) =>
  (group: number): boolean =>
    isCategory(given, group) && (given.columns?.[group].values?.length ?? 0) > moreThan;

function encodingOf(given: DatasetField, { buckets, moreThan, columns, seed }: Hashed): Encoding {
  const names = Array.from({ length: buckets }, (_, i) => `#${i + 1}`);
  const codesOf = (values: readonly string[]): Codes => ({ names, codes: values.map((value) => stableHash(value, seed) % buckets) });
  if (given.columns === undefined) return [codesOf(given.classes ?? [])];
  const chosen = chosenGroups(columns, given, manyValued(given, moreThan));
  return given.columns.map(({ values }, group) => (values !== undefined && chosen(group) ? codesOf(values) : undefined));
}

interface Counted {
  readonly buckets: number;
  readonly unit: 'word' | 'character';
  readonly n: number;
  readonly shorter: boolean;
  readonly ends: boolean;
  readonly ignoreCase: boolean;
  readonly unitLength: boolean;
  readonly seed: number;
}

/** Control characters for the start and the end of a text, which texts hardly hold. */
const [START, END] = ['\u0002', '\u0003'];

function countRuns({ buckets, unit, n, shorter, ends, ignoreCase, unitLength, seed }: Counted, block: FieldBlock): FieldBlock {
  const values = new Float64Array(block.samples * buckets);
  textsOfBlock(block).forEach((text, sample) => {
    const counts = values.subarray(sample * buckets, (sample + 1) * buckets);
    const inside = unitsOf(text, unit, ignoreCase);
    const units = ends ? [START, ...inside, END] : inside;
    for (let length = shorter ? 1 : n; length <= n; length += 1) {
      for (let start = 0; start + length <= units.length; start += 1) {
        const run = units.slice(start, start + length).join(unit === 'word' ? ' ' : '');
        counts[stableHash(run, seed) % buckets] += 1;
      }
    }
    const length = Math.sqrt(counts.reduce((sum, count) => sum + count * count, 0));
    if (unitLength && length > 0) for (let i = 0; i < buckets; i += 1) counts[i] /= length;
  });
  return { samples: block.samples, values };
}
