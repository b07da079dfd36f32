import { createHash } from 'node:crypto';
import { gzipSync } from 'fflate';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { sizeOf } from '../../engine/graph/shape.ts';
import { STORED_HEADER, type StoredField, type StoredHeader } from '../../engine/data/stored.ts';
import { stepShape } from '../../engine/data/windows.ts';
import type { SourcePackage } from './packages.ts';
import type { Sample, Splits, StoredValues } from './samples.ts';

/** How a dataset comes out of packages. */
export interface Conversion {
  /** Declares the input first; a sample's `target` is the first field that is to be foretold. */
  readonly info: DatasetInfo;
  readonly sources: readonly SourcePackage[];
  /** All samples, from the folders that the packages were unpacked in. */
  read(folders: readonly string[]): Splits | Promise<Splits>;
}

/** The files of a dataset's folder by name. The same samples give the same bytes. */
export function filesOf(info: DatasetInfo, splits: Splits): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const store = (file: string, values: StoredValues | Uint32Array<ArrayBuffer>) => {
    const bytes = gzipSync(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), { level: 9, mem: 12, mtime: 0 });
    files.set(file, bytes);
    return { file, sha256: createHash('sha256').update(bytes).digest('hex') };
  };
  const byName = <T>(fields: readonly DatasetField[], valueOf: (field: DatasetField) => T) =>
    Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]));
  const ragged = info.fields.filter((field) => field.ragged !== undefined);
  const storeSplit = (split: 'train' | 'test') => {
    const valuesOf = (field: DatasetField) => splits[split].map((sample) => valuesIn(sample, field, info));
    return {
      size: splits[split].length,
      files: byName(info.fields, (field) => store(`${split}-${field.name}.gz`, joined(valuesOf(field)))),
      ...(ragged.length > 0 && {
        lengths: byName(ragged, (field) => store(`${split}-${field.name}-lengths.gz`, lengthsOf(valuesOf(field), field))),
      }),
    };
  };
  const header: StoredHeader = {
    format: 'netloom-dataset',
    version: 1,
    id: info.id,
    fields: info.fields.map((field) => ({
      name: field.name,
      dtype: typeOf(valuesIn(splits.train[0], field, info)),
      shape: [...(info.window === undefined ? field.shape : stepShape(field, info.window))],
      ...(field.ragged !== undefined && { ragged: true }),
    })),
    splits: { train: storeSplit('train'), test: storeSplit('test') },
    ...(splits.edges !== undefined && {
      graph: {
        source: store(
          'graph-source.gz',
          Int32Array.from(splits.edges, ([source]) => source),
        ),
        target: store(
          'graph-target.gz',
          Int32Array.from(splits.edges, ([, target]) => target),
        ),
      },
    }),
  };
  return files.set(STORED_HEADER, new TextEncoder().encode(`${JSON.stringify(header, null, 2)}\n`));
}

/** Values of a sample in one of its dataset's fields; the first is the input, the first one to be foretold is the target. */
function valuesIn(sample: Sample, field: DatasetField, { fields }: DatasetInfo): StoredValues {
  if (field === fields[0]) return sample.input;
  const other = sample.others?.[field.name];
  if (other !== undefined) return other;
  if (field !== fields.find(({ role }) => role === 'target') || sample.target === undefined)
    throw new Error(`A sample lacks the field ${field.name}.`);
  return field.classes === undefined ? Float32Array.from([sample.target].flat()) : Uint8Array.from([sample.target].flat());
}

function typeOf(values: StoredValues): StoredField['dtype'] {
  if (values instanceof Uint8Array) return 'uint8';
  return values instanceof Int32Array ? 'int32' : 'float32';
}

function joined(samples: readonly StoredValues[]): StoredValues {
  const length = samples.reduce((sum, values) => sum + values.length, 0);
  const types = { uint8: Uint8Array, int32: Int32Array, float32: Float32Array };
  const all = new types[typeOf(samples[0])](length);
  let end = 0;
  for (const values of samples) {
    all.set(values, end);
    end += values.length;
  }
  return all;
}

/** How many parts each sample has; a part has as many values as the field's shape. */
function lengthsOf(samples: readonly StoredValues[], { shape }: DatasetField): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(samples, ({ length }) => length / sizeOf(shape));
}
