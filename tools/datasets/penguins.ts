import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { penguins } from '../../engine/data/penguins.ts';
import type { Conversion } from './conversion.ts';
import { vegaDatasets } from './packages.ts';
import { splitByHash, type Sample } from './samples.ts';

const species = ['Adelie', 'Chinstrap', 'Gentoo'] as const;
const islands = ['Biscoe', 'Dream', 'Torgersen'] as const;
const sexes = ['FEMALE', 'MALE'] as const;

const rows = z.array(
  z.object({
    Species: z.enum(species),
    Island: z.enum(islands),
    'Beak Length (mm)': z.number().nullable(),
    'Beak Depth (mm)': z.number().nullable(),
    'Flipper Length (mm)': z.number().nullable(),
    'Body Mass (g)': z.number().nullable(),
    /** A dot for one penguin. */
    Sex: z.enum([...sexes, '.']).nullable(),
  }),
);

export const penguinsConversion: Conversion = {
  info: penguins,
  sources: [vegaDatasets],
  read: ([folder]) =>
    splitByHash(rows.parse(JSON.parse(readFileSync(join(folder, 'data', 'penguins.json'), 'utf8'))).flatMap(sampleOf), 0.2),
};

/** The columns in the order of the declaration; nothing for a penguin that was not measured. */
function sampleOf(row: z.infer<typeof rows>[number]): Sample[] {
  const body = [row['Beak Length (mm)'], row['Beak Depth (mm)'], row['Flipper Length (mm)'], row['Body Mass (g)']];
  const measured = body.filter((value) => value !== null);
  if (measured.length < body.length) return [];
  const oneHot = (values: readonly string[], value: string | null) => values.map((one) => Number(one === value));
  const input = Float32Array.of(...measured, ...oneHot(islands, row.Island), ...oneHot(sexes, row.Sex));
  return [{ input, target: species.indexOf(row.Species) }];
}
