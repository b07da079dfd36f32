import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { cellContent, tableColumns } from './table-columns.ts';
import styles from './samples.module.css';

interface TableThumbnailProps {
  readonly dataset: DatasetInfo;
  /** The field whose columns are shown. */
  readonly field: string;
  readonly preview: DatasetPreview;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Width of a column and height of a row, CSS pixels. */
const COLUMN = 39;
const ROW = 13;
const DIGITS = 3;

/** The first rows of a table's first columns, under their names. */
export function TableThumbnail({ dataset, field, preview, width, height }: TableThumbnailProps) {
  const columns = tableColumns(dataset)
    .filter((column) => column.field.name === field)
    .slice(0, Math.max(1, Math.floor(width / COLUMN)));
  const rows = Math.max(1, Math.min(preview.count, Math.floor(height / ROW) - 1));
  return (
    <span
      className={styles.table}
      style={{ width, height, gridTemplateColumns: `repeat(${columns.length}, minmax(0, 1fr))`, gridAutoRows: ROW }}
      aria-hidden
    >
      {columns.map(({ key, name }) => (
        <span key={key} data-head>
          {name}
        </span>
      ))}
      {Array.from({ length: rows }, (_, sample) =>
        columns.map((column) => {
          const content = cellContent(column, preview, sample, DIGITS);
          return (
            <span key={`${sample} ${column.key}`} data-number={column.kind === 'number' || undefined}>
              {content.state === 'text' ? content.text : '–'}
            </span>
          );
        }),
      )}
    </span>
  );
}
