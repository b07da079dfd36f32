import { InputError } from './exit.ts';

/**
 * Input vectors of a text: a JSON array of arrays, JSON lines with an array each, or CSV with a sample a line and maybe a line of
 * names. Each must have `width` finite numbers; nested arrays, as of an image's rows, are flattened.
 */
export function parseSamples(text: string, width: number): readonly (readonly number[])[] {
  const rows = rowsOf(text.replace(/^\uFEFF/, '').trim());
  if (rows.length === 0) throw bad('The file holds no samples.');
  return rows.map(({ values, place }) => checked(values, place, width));
}

/** Images of several channels are nested three deep. */
const MOST_NESTED = 8;

interface Row {
  readonly values: unknown;
  readonly place: string;
}

function rowsOf(text: string): readonly Row[] {
  if (text === '') return [];
  const whole = text.startsWith('[') ? parseJson(text) : undefined;
  if (Array.isArray(whole)) {
    const samples: readonly unknown[] = whole.some(Array.isArray) ? whole : [whole];
    return samples.map((values, index) => ({ values, place: `Sample ${index}` }));
  }
  const lines = text.split(/\r?\n/).map((line, index) => ({ line: line.trim(), place: `Line ${index + 1}` }));
  return lines.filter(({ line }) => line !== '').flatMap(({ line, place }, index) => lineRow(line, place, index === 0));
}

function lineRow(line: string, place: string, first: boolean): readonly Row[] {
  if (line.startsWith('[')) {
    const values = parseJson(line);
    if (values === undefined) throw bad(`${place} is no JSON.`);
    return [{ values, place }];
  }
  const cells = line.split(/[,;\t]/).map((cell) => cell.trim());
  const values = cells.map((cell) => (cell === '' ? NaN : Number(cell)));
  const isHeader = first && values.every(Number.isNaN);
  return isHeader ? [] : [{ values, place }];
}

function checked(values: unknown, place: string, width: number): readonly number[] {
  if (!Array.isArray(values)) throw bad(`${place} is no array of numbers.`);
  const flat: readonly unknown[] = values.flat(MOST_NESTED);
  if (flat.length !== width) throw bad(`${place} has ${flat.length} numbers, but the network takes ${width}.`);
  return flat.map((value, index) => {
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw bad(`${place}: value ${index + 1} is no number.`);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function bad(what: string): InputError {
  return new InputError('bad-input', `${what} Give one input vector a line (JSON array or CSV), or a JSON array of them.`);
}
