import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { targetText } from '../data/sample-facts.ts';
import { cellContent, tableColumns, type TableColumn } from '../samples/table-columns.ts';
import { t } from '../language/text.ts';
import { SampleFigure } from '../samples/sample-figure.tsx';
import { GivenSamples } from '../samples/samples-view.tsx';
import styles from './import.module.css';

interface StoredSamplesProps {
  readonly dataset: DatasetInfo;
  readonly preview: DatasetPreview;
}

/** The first samples as they would be stored: rows of numbers and texts, or pictures with what is to be learnt of them. */
export function StoredSamples({ dataset, preview }: StoredSamplesProps) {
  switch (dataset.preview) {
    case 'table':
    case 'texts':
      return <StoredRows dataset={dataset} preview={preview} />;
    case 'points':
    case 'graph':
      return <GivenSamples dataset={dataset} preview={preview} pictures={1} rows={1} size={120} plot={{ width: 420, height: 120 }} />;
    case 'signals':
      return <Figures dataset={dataset} preview={preview} width={220} height={64} most={6} />;
    default:
      return <Figures dataset={dataset} preview={preview} width={72} height={72} most={24} />;
  }
}

interface FiguresProps extends StoredSamplesProps {
  readonly width: number;
  readonly height: number;
  readonly most: number;
}

function Figures({ dataset, preview, width, height, most }: FiguresProps) {
  return (
    <div className={styles.figures}>
      {Array.from({ length: Math.min(most, preview.count) }, (_, sample) => {
        const target = targetText(dataset, preview, sample);
        return (
          // Samples have no identity but their place.
          <figure key={sample} style={{ width }}>
            <SampleFigure dataset={dataset} preview={preview} sample={sample} width={width} height={height} />
            {target !== undefined && <figcaption title={target}>{target}</figcaption>}
          </figure>
        );
      })}
    </div>
  );
}

const ROWS = 6;
/** More columns say nothing more. */
const COLUMNS = 24;

function StoredRows({ dataset, preview }: StoredSamplesProps) {
  const all = tableColumns(dataset);
  const targets = all.filter(isTarget).slice(0, COLUMNS);
  const columns = [...all.filter((column) => !isTarget(column)).slice(0, COLUMNS), ...targets];
  return (
    <>
      <table className={styles.table} data-stored>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-use={column.kind} data-target={isTarget(column) || undefined}>
                <span className={styles.columnName}>
                  <span title={column.name}>{column.name}</span>
                  {isTarget(column) && <b>{t('target')}</b>}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: Math.min(ROWS, preview.count) }, (_, sample) => (
            <tr key={sample}>
              {columns.map((column) => (
                <StoredCell key={column.key} column={column} preview={preview} sample={sample} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {all.length > columns.length && (
        <p className={styles.quiet}>
          {t('and {count, plural, one {# more column} other {# more columns}}', { count: all.length - columns.length })}
        </p>
      )}
    </>
  );
}

function isTarget({ field }: TableColumn): boolean {
  return field.role === 'target';
}

interface StoredCellProps {
  readonly column: TableColumn;
  readonly preview: DatasetPreview;
  readonly sample: number;
}

function StoredCell({ column, preview, sample }: StoredCellProps) {
  const content = cellContent(column, preview, sample);
  const text = content.state === 'text' ? content.text : content.state === 'missing' ? t('missing') : '';
  return (
    <td
      data-use={content.state === 'missing' ? 'drop' : column.kind}
      data-wide={column.kind === 'text' || undefined}
      data-target={isTarget(column) || undefined}
      title={text}
    >
      {text}
    </td>
  );
}
