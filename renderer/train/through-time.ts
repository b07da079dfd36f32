import type { Project } from '../../engine/project/schema.ts';
import type { EpochRecord, StateGradients } from '../../engine/training/events.ts';
import type { Curve, PlotContent } from './curve-plot.ts';
import type { Hovered } from './hover-layer.ts';
import { outputStyle, type RunStyle } from './run-style.ts';
import { roundedRange, type Range } from '../plots/ticks.ts';
import { engineText, t } from '../language/text.ts';

/** A recurrence of a trained network: each layer and direction of a recurrent node has its own. */
export interface Recurrence {
  readonly nodeId: string;
  readonly part: string | undefined;
  /** The node's name, with the part where it has several. */
  readonly name: string;
  /** Read from the last step to the first. */
  readonly backward: boolean;
  readonly style: RunStyle;
}

/** An epoch in which gradients of states were told. */
export type WatchedEpoch = EpochRecord & { readonly stateGradients: readonly StateGradients[] };

export function watchedEpochs(epochs: readonly EpochRecord[]): readonly WatchedEpoch[] {
  return epochs.filter((record): record is WatchedEpoch => record.stateGradients !== undefined);
}

export function recurrencesOf(project: Project, epochs: readonly WatchedEpoch[]): readonly Recurrence[] {
  return (epochs.at(-1)?.stateGradients ?? []).map(({ nodeId, part }, index) => {
    const node = project.nodes.find(({ id }) => id === nodeId);
    const label = node?.name ?? nodeId;
    return {
      nodeId,
      part,
      name: [label, ...partWords(part)].join(t(', ')),
      backward: part?.includes('backward') ?? node?.parameters.direction === 'backward',
      style: outputStyle(index),
    };
  });
}

/** Which of a layer's recurrences it is: `layer 2, backward`. */
function partWords(part: string | undefined): readonly string[] {
  return (part?.split(', ') ?? []).map((word) => {
    const number = /^layer (\d+)$/u.exec(word)?.[1];
    return number === undefined ? engineText(word) : t('layer {number}', { number });
  });
}

const gradientsOf = ({ stateGradients }: WatchedEpoch, { nodeId, part }: Recurrence): StateGradients | undefined =>
  stateGradients.find((one) => one.nodeId === nodeId && one.part === part);

/** Number of the step, from 1, that a point stands for: they lie evenly from the first to the last. */
function stepOf({ steps, norms }: StateGradients, point: number): number {
  return norms.length === 1 ? 1 : 1 + Math.round((point * (steps - 1)) / (norms.length - 1));
}

/** How far below the largest norm the axis goes: what is smaller lies on its lower end. */
const DEPTH = 1e-16;
/** Former epochs that are drawn faintly behind the shown one. */
const TRAIL = 4;

/** ‖∂ℓ/∂h_t‖ over t, of one epoch, with former ones faintly behind it; the axes are those of all epochs, so that they stay. */
export function gradientContent(recurrences: readonly Recurrence[], epochs: readonly WatchedEpoch[], shown: number): PlotContent {
  const y = normRange(epochs);
  const last = Math.max(2, ...epochs.flatMap(({ stateGradients }) => stateGradients.map(({ steps }) => steps)));
  const curves = trailOf(shown).flatMap((index, place, trail): Curve[] => {
    const behind = trail.length - 1 - place;
    return recurrences.flatMap((recurrence): Curve[] => {
      const gradients = epochs[index] && gradientsOf(epochs[index], recurrence);
      if (gradients === undefined) return [];
      const points = {
        x: gradients.norms.map((_, point) => stepOf(gradients, point)),
        y: gradients.norms.map((norm) => Math.max(norm, y.min)),
      };
      const { style, name } = recurrence;
      return behind > 0 ? [{ ...style, points, width: 1, alpha: 0.4 / behind }] : [{ ...style, points, width: 2, endLabel: name }];
    });
  });
  const xLabel = (step: string) => t('step {step}', { step });
  return { curves, x: { min: 1, max: last }, y, log: true, xLabel, formatY: (value) => powerText(value) };
}

