import { useEffect, useMemo, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import type { DatasetPreview } from '../../host/api.ts';
import { messageOf } from '../window/failures.ts';
import { formatCount } from '../window/format.ts';
import { host } from '../host/host.ts';
import type { ChartContent } from '../plots/chart.ts';
import { ChartView } from '../plots/chart-view.tsx';
import { t } from '../language/text.ts';
import { roundedRange } from '../plots/ticks.ts';
import { ClassMarks } from './class-marks.ts';
import { ClassLegend } from './class-legend.tsx';
import { ListBar } from './list-bar.tsx';
import { Listed, Problem } from './list-state.tsx';
import styles from './plane-view.module.css';
import type { SampleBlocks } from './sample-blocks.ts';
import { numberText } from '../samples/table-columns.ts';
import type { SampleList } from './use-sample-list.ts';

/** Samples that are drawn. */
const MOST = 2000;
/** The host gives no more at once. */
const AT_ONCE = 100;

interface Point {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

/** Samples of two numbers in the plane, in the colours and shapes of their classes. */
export function PlaneView({ list }: { readonly list: SampleList }) {
  return (
    <>
      <ListBar list={list} />
      <Listed list={list}>{(blocks) => <Plane list={list} blocks={blocks} />}</Listed>
    </>
  );
}

function Plane({ list, blocks }: { readonly list: SampleList; readonly blocks: SampleBlocks }) {
  const { dataset } = list;
  const { points, problem, retry } = usePoints(list, blocks);
  const content = useMemo(() => points && contentOf(dataset, points), [dataset, points]);
  if (problem !== undefined) return <Problem text={problem} onRetry={retry} />;
  const classes = dataset.fields.find(({ role }) => role === 'target')?.classes;
  return (
    <div className={styles.plane}>
      <div className={styles.chart} aria-busy={content === undefined}>
        {content && (
          <ChartView
            content={content}
            label={t('{count, plural, one {# sample} other {# samples}} in the plane', { count: points?.length ?? 0 })}
          />
        )}
      </div>
      <footer>
        {classes && <ClassLegend classes={classes} shapes />}
        {blocks.count > MOST && <span>{t('the first {count} of them', { count: formatCount(MOST) })}</span>}
      </footer>
    </div>
  );
}

interface LoadedPoints {
  readonly blocks: SampleBlocks;
  readonly points?: readonly Point[];
  readonly problem?: string;
}

function usePoints({ dataset, split }: SampleList, blocks: SampleBlocks) {
  const [loaded, setLoaded] = useState<LoadedPoints>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let wanted = true;
    const positions = Array.from({ length: Math.min(MOST, blocks.count) }, (_, place) => blocks.positionAt(place));
    const parts = Array.from({ length: Math.ceil(positions.length / AT_ONCE) }, (_, i) => positions.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
    Promise.all(parts.map((part) => host().datasetSamples(dataset.id, split, part))).then(
      (previews) => wanted && setLoaded({ blocks, points: previews.flatMap((preview) => pointsOf(dataset, preview)) }),
      (error: unknown) => wanted && setLoaded({ blocks, problem: messageOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [dataset, split, blocks, asked]);
  const { points, problem } = loaded?.blocks === blocks ? loaded : {};
  return { points, problem, retry: () => setAsked(asked + 1) };
}

function pointsOf({ fields }: DatasetInfo, preview: DatasetPreview): readonly Point[] {
  const input = fields.find(({ role }) => role === 'input');
  const target = fields.find(({ role, classes }) => role === 'target' && classes !== undefined);
  const values = input && preview.fields[input.name].values;
  const labels = target && preview.fields[target.name].values;
  if (values === undefined) return [];
  return Array.from({ length: preview.count }, (_, i) => ({ x: values[2 * i], y: values[2 * i + 1], label: Number(labels?.[i] ?? 0) }));
}

function contentOf({ fields }: DatasetInfo, points: readonly Point[]): ChartContent {
  const reach = Math.max(1e-9, ...points.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
  const range = roundedRange({ min: -reach, max: reach }, false);
  const columns = fields.find(({ role }) => role === 'input')?.columns;
  return {
    x: range,
    y: range,
    xLabel: columns?.[0]?.name ?? '',
    formatX: numberText,
    formatY: numberText,
    paint(context, places) {
      const marks = new ClassMarks();
      for (const { x, y, label } of points) marks.draw(context, label, places.x(x), places.y(y), 3 * places.ratio);
    },
  };
}
