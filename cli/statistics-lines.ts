import type { ColumnStatistics, DatasetStatistics, Histogram } from '../engine/statistics/definition.ts';
import { short, table } from './output.ts';

/** Rows of a list, and the signs that a histogram has. */
const SHOWN = 20;
const SIGNS = 16;
const BAR = 24;
const PAIRS = 5;

/** What a dataset's values look like, for people. */
export function statisticsLines(statistics: DatasetStatistics): readonly string[] {
  const { split, samples, columns, omittedColumns, balance, lengths, degrees, channels, characters } = statistics;
  const numbers = columns.filter(({ numbers: told }) => told !== undefined);
  const categories = columns.flatMap((column) => (column.categories === undefined ? [] : [{ ...column, ...column.categories }]));
  return [
    '',
    `${samples} samples for ${split === 'train' ? 'training' : 'testing'}`,
    ...section(numbers.map(numberRow), ['column', 'missing', 'min', '¼', 'median', '¾', 'max', 'mean', 'deviation', '']),
    ...columns.filter(isEmpty).map(({ name }) => `${name}: all values are missing`),
    ...(omittedColumns === undefined ? [] : [`and ${omittedColumns} columns more`]),
    ...categories.flatMap(({ name, values, counts, missing }) =>
      barLines(`${name}${missing > 0 ? `, ${missing} missing` : ''}`, values, counts),
    ),
    ...balance.flatMap(({ field, classes, counts, counted }) => barLines(`${counted} of ${field}`, classes, counts)),
    ...section(
      (channels ?? []).map(({ field, name, mean, deviation, histogram }) => [
        `${field}, ${name}`,
        short(mean),
        short(deviation),
        sparkline(histogram),
      ]),
      ['channel', 'mean', 'deviation', ''],
    ),
    ...section(
      lengths.map(({ field, unit, mean, max, histogram }) => [`${unit} of ${field}`, short(mean), short(max), sparkline(histogram)]),
      ['length', 'mean', 'max', ''],
    ),
    ...section(
      (degrees ?? []).map(({ name, mean, histogram }) => [name, short(mean), sparkline(histogram)]),
      ['edges', 'mean', ''],
    ),
    ...(characters === undefined ? [] : ['', `most frequent characters: ${characters.slice(0, SHOWN).map(characterText).join(' ')}`]),
    ...correlationLines(statistics),
  ];
}

function section(rows: readonly (readonly string[])[], head: readonly string[]): readonly string[] {
  return rows.length === 0 ? [] : ['', ...table([head, ...rows])];
}

function numberRow({ name, unit, missing, numbers }: ColumnStatistics): readonly string[] {
  if (numbers === undefined) return [name];
  const { min, quartiles, max, mean, deviation, histogram } = numbers;
  const told = [min, ...quartiles, max, mean, deviation].map(short);
  return [`${name}${unit === undefined ? '' : `, ${unit}`}`, String(missing), ...told, sparkline(histogram)];
}

function isEmpty({ numbers, categories }: ColumnStatistics): boolean {
  return numbers === undefined && categories === undefined;
}

/** One sign for each bin, or for some neighbours: █ for the most. */
export function sparkline({ counts }: Histogram): string {
  const together = Math.ceil(counts.length / SIGNS);
  const bins = Array.from({ length: Math.ceil(counts.length / together) }, (_, i) =>
    counts.slice(i * together, (i + 1) * together).reduce((sum, count) => sum + count, 0),
  );
  const most = Math.max(...bins);
  return bins.map((count) => (count === 0 ? ' ' : '▁▂▃▄▅▆▇█'[Math.ceil((8 * count) / most) - 1])).join('');
}

function barLines(title: string, names: readonly string[], counts: readonly number[]): readonly string[] {
  const total = Math.max(
    1,
    counts.reduce((sum, count) => sum + count, 0),
  );
  const most = Math.max(1, ...counts);
  const rows = counts.map((count, i) => [names[i], String(count), `${((100 * count) / total).toFixed(1)} %`, bar(count / most)]);
  return ['', title, ...table(rows.slice(0, SHOWN)), ...(rows.length > SHOWN ? [`and ${rows.length - SHOWN} more`] : [])];
}

function bar(share: number): string {
  return '█'.repeat(Math.round(share * BAR)) || (share > 0 ? '▏' : '');
}

function characterText({ text, count }: { readonly text: string; readonly count: number }): string {
  return `${/^[\p{L}\p{N}\p{P}\p{S}]$/u.test(text) ? text : JSON.stringify(text)} ${count}`;
}

/** The pairs that follow each other most closely. */
function correlationLines({ correlation }: DatasetStatistics): readonly string[] {
  if (correlation === undefined) return [];
  const { names, coefficients } = correlation;
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b, j) => ({ a, b, r: coefficients[i * names.length + i + 1 + j] })));
  const closest = pairs.filter(({ r }) => Number.isFinite(r)).toSorted((p, q) => Math.abs(q.r) - Math.abs(p.r));
  const rows = closest.slice(0, PAIRS).map(({ a, b, r }) => [`${a} and ${b}`, r.toFixed(3)]);
  return section(rows, ['correlation', '']);
}
