/** Encodings of text that are offered, by their names in the Encoding Standard (WHATWG). */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'koi8-r',
] as const;

export type Encoding = (typeof encodings)[number];

export const separators = [',', ';', '\t', '|'] as const;

export type Separator = (typeof separators)[number];

/** How a table is read. What isn't given is detected; a table says in its own `settings` what it was read with. */
export interface TableSettings {
  readonly encoding?: Encoding;
  readonly separator?: Separator;
  /** Whether the first row names the columns. */
  readonly header?: boolean;
  /** Sign between the whole and the fraction of a number. */
  readonly decimal?: '.' | ',';
  /** What to do with a row whose number of values is not that of the columns; `fill` gives short rows missing values. */
  readonly raggedRows?: 'refuse' | 'skip' | 'fill';
  /** What to do with columns of one name; `number` calls the second one "name (2)". */
  readonly duplicateColumns?: 'refuse' | 'number';
  /** Texts that stand for a missing value, compared without case and outer blanks. */
  readonly missing?: readonly string[];
  /** What is a sample of a plain text: each line, or what stands between blank lines. */
  readonly passages?: 'lines' | 'paragraphs';
  /** Keys that JSON lines are read for; others are passed over. */
  readonly columns?: readonly string[];
}

/** Texts that stand for a missing value unless a person says otherwise. */
export const missingTexts: readonly string[] = ['', 'na', 'n/a', 'nan', 'null', 'none', '?', '-', '#n/a'];
