import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { DatasetField, DatasetInfo } from '../../engine/data/dataset.ts';
import type { ClassificationReport, EvaluationReport } from '../../engine/evaluation/report.ts';
import type { DatasetPreview, RunInfo } from '../../host/api.ts';
import { formatCount, formatPercent } from '../app/format.ts';
import { host, useDataset } from '../app/host.ts';
import { projectDatasetId, projectInputField } from '../document/knowledge.ts';
import { Picture } from '../samples/picture.tsx';
import { pixelsOf } from '../samples/pixels.ts';
import { channelsOf } from '../samples/signal-lines.ts';
import { Signals } from '../samples/signals.tsx';
import styles from './named-samples.module.css';
import shared from './evaluate.module.css';
import { type MatrixCell, useEvaluation } from './evaluation-store.ts';

interface NamedSamplesProps {
  readonly output: ClassificationReport;
  readonly report: EvaluationReport;
  readonly run: RunInfo;
}

const CARD = 104;
const GAP = 8;

/** Samples of the chosen cell, else all mistakes, the surest first. */
export function NamedSamplesView({ output, report, run }: NamedSamplesProps) {
  const cell = useEvaluation((state) => state.cell);
  const listed = useMemo(() => listedSamples(output, cell), [output, cell]);
  const [page, setPage] = useState(0);
  const [shownOf, setShownOf] = useState(listed);
  const title = useId();
  const place = useRef<HTMLDivElement>(null);
  const perPage = useCardCount(place);
  // Another list begins at its beginning.
  if (shownOf !== listed) {
    setShownOf(listed);
    setPage(0);
  }
  const pages = Math.max(1, Math.ceil(listed.length / perPage));
  const current = Math.min(page, pages - 1);
  const shown = listed.slice(current * perPage, (current + 1) * perPage);
  return (
    <section className={styles.section} aria-labelledby={title}>
      <header className={shared.head}>
        <h3 id={title}>{headline(output, cell)}</h3>
        <span className={shared.note}>{listed.length > 1 ? `${formatCount(listed.length)}, the surest first` : ''}</span>
        <span className={styles.pager}>
          {pages > 1 && (
            <span className={shared.note}>
              {formatCount(current + 1)} of {formatCount(pages)}
            </span>
          )}
          <ActionIcon aria-label="Samples before" disabled={current === 0} onClick={() => setPage(current - 1)}>
            <IconChevronLeft size={16} stroke={1.7} />
          </ActionIcon>
          <ActionIcon aria-label="More samples" disabled={current >= pages - 1} onClick={() => setPage(current + 1)}>
            <IconChevronRight size={16} stroke={1.7} />
          </ActionIcon>
        </span>
      </header>
      <div ref={place} className={styles.cards}>
        {listed.length === 0 ? (
          <p className={shared.none}>{nothingText(output, cell)}</p>
        ) : (
          <Cards output={output} report={report} run={run} shown={shown} />
        )}
      </div>
    </section>
  );
}

/** As many cards as fit beside each other. */
function useCardCount(place: { readonly current: HTMLElement | null }): number {
  const [count, setCount] = useState(5);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const size = new ResizeObserver(() => setCount(Math.max(1, Math.floor((element.clientWidth - 28 + GAP) / (CARD + GAP)))));
    size.observe(element);
    return () => size.disconnect();
  }, [place]);
  return count;
}

interface Listed {
  readonly sample: number;
  readonly truth: number;
  readonly named: number;
  readonly certainty: number;
}

function listedSamples({ named }: ClassificationReport, cell: MatrixCell | undefined): readonly Listed[] {
  if (named === undefined) return [];
  const { sample, truth, named: called, certainty } = named;
  const wanted = (i: number) => (cell ? truth[i] === cell.truth && called[i] === cell.named : truth[i] !== called[i]);
  return Array.from(sample.keys())
    .filter(wanted)
    .map((i) => ({ sample: sample[i], truth: truth[i], named: called[i], certainty: certainty[i] }));
}