/** Indices of the epochs that are drawn, the shown one last; the others lie evenly between the first and it. */
function trailOf(shown: number): readonly number[] {
  const former = Math.min(TRAIL, shown);
  return [...Array.from({ length: former }, (_, i) => Math.floor((i * shown) / former)), shown];
}

function normRange(epochs: readonly WatchedEpoch[]): Range {
  const norms = epochs.flatMap(({ stateGradients }) => stateGradients.flatMap((gradients) => gradients.norms)).filter((norm) => norm > 0);
  if (norms.length === 0) return { min: 0.1, max: 10 };
  const max = norms.reduce((a, b) => Math.max(a, b));
  const min = norms.reduce((a, b) => Math.min(a, b));
  return roundedRange({ min: Math.max(min, max * DEPTH), max }, true);
}

/** The norms of the shown epoch at the step nearest to a place on the horizontal axis. */
export function gradientsAt(
  recurrences: readonly Recurrence[],
  epochs: readonly WatchedEpoch[],
  shown: number,
  x: number,
): Hovered | undefined {
  const record = epochs[shown];
  if (record === undefined) return undefined;
  const readings = recurrences.flatMap((recurrence) => {
    const gradients = gradientsOf(record, recurrence);
    if (gradients === undefined || x > gradients.steps + 0.5) return [];
    const point = nearestPoint(gradients, x);
    const value = gradients.norms[point] ?? 0;
    const { style, name } = recurrence;
    return [{ label: name, colour: style.colour, value, x: stepOf(gradients, point) }];
  });
  const step = readings[0]?.x;
  return step === undefined ? undefined : { title: t('epoch {epoch} · step {step}', { epoch: record.epoch, step }), readings, x: step };
}

function nearestPoint({ steps, norms }: StateGradients, x: number): number {
  const point = Math.round(((x - 1) / Math.max(1, steps - 1)) * (norms.length - 1));
  return Math.min(norms.length - 1, Math.max(0, point));
}

/** What becomes of a gradient on its way from the step read last back to the one read first. */
export interface GradientFate {
  /** Norm at the step read first over that at the step read last. */
  readonly ratio: number;
  readonly word: 'vanishes' | 'shrinks' | 'lasts' | 'grows' | 'explodes';
  readonly steps: number;
}

/** Ratios above these, and for shrinking below their inverse. */
const GROWN = 10;
const EXPLODED = 1e5;

export function fateOf(recurrence: Recurrence, record: WatchedEpoch | undefined): GradientFate | undefined {
  const gradients = record && gradientsOf(record, recurrence);
  const [first, last] = [gradients?.norms[0], gradients?.norms.at(-1)];
  if (gradients === undefined || first === undefined || last === undefined) return undefined;
  const [far, near] = recurrence.backward ? [last, first] : [first, last];
  if (near === 0) return undefined;
  const ratio = far / near;
  return { ratio, word: wordOf(ratio), steps: gradients.steps };
}

function wordOf(ratio: number): GradientFate['word'] {
  if (ratio < 1 / EXPLODED) return 'vanishes';
  if (ratio < 1 / GROWN) return 'shrinks';
  if (ratio <= GROWN) return 'lasts';
  return ratio <= EXPLODED ? 'grows' : 'explodes';
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `0.042`, `3.1·10⁻¹⁷`, `10⁶` */
export function powerText(value: number): string {
  if (value === 0) return '0';
  if (value >= 1e-3 && value < 1e4) return String(Number(value.toPrecision(2)));
  const [mantissa = '', exponent = '0'] = value.toExponential(1).split('e');
  const digits = [...String(Math.abs(Number(exponent)))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  const power = `10${Number(exponent) < 0 ? '⁻' : ''}${digits}`;
  return Number(mantissa) === 1 ? power : `${Number(mantissa)}·${power}`;
}
