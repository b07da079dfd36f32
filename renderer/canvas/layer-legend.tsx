import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import { layerMetrics } from '../train/layer-readings.ts';
import { showLayerMetric, toggleLayerOverlay, useLayerOverlay } from '../train/layer-overlay.ts';
import { isActive, selectedRun, useRuns } from '../train/run-store.ts';
import classes from './layer-overlay.module.css';

/** Which numbers of training stand on the layers, and what their colours mean; nothing while none do. */
export function LayerLegend() {
  const metric = useLayerOverlay((state) => state.metric);
  const within = useDocument(({ level }) => level.length > 0);
  if (metric === undefined) return null;
  return (
    <section className={classes.legend} data-within={within || undefined} aria-label={t('Numbers of training on the layers')}>
      <SegmentedControl
        aria-label={t('What is shown on the layers')}
        value={metric}
        data={layerMetrics.map(({ value, label, help }) => ({
          value,
          label: (
            <Tooltip label={t(help)} multiline w={260}>
              <span>{t(label)}</span>
            </Tooltip>
          ),
        }))}
        onChange={(next) => showLayerMetric(layerMetrics.find(({ value }) => value === next)?.value ?? 'gradient')}
      />
      <Scale />
      <Source />
      <Tooltip label={t('Hide the numbers of training')}>
        <ActionIcon size={24} aria-label={t('Hide the numbers of training')} onClick={toggleLayerOverlay}>
          <IconX size={14} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
    </section>
  );
}

function Scale() {
  const scale = useLayerOverlay(({ readings }) => readings.scale);
  const known = useLayerOverlay(({ readings }) => readings.byNode.size > 0);
  if (scale === undefined || !known) return null;
  return (
    <span className={classes.scale}>
      {scale.from}
      <i aria-hidden />
      {scale.to}
    </span>
  );
}

/** Which run and step the numbers are of, or why there are none. */
function Source() {
  return <p role="status">{useSource()}</p>;
}

function useSource(): string {
  const run = useRuns(selectedRun);
  const statistics = useLayerOverlay((state) => state.statistics);
  if (run === undefined) return t('Train the network: then its layers are looked at.');
  const { number } = run;
  if (statistics !== undefined && statistics.nodes.length > 0)
    return t('run {number}, epoch {epoch}, step {step, number}', { number, epoch: statistics.epoch, step: statistics.step });
  if (statistics !== undefined) return t('The layers of run {number} could not be looked at.', { number });
  if (isActive(run.state)) return t('The layers of run {number} are looked at with its next step.', { number });
  return t('Nobody looked at the layers of run {number} while it trained.', { number });
}
