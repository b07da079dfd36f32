import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { jueju } from '../../engine/data/jueju.ts';
import { tangPoets } from '../../engine/data/tang-poets.ts';
import type { Conversion } from './conversion.ts';
import type { SourcePackage } from './packages.ts';
import { splitByKey } from './samples.ts';
import { keysBySharedLines, textBytes } from './texts.ts';

const chinesePoetry: SourcePackage = {
  client: 'npm',
  name: 'chinese-poetry',
  version: '2.0.1',
  sha256: '25b549e46919c3a0569db6b68ddc96956b04a484ea4518ad2bbd4f137e307e86',
  only: ['dist/quantangshi'],
};

const poets = ['白居易', '杜甫', '李白'];

const poemFile = z.array(z.object({ author: z.string(), paragraphs: z.array(z.string()) }));

/** Which of three poets wrote a poem. */
export const tangPoetsConversion: Conversion = {
  info: tangPoets,
  sources: [chinesePoetry],
  read([folder]) {
    const poems = readPoems(folder).filter(({ author, text, lines }) => poets.includes(author) && isWhole(text) && lines.length >= 4);
    return splitPoems(poems, 0.2, ({ author }) => poets.indexOf(author));
  },
};

/** Four lines of seven characters. */
export const juejuConversion: Conversion = {
  info: jueju,
  sources: [chinesePoetry],
  read([folder]) {
    const poems = readPoems(folder).filter(({ text, lines }) => isWhole(text) && lines.length === 4 && lines.every(isSeven));
    return splitPoems(poems, 0.1);
  },
};

interface Poem {
  readonly author: string;
  /** A couplet a line. */
  readonly text: string;
  /** Without punctuation. */
  readonly lines: readonly string[];
}

/** The Complete Tang Poems, without notes in parentheses and without the brackets around what an editor filled in. */
function readPoems(folder: string): Poem[] {
  const collection = join(folder, 'dist', 'quantangshi');
  const files = readdirSync(collection).filter((file) => /^poet\.tang\.\d+\.json$/.test(file));
  return files.sort().flatMap((file) =>
    poemFile.parse(JSON.parse(readFileSync(join(collection, file), 'utf8'))).map(({ author, paragraphs }) => {
      const couplets = paragraphs.map((paragraph) => paragraph.replaceAll(/（[^）]*）|[[\]\s]/g, '')).filter((couplet) => couplet !== '');
      const text = couplets.join('\n');
      return { author, text, lines: text.split(/[，。？！；、：\n]+/).filter((line) => line !== '') };
    }),
  );
}

/** Whether there is nothing but characters and punctuation: no gap and no description of a character that could not be written. */
function isWhole(text: string): boolean {
  return /^[\p{Script=Han}，。？！；、：\n]+$/u.test(text);
}

function isSeven(line: string): boolean {
  return Array.from(line).length === 7;
}

function splitPoems(poems: readonly Poem[], testFraction: number, targetOf?: (poem: Poem) => number) {
  const keys = keysBySharedLines(poems.map(({ lines }) => lines.filter((line) => Array.from(line).length >= 5)));
  const samples = poems.map((poem, i) => ({
    key: keys[i],
    input: textBytes(poem.text),
    ...(targetOf !== undefined && { target: targetOf(poem) }),
  }));
  return splitByKey(samples, testFraction);
}
