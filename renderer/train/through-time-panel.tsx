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

/** Where the pointer rests, as a step of the sequence. */
const useStepHover = create<{ readonly x: number | undefined }>()(() => ({ x: undefined }));

/** How large the gradient is that arrives at the state of each step, epoch by epoch: where it vanishes or explodes. */
export function ThroughTimePanel() {
  const run = useRuns(selectedRun);
  const watched = useCurves(run?.id ?? '', ({ epochs }) => watchedEpochs(epochs).length);
  return (
    <div className={styles.panel}>{run !== undefined && watched > 0 ? <Watched key={run.id} run={run} /> : <Nothing run={run} />}</div>
  );
}

/** What there will be to see, and why there is nothing yet. */
function Nothing({ run }: { readonly run: RunInfo | undefined }) {
  const epochs = useCurves(run?.id ?? '', (curves) => curves.epochs.length);
  return (
    <div className={styles.nothing}>
      <b>{reasonOf(run, epochs)}</b>
      <p>
        Back-propagation through time multiplies the gradient by one more matrix at each step back. Small ones make it vanish, large ones
        make it explode. For each recurrent layer (SimpleRNN, GRU, LSTM) the size of ∂ℓ/∂h<sub>t</sub> is drawn here over the steps t, after
        every epoch.
      </p>
    </div>
  );
}

function reasonOf(run: RunInfo | undefined, epochs: number): string {
  if (run === undefined) return 'No run yet';
  if (epochs > 0) return `Nothing recurs in the network of run ${run.number}`;
  return isActive(run.state) ? 'Drawn after the first epoch' : `Run ${run.number} ended before its first epoch`;
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
        <h3>
          ‖∂ℓ/∂h<sub>t</sub>‖
        </h3>
        <Tooltip label="Root mean square over the samples of the epoch’s last batch; ℓ is the loss of one sample.">
          <span className={styles.what}>gradient of the state at step t</span>
        </Tooltip>
        <EpochSlider
          epochs={epochs}
          shown={shown}
          onChoose={(index) => setChosen(index === count - 1 ? undefined : index)}
          live={isActive(run.state) && chosen === undefined}
        />
        {chosen !== undefined && (
          <Button size="compact-xs" variant="subtle" onClick={() => setChosen(undefined)}>
            Latest
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
  return (
    <div className={styles.epochs}>
      <Slider
        w={140}
        min={0}
        max={Math.max(1, epochs.length - 1)}
        value={shown}
        disabled={epochs.length < 2}
        label={null}
        thumbLabel="Epoch whose gradients are drawn"
        thumbProps={{ 'aria-valuetext': `epoch ${epochs[shown]?.epoch}` }}
        onChange={onChoose}
      />
      <span>
        epoch <b>{epochs[shown]?.epoch}</b> of {epochs.at(-1)?.epoch}
        {live && ', live'}
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
  return <div ref={place} className={styles.plot} role="img" aria-label="Size of the gradient at each step of the sequence" />;
}

const meanings: Partial<Record<GradientFate['word'], string>> = {
  vanishes: 'The steps read first teach it next to nothing, unless nothing is left to learn.',
  explodes: 'Single batches throw the weights about: clip the gradient.',
};

/** What becomes of each recurrence's gradient on its way back. */
function Fates({ recurrences, record }: { readonly recurrences: readonly Recurrence[]; readonly record: WatchedEpoch | undefined }) {
  return (
    <dl className={styles.fates} aria-label="What becomes of the gradients">
      {recurrences.map((recurrence) => {
        const fate = fateOf(recurrence, record);
        return (
          <div key={`${recurrence.nodeId}:${recurrence.part ?? ''}`} data-fate={fate?.word}>
            <dt>
              <i style={{ background: `var(${recurrence.style.colour})` }} aria-hidden />
              <span title={recurrence.name}>{recurrence.name}</span>
            </dt>
            <dd>
              <b>{fate?.word ?? 'is 0'}</b>
              {fate && ` × ${powerText(fate.ratio)} over ${fate.steps} ${fate.steps === 1 ? 'step' : 'steps'}`}
            </dd>
            {fate && meanings[fate.word] !== undefined && <dd className={styles.meaning}>{meanings[fate.word]}</dd>}
          </div>
        );
      })}
    </dl>
  );
}
