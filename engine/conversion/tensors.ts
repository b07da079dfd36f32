import type { DatasetField, Scaling } from '../data/dataset.ts';
import { EngineError } from '../graph/errors.ts';
import { sizeOf } from '../graph/shape.ts';
import type { TensorArray } from '../graph/types.ts';
import type { RawTensors } from '../importers/definition.ts';
import { type ConversionOptions, type ConversionPlan, described, type SampleBlock } from './definition.ts';
import { Moments } from './moments.ts';
import { rowSplit } from './row-split.ts';
import { inputField, type InputLayout, inputLayout, storedInputs } from './tensor-layout.ts';
import { readTargets, type TensorPair, tensorRoles } from './tensor-roles.ts';
import { planWordVectors, wordVectorsOf } from './word-vectors.ts';

/** About as many bytes are read at once. */
const BLOCK_BYTES = 2 ** 20;

/**
 * Arrays as a dataset: pictures as bytes fed from 0 to 1 or as numbers brought there by the range of the training samples, vectors
 * standardised by the training samples, one value a row as the target. Vectors of words are a dataset of their own kind.
 */
export async function planTensors(raw: RawTensors, options: ConversionOptions): Promise<ConversionPlan> {
  const vectors = wordVectorsOf(raw.tensors, options.target);
  if (vectors !== undefined) return planWordVectors(vectors, raw, options);
  const { pairs, notes } = tensorRoles(raw.tensors, options.target);
  const [{ input, target }] = pairs;
  const layout = inputLayout(input);
  if (options.task === 'segmentation' || options.task === 'language-modelling')
    throw new EngineError('bad-task', `Arrays are for classification or regression, not for ${options.task}.`);
  const reading = await readTargets(pairs, options.task, options.classNames);
  const scaler = new InputScaler(layout, input.dtype === 'bool');
  const name = layout.kind === 'image' ? 'image' : 'features';
  const { classes } = reading;
  const label = pairs.length > 1 || target.role === 'target' ? 'Label' : target.name;
  const facts = {
    declared: pairs.some(({ split }) => split === 'test'),
    rows: pairs.reduce((sum, pair) => sum + (pair.input.shape[0] ?? 1), 0),
    perClass: reading.perClass,
  };
  const { key } = rowSplit(options.split, facts);
  const targetField: DatasetField =
    classes === undefined
      ? { name: 'target', label, role: 'target', semantics: 'number', dtype: 'float32', shape: [], raw: true }
      : { name: 'target', label, role: 'target', semantics: 'category', dtype: 'int64', shape: [], classes };
  return {
    storage: { [name]: layout.storage, target: classes === undefined ? 'float32' : 'int32' },
    total: facts.rows,
    async *samples() {
      const split = rowSplit(options.split, facts);
      for (const pair of pairs) {
        for await (const { inputs, targets } of blocksOf(pair, layout)) {
          const read = targets.map(reading.read);
          const values: TensorArray = classes === undefined ? Float32Array.from(read) : Int32Array.from(read);
          const declared = read.map(() => pair.split);
          const isTest = split.testRows({ size: read.length, inputs: [inputs], ...(classes && { classes: read }), declared });
          scaler.add(inputs, isTest);
          const fields = new Map<string, TensorArray>([
            [name, inputs],
            ['target', values],
          ]);
          yield { size: read.length, fields, isTest } satisfies SampleBlock;
        }
      }
    },
    describe: (splits) =>
      described(options, raw.title, {
        task: classes === undefined ? 'regression' : 'classification',
        fields: [inputField(layout, layout.kind === 'image' ? 'Image' : 'Numbers', scaler.scalings()), targetField],
        splits,
        splitKey: key,
        preview: layout.kind === 'image' ? 'images' : 'table',
      }),
    notes: () => [...raw.notes, ...notes],
  };
}

async function* blocksOf({ input, target }: TensorPair, layout: InputLayout) {
  const rows = input.shape[0] ?? 1;
  const each = Math.max(1, Math.floor(BLOCK_BYTES / (4 * sizeOf(layout.shape))));
  for (let start = 0; start < rows; start += each) {
    const count = Math.min(each, rows - start);
    const inputs = storedInputs(input, layout, await input.rows(start, count), start);
    yield { inputs, targets: Array.from<string | number | bigint>(await target.rows(start, count)) };
  }
}

/** Constants that bring inputs to about unit range, from the training samples alone. */
class InputScaler {
  private readonly layout: InputLayout;
  private readonly isBool: boolean;
  private readonly moments: readonly Moments[];

  constructor(layout: InputLayout, isBool: boolean) {
    this.layout = layout;
    this.isBool = isBool;
    const groups = layout.kind === 'columns' ? sizeOf(layout.shape) : 1;
    this.moments = this.isFixed ? [] : Array.from({ length: groups }, () => new Moments());
  }

  add(inputs: ArrayLike<number>, isTest: readonly boolean[]): void {
    if (this.isFixed) return;
    const { moments } = this;
    const size = sizeOf(this.layout.shape);
    isTest.forEach((test, row) => {
      if (test) return;
      for (let i = 0; i < size; i += 1) moments[i % moments.length].add(inputs[row * size + i]);
    });
  }

  scalings(): readonly Scaling[] {
    if (this.isFixed) return [{ scale: this.isBool ? 1 : 1 / 255, offset: 0 }];
    return this.moments.map((moments) => (this.layout.kind === 'columns' ? moments.standardisation() : moments.unitRange()));
  }

  /** Bytes of pictures need no looking at. */
  private get isFixed(): boolean {
    return this.layout.storage === 'uint8' && this.layout.kind !== 'columns';
  }
}
