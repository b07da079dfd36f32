import { Modal } from '@mantine/core';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import type { EvaluationReport } from '../../engine/evaluation/report.ts';
import { formatLoss } from '../window/format.ts';
import { Pager } from '../controls/pager.tsx';
import type { PredictedFields } from './predicted-fields.ts';
import { PredictedParts } from './predicted-parts.tsx';
import styles from './sample-dialog.module.css';
import { numbersOf, SampleView } from './sample-view.tsx';
import { useSamplesAt } from './use-samples-at.ts';
import { richText, t } from '../language/text.ts';

/** A sample with what was predicted of it. */
export interface SampleDetail {
  readonly sample: number;
  readonly error: number;
  /** As the dataset declares its targets, where it is drawn. */
  readonly predicted?: Float32Array;
  /** Where it is one number. */
  readonly target?: number;
  readonly prediction?: number;
}

interface SampleDialogProps {
  readonly listed: readonly SampleDetail[];
  /** Which of them is shown; none where absent. */
  readonly place: number | undefined;
  readonly onMove: (place: number | undefined) => void;
  readonly report: EvaluationReport;
  readonly dataset: DatasetInfo;
  readonly fields: PredictedFields;
  readonly unit?: string;
}

/** One sample drawn large; the others of its list follow. */
export function SampleDialog(props: SampleDialogProps) {
  const { listed, place, onMove, report } = props;
  const detail = place === undefined ? undefined : listed[place];
  return (
    <Modal
      opened={detail !== undefined}
      onClose={() => onMove(undefined)}
      size="auto"
      title={
        detail && t(report.split === 'test' ? 'Test sample #{sample}' : 'Training sample #{sample}', { sample: String(detail.sample) })
      }
    >
      {detail && <Detail {...props} detail={detail} />}
    </Modal>
  );
}

const LARGE = 224;

function Detail({
  listed,
  place = 0,
  onMove,
  report,
  dataset,
  fields,
  unit,
  detail,
}: SampleDialogProps & { readonly detail: SampleDetail }) {
  const preview = useSamplesAt(dataset, report.split === 'test' ? 'test' : 'train', [detail.sample]);
  const inUnit = (value: number | undefined) => `${formatLoss(value)}${unit === undefined ? '' : ` ${unit}`}`;
  const { input } = fields;
  return (
    <div className={styles.detail}>
      {detail.predicted ? (
        <PredictedParts fields={fields} preview={preview} index={0} predicted={detail.predicted} size={LARGE} explained />
      ) : (
        <InputDetail field={input} values={preview?.fields[input.name]?.values} />
      )}
      <footer>
        <span>
          {richText(
            detail.target === undefined ? 'off by <b>{error}</b>' : 'True {target}, predicted {prediction}, off by <b>{error}</b>',
            {
              target: inUnit(detail.target),
              prediction: inUnit(detail.prediction),
              error: inUnit(detail.error),
              b: (parts) => <b key="error">{parts}</b>,
            },
          )}
        </span>
        <Pager page={place} pages={listed.length} onChange={onMove} />
      </footer>
    </div>
  );
}

/** The input of a sample: a table's row with the names of its columns. */
function InputDetail({ field, values }: { readonly field: DatasetField; readonly values: ArrayLike<number> | undefined }) {
  const { columns } = field;
  if (field.semantics !== 'table' || columns === undefined || values === undefined)
    return <SampleView field={field} values={values} index={0} size={{ width: 2 * LARGE, height: LARGE }} />;
  return (
    <dl className={styles.columns}>
      {numbersOf(field, values, 0).map((value, i) => (
        <div key={columns[i].name}>
          <dt>{columns[i].name}</dt>
          <dd>
            {Number(value.toPrecision(6))} {columns[i].unit}
          </dd>
        </div>
      ))}
    </dl>
  );
}
