import type { DatasetField } from '../data/dataset.ts';
import { raggedTexts } from '../data/ragged.ts';
import { KEY_NUMBER, KEY_TEXT, VECTOR } from '../data/word-vectors.ts';
import { EngineError } from '../graph/errors.ts';
import { isFloatType } from '../importers/element-types.ts';
import type { RawTensor, RawTensors } from '../importers/definition.ts';
import { type ConversionOptions, type ConversionPlan, described } from './definition.ts';
import { charactersIn, LengthTally } from './length-tally.ts';
import { rowSplit } from './row-split.ts';
import { textField } from './table.ts';

/** About as many bytes are read at once. */
const BLOCK_BYTES = 2 ** 20;
/** The splits mean nothing to what looks vectors up: it reads both. */
const TEST_SHARE = 0.2;

interface Vectors {
  readonly vectors: RawTensor;
  /** The word of each row; absent where tokens are found by their number. */
  readonly words?: RawTensor;
}

/** Arrays that are word vectors: a matrix that is called so, or that a person chose, alone or beside the words of its rows. */
export function wordVectorsOf(tensors: readonly RawTensor[], target: string | undefined): Vectors | undefined {
  const vectors = tensors.find(
    ({ name, shape, dtype }) =>
      shape.length === 2 &&
      shape[1] > 1 &&
      isFloatType(dtype) &&
      (target === undefined ? /^(word[-_ ]?)?(vectors|embeddings?)$/i.test(name) : name === target),
  );
  const others = tensors.filter((tensor) => tensor !== vectors);
  if (vectors === undefined || others.length > 1) return undefined;
  const [words] = others;
  if (words === undefined) return { vectors };
  return words.dtype === 'text' && words.shape.length === 1 && words.shape[0] === vectors.shape[0] ? { vectors, words } : undefined;
}

/** Words, or the numbers of rows, and the vector of each as a target: an Embedding can begin with them, and a network can learn them. */
export function planWordVectors({ vectors, words }: Vectors, raw: RawTensors, options: ConversionOptions): ConversionPlan {
  const [rows, width] = vectors.shape;
  if (rows < 2) throw new EngineError('no-samples', `At least two vectors were expected, came ${rows}.`);
  if (options.task !== undefined && options.task !== 'regression')
    throw new EngineError('bad-task', `Word vectors are for regression, or for an Embedding to begin with, not for ${options.task}.`);
  const choice = options.split ?? { kind: 'order', test: TEST_SHARE };
  const facts = { declared: false, rows };
  const { key } = rowSplit(choice, facts);
  let lengths = new LengthTally();
  const keyField = (): DatasetField =>
    words === undefined
      ? { name: KEY_NUMBER, label: 'Row', role: 'input', semantics: 'number', dtype: 'float32', shape: [], raw: true }
      : textField(KEY_TEXT, 'Word', lengths);
  return {
    storage: { ...(words === undefined ? { [KEY_NUMBER]: 'float32' } : { [KEY_TEXT]: 'uint8' }), [VECTOR]: 'float32' },
    total: rows,
    async *samples() {
      const split = rowSplit(choice, facts);
      lengths = new LengthTally();
      const each = Math.max(1, Math.floor(BLOCK_BYTES / (4 * width)));
      for (let start = 0; start < rows; start += each) {
        const size = Math.min(each, rows - start);
        const values = finite(vectors, Float32Array.from(await vectors.rows(start, size), Number), start);
        const texts = words && raggedTexts(Array.from(await words.rows(start, size), String));
        const numbers = Float32Array.from({ length: size }, (_, i) => start + i);
        const isTest = split.testRows({ size, inputs: [texts ?? numbers] });
        if (texts !== undefined)
          isTest.forEach((test, i) => {
            if (!test) lengths.add(charactersIn(texts.values, texts.offsets[i], texts.offsets[i + 1]));
          });
        const fields = new Map([...(texts === undefined ? [[KEY_NUMBER, numbers] as const] : []), [VECTOR, values] as const]);
        yield { size, fields, ...(texts !== undefined && { ragged: new Map([[KEY_TEXT, texts]]) }), isTest };
      }
    },
    describe: (splits) =>
      described(options, raw.title, {
        task: 'regression',
        fields: [keyField(), { name: VECTOR, label: 'Vector', role: 'target', semantics: 'vector', dtype: 'float32', shape: [width] }],
        splits,
        splitKey: key,
        preview: words === undefined ? 'table' : 'texts',
      }),
    notes: () => [
      ...raw.notes,
      words === undefined
        ? `${rows.toLocaleString('en')} vectors of ${width} numbers: an Embedding finds the row of a token by its number.`
        : `${rows.toLocaleString('en')} words with vectors of ${width} numbers: an Embedding can begin with them.`,
    ],
  };
}

function finite({ name, shape }: RawTensor, values: Float32Array<ArrayBuffer>, start: number): Float32Array<ArrayBuffer> {
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return values;
  throw new EngineError(
    'bad-file',
    `"${name}", row ${start + Math.floor(wrong / shape[1]) + 1}: a number was expected, came ${values[wrong]}. Mend the data or leave the row out.`,
  );
}
