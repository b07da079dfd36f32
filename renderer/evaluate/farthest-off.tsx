import { type ReactNode, useState } from 'react';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import type { EvaluationReport, RegressionReport, WorstSample } from '../../engine/evaluation/report.ts';
import { formatCount } from '../window/format.ts';
import { fieldLabel } from '../samples/field-label.ts';
import { columnFacts } from '../data/sample-facts.ts';
import { shortNumberText } from '../samples/table-columns.ts';
import classes from './class-table.module.css';
import styles from './evaluate.module.css';
import { Pager } from '../controls/pager.tsx';
import type { PredictedFields } from './predicted-fields.ts';
import { SampleDialog } from './sample-dialog.tsx';
import { isTable, numbersOf, SampleView } from './sample-view.tsx';
import { useSamplesAt } from './use-samples-at.ts';
import { listOf } from '../language/lists.ts';
import { t } from '../language/text.ts';

interface FarthestOffProps {
  readonly output: RegressionReport;
  readonly report: EvaluationReport;
  readonly dataset: DatasetInfo | undefined;
  readonly fields: PredictedFields | undefined;
}

const PER_PAGE = 8;

/** The samples whose predictions are the farthest off, each with what the network sees of it; a row shows it large. */
export function FarthestOff({ output, report, dataset, fields }: FarthestOffProps) {
  const { worst, unit } = output;
  const [page, setPage] = useState(0);
  const [opened, setOpened] = useState<number>();
  const shown = worst.slice(page * PER_PAGE, (page + 1) * PER_PAGE);
  const single = worst.every(({ target }) => target !== undefined);
  const preview = useSamplesAt(
    dataset,
    report.split === 'test' ? 'test' : 'train',
    shown.map(({ sample }) => sample),
  );
  const values = fields && preview?.fields[fields.input.name]?.values;
  return (
    <section className={styles.scoreSection} aria-label={t('Farthest off')}>
      <header className={styles.head}>
        <h3>{t('Farthest off')}</h3>
        {!single && (
          <span className={styles.note}>{t('mean distance of a sample’s {count} values', { count: formatCount(output.width) })}</span>
        )}
        <Pager page={page} pages={Math.ceil(worst.length / PER_PAGE)} onChange={setPage} />
      </header>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('Sample')}</th>
            <th scope="col">{fields === undefined ? t('Input') : fieldLabel(fields.input)}</th>
            {single && <th scope="col">{t('True')}</th>}
            {single && <th scope="col">{t('Predicted')}</th>}
            <th scope="col">{t('Off by')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((worstSample, i) => (
            <Row key={worstSample.sample} told={worstSample} onOpen={() => setOpened(page * PER_PAGE + i)}>
              {fields && values && <InputPreview field={fields.input} values={values} index={i} />}
            </Row>
          ))}
        </tbody>
      </table>
      {dataset && fields && (
        <SampleDialog
          listed={worst}
          place={opened}
          onMove={setOpened}
          {...{ report, dataset, fields, ...(unit !== undefined && { unit }) }}
        />
      )}
    </section>
  );
}

interface RowProps {
  readonly told: WorstSample;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}

function Row({ told: { sample, error, target, prediction }, onOpen, children }: RowProps) {
  return (
    <tr onClick={onOpen}>
      <th scope="row">
        <button type="button">#{sample}</button>
      </th>
      <td className={classes.preview}>{children}</td>
      {target !== undefined && <td>{shortNumberText(target, DIGITS)}</td>}
      {prediction !== undefined && <td>{shortNumberText(prediction, DIGITS)}</td>}
      <td>{shortNumberText(error, DIGITS)}</td>
    </tr>
  );
}

/** Digits of values and predictions. */
const DIGITS = 5;

const LINE = { width: 120, height: 22 } as const;
/** Columns of a table's row that fit. */
const COLUMNS = 3;

interface InputPreviewProps {
  readonly field: DatasetField;
  readonly values: ArrayLike<number>;
  readonly index: number;
}

/** A sample in a line. */
function InputPreview({ field, values, index }: InputPreviewProps) {
  if (!isTable(field)) return <SampleView field={field} values={values} index={index} size={LINE} />;
  const facts = columnFacts(field, numbersOf(field, values, index)).map(({ name, value }) => `${name} ${value}`);
  return <span title={facts.join('\n')}>{listOf(facts.slice(0, COLUMNS))}</span>;
}
