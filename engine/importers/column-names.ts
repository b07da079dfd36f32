import { fileError, type Place } from './failure.ts';
import { MAX_COLUMNS } from './limits.ts';
import type { TableSettings } from './table-settings.ts';

/**
 * Names of columns as they are written, without outer blanks; one without a name becomes "column 3". Throws `bad-file` where two
 * are called alike, unless the settings say to number them, and `file-limit` for too many.
 */
export function columnNames(
  written: readonly string[],
  settings: Pick<TableSettings, 'duplicateColumns'>,
  file: string,
  place: Place,
): readonly string[] {
  checkColumnCount(written.length, file, place);
  const names = written.map((name, i) => name.trim() || `column ${i + 1}`);
  const used = new Set<string>();
  return names.map((name, i) => {
    const unlike = used.has(name) ? numbered(name, used, names) : name;
    if (unlike !== name && settings.duplicateColumns !== 'number')
      throw fileError(
        'bad-file',
        file,
        place,
        `each column needs a name of its own, "${name}" stands at column ${names.indexOf(name) + 1} and at column ${i + 1}. Rename one, or have equal names numbered.`,
      );
    used.add(unlike);
    return unlike;
  });
}

/** Names for a table without a header. */
export function numberedColumns(count: number, file: string, place: Place): readonly string[] {
  checkColumnCount(count, file, place);
  return Array.from({ length: count }, (_, i) => `column ${i + 1}`);
}

function checkColumnCount(count: number, file: string, place: Place): void {
  if (count <= MAX_COLUMNS) return;
  const hint = 'Is the separator right? Numbers in such an amount are better kept as .npy.';
  throw fileError('file-limit', file, place, `at most ${MAX_COLUMNS} columns are read, this row has ${count}. ${hint}`);
}

function numbered(name: string, used: ReadonlySet<string>, written: readonly string[]): string {
  for (let number = 2; ; number++) {
    const next = `${name} (${number})`;
    if (!used.has(next) && !written.includes(next)) return next;
  }
}
