import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { graphSamplesOf } from '../../engine/data/graph-fields.ts';
import type { ClassificationReport, EvaluationReport } from '../../engine/evaluation/report.ts';
import type { RunInfo } from '../../host/api.ts';
import { formatCount, formatPercent } from '../window/format.ts';
import { useDataset } from '../host/host.ts';
import { projectDatasetId } from '../document/knowledge.ts';
import styles from './named-samples.module.css';
import shared from './evaluate.module.css';
import { type MatrixCell, useEvaluation } from './evaluation-store.ts';
import { type Listed, listedSamples } from './listed-samples.ts';
import { useFigures } from './named-figure.tsx';
import { Pager } from '../controls/pager.tsx';
import { t } from '../language/text.ts';

interface NamedSamplesProps {
  readonly output: ClassificationReport;
  readonly report: EvaluationReport;
  readonly run: RunInfo;
}

/** Width of a card and what is drawn in it; graphs and the names of nodes take more room. */
const USUAL = { card: 104, picture: { width: 84, height: 64 } } as const;
const WIDE = { card: 140, picture: { width: 122, height: 66 } } as const;
const GAP = 8;

/** Samples of the chosen cell, else all mistakes, the surest first. */
export function NamedSamplesView({ output, report, run }: NamedSamplesProps) {
  const cell = useEvaluation((state) => state.cell);
  const listed = useMemo(() => listedSamples(output, cell), [output, cell]);
  const [page, setPage] = useState(0);
  const [shownOf, setShownOf] = useState(listed);
  const title = useId();
  const place = useRef<HTMLDivElement>(null);
  const dataset = useDataset(projectDatasetId(run.project));
  const room = dataset !== undefined && graphSamplesOf(dataset) !== undefined ? WIDE : USUAL;
  const perPage = useCardCount(place, room.card);
  // Another list begins at its beginning.
  if (shownOf !== listed) {
    setShownOf(listed);
    setPage(0);
  }
  const pages = Math.max(1, Math.ceil(listed.length / perPage));
  const current = Math.min(page, pages - 1);
  const shown = useMemo(() => listed.slice(current * perPage, (current + 1) * perPage), [listed, current, perPage]);
  return (
    <section className={styles.section} aria-labelledby={title}>
      <header className={shared.head}>
        <h3 id={title}>{headline(output, cell)}</h3>
        <span className={shared.note}>
          {listed.length > 1 ? t('{count}, the surest first', { count: formatCount(listed.length) }) : ''}
        </span>
        <Pager page={current} pages={pages} onChange={setPage} />
      </header>
      <div ref={place} className={styles.cards}>
        {listed.length === 0 ? (
          <p className={shared.none}>{nothingText(output, cell)}</p>
        ) : (
          <Cards output={output} report={report} run={run} shown={shown} room={room} />
        )}
      </div>
    </section>
  );
}

/** As many cards as fit beside each other. */
function useCardCount(place: { readonly current: HTMLElement | null }, card: number): number {
  const [count, setCount] = useState(5);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const size = new ResizeObserver(() => setCount(Math.max(1, Math.floor((element.clientWidth - 28 + GAP) / (card + GAP)))));
    size.observe(element);
    return () => size.disconnect();
  }, [place, card]);
  return count;
}

function headline({ classes }: ClassificationReport, cell: MatrixCell | undefined): string {
  if (!cell) return t('Mistakes');
  if (cell.truth === cell.named) return t('“{truth}”, rightly called so', { truth: classes[cell.truth] });
  return t('“{truth}” called “{named}”', { truth: classes[cell.truth], named: classes[cell.named] });
}

function nothingText({ named }: ClassificationReport, cell: MatrixCell | undefined): string {
  if (named === undefined) return t('Samples are not told one by one: each has a class for every place, or there are too many.');
  return cell ? t('No sample is in this cell.') : t('No sample is wrong. Choose a cell of the matrix to see its samples.');
}

interface CardsProps extends NamedSamplesProps {
  readonly shown: readonly Listed[];
  readonly room: typeof USUAL | typeof WIDE;
}

function Cards({ output, report, run, shown, room }: CardsProps) {
  const samples = useMemo(() => shown.map(({ sample }) => sample), [shown]);
  const figure = useFigures({ report, run, samples, size: room.picture });
  return (
    <ul className={styles.list}>
      {shown.map((listed, i) => (
        <li key={listed.sample} style={{ width: room.card }} data-wrong={listed.truth !== listed.named || undefined}>
          <div className={styles.picture}>{figure(i)}</div>
          <div className={styles.named}>
            <b title={output.classes[listed.named]}>{output.classes[listed.named]}</b>
            <span>{certaintyText(output, listed.certainty)}</span>
          </div>
          <div className={styles.truth}>
            <span title={output.classes[listed.truth]}>
              {listed.truth === listed.named ? t('right') : t('is {name}', { name: output.classes[listed.truth] })}
            </span>
            <span>#{listed.sample}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function certaintyText({ calibration }: ClassificationReport, certainty: number): string {
  return calibration === undefined ? `+${Number(certainty.toPrecision(3))}` : formatPercent(certainty);
}