function headline({ classes }: ClassificationReport, cell: MatrixCell | undefined): string {
  if (!cell) return 'Mistakes';
  if (cell.truth === cell.named) return `“${classes[cell.truth]}”, rightly called so`;
  return `“${classes[cell.truth]}” called “${classes[cell.named]}”`;
}

function nothingText({ named }: ClassificationReport, cell: MatrixCell | undefined): string {
  if (named === undefined) return 'Samples are not told one by one: each has a class for every place, or there are too many.';
  return cell ? 'No sample is in this cell.' : 'No sample is wrong. Choose a cell of the matrix to see its samples.';
}

interface CardsProps extends NamedSamplesProps {
  readonly shown: readonly Listed[];
}

function Cards({ output, report, run, shown }: CardsProps) {
  const dataset = useDataset(projectDatasetId(run.project));
  const split = report.split === 'test' ? 'test' : 'train';
  const positions = shown.map(({ sample }) => sample);
  const preview = useSamplesAt(dataset?.id, split, positions);
  const field = dataset && projectInputField(run.project, dataset.fields);
  return (
    <ul className={styles.list}>
      {shown.map((listed, i) => (
        <li key={listed.sample} data-wrong={listed.truth !== listed.named || undefined}>
          <div className={styles.picture}>{dataset && field && <Sample dataset={dataset} field={field} preview={preview} index={i} />}</div>
          <div className={styles.named}>
            <b title={output.classes[listed.named]}>{output.classes[listed.named]}</b>
            <span>{certaintyText(output, listed.certainty)}</span>
          </div>
          <div className={styles.truth}>
            <span title={output.classes[listed.truth]}>
              {listed.truth === listed.named ? 'right' : <>is {output.classes[listed.truth]}</>}
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

interface SampleProps {
  readonly dataset: DatasetInfo;
  readonly field: DatasetField;
  readonly preview: DatasetPreview | undefined;
  readonly index: number;
}

const PICTURE = { width: 84, height: 64 } as const;

/** A sample as what it is: a picture, a signal, or its numbers. */
function Sample({ dataset, field, preview, index }: SampleProps) {
  const values = preview?.fields[field.name]?.values;
  const pixels = useMemo(() => (values === undefined ? undefined : pixelsOf(field, values, index)), [field, values, index]);
  if (dataset.preview === 'images' || dataset.preview === 'voxels')
    return <Picture pixels={pixels} width={PICTURE.height} height={PICTURE.height} />;
  if (values === undefined) return null;
  const size = field.shape.reduce((product, length) => product * length, 1);
  const own = Array.from(values.slice(index * size, (index + 1) * size));
  if (dataset.preview === 'signals') return <Signals signals={channelsOf(field, own, 0)} labels={undefined} {...PICTURE} />;
  return (
    <span className={styles.numbers}>
      {own
        .slice(0, 4)
        .map((value) => Number(value.toPrecision(3)))
        .join(', ')}
    </span>
  );
}

/** Samples of a dataset by position; the former ones until they are there are not shown. */
function useSamplesAt(datasetId: string | undefined, split: 'train' | 'test', positions: readonly number[]): DatasetPreview | undefined {
  const key = `${datasetId ?? ''} ${split} ${positions.join(' ')}`;
  const [loaded, setLoaded] = useState<{ readonly key: string; readonly preview: DatasetPreview }>();
  useEffect(() => {
    let wanted = true;
    if (datasetId === undefined) return undefined;
    const asked = key
      .split(' ')
      .slice(2)
      .filter((text) => text !== '')
      .map(Number);
    host()
      .datasetSamples(datasetId, split, asked)
      .then((preview) => wanted && setLoaded({ key, preview }))
      // Without pictures the names and numbers still stand.
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [key, datasetId, split]);
  return loaded?.key === key ? loaded.preview : undefined;
}
