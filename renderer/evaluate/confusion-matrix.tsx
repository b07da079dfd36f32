import { SegmentedControl, Switch, useComputedColorScheme } from '@mantine/core';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { ClassificationReport } from '../../engine/evaluation/report.ts';
import { formatCount, formatPercent } from '../window/format.ts';
import { cellColour } from './cell-colour.ts';
import styles from './confusion-matrix.module.css';
import shared from './evaluate.module.css';
import { type MatrixCell, useEvaluation } from './evaluation-store.ts';
import { confusions, countOf } from './report-facts.ts';
import { richText, t, type WindowText } from '../language/text.ts';

/** More cells than these are no picture any more. */
export const MOST_CELLS = 2500;
/** With more classes than these the cells have no room for numbers. */
const MOST_NUMBERED = 18;

type Mode = 'count' | 'row' | 'column';

const MODES = [
  { value: 'count', label: 'Count' },
  { value: 'row', label: '% of row' },
  { value: 'column', label: '% of column' },
] as const satisfies readonly { readonly value: Mode; readonly label: WindowText }[];

interface MatrixProps {
  readonly output: ClassificationReport;
}

/** True classes by rows, named classes by columns. A cell opens its samples; arrow keys go from cell to cell. */
export function ConfusionMatrix({ output }: MatrixProps) {
  const [mode, setMode] = useState<Mode>('count');
  const [errorsOnly, setErrorsOnly] = useState(false);
  const [pointed, setPointed] = useState<MatrixCell>();
  const cell = useEvaluation((state) => state.cell);
  const title = useId();
  const told = pointed ?? cell;
  return (
    <section className={styles.section} aria-labelledby={title}>
      <header className={shared.head}>
        <h3 id={title}>{t('Confusion matrix')}</h3>
        <SegmentedControl<Mode>
          aria-label={t('Numbers of the matrix')}
          value={mode}
          data={MODES.map(({ value, label }) => ({ value, label: t(label) }))}
          onChange={setMode}
        />
        <Switch label={t('Errors only')} checked={errorsOnly} onChange={(event) => setErrorsOnly(event.currentTarget.checked)} />
      </header>
      <p className={styles.told}>{told ? cellText(output, told) : t('Rows are true classes, columns what they were called.')}</p>
      <Grid output={output} mode={mode} errorsOnly={errorsOnly} pointed={pointed} onPoint={setPointed} label={title} />
    </section>
  );
}

/** "5 of 172 “5” were called “8” (2.9%)" */
function cellText(output: ClassificationReport, { truth, named }: MatrixCell): string {
  const count = countOf(output, truth, named);
  const support = output.perClass[truth]?.support ?? 0;
  const told = t(
    '{count, plural, one {# of {support} “{truth}” was called “{named}”} other {# of {support} “{truth}” were called “{named}”}}',
    {
      count,
      support: formatCount(support),
      truth: output.classes[truth] ?? '',
      named: output.classes[named] ?? '',
    },
  );
  return support === 0 ? told : t('{told} ({share})', { told, share: formatPercent(count / support) });
}

interface GridProps extends MatrixProps {
  readonly mode: Mode;
  readonly errorsOnly: boolean;
  readonly pointed: MatrixCell | undefined;
  readonly onPoint: (cell: MatrixCell | undefined) => void;
  readonly label: string;
}

function Grid({ output, mode, errorsOnly, pointed, onPoint, label }: GridProps) {
  const { classes } = output;
  const count = classes.length;
  const chosen = useEvaluation((state) => state.cell);
  const place = useRef<HTMLDivElement>(null);
  const numbered = count <= MOST_NUMBERED;
  const focused = chosen ?? { truth: 0, named: 0 };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = moved(focusedCell(event.target), event.key, count);
    if (!target) return;
    event.preventDefault();
    place.current?.querySelector<HTMLElement>(`[data-cell="${target.truth}-${target.named}"]`)?.focus();
  };
  return (
    <div className={styles.frame}>
      <span className={styles.across} aria-hidden>
        {t('called')}
      </span>
      <span className={styles.down} aria-hidden>
        {t('true')}
      </span>
      <div
        ref={place}
        role="grid"
        aria-labelledby={label}
        className={styles.grid}
        data-dense={!numbered || undefined}
        style={{
          gridTemplateColumns: `minmax(20px, max-content) repeat(${count}, minmax(0, 1fr)) ${numbered ? '52px' : ''}`,
          gridTemplateRows: `auto repeat(${count}, minmax(0, 1fr)) ${numbered ? '26px' : ''}`,
        }}
        onKeyDown={onKeyDown}
        onPointerLeave={() => onPoint(undefined)}
      >
        <div role="row" className={styles.row}>
          <span role="columnheader">
            <span className="netloom-hidden">{t('true class')}</span>
          </span>
          {classes.map((name, k) => (
            <span
              key={k}
              role="columnheader"
              className={styles.columnName}
              data-long={isLong(classes) || undefined}
              data-pointed={pointed?.named === k || undefined}
              title={name}
            >
              {name}
            </span>
          ))}
          {numbered && (
            <span role="columnheader" className={styles.margin}>
              {t('recall')}
            </span>
          )}
        </div>
        {classes.map((name, truth) => (
          <div key={truth} role="row" className={styles.row}>
            <span role="rowheader" className={styles.rowName} data-pointed={pointed?.truth === truth || undefined} title={name}>
              {name}
            </span>
            {classes.map((_, named) => (
              <Cell
                key={named}
                cell={{ truth, named }}
                output={output}
                mode={mode}
                hidden={errorsOnly && truth === named}
                numbered={numbered}
                chosen={chosen?.truth === truth && chosen.named === named}
                tabIndex={focused.truth === truth && focused.named === named ? 0 : -1}
                onPoint={onPoint}
              />
            ))}
            {numbered && (
              <span role="gridcell" className={styles.margin}>
                {formatPercent(output.perClass[truth]?.support ? output.perClass[truth].recall : undefined)}
              </span>
            )}
          </div>
        ))}
        {numbered && <Precisions output={output} />}
      </div>
    </div>
  );
}

