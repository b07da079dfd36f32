import type { NodeStatistics } from '../../engine/training/events.ts';
import { formatPercent } from '../window/format.ts';
import { t, type WindowText } from '../language/text.ts';
import { powerText } from './through-time.ts';

/** What can be shown on the layers of a network that trains. */
export type LayerMetric = 'gradient' | 'activation' | 'dead';

export const layerMetrics: readonly { readonly value: LayerMetric; readonly label: WindowText; readonly help: WindowText }[] = [
  {
    value: 'gradient',
    label: 'Gradient',
    help: 'L2 norm of the gradient of a layer’s weights, before clipping. Far smaller in the first layers than in the last: it vanishes.',
  },
  { value: 'activation', label: 'Activation', help: 'Mean ± standard deviation of the values that a layer gives.' },
  { value: 'dead', label: 'Dead', help: 'Share of a layer’s values that are 0 for every sample of the batch.' },
];

/** One layer's badge. */
export interface LayerReading {
  readonly text: string;
  /** 0 to 1: how deep it is coloured. */
  readonly heat: number;
}

/** What the scale of the colours runs between. */
export interface LayerScale {
  readonly from: string;
  readonly to: string;
}

export interface LayerReadings {
  /** By the node's id in the whole network. */
  readonly byNode: ReadonlyMap<string, LayerReading>;
  readonly scale: LayerScale | undefined;
}

/** The numbers of a step as badges; what is fed, by the `inputs`' ids, is no unit that could be dead. Norms and spreads are coloured by their powers of ten between the least and the most of all layers. */
export function layerReadings(
  nodes: readonly NodeStatistics[],
  metric: LayerMetric,
  inputs: ReadonlySet<string> = new Set(),
): LayerReadings {
  const known = nodes.flatMap((node) => {
    const value = metric === 'dead' && inputs.has(node.nodeId) ? undefined : valueOf(node, metric);
    return value === undefined ? [] : [{ node, value }];
  });
  const heatOf = metric === 'dead' ? (value: number) => value : logHeat(known.map(({ value }) => value));
  const byNode = new Map(known.map(({ node, value }) => [node.nodeId, { text: textOf(node, metric), heat: heatOf(value) }]));
  return {
    byNode,
    scale: scaleOf(
      known.map(({ value }) => value),
      metric,
    ),
  };
}

function valueOf({ activation, gradient }: NodeStatistics, metric: LayerMetric): number | undefined {
  if (metric === 'gradient') return gradient;
  return metric === 'dead' ? activation?.dead : activation?.spread;
}

function textOf({ activation, gradient = 0 }: NodeStatistics, metric: LayerMetric): string {
  if (metric === 'gradient') return t('∇ {norm}', { norm: powerText(gradient) });
  const { mean = 0, spread = 0, dead = 0 } = activation ?? {};
  if (metric === 'dead') return t('{share} dead', { share: formatPercent(dead) });
  return `${mean < 0 ? '−' : ''}${powerText(Math.abs(mean))} ± ${powerText(spread)}`;
}

/** Place of a value between the least and the most in powers of ten: 0 for 0, a middle one where all are alike. */
function logHeat(values: readonly number[]): (value: number) => number {
  const { least, most } = positiveEnds(values);
  return (value) => {
    if (value <= 0) return 0;
    return most / least < 1.001 ? 0.5 : Math.log(value / least) / Math.log(most / least);
  };
}

function scaleOf(values: readonly number[], metric: LayerMetric): LayerScale | undefined {
  if (metric === 'dead') return { from: '0%', to: '100%' };
  const { least, most } = positiveEnds(values);
  return Number.isFinite(least) ? { from: powerText(least), to: powerText(most) } : undefined;
}

function positiveEnds(values: readonly number[]): { readonly least: number; readonly most: number } {
  const positive = values.filter((value) => value > 0);
  return {
    least: positive.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    most: positive.reduce((a, b) => Math.max(a, b), 0),
  };
}

/** The badge of a drawn node; of an instance of a module the gradients of all within together. */
export function readingsWithin(
  nodes: readonly NodeStatistics[],
  instances: ReadonlyMap<string, readonly string[]>,
): readonly NodeStatistics[] {
  const summed = [...instances].flatMap(([nodeId, prefixes]): NodeStatistics[] => {
    const within = nodes.filter((node) => prefixes.some((prefix) => node.nodeId.startsWith(prefix)));
    const gradients = within.flatMap(({ gradient }) => gradient ?? []);
    return gradients.length === 0 ? [] : [{ nodeId, gradient: Math.sqrt(gradients.reduce((sum, norm) => sum + norm ** 2, 0)) }];
  });
  return [...nodes, ...summed];
}
