import { createHash } from 'node:crypto';
import { gzipSync } from 'fflate';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import { STORED_HEADER, type StoredField, type StoredHeader } from '../../engine/data/stored.ts';
import type { SourcePackage } from './packages.ts';
import type { Sample, Splits } from './samples.ts';

/** How a dataset comes out of packages. */
export interface Conversion {
  /** Declares the input first and the target second. */
  readonly info: DatasetInfo;
  readonly sources: readonly SourcePackage[];
  /** All samples, from the folders that the packages were unpacked in. */
  read(folders: readonly string[]): Splits | Promise<Splits>;
}

/** The files of a dataset's folder by name. The same samples give the same bytes. */
export function filesOf(info: DatasetInfo, splits: Splits): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const [input, target] = info.fields;
  const storeField = (file: string, values: Uint8Array | Float32Array) => {
    const bytes = gzipSync(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), { level: 9, mem: 12, mtime: 0 });
    files.set(file, bytes);
    return { file, sha256: createHash('sha256').update(bytes).digest('hex') };
  };
  const storeSplit = (split: 'train' | 'test') => {
    const samples = splits[split];
    return {
      size: samples.length,
      files: {
        [input.name]: storeField(`${split}-${input.name}.gz`, inputsOf(samples)),
        [target.name]: storeField(`${split}-${target.name}.gz`, targetsOf(samples, target)),
      },
    };
  };
  const stored = (field: DatasetField, dtype: StoredField['dtype']) => ({ name: field.name, dtype, shape: [...field.shape] });
  const header: StoredHeader = {
    format: 'netloom-dataset',
    version: 1,
    id: info.id,
    fields: [
      stored(input, splits.train[0].input instanceof Float32Array ? 'float32' : 'uint8'),
      stored(target, target.classes === undefined ? 'float32' : 'uint8'),
    ],
    splits: { train: storeSplit('train'), test: storeSplit('test') },
  };
  return files.set(STORED_HEADER, new TextEncoder().encode(`${JSON.stringify(header, null, 2)}\n`));
}

function inputsOf(samples: readonly Sample[]): Uint8Array | Float32Array {
  const [{ input }] = samples;
  const all =
    input instanceof Float32Array ? new Float32Array(samples.length * input.length) : new Uint8Array(samples.length * input.length);
  samples.forEach((sample, i) => all.set(sample.input, i * input.length));
  return all;
}

function targetsOf(samples: readonly Sample[], target: DatasetField): Uint8Array | Float32Array {
  const values = samples.flatMap(({ target: value }) => value);
  return target.classes === undefined ? Float32Array.from(values) : Uint8Array.from(values);
}
