import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { autoMpg } from '../../engine/data/auto-mpg.ts';
import type { Conversion } from './conversion.ts';
import { vegaDatasets } from './packages.ts';
import { splitByHash, type Sample } from './samples.ts';

const cars = z.array(
  z.object({
    Miles_per_Gallon: z.number().nullable(),
    Cylinders: z.number(),
    Displacement: z.number(),
    Horsepower: z.number().nullable(),
    Weight_in_lbs: z.number(),
    Acceleration: z.number(),
    Year: z.string(),
    Origin: z.enum(['USA', 'Europe', 'Japan']),
  }),
);

export const autoMpgConversion: Conversion = {
  info: autoMpg,
  sources: [vegaDatasets],
  read([folder]) {
    const rows = cars.parse(JSON.parse(readFileSync(join(folder, 'data', 'cars.json'), 'utf8')));
    return splitByHash(rows.flatMap(sampleOf), 0.2, false);
  },
};

/** The columns in the order of the declaration; nothing for a row that lacks one. */
function sampleOf(car: z.infer<typeof cars>[number]): Sample[] {
  if (car.Miles_per_Gallon === null || car.Horsepower === null) return [];
  const engine = [car.Cylinders, car.Displacement, car.Horsepower];
  const origin = ['USA', 'Europe', 'Japan'].map((place) => Number(car.Origin === place));
  const year = new Date(car.Year).getUTCFullYear();
  return [{ input: Float32Array.of(...engine, car.Weight_in_lbs, car.Acceleration, year, ...origin), target: car.Miles_per_Gallon }];
}
