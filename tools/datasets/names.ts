import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { names } from '../../engine/data/names.ts';
import type { Conversion } from './conversion.ts';
import { stdlibDatasets } from './packages.ts';
import { splitByHash } from './samples.ts';
import { textBytes } from './texts.ts';

const nameList = z.array(z.string().min(1));

export const namesConversion: Conversion = {
  info: names,
  sources: [stdlibDatasets],
  read([folder]) {
    const lists = ['female', 'male'].map((kind) => new Set(readNames(join(folder, `${kind}-first-names-en`, 'data', 'names.json'))));
    const samples = lists.flatMap((list, target) => {
      const other = lists[1 - target];
      return [...list].filter((name) => !other.has(name)).map((name) => ({ input: textBytes(name), target }));
    });
    return splitByHash(samples, 0.2);
  },
};

function readNames(path: string): string[] {
  return nameList.parse(JSON.parse(readFileSync(path, 'utf8')));
}
