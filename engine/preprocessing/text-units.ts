import { invariant } from '../graph/errors.ts';
import { field } from '../layers/parameters.ts';
import type { FieldBlock } from './definition.ts';

export type TextUnit = 'character' | 'word';

/** Upper case counts as lower case. */
export const lowerCaseParameter = field.bool({
  label: 'Ignore case',
  help: 'Turns capital letters into small ones first.',
  default: false,
});

/** The texts of a block of UTF-8 bytes; bytes that are none become U+FFFD. */
export function textsOfBlock({ samples, values, offsets }: FieldBlock): readonly string[] {
  invariant(offsets !== undefined && values instanceof Uint8Array, 'a block of texts has offsets and bytes');
  return Array.from({ length: samples }, (_, i) => decoder.decode(values.subarray(offsets[i], offsets[i + 1])));
}

/**
 * A text's units in order. Characters are Unicode code points. Words are runs of letters and digits, and each other sign that is no
 * space; where a script writes without spaces (Han, kana, Thai, Lao, Khmer, Burmese), each letter with its marks is a word.
 */
export function unitsOf(text: string, unit: TextUnit, ignoreCase: boolean): readonly string[] {
  const read = ignoreCase ? text.toLowerCase() : text;
  return unit === 'character' ? Array.from(read) : (read.match(WORD) ?? []);
}

/** Whether a word is of a script that is written without spaces. */
export function isUnspaced(word: string): boolean {
  return UNSPACED_WORD.test(word);
}

const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const UNSPACED_WORD = new RegExp(`^[${UNSPACED}]`, 'u');
const LETTER = `(?![${UNSPACED}])[\\p{L}\\p{N}]\\p{M}*`;
const WORD = new RegExp(`[${UNSPACED}]\\p{M}*|(?:${LETTER})+(?:['’](?:${LETTER})+)*|[^\\s]`, 'gu');

const decoder = new TextDecoder();
