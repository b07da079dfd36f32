import { Modal, Slider } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import type { DatasetInfo } from '../../engine/data/dataset.ts';
import { formatCount } from '../window/format.ts';
import { Pager } from '../controls/pager.tsx';
import { t } from '../language/text.ts';
import { fieldLabel } from '../samples/field-label.ts';
import { SampleFigure, figureFields } from '../samples/sample-figure.tsx';
import { textOfSample } from '../samples/sample-values.ts';
import { ClassLegend } from './class-legend.tsx';
import type { LoadedSample, SampleBlocks } from './sample-blocks.ts';
import styles from './sample-dialog.module.css';
import { sampleFacts } from './sample-facts.ts';
import { SignalChart } from './signal-chart.tsx';
import type { SampleList } from './use-sample-list.ts';
import { useBlocks } from './use-sample-list.ts';
import { VoxelView } from './voxel-view.tsx';

interface SampleDialogProps {
  readonly list: SampleList;
  readonly blocks: SampleBlocks;
  /** Which of the list is shown; none where absent. */
  readonly place: number | undefined;
  readonly onMove: (place: number | undefined) => void;
}

/** One sample drawn large with all of its fields; the others of its list follow. */
export function SampleDialog({ list, blocks, place, onMove }: SampleDialogProps) {
  return (
    <Modal
      opened={place !== undefined}
      onClose={() => onMove(undefined)}
      size="auto"
      title={
        place !== undefined &&
        t(list.split === 'test' ? 'Test sample {number}' : 'Training sample {number}', {
          number: formatCount(blocks.positionAt(place) + 1),
        })
      }
    >
      {place !== undefined && <Sample list={list} blocks={blocks} place={place} onMove={onMove} />}
    </Modal>
  );
}

function Sample({ list, blocks, place, onMove }: SampleDialogProps & { readonly place: number }) {
  const sample = useSampleAt(blocks, place);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('[role="slider"], [data-turns]')) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined || place + step < 0 || place + step >= blocks.count) return;
    event.preventDefault();
    onMove(place + step);
  };
  return (
    <div className={styles.sample} onKeyDown={onKeyDown}>
      {sample ? (
        <div className={styles.content} data-former={blocks.at(place) === undefined || undefined}>
          <Content dataset={list.dataset} sample={sample} />
        </div>
      ) : (
        <div className={styles.waiting} aria-busy="true" />
      )}
      <div className={styles.foot}>
        <span>{t('← and → lead to its neighbours')}</span>
        <Pager page={place} pages={blocks.count} onChange={onMove} />
      </div>
    </div>
  );
}

/** The sample, and until it comes the one that was shown before: the dialog keeps its size. */
function useSampleAt(blocks: SampleBlocks, place: number): LoadedSample | undefined {
  useBlocks(blocks, place, place);
  const found = blocks.at(place);
  const [last, setLast] = useState(found);
  // The object is made anew each time: what it holds tells whether it is another.
  if (found && (found.preview !== last?.preview || found.index !== last.index)) setLast(found);
  return found ?? last;
}

interface ContentProps {
  readonly dataset: DatasetInfo;
  readonly sample: LoadedSample;
}

function Content({ dataset, sample }: ContentProps) {
  const { preview, index } = sample;
  return (
    <>
      <Large dataset={dataset} sample={sample} />
      <dl className={styles.facts} tabIndex={0} aria-label={t('Fields')}>
        {sampleFacts(dataset, preview, index).map(({ name, value, missing, target }, i) => (
          <div key={`${name}:${i}`}>
            <dt>
              {name}
              {target && <span>{t('target')}</span>}
            </dt>
            <dd data-missing={missing}>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const LARGE = 336;

function Large({ dataset, sample }: ContentProps) {
  const { preview, index } = sample;
  const { mask, input } = figureFields(dataset);
  if (mask) return <MaskedLarge dataset={dataset} sample={sample} />;
  if (input === undefined) return null;
  const given = preview.fields[input.name];
  switch (input.semantics) {
    case 'text':
      return (
        <div className={styles.text} tabIndex={0} role="region" aria-label={fieldLabel(input)}>
          {textOfSample(given, index)}
        </div>
      );
    case 'signal':
      return <SignalChart dataset={dataset} preview={preview} sample={index} />;
    case 'voxels':
      return <VoxelView key={input.name} field={input} given={given} sample={index} size={LARGE} />;
    case 'image':
    case 'nodes':
    case 'edges':
      return (
        <span className={styles.large}>
          <SampleFigure dataset={dataset} preview={preview} sample={index} width={LARGE} height={LARGE} />
        </span>
      );
    default:
      return null;
  }
}

function MaskedLarge({ dataset, sample }: ContentProps) {
  const [opacity, setOpacity] = useState(0.55);
  const id = useId();
  const { mask } = figureFields(dataset);
  return (
    <div className={styles.masked}>
      <SampleFigure dataset={dataset} preview={sample.preview} sample={sample.index} width={LARGE} height={LARGE} opacity={opacity} />
      <div className={styles.opacity}>
        <span id={id}>{t('Mask')}</span>
        <Slider
          flex={1}
          min={0}
          max={1}
          step={0.05}
          value={opacity}
          onChange={setOpacity}
          label={null}
          thumbLabel={t('How much of the mask is seen')}
          thumbValueText={`${Math.round(100 * opacity)}%`}
        />
        <b>{Math.round(100 * opacity)}%</b>
      </div>
      {mask?.classes && <ClassLegend classes={mask.classes} shapes={false} />}
    </div>
  );
}
