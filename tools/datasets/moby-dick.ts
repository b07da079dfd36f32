import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mobyDick } from '../../engine/data/moby-dick.ts';
import type { Conversion } from './conversion.ts';
import { stdlibDatasets } from './packages.ts';
import { splitByHash } from './samples.ts';
import { textBytes } from './texts.ts';

/** The chapters and the epilogue, with their headings. */
export const mobyDickConversion: Conversion = {
  info: mobyDick,
  sources: [stdlibDatasets],
  read([folder]) {
    const data = join(folder, 'moby-dick', 'data');
    const chapters = readdirSync(data).filter((file) => /^(chapter_\d+|epilogue)\.txt$/.test(file));
    return splitByHash(
      chapters.sort().map((file) => ({ input: textBytes(`${readFileSync(join(data, file), 'utf8').trim()}\n`) })),
      0.1,
    );
  },
};
