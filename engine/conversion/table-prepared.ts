import type { Column, DatasetField } from '../data/dataset.ts';
import { invariant } from '../graph/errors.ts';
import type { ConversionPlan, SampleBlock } from './definition.ts';
import { Moments } from './moments.ts';

/**
 * The table of a plan as numbers alone: categories as columns of zeros and ones, missing numbers replaced by the mean of the training
 * rows, the scaling of each column declared. Reads the samples once more where numbers are missing.
 */
export async function preparedTable(plan: ConversionPlan): Promise<ConversionPlan> {
  const raw = plan.describe({ train: 1, test: 1 }).fields.find(({ name }) => name === 'features');
  if (raw?.columns === undefined) return plan;
  const spread = new SpreadColumns(raw.columns);
  await spread.measure(plan);
  return {
    ...plan,
    samples: async function* () {
      spread.begin();
      for await (const block of plan.samples()) yield spread.apply(block);
    },
    describe: (splits) => {
      const info = plan.describe(splits);
      return { ...info, fields: info.fields.map((field) => (field.name === 'features' ? spread.field(field) : field)) };
    },
  };
}

class SpreadColumns {
  private readonly columns: readonly Column[];
  private readonly names: readonly { readonly name: string; readonly scaled: boolean }[];
  private means: readonly number[] = [];
  private moments: readonly Moments[] = [];

  constructor(columns: readonly Column[]) {
    this.columns = columns;
    this.names = columns.flatMap(({ name, values }): { name: string; scaled: boolean }[] =>
      values === undefined ? [{ name, scaled: true }] : values.map((value) => ({ name: `${name}: ${value}`, scaled: false })),
    );
  }

  begin(): void {
    this.moments = this.names.map(() => new Moments());
  }

  async measure(plan: ConversionPlan): Promise<void> {
    this.begin();
    for await (const block of plan.samples()) this.add(this.spread(block), block.isTest);
    this.means = this.moments.map(({ average }) => average);
  }

  apply(block: SampleBlock): SampleBlock {
    const features = this.spread(block);
    const width = this.names.length;
    for (let i = 0; i < features.length; i += 1) if (Number.isNaN(features[i])) features[i] = this.means[i % width];
    this.add(features, block.isTest);
    return { ...block, fields: new Map([...block.fields, ['features', features]]) };
  }

  field(field: DatasetField): DatasetField {
    const columns = this.names.map(({ name, scaled }, i): Column => {
      const scaling = scaled && this.moments[i] !== undefined ? this.moments[i].standardisation() : { scale: 1, offset: 0 };
      return { name, ...scaling };
    });
    return { ...field, shape: [columns.length], columns };
  }

  private spread({ fields, size }: SampleBlock): Float32Array<ArrayBuffer> {
    const stored = fields.get('features');
    invariant(stored instanceof Float32Array, 'tables are stored as float32');
    const [from, to] = [this.columns.length, this.names.length];
    const features = new Float32Array(size * to);
    for (let row = 0; row < size; row += 1) {
      let at = row * to;
      this.columns.forEach(({ values }, i) => {
        const value = stored[row * from + i];
        if (values === undefined) features[at] = value;
        else if (!Number.isNaN(value)) features[at + value] = 1;
        at += values?.length ?? 1;
      });
    }
    return features;
  }

  private add(features: Float32Array, isTest: readonly boolean[]): void {
    const { moments } = this;
    isTest.forEach((test, row) => {
      if (!test) moments.forEach((moment, i) => moment.add(features[row * moments.length + i]));
    });
  }
}
