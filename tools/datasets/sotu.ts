import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sotu } from '../../engine/data/sotu.ts';
import type { Conversion } from './conversion.ts';
import { stdlibDatasets } from './packages.ts';
import { chooseByHash, splitByKey, type KeyedSample } from './samples.ts';
import { textBytes } from './texts.ts';

/** Characters of a snippet at most; one that would have fewer than half of them is left out. */
const LENGTH = 256;

/** Last year of each era. */
const eras = [1860, 1912, 1960, 2021];

export const sotuConversion: Conversion = {
  info: sotu,
  sources: [stdlibDatasets],
  read([folder]) {
    const data = join(folder, 'sotu', 'data');
    const speeches = readdirSync(data).filter((file) => /^\d{4}_.*\.txt$/.test(file));
    const samples = speeches.sort().flatMap((file) => snippetsOf(readFileSync(join(data, file), 'utf8'), file.slice(0, 4)));
    return chooseByHash(splitByKey(samples, 0.2), { train: 2400, test: 600 });
  },
};

/** Pieces of a speech between words, without what its hearers did. Two speeches of one year may be one text, spoken and written. */
function snippetsOf(speech: string, year: string): KeyedSample[] {
  const words = speech
    .replace(/\[(laughter|applause)[^\]]*\]/gi, ' ')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .split(' ');
  const snippets = [''];
  for (const word of words) {
    const longer = `${snippets[snippets.length - 1]} ${word}`.trim();
    if (longer.length > LENGTH) snippets.push(word);
    else snippets[snippets.length - 1] = longer;
  }
  const target = eras.findIndex((last) => Number(year) <= last);
  return snippets.filter(({ length }) => length >= LENGTH / 2).map((snippet) => ({ key: year, input: textBytes(snippet), target }));
}
