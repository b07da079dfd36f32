import { createHash } from 'node:crypto';
import { gzipSync } from 'fflate';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { STORED_HEADER, type StoredHeader } from '../../engine/data/stored.ts';
import type { SourcePackage } from './packages.ts';
import { splitByHash, type Sample } from './samples.ts';

/** How a dataset of labelled images comes out of a package. */
export interface Conversion {
  /** Declares the image first and its class second. */
  readonly info: DatasetInfo;
  readonly source: SourcePackage;
  /** All samples, from the folder that the package was unpacked in. */
  read(folder: string): readonly Sample[];
}

const TEST_FRACTION = 0.2;

/** The files of a dataset's folder by name. The same samples give the same bytes. */
export function filesOf(info: DatasetInfo, samples: readonly Sample[]): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const [image, label] = info.fields;
  const splits = splitByHash(samples, TEST_FRACTION);
  const storeField = (file: string, values: Uint8Array) => {
    const bytes = gzipSync(values, { level: 9, mem: 12, mtime: 0 });
    files.set(file, bytes);
    return { file, sha256: createHash('sha256').update(bytes).digest('hex') };
  };
  const storeSplit = (split: 'train' | 'test') => {
    const part = splits[split];
    const labels = Uint8Array.from(part, (sample) => sample.label);
    return {
      size: part.length,
      files: {
        [image.name]: storeField(`${split}-${image.name}.gz`, concatenate(part)),
        [label.name]: storeField(`${split}-${label.name}.gz`, labels),
      },
    };
  };
  const header: StoredHeader = {
    format: 'netloom-dataset',
    version: 1,
    id: info.id,
    fields: [image, label].map(({ name, shape }) => ({ name, dtype: 'uint8', shape: [...shape] })),
    splits: { train: storeSplit('train'), test: storeSplit('test') },
  };
  return files.set(STORED_HEADER, new TextEncoder().encode(`${JSON.stringify(header, null, 2)}\n`));
}

function concatenate(samples: readonly Sample[]): Uint8Array {
  const size = samples[0].image.length;
  const all = new Uint8Array(samples.length * size);
  samples.forEach((sample, i) => all.set(sample.image, i * size));
  return all;
}
