import { extname, resolve } from 'node:path';
import { writeFileAtomic } from '../engine/runtime/atomic-file.ts';
import { InputError } from './exit.ts';
import type { OutputEvent } from './output.ts';

/** Refuses a file for predictions that is neither CSV nor JSON, before anything is computed. */
export function checkPredictionFile(path: string): void {
  if (['.csv', '.json'].includes(extname(path).toLowerCase())) return;
  throw new InputError('bad-option', `--out takes a file that ends on .csv or .json, not "${path}".`);
}

/** Writes predictions whole or not at all: a row each, a column for each value or class, or a JSON array of what is told. */
export function writePredictions(path: string, events: readonly OutputEvent[]): void {
  const rows = events.map(({ event: _, ...prediction }) => prediction);
  const isJson = extname(path).toLowerCase() === '.json';
  const text = isJson ? `${JSON.stringify(rows, undefined, 2)}\n` : csvOf(rows.map(flat));
  try {
    writeFileAtomic(resolve(path), text);
  } catch (cause) {
    throw new InputError('bad-option', `${path} can't be written. Is its folder there, and may you write to it?`, { cause });
  }
}

function csvOf(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [fields, ...rows.map((row) => fields.map((field) => row[field] ?? ''))];
  return lines.map((line) => `${line.map(quoted).join(',')}\n`).join('');
}

/** RFC 4180. */
function quoted(value: unknown): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Scores of classes as "probability of cat", several values as "value 1" and so on. */
function flat(prediction: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { probabilities, margins, values, ...rest } = prediction;
  const list: readonly unknown[] = Array.isArray(values) ? values : [];
  return {
    ...rest,
    ...Object.fromEntries(list.map((value, i) => [list.length === 1 ? 'value' : `value ${i + 1}`, value])),
    ...scores('probability', probabilities),
    ...scores('margin', margins),
  };
}

function scores(kind: string, by: unknown): Readonly<Record<string, unknown>> {
  if (typeof by !== 'object' || by === null) return {};
  return Object.fromEntries(Object.entries(by).map(([name, value]) => [`${kind} of ${name}`, value]));
}
