import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ColumnUse } from '../../engine/conversion/definition.ts';
import type { ImportPreview } from '../../engine/conversion/import-preview.ts';
import type { ColumnGuess } from '../../engine/importers/columns.ts';
import { formatCount } from '../window/format.ts';
import { t, type WindowText } from '../language/text.ts';
import styles from './import.module.css';
import { choose, useImport } from './import-store.ts';
import { targetOf, usesOf } from './guesses.ts';

/** Columns that are shown at a time; others are found by their name. */
const SHOWN = 24;
const SHOWN_ROWS = 12;

const kinds: readonly { readonly value: ColumnUse; readonly label: WindowText }[] = [
  { value: 'number', label: 'number' },
  { value: 'category', label: 'category' },
  { value: 'text', label: 'text' },
  { value: 'drop', label: 'left out' },
];

interface RowsTableProps {
  readonly preview: ImportPreview;
  readonly columns: readonly ColumnGuess[];
}

/** The first rows as they stand in the source, and what each column is taken for. */
export function RowsTable({ preview, columns }: RowsTableProps) {
  const [search, setSearch] = useState('');
  const chosen = useImport((state) => state.chosen);
  const wanted = search.trim().toLowerCase();
  const found = columns.map((column, place) => ({ column, place })).filter(({ column }) => column.name.toLowerCase().includes(wanted));
  const shown = found.slice(0, SHOWN);
  const uses = usesOf(preview, columns, chosen);
  const target = targetOf(preview, chosen);
  const setUse = (name: string, use: ColumnUse) => choose({ columns: { ...chosen.columns, [name]: use } });
  return (
    <section className={styles.section} aria-label={t('First rows')}>
      <h3>
        {t('First rows')}
        {columns.length > SHOWN && (
          <>
            <span className={styles.quiet}>
              {t('{shown} of {count, plural, one {# column} other {# columns}}', { shown: shown.length, count: columns.length })}
            </span>
            <TextInput
              className={styles.columnSearch}
              aria-label={t('Find a column')}
              placeholder={t('Find a column')}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
          </>
        )}
      </h3>
      <div className={styles.tableFrame} tabIndex={0} role="region" aria-label={t('First rows, scrolls')}>
        <table className={styles.table}>
          <thead>
            <tr>
              {shown.map(({ column }) => (
                <th key={column.name} scope="col" data-target={column.name === target || undefined} data-use={uses[column.name]}>
                  <ColumnHead column={column} use={uses[column.name]} isTarget={column.name === target} onUse={setUse} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows?.slice(0, SHOWN_ROWS).map((row, index) => (
              // Rows have no identity but their place.
              <tr key={index}>
                {shown.map(({ column, place }) => (
                  <td key={column.name} data-use={uses[column.name]} data-target={column.name === target || undefined} title={row[place]}>
                    {row[place]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className={styles.quiet}>{t('No column is called that.')}</p>}
      </div>
    </section>
  );
}

interface ColumnHeadProps {
  readonly column: ColumnGuess;
  readonly use: ColumnUse;
  readonly isTarget: boolean;
  readonly onUse: (name: string, use: ColumnUse) => void;
}

function ColumnHead({ column, use, isTarget, onUse }: ColumnHeadProps) {
  return (
    <>
      <span className={styles.columnName}>
        <span title={column.name}>{column.name}</span>
        {isTarget && <b>{t('target')}</b>}
      </span>
      <Select
        aria-label={t('Kind of {column}', { column: column.name })}
        data={kinds
          .filter(({ value }) => value !== 'number' || use === 'number' || column.numbers !== undefined)
          .map(({ value, label }) => ({ value, label: t(label) }))}
        value={use}
        onChange={(next) => {
          const kind = kinds.find(({ value }) => value === next)?.value;
          if (kind !== undefined) onUse(column.name, kind);
        }}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      />
      <small>{columnFacts(column)}</small>
    </>
  );
}

/** "3 values", "0.1 to 7.9, 12 missing". */
function columnFacts(column: ColumnGuess): string {
  const { missing, kind } = column;
  if (kind === 'empty') return t('empty');
  const held = heldText(column);
  return missing === 0 ? held : t('{held}, {count} missing', { held, count: formatCount(missing) });
}

function heldText({ numbers, distinct, kind }: ColumnGuess): string {
  if (numbers !== undefined && kind !== 'category') return t('{from} to {to}', { from: rounded(numbers.min), to: rounded(numbers.max) });
  return distinct === undefined ? t('many values') : t('{count, plural, one {# value} other {# values}}', { count: distinct });
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}
