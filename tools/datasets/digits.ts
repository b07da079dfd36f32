import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { digits } from '../../engine/data/digits.ts';
import type { Conversion } from './conversion.ts';
import { scikitLearn } from './packages.ts';
import { splitByHash, type Sample } from './samples.ts';

export const digitsConversion: Conversion = {
  info: digits,
  sources: [scikitLearn],
  read: ([folder]) => splitByHash(readTable(join(folder, 'usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz')), 0.2),
};

/** A row is 64 pixels and the digit. */
function readTable(path: string): Sample[] {
  const rows = gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n');
  return rows.map((row) => {
    const values = row.split(',').map(Number);
    return { input: Uint8Array.from(values.slice(0, 64)), target: values[64] };
  });
}
