import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'fflate';
import { EngineError } from '../../graph/errors.ts';
import { type ByteFile, memoryFile } from '../byte-file.ts';
import type { Cell, RawData, RawTable, RawTensors } from '../definition.ts';

/** A file of text in memory. */
export function textFile(name: string, text: string): ByteFile {
  return memoryFile(name, new TextEncoder().encode(text));
}

export function gzipped(file: ByteFile, bytes: Uint8Array): ByteFile {
  return memoryFile(`${file.name}.gz`, gzipSync(bytes));
}

export function fixtureBytes(name: string): Uint8Array {
  return Uint8Array.from(readFileSync(join(import.meta.dirname, '../fixtures', name)));
}

export function fixture(name: string): ByteFile {
  return memoryFile(name, fixtureBytes(name));
}

export function asTable(data: RawData): RawTable {
  if (data.form !== 'table') throw new Error(`a table was expected, came ${data.form}`);
  return data;
}

export function asTensors(data: RawData): RawTensors {
  if (data.form !== 'tensors') throw new Error(`tensors were expected, came ${data.form}`);
  return data;
}

/** All rows of a table as objects. */
export async function rowsOf(table: RawTable, columns?: readonly string[]): Promise<readonly Readonly<Record<string, Cell>>[]> {
  const names = columns ?? table.columns;
  const rows: Record<string, Cell>[] = [];
  for await (const batch of table.batches(columns)) {
    for (let row = 0; row < batch.length; row++) rows.push(Object.fromEntries(names.map((name, i) => [name, batch.columns[i][row]])));
  }
  return rows;
}

/** The engine's error that an action ends with, as "code: message"; anything else fails the test. */
export async function refusal(action: () => Promise<unknown>): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (error instanceof EngineError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('an EngineError was expected, it went well');
}
