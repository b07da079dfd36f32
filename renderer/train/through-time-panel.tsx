import { Button, Slider, Tooltip } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import 'uplot/dist/uPlot.min.css';
import { create } from 'zustand';
import type { RunInfo } from '../../host/api.ts';
import { showLivePlot } from './live-plot.ts';
import { curvesOf, isActive, selectedRun, useRuns } from './run-store.ts';
import {
  fateOf,
  type GradientFate,
  gradientContent,
  gradientsAt,
  powerText,
  type Recurrence,
  recurrencesOf,
  type WatchedEpoch,
  watchedEpochs,
} from './through-time.ts';
import styles from './through-time-panel.module.css';
import { useCurves } from './use-curves.ts';
import { showCurves } from '../window/panel-access.ts';
import { currentRoute } from '../window/route.ts';
import { richText, t, type WindowText } from '../language/text.ts';

const GRADIENT_NORM = (
  <>
    ‖∂ℓ/∂h<sub>t</sub>‖
  </>
);

/** Where the pointer rests, as a step of the sequence. */
const useStepHover = create<{ readonly x: number | undefined }>()(() => ({ x: undefined }));

/** How large the gradient is that arrives at the state of each step, epoch by epoch: where it vanishes or explodes. */
export function ThroughTimePanel() {
  const run = useRuns(selectedRun);
  const watched = useCurves(run?.id ?? '', ({ epochs }) => watchedEpochs(epochs).length);
  return (
    <div className={styles.panel}>
      {run !== undefined && watched > 0 ? <Watched key={run.id} run={run} /> : <Nothing key={run?.id} run={run} />}
    </div>
  );
}

/** What there will be to see, and why there is nothing yet. */
function Nothing({ run }: { readonly run: RunInfo | undefined }) {
  const epochs = useCurves(run?.id ?? '', (curves) => curves.epochs.length);
  useCurvesInstead(run, epochs);
  return (
    <div className={styles.nothing}>
      <b>{reasonOf(run, epochs)}</b>
      <p>
        {richText(
          'Back-propagation through time multiplies the gradient by one more matrix at each step back. Small ones make it vanish, large ones make it explode. For each recurrent layer (SimpleRNN, GRU, LSTM) the size of ∂ℓ/∂h<sub>t</sub> is drawn here over the steps t, after every epoch.',
          { sub: (parts) => <sub key="sub">{parts}</sub> },
        )}
      </p>
    </div>
  );
}

/** Where the first epoch of the watched run tells that nothing recurs, its curves come to the front. */
function useCurvesInstead(run: RunInfo | undefined, epochs: number): void {
  const former = useRef(epochs);
  const running = run !== undefined && isActive(run.state);
  useEffect(() => {
    const isFirst = former.current === 0 && epochs > 0;
    former.current = epochs;
    const route = currentRoute();
    if (isFirst && running && route.page === 'project' && route.workspace === 'train') showCurves();
  }, [epochs, running]);
}

function reasonOf(run: RunInfo | undefined, epochs: number): string {
  if (run === undefined) return t('No run yet');
  if (epochs > 0) return t('Nothing recurs in the network of run {number}', { number: run.number });
  return isActive(run.state) ? t('Drawn after the first epoch') : t('Run {number} ended before its first epoch', { number: run.number });
}

function Watched({ run }: { readonly run: RunInfo }) {
  const count = useCurves(run.id, ({ epochs }) => watchedEpochs(epochs).length);
  const [chosen, setChosen] = useState<number>();
  const epochs = watchedEpochs(curvesOf(run.id).epochs);
  const recurrences = recurrencesOf(run.project, epochs);
  const shown = Math.min(chosen ?? count - 1, count - 1);
  const record = epochs[shown];
  return (
    <>
      <header className={styles.head}>
        <h3>{GRADIENT_NORM}</h3>
        <Tooltip label={t('Root mean square over the samples of the epoch’s last batch; ℓ is the loss of one sample.')}>
          <span className={styles.what}>{t('gradient of the state at step t')}</span>
        </Tooltip>
        <EpochSlider
          epochs={epochs}
          shown={shown}
          onChoose={(index) => setChosen(index === count - 1 ? undefined : index)}
          live={isActive(run.state) && chosen === undefined}
        />
        {chosen !== undefined && (
          <Button size="compact-xs" variant="subtle" onClick={() => setChosen(undefined)}>
            {t('Latest')}
          </Button>
        )}
      </header>
      <div className={styles.body}>
        <GradientPlot run={run} shown={shown} />
        <Fates recurrences={recurrences} record={record} />
      </div>
    </>
  );
}

