import { SegmentedControl } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { EvaluationReport, RegressionReport, WholeSamples } from '../../engine/evaluation/report.ts';
import { formatCount, formatLoss } from '../window/format.ts';
import shared from './evaluate.module.css';
import { Pager } from '../controls/pager.tsx';
import { PredictedParts, partsOf } from './predicted-parts.tsx';
import type { PredictedFields } from './predicted-fields.ts';
import styles from './reconstructions.module.css';
import { SampleDialog } from './sample-dialog.tsx';
import { useSamplesAt } from './use-samples-at.ts';
import { locale, t, type WindowText } from '../language/text.ts';

interface ReconstructionsProps {
  readonly output: RegressionReport;
  readonly whole: WholeSamples;
  readonly report: EvaluationReport;
  readonly dataset: DatasetInfo;
  readonly fields: PredictedFields;
}

const CHOICES = [
  { value: 'farthest', label: 'Farthest off' },
  { value: 'any', label: 'Across the split' },
] as const satisfies readonly { readonly value: string; readonly label: WindowText }[];

type Choice = (typeof CHOICES)[number]['value'];

const PICTURE = 80;
const GAP = 8;

/** What the network makes of samples, drawn beside what it sees: those that are the farthest off, or some of all. */
export function Reconstructions({ output, whole, report, dataset, fields }: ReconstructionsProps) {
  const [choice, setChoice] = useState<Choice>('farthest');
  const [page, setPage] = useState(0);
  const [opened, setOpened] = useState<number>();
  const place = useRef<HTMLDivElement>(null);
  const title = useId();
  const parts = partsOf(fields);
  const perPage = useCardCount(place, parts.length * (PICTURE + 4) + 14, PICTURE + 40);
  const listed = Array.from(whole.sample.keys()).filter((i) => i < whole.farthest === (choice === 'farthest'));
  const pages = Math.max(1, Math.ceil(listed.length / perPage));
  const current = Math.min(page, pages - 1);
  const shown = listed.slice(current * perPage, (current + 1) * perPage);
  return (
    <section className={shared.plots} aria-labelledby={title}>
      <header className={shared.head}>
        <h3 id={title}>{titleOf(parts.map(({ name }) => name))}</h3>
        <SegmentedControl<Choice>
          aria-label={t('Which samples')}
          value={choice}
          data={CHOICES.map(({ value, label }) => ({ value, label: t(label) }))}
          onChange={(value) => {
            setChoice(value);
            setPage(0);
          }}
        />
        <Pager page={current} pages={pages} onChange={setPage} />
      </header>
      <p className={styles.hint}>{hintOf(choice, listed.length, output, report)}</p>
      <div ref={place} className={styles.place}>
        <Cards whole={whole} report={report} dataset={dataset} fields={fields} shown={shown} onOpen={setOpened} />
      </div>
      <SampleDialog
        listed={listed.map((i) => detailOf(whole, output.width, i))}
        place={opened === undefined ? undefined : listed.indexOf(opened)}
        onMove={(to) => setOpened(to === undefined ? undefined : listed[to])}
        {...{ report, dataset, fields }}
        {...(output.unit !== undefined && { unit: output.unit })}
      />
    </section>
  );
}

/** "Input, target and prediction". */
function titleOf([first, ...others]: readonly WindowText[]): string {
  const named = others.map((name) => (locale() === 'en' ? name.toLowerCase() : t(name)));
  return new Intl.ListFormat(locale() === 'en' ? 'en-GB' : locale()).format([...(first === undefined ? [] : [t(first)]), ...named]);
}

function hintOf(choice: Choice, count: number, { width }: RegressionReport, { samples }: EvaluationReport): string {
  const values = { count: formatCount(count), width: formatCount(width) };
  return choice === 'farthest'
    ? t('The {count} farthest off; the number is the mean distance of {width} values.', values)
    : t('{count} of {samples}, evenly taken; the number is the mean distance of {width} values.', {
        ...values,
        samples: formatCount(samples),
      });
}

function detailOf({ sample, error, prediction }: WholeSamples, width: number, i: number) {
  return { sample: sample[i], error: error[i], predicted: prediction.subarray(i * width, (i + 1) * width) };
}

interface CardsProps extends Omit<ReconstructionsProps, 'output'> {
  readonly shown: readonly number[];
  readonly onOpen: (index: number) => void;
}

function Cards({ whole, report, dataset, fields, shown, onOpen }: CardsProps) {
  const width = whole.prediction.length / whole.sample.length;
  const preview = useSamplesAt(
    dataset,
    report.split === 'test' ? 'test' : 'train',
    shown.map((i) => whole.sample[i]),
  );
  return (
    <ul className={styles.cards}>
      {shown.map((i, at) => (
        <li key={whole.sample[i]}>
          <button
            type="button"
            aria-label={t('Sample {sample}, off by {error}', { sample: String(whole.sample[i]), error: formatLoss(whole.error[i]) })}
            onClick={() => onOpen(i)}
          >
            <PredictedParts
              fields={fields}
              preview={preview}
              index={at}
              predicted={whole.prediction.subarray(i * width, (i + 1) * width)}
              size={PICTURE}
            />
            <span className={styles.caption}>
              <b>{formatLoss(whole.error[i])}</b>
              <span>#{whole.sample[i]}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** As many cards as fit in rows and columns. */
function useCardCount(place: { readonly current: HTMLElement | null }, width: number, height: number): number {
  const [count, setCount] = useState(12);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const fitting = (room: number, length: number) => Math.max(1, Math.floor((room + GAP) / (length + GAP)));
    const size = new ResizeObserver(() => setCount(fitting(element.clientWidth - 28, width) * fitting(element.clientHeight - 14, height)));
    size.observe(element);
    return () => size.disconnect();
  }, [place, width, height]);
  return count;
}
