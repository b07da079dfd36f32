import { locale } from './text.ts';

/** The names one after another, parted as the language parts them: `a, b, c`, or `a、b、c`. No word joins the last one. */
export function listOf(names: readonly string[]): string {
  return names.join(separatorOf(locale()));
}

/** As `listOf`; of more names than `most` the first ones, and `…`. */
export function firstOf(names: readonly string[], most: number): string {
  return listOf(names.length > most ? [...names.slice(0, most), '…'] : names);
}

const separators = new Map<string, string>();

/** What stands between the first two of many. */
function separatorOf(language: string): string {
  const known = separators.get(language) ?? new Intl.ListFormat(language).formatToParts(['1', '2', '3', '4'])[1].value;
  separators.set(language, known);
  return known;
}