interface EpochSliderProps {
  readonly epochs: readonly WatchedEpoch[];
  readonly shown: number;
  /** It follows the newest epoch of a run that goes on. */
  readonly live: boolean;
  readonly onChoose: (index: number) => void;
}

function EpochSlider({ epochs, shown, live, onChoose }: EpochSliderProps) {
  const epoch = epochs[shown]?.epoch ?? 0;
  return (
    <div className={styles.epochs}>
      <Slider
        w={140}
        min={0}
        max={Math.max(1, epochs.length - 1)}
        value={shown}
        disabled={epochs.length < 2}
        label={null}
        thumbLabel={t('Epoch whose gradients are drawn')}
        thumbProps={{ 'aria-valuetext': t('epoch {epoch}', { epoch }) }}
        onChange={onChoose}
      />
      <span>
        {richText(live ? 'epoch <b>{epoch}</b> of {last}, live' : 'epoch <b>{epoch}</b> of {last}', {
          epoch,
          last: epochs.at(-1)?.epoch,
          b: (parts) => <b key="b">{parts}</b>,
        })}
      </span>
    </div>
  );
}

/** Follows the run's epochs outside of React. */
function GradientPlot({ run, shown }: { readonly run: RunInfo; readonly shown: number }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const curves = curvesOf(run.id);
    const now = () => {
      const epochs = watchedEpochs(curves.epochs);
      return { epochs, recurrences: recurrencesOf(run.project, epochs) };
    };
    return showLivePlot(place.current, {
      content: () => {
        const { epochs, recurrences } = now();
        return gradientContent(recurrences, epochs, shown);
      },
      readingsAt: (x) => {
        const { epochs, recurrences } = now();
        return gradientsAt(recurrences, epochs, shown, x);
      },
      formatValue: powerText,
      follow: (changed) => {
        changed();
        return curves.subscribe(changed);
      },
      hover: useStepHover,
      style: { labelRoom: 52, axisSize: 44, labelled: true },
    });
  }, [run, shown]);
  return <div ref={place} className={styles.plot} role="img" aria-label={t('Size of the gradient at each step of the sequence')} />;
}

const meanings: Partial<Record<GradientFate['word'], WindowText>> = {
  vanishes: 'The steps read first teach it next to nothing, unless nothing is left to learn.',
  explodes: 'Single batches throw the weights about: clip the gradient.',
};

/** What becomes of each recurrence's gradient on its way back. */
function Fates({ recurrences, record }: { readonly recurrences: readonly Recurrence[]; readonly record: WatchedEpoch | undefined }) {
  return (
    <dl className={styles.fates} aria-label={t('What becomes of the gradients')}>
      {recurrences.map((recurrence) => {
        const fate = fateOf(recurrence, record);
        const meaning = fate && meanings[fate.word];
        return (
          <div key={`${recurrence.nodeId}:${recurrence.part ?? ''}`} data-fate={fate?.word}>
            <dt>
              <i style={{ background: `var(${recurrence.style.colour})` }} aria-hidden />
              <span title={recurrence.name}>{recurrence.name}</span>
            </dt>
            <dd>
              <b>{t(fate?.word ?? 'is 0')}</b>
              {fate && (
                <>
                  {' '}
                  {t('× {ratio} over {steps, plural, one {# step} other {# steps}}', { ratio: powerText(fate.ratio), steps: fate.steps })}
                </>
              )}
            </dd>
            {meaning !== undefined && <dd className={styles.meaning}>{t(meaning)}</dd>}
          </div>
        );
      })}
    </dl>
  );
}
