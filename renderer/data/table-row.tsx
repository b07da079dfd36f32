import { memo } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { formatCount } from '../window/format.ts';
import { t } from '../language/text.ts';
import { FieldFigure } from '../samples/field-figure.tsx';
import { semanticsNames } from './dataset-facts.ts';
import { cellContent, type TableColumn } from '../samples/table-columns.ts';
import styles from './table-view.module.css';

/** Width of the column of row numbers, CSS pixels. */
export const NUMBER_WIDTH = 84;

/** Columns `from` up to `to` are drawn; those before take `left` pixels. */
interface DrawnColumns {
  readonly columns: readonly TableColumn[];
  readonly from: number;
  readonly to: number;
  readonly left: number;
}

/** Names, units and kinds of the columns; it stays in sight. */
export function HeaderRow({ columns, from, to, left }: DrawnColumns) {
  return (
    <div className={styles.header} role="rowgroup">
      <div className={styles.row} role="row" aria-rowindex={1}>
        <span className={styles.number} role="columnheader" aria-colindex={1} style={{ width: NUMBER_WIDTH }}>
          #
        </span>
        <span style={{ width: left }} role="presentation" />
        {columns.slice(from, to).map((column, i) => (
          <span
            key={column.key}
            className={styles.head}
            data-target={column.field.role === 'target' || undefined}
            data-kind={column.kind}
            role="columnheader"
            aria-colindex={from + i + 2}
            style={{ width: column.width }}
            title={column.unit === undefined ? column.name : `${column.name} (${column.unit})`}
          >
            <b>{column.name}</b>
            <span>{kindText(column)}</span>
          </span>
        ))}
      </div>
    </div>
  );
}

function kindText({ unit, kind, field }: TableColumn): string {
  const what = whatText(kind, field);
  const named = unit === undefined ? what : t('{kind}, {unit}', { kind: what, unit });
  return field.role === 'target' ? t('{kind} · target', { kind: named }) : named;
}

function whatText(kind: TableColumn['kind'], { semantics, shape }: TableColumn['field']): string {
  switch (kind) {
    case 'parts':
      return t('graph');
    case 'identity':
      return t('one-hot {size}', { size: shape[0] });
    case 'numbers':
      return shape.join('×');
    case 'picture':
      return t(semanticsNames[semantics]);
    default:
      return t(kind);
  }
}

interface TableRowProps extends DrawnColumns {
  readonly id: string;
  readonly dataset: DatasetInfo;
  /** In the list. */
  readonly place: number;
  /** In the split. */
  readonly position: number;
  /** Undefined until the sample is there. */
  readonly preview: DatasetPreview | undefined;
  readonly index: number;
  /** CSS pixels, from the top of the table. */
  readonly top: number;
  readonly height: number;
  readonly active: boolean;
  readonly onPress: (place: number) => void;
}

/** One sample. It is drawn anew when its values come or other columns are seen, not when the table scrolls past it. */
export const TableRow = memo(DrawnRow, sameRow);

function sameRow(a: TableRowProps, b: TableRowProps): boolean {
  return (
    a.place === b.place &&
    a.position === b.position &&
    a.preview === b.preview &&
    a.index === b.index &&
    a.columns === b.columns &&
    a.from === b.from &&
    a.to === b.to &&
    a.left === b.left &&
    a.active === b.active
  );
}

function DrawnRow(props: TableRowProps) {
  const { id, place, position, preview, columns, from, to, left, top, height, active, onPress } = props;
  return (
    <div
      id={id}
      className={styles.row}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={active}
      style={{ top, height }}
      onClick={() => onPress(place)}
    >
      <span className={styles.number} role="rowheader" aria-colindex={1} style={{ width: NUMBER_WIDTH }}>
        {formatCount(position + 1)}
      </span>
      <span style={{ width: left }} role="presentation" />
      {columns.slice(from, to).map((column, i) => (
        <span
          key={column.key}
          className={styles.cell}
          data-kind={column.kind}
          role="gridcell"
          aria-colindex={from + i + 2}
          style={{ width: column.width }}
        >
          {preview ? <Cell {...props} preview={preview} column={column} /> : <i className={styles.waiting} />}
        </span>
      ))}
    </div>
  );
}

interface CellProps extends TableRowProps {
  readonly preview: DatasetPreview;
  readonly column: TableColumn;
}

const MARGIN = 8;

function Cell({ column, preview, index, height }: CellProps) {
  const content = cellContent(column, preview, index);
  if (content.state === 'missing') return <span className={styles.missing}>{t('missing')}</span>;
  if (content.state === 'text') return <span>{content.text}</span>;
  const size = height - MARGIN;
  const width = column.kind === 'signal' ? column.width - 2 * MARGIN : size;
  return <FieldFigure field={column.field} given={preview.fields[column.field.name]} sample={index} width={width} height={size} />;
}