function Precisions({ output }: MatrixProps) {
  return (
    <div role="row" className={styles.row} data-last>
      <span role="rowheader" className={styles.margin}>
        {t('precision')}
      </span>
      {output.perClass.map(({ precision, named }, k) => (
        <span key={k} role="gridcell" className={styles.margin} data-centred>
          {named === 0 ? '–' : `${(100 * precision).toFixed(0)}%`}
        </span>
      ))}
      <span role="gridcell" className={styles.margin} data-strong>
        {formatPercent(output.scores.accuracy)}
      </span>
    </div>
  );
}

const isLong = (classes: readonly string[]): boolean => classes.length > 4 && classes.some((name) => name.length > 4);

interface CellProps extends MatrixProps {
  readonly cell: MatrixCell;
  readonly mode: Mode;
  readonly hidden: boolean;
  readonly numbered: boolean;
  readonly chosen: boolean;
  readonly tabIndex: number;
  readonly onPoint: (cell: MatrixCell | undefined) => void;
}

function Cell({ cell, output, mode, hidden, numbered, chosen, tabIndex, onPoint }: CellProps) {
  const scheme = useComputedColorScheme('light');
  const { truth, named } = cell;
  const count = hidden ? 0 : countOf(output, truth, named);
  const colour = count === 0 ? undefined : cellColour(scheme, truth === named ? 'right' : 'wrong', strengthOf(output, cell));
  return (
    <button
      type="button"
      role="gridcell"
      className={styles.cell}
      data-cell={`${truth}-${named}`}
      data-empty={count === 0 || undefined}
      aria-selected={chosen}
      aria-label={cellText(output, cell)}
      tabIndex={tabIndex}
      style={colour && { background: colour.background, color: colour.text }}
      onPointerEnter={() => onPoint(cell)}
      onFocus={() => onPoint(cell)}
      onBlur={() => onPoint(undefined)}
      onClick={() => useEvaluation.setState({ cell: chosen ? undefined : cell })}
    >
      {numbered && (count === 0 ? '·' : cellNumber(output, cell, mode))}
    </button>
  );
}

function cellNumber(output: ClassificationReport, { truth, named }: MatrixCell, mode: Mode): string {
  const count = countOf(output, truth, named);
  if (mode === 'count') return formatCount(count);
  const whole = mode === 'row' ? output.perClass[truth]?.support : output.perClass[named]?.named;
  const percent = (100 * count) / (whole ?? 1);
  return percent < 10 ? percent.toFixed(1) : percent.toFixed(0);
}

/** Of a right cell the share of its class; of a wrong one its share of the most frequent mistake. */
function strengthOf(output: ClassificationReport, { truth, named }: MatrixCell): number {
  const count = countOf(output, truth, named);
  if (truth === named) return count / Math.max(1, output.perClass[truth]?.support ?? 1);
  return Math.sqrt(count / Math.max(1, confusions(output)[0]?.count ?? 1));
}

function focusedCell(target: EventTarget): MatrixCell | undefined {
  const place = target instanceof HTMLElement ? target.dataset.cell?.split('-').map(Number) : undefined;
  return place && { truth: place[0], named: place[1] };
}

function moved(from: MatrixCell | undefined, key: string, count: number): MatrixCell | undefined {
  if (!from) return undefined;
  const within = (value: number) => Math.min(count - 1, Math.max(0, value));
  switch (key) {
    case 'ArrowUp':
      return { ...from, truth: within(from.truth - 1) };
    case 'ArrowDown':
      return { ...from, truth: within(from.truth + 1) };
    case 'ArrowLeft':
      return { ...from, named: within(from.named - 1) };
    case 'ArrowRight':
      return { ...from, named: within(from.named + 1) };
    case 'Home':
      return { ...from, named: 0 };
    case 'End':
      return { ...from, named: count - 1 };
    default:
      return undefined;
  }
}

const PAIRS = 100;

/** In place of a matrix with too many cells. */
export function ConfusedPairs({ output }: MatrixProps) {
  const title = useId();
  const chosen = useEvaluation((state) => state.cell);
  return (
    <section className={styles.section} aria-labelledby={title}>
      <header className={shared.head}>
        <h3 id={title}>{t('Most confused')}</h3>
        <span className={shared.note}>{t('{count, plural, one {# class} other {# classes}}', { count: output.classes.length })}</span>
      </header>
      <ul className={styles.pairs}>
        {confusions(output)
          .slice(0, PAIRS)
          .map(({ truth, named, count }) => (
            <li key={`${truth}-${named}`}>
              <button
                type="button"
                aria-pressed={chosen?.truth === truth && chosen.named === named}
                onClick={() => useEvaluation.setState({ cell: { truth, named } })}
              >
                <span>
                  {richText('<b>{truth}</b> called <b>{named}</b>', {
                    truth: output.classes[truth],
                    named: output.classes[named],
                    b: (parts) => <b>{parts}</b>,
                  })}
                </span>
                <span>{formatCount(count)}</span>
              </button>
            </li>
          ))}
      </ul>
    </section>
  );
}
