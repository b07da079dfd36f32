import type { Writable } from 'node:stream';
import { toErrorData } from '../engine/graph/errors.ts';

/** Streams that a command writes to. */
export interface Streams {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
}

/** A fact for a program that reads the output: one line of JSON. */
export interface OutputEvent {
  readonly event: string;
  readonly [field: string]: unknown;
}

/** Signs that a terminal obeys, without tab and line break. */
const CONTROLS = /(?![\t\n])\p{Cc}/gu;

/** Either lines for people or lines of JSON, never both. */
export class Output {
  readonly json: boolean;
  readonly streams: Streams;

  constructor(streams: Streams, json: boolean) {
    this.streams = streams;
    this.json = json;
  }

  /** `event` with --json, else `text`. Long lists are given to `list`: a call takes only so many arguments. */
  tell(event: OutputEvent, ...text: readonly string[]): void {
    this.list(event, text);
  }

  /** `event` with --json, else the lines. */
  list(event: OutputEvent, lines: readonly string[]): void {
    if (this.json) this.streams.stdout.write(`${JSON.stringify(event)}\n`);
    else if (lines.length > 0) this.streams.stdout.write(`${lines.join('\n')}\n`);
  }

  /** `event` with --json, where there is one; else a part of a text that goes on, without what would steer a terminal. */
  write(event: OutputEvent | undefined, text: string): void {
    if (!this.json) this.streams.stdout.write(this.streams.stdout.isTTY === true ? text.replaceAll(CONTROLS, '\uFFFD') : text);
    else if (event !== undefined) this.streams.stdout.write(`${JSON.stringify(event)}\n`);
  }

  /** What people want to know of a text that stands on standard output: a line on standard error, none with --json. */
  aside(line: string): void {
    if (!this.json) this.streams.stderr.write(`${line}\n`);
  }

  /** One line on standard error, whichever way the rest goes. */
  fail(error: unknown): void {
    const data = toErrorData(error);
    if (this.json) this.streams.stdout.write(`${JSON.stringify({ event: 'error', ...data })}\n`);
    const node = data.nodeId === undefined ? '' : ` [${data.nodeId}]`;
    this.streams.stderr.write(`netloom: ${data.code}${node}: ${data.message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
  }
}

/** Rows of cells in columns of equal width. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<number[]>((widest, row) => row.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)), []);
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Four significant digits, as `0.9731`. */
export function short(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : String(value);
}
