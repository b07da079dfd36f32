import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fashionMnist } from '../../engine/data/fashion-mnist.ts';
import type { Conversion } from './conversion.ts';
import { readIdx } from './idx.ts';
import { chooseByHash, type Sample } from './samples.ts';

export const fashionMnistConversion: Conversion = {
  info: fashionMnist,
  sources: [
    {
      client: 'apt',
      name: 'dataset-fashion-mnist',
      version: '0.0~git20200523.55506a9-1',
      sha256: '39e172fe32dd318ebb3e512220c3beea2fa47d7e20bab348fb4e0922d6beefc0',
    },
  ],
  read([folder]) {
    const source = { train: readPart(folder, 'train'), test: readPart(folder, 't10k') };
    const classes = fashionMnist.fields[1].classes?.length ?? 0;
    return chooseByHash(source, { train: fashionMnist.splits.train / classes, test: fashionMnist.splits.test / classes });
  },
};

function readPart(folder: string, part: 'train' | 't10k'): Sample[] {
  const read = (name: string) => readIdx(gunzipSync(readFileSync(join(folder, 'usr/share/datasets/fashion-mnist', `${part}-${name}.gz`))));
  const [images, labels] = [read('images-idx3-ubyte'), read('labels-idx1-ubyte')];
  const size = images.dims[1] * images.dims[2];
  return Array.from(labels.values, (target, i) => ({ input: images.values.slice(i * size, (i + 1) * size), target }));
}
