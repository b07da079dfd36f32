import type { Cell } from '../importers/definition.ts';
import { numberOf } from '../importers/numbers.ts';
import { missingTexts, type TableSettings } from '../importers/table-settings.ts';

/** Reads cells as the table's settings say. */
export class CellReader {
  private readonly missing: ReadonlySet<string>;
  private readonly decimal: '.' | ',';

  constructor({ missing = missingTexts, decimal = '.' }: TableSettings) {
    this.missing = new Set(missing.map((text) => text.trim().toLowerCase()));
    this.decimal = decimal;
  }

  /** NaN for what is missing, no number or too large for one. */
  number(cell: Cell): number {
    const value =
      typeof cell === 'number' ? cell : typeof cell === 'boolean' ? Number(cell) : typeof cell === 'string' ? this.read(cell) : NaN;
    return Number.isFinite(Math.fround(value)) ? value : NaN;
  }

  /** Name of the class that a cell means; undefined for what is missing. */
  category(cell: Cell): string | undefined {
    if (cell === null || typeof cell === 'object') return undefined;
    if (typeof cell === 'string' && this.missing.has(cell.trim().toLowerCase())) return undefined;
    return typeof cell === 'number' && Number.isNaN(cell) ? undefined : this.className(String(cell));
  }

  /** A text as it stands; empty for what is missing and for lists and bytes. */
  text(cell: Cell): string {
    return cell === null || typeof cell === 'object' ? '' : String(cell);
  }

  /** One name for "1" and "1.0", for "yes" and " yes". */
  className(text: string): string {
    const value = numberOf(text, this.decimal);
    if (value !== undefined) return String(value);
    const trimmed = text.trim();
    return /^(true|false)$/i.test(trimmed) ? trimmed.toLowerCase() : trimmed;
  }

  private read(text: string): number {
    return this.missing.has(text.trim().toLowerCase()) ? NaN : (numberOf(text, this.decimal) ?? NaN);
  }
}
