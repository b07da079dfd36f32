import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { breastCancer } from '../../engine/data/breast-cancer.ts';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { diabetes } from '../../engine/data/diabetes.ts';
import { iris } from '../../engine/data/iris.ts';
import { wine } from '../../engine/data/wine.ts';
import type { Conversion } from './conversion.ts';
import { scikitLearn } from './packages.ts';
import { splitByHash } from './samples.ts';

const FOLDER = 'usr/lib/python3/dist-packages/sklearn/datasets/data';

/** The tables of numbers that scikit-learn carries. */
export const sklearnTables: readonly Conversion[] = [
  classesConversion(iris, 'iris.csv'),
  classesConversion(wine, 'wine_data.csv'),
  classesConversion(breastCancer, 'breast_cancer.csv'),
  {
    info: diabetes,
    sources: [scikitLearn],
    read([folder]) {
      const targets = readRows(folder, 'diabetes_target.csv.gz', ' ').flat();
      const rows = readRows(folder, 'diabetes_data_raw.csv.gz', ' ');
      return splitByHash(
        rows.map(([age, sex, ...rest], i) => ({
          input: Float32Array.of(age, ...rest, Number(sex === 1), Number(sex === 2)),
          target: targets[i],
        })),
        0.2,
        false,
      );
    },
  },
];

/** The first line counts rows and columns and names the classes; each row ends with its class. */
function classesConversion(info: DatasetInfo, file: string): Conversion {
  return {
    info,
    sources: [scikitLearn],
    read: ([folder]) =>
      splitByHash(
        readRows(folder, file, ',')
          .slice(1)
          .map((row) => ({ input: Float32Array.from(row.slice(0, -1)), target: row[row.length - 1] })),
        0.2,
      ),
  };
}

function readRows(folder: string, file: string, separator: string): number[][] {
  const bytes = readFileSync(join(folder, FOLDER, file));
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(separator).map(Number));
}
