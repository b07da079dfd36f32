import { Tooltip } from '@mantine/core';
import { useId } from 'react';
import type { ClassificationReport, ClassReport } from '../../engine/evaluation/report.ts';
import { formatCount, formatPercent } from '../window/format.ts';
import { fieldLabel } from '../samples/field-label.ts';
import styles from './class-table.module.css';
import shared from './evaluate.module.css';
import { useEvaluation } from './evaluation-store.ts';
import { countOf } from './report-facts.ts';
import { t, type WindowText } from '../language/text.ts';

interface ClassTableProps {
  readonly output: ClassificationReport;
}

const COLUMNS = [
  { name: 'Samples', hint: 'How often the class is true' },
  { name: 'Precision', hint: 'Of what is called the class, the share that is of it' },
  { name: 'Recall', hint: 'Of what is of the class, the share that is called so' },
  { name: 'F1', hint: 'Harmonic mean of precision and recall' },
  { name: 'AUC', hint: 'Area under the ROC curve of the class against the rest' },
  { name: 'Most taken for', hint: 'What the class is called most often where it is wrong' },
] as const satisfies readonly { readonly name: WindowText; readonly hint: WindowText }[];

/** Precision, recall and F1 of each class; a row draws its curves out. */
export function ClassTable({ output }: ClassTableProps) {
  const title = useId();
  return (
    <section className={styles.section} aria-labelledby={title}>
      <header className={shared.head}>
        <h3 id={title}>{t('Per class')}</h3>
        <span className={shared.note}>{t('choose a class to draw its curves')}</span>
      </header>
      {/* The box scrolls: with the keyboard, too. */}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('Table of the classes')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{fieldLabel({ label: output.target })}</th>
              {COLUMNS.map(({ name, hint }) => (
                <Tooltip key={name} label={t(hint)}>
                  <th scope="col">{t(name)}</th>
                </Tooltip>
              ))}
            </tr>
          </thead>
          <tbody>
            {output.perClass.map((entry, k) => (
              <Row key={k} output={output} entry={entry} classNumber={k} />
            ))}
          </tbody>
          <tfoot>
            <Mean output={output} />
          </tfoot>
        </table>
      </div>
    </section>
  );
}

interface RowProps extends ClassTableProps {
  readonly entry: ClassReport;
  readonly classNumber: number;
}

function Row({ output, entry, classNumber }: RowProps) {
  const chosen = useEvaluation((state) => state.classNumber === classNumber);
  const { support, named, precision, recall, f1, rocAuc } = entry;
  const toggle = () => useEvaluation.setState({ classNumber: chosen ? undefined : classNumber });
  return (
    <tr data-chosen={chosen || undefined} onClick={toggle}>
      <th scope="row">
        <button type="button" aria-pressed={chosen} title={output.classes[classNumber]}>
          {output.classes[classNumber]}
        </button>
      </th>
      <td>{formatCount(support)}</td>
      <td>{formatPercent(named === 0 ? undefined : precision)}</td>
      <td>{formatPercent(support === 0 ? undefined : recall)}</td>
      <td>
        <span className={styles.f1}>
          {formatPercent(support + named === 0 ? undefined : f1)}
          <span className={styles.bar} aria-hidden>
            <i style={{ width: `${100 * f1}%` }} />
          </span>
        </span>
      </td>
      <td>{areaText(rocAuc)}</td>
      <td title={mostTakenFor(output, classNumber)}>{mostTakenFor(output, classNumber)}</td>
    </tr>
  );
}

function Mean({ output }: ClassTableProps) {
  const { precisionMacro, recallMacro, f1Macro, rocAuc } = output.scores;
  const total = output.perClass.reduce((sum, { support }) => sum + support, 0);
  return (
    <tr>
      <th scope="row">{t('Mean')}</th>
      <td>{formatCount(total)}</td>
      <td>{formatPercent(precisionMacro)}</td>
      <td>{formatPercent(recallMacro)}</td>
      <td>{formatPercent(f1Macro)}</td>
      <td>{areaText(rocAuc)}</td>
      <td />
    </tr>
  );
}

function areaText(area: number | undefined): string {
  return area === undefined || Number.isNaN(area) ? '–' : area.toFixed(4);
}

function mostTakenFor(output: ClassificationReport, truth: number): string {
  const counts = output.classes.map((_, named) => (named === truth ? 0 : countOf(output, truth, named)));
  const most = Math.max(...counts);
  return most > 0 ? `${output.classes[counts.indexOf(most)]} (${formatCount(most)})` : '–';
}
