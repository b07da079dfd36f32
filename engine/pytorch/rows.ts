import { indented } from './python.ts';

/** A line of a class, and the nodes of its drawing that it is written for. */
export interface Row {
  readonly text: string;
  readonly nodes: readonly string[];
}

/** The lines of a code, which are all of the same nodes. */
export function rowsOf(code: string, nodes: readonly string[] = []): readonly Row[] {
  return code.split('\n').map((text) => ({ text, nodes }));
}

/** Rows moved to the right by so many levels. */
export function indentedRows(rows: readonly Row[], levels = 1): readonly Row[] {
  return rows.map(({ text, nodes }) => ({ text: indented([text], levels)[0], nodes }));
}

export function textOf(rows: readonly Row[]): string {
  return rows.map(({ text }) => text).join('\n');
}
