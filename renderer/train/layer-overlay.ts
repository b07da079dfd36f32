import { create } from 'zustand';
import type { StepStatistics } from '../../engine/training/events.ts';
import { useDocument } from '../document/store.ts';
import { prefixOf } from '../document/shown-copy.ts';
import { useLanguage } from '../language/languages.ts';
import { type LayerMetric, type LayerReading, type LayerReadings, layerReadings, readingsWithin } from './layer-readings.ts';
import { controlRun, curvesOf, isActive, useRuns } from './run-store.ts';

interface LayerOverlay {
  /** Undefined while nothing is shown on the layers. */
  readonly metric: LayerMetric | undefined;
  /** What was chosen last. */
  readonly last: LayerMetric;
  readonly statistics: StepStatistics | undefined;
  readonly readings: LayerReadings;
}

const nothing: LayerReadings = { byNode: new Map(), scale: undefined };

export const useLayerOverlay = create<LayerOverlay>()(() => ({
  metric: undefined,
  last: 'gradient',
  statistics: undefined,
  readings: nothing,
}));

export function toggleLayerOverlay(): void {
  begin();
  useLayerOverlay.setState(({ metric, last }) => ({ metric: metric === undefined ? last : undefined }));
}

export function showLayerMetric(metric: LayerMetric): void {
  useLayerOverlay.setState({ metric, last: metric });
}

/** What is shown on a drawn node. */
export function useLayerReading(id: string): LayerReading | undefined {
  const prefix = useDocument(({ wholeAnalysis, whole, level }) => prefixOf(wholeAnalysis, whole, level));
  return useLayerOverlay(({ readings }) => (prefix === undefined ? undefined : readings.byNode.get(`${prefix}${id}`)));
}

/** Runs that were told to be watched. */
const watched = new Set<string>();

let begun = false;

/** Once the overlay was asked for, runs are followed whatever workspace is shown. */
function begin(): void {
  if (begun) return;
  begun = true;
  followLayers();
}

/** Has the run that trains watched while the overlay is on, and takes in what it tells. */
function followLayers(): void {
  let stopCurves: () => void = () => undefined;
  let followed: string | undefined;
  const read = () => {
    const { selectedId } = useRuns.getState();
    const statistics = selectedId === undefined ? undefined : curvesOf(selectedId).statistics;
    const { metric, statistics: former, readings } = useLayerOverlay.getState();
    if (metric === undefined)
      return readings === nothing ? undefined : useLayerOverlay.setState({ readings: nothing, statistics: undefined });
    if (statistics !== former) useLayerOverlay.setState({ statistics });
    return undefined;
  };
  const follow = () => {
    const { runs, selectedId } = useRuns.getState();
    if (selectedId !== followed) {
      stopCurves();
      followed = selectedId;
      stopCurves = selectedId === undefined ? () => undefined : curvesOf(selectedId).subscribe(read);
    }
    const on = useLayerOverlay.getState().metric !== undefined;
    for (const { id, state } of runs) {
      if (!isActive(state) || state === 'queued') watched.delete(id);
      else if (on !== watched.has(id)) void watch(id, on);
    }
    read();
  };
  /** A run that ends meanwhile needs nobody to watch it. */
  const watch = async (id: string, on: boolean) => {
    if (on) watched.add(id);
    else watched.delete(id);
    await controlRun(id, { type: 'watch', on }).catch(() => watched.delete(id));
  };
  useRuns.subscribe((state, former) => (state.runs !== former.runs || state.selectedId !== former.selectedId) && follow());
  useLayerOverlay.subscribe((state, former) => {
    if (state.metric !== former.metric) follow();
    if (state.metric !== former.metric || state.statistics !== former.statistics) draw();
  });
  // The badges hold texts.
  useLanguage.subscribe(draw);
  follow();
  draw();
}

function draw(): void {
  const { metric, statistics } = useLayerOverlay.getState();
  const { layers, instances: drawn } = useDocument.getState().wholeAnalysis;
  const inputs = new Set([...layers].flatMap(([id, layer]) => (layer.inputs.length === 0 ? [id] : [])));
  const instances = new Map([...(drawn ?? [])].map(([id, { prefixes }]) => [id, prefixes]));
  const nodes = statistics === undefined ? [] : readingsWithin(statistics.nodes, instances);
  useLayerOverlay.setState({ readings: metric === undefined ? nothing : layerReadings(nodes, metric, inputs) });
}
