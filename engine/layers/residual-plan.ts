import { sizeOf } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import type { Placement } from './convolution.ts';
import type { LayerProblem } from './definition.ts';
import { expectPlaces, sampleShape } from './expectations.ts';
import { checkNormGroups } from './group-norm.ts';
import { singleValue } from './normalization.ts';
import type { AxisPads } from './window.ts';

export type ResidualKind = 'basic' | 'bottleneck' | 'preActivation' | 'preActivationBottleneck';
export type ResidualNorm = 'batch' | 'group' | 'none';
export type Shortcut = 'auto' | 'identity' | 'projection';

/** What decides the convolutions of a residual block. */
export interface ResidualParameters {
  readonly kind: ResidualKind;
  readonly filters: number;
  readonly stride: number;
  readonly reduction: number;
  readonly shortcut: Shortcut;
  readonly norm: ResidualNorm;
  readonly normGroups: number;
}

/** One convolution with the norm that belongs to it. */
export interface ResidualStep {
  readonly conv: string;
  /** Absent where no norm belongs to it. */
  readonly norm?: string;
  readonly from: number;
  readonly to: number;
  readonly kernelSize: readonly number[];
  /** Sizes of the input's places. */
  readonly sizes: readonly number[];
  readonly placement: Placement;
}

export interface ResidualPlan {
  /** Norm and activation come before each convolution (He et al. 2016), not after it (2015). */
  readonly normFirst: boolean;
  readonly steps: readonly ResidualStep[];
  /** Absent where the shortcut is the input itself. */
  readonly projection?: ResidualStep;
}

/** Whether norm and activation come before each convolution, so that nothing bends the sum. */
export function isNormFirst(kind: ResidualKind): boolean {
  return kind === 'preActivation' || kind === 'preActivationBottleneck';
}

/** The convolutions of a block over an input, or why it does not fit. */
export function planResidual(p: ResidualParameters, x: TensorType): ResidualPlan | { readonly problem: LayerProblem } {
  const shape = expectPlaces(x, 'ResidualBlock');
  if (shape !== undefined) return { problem: shape };
  const [channels, ...sizes] = sampleShape(x);
  const narrow = p.kind === 'bottleneck' || p.kind === 'preActivationBottleneck';
  const normFirst = isNormFirst(p.kind);
  if (narrow && p.filters % p.reduction !== 0) return { problem: unevenReduction(p) };
  const steps = withNorms(narrow ? narrowSteps(p, channels, sizes) : basicSteps(p, channels, sizes), p.norm);
  const [last] = steps.slice(-1);
  const fits = channels === p.filters && sizes.every((size, axis) => size === last.placement.sizes[axis]);
  if (p.shortcut === 'identity' && !fits) return { problem: identityMisfit(p, [channels, ...sizes], last) };
  const projects = p.shortcut === 'projection' || (p.shortcut === 'auto' && !fits);
  const conv = convolution('shortcut', 1, p.stride, channels, p.filters, sizes);
  const projection = normFirst || p.norm === 'none' ? conv : { ...conv, norm: 'shortcutNorm' };
  const plan = { normFirst, steps, ...(projects && { projection }) };
  const problem = p.norm === 'group' ? checkGroupNorms(plan, p.normGroups) : undefined;
  return problem === undefined ? plan : { problem };
}

/** Channels and sizes of what a step's norm sees. */
export function normalisedShape({ normFirst }: ResidualPlan, step: ResidualStep): readonly number[] {
  return normFirst ? [step.from, ...step.sizes] : [step.to, ...step.placement.sizes];
}

/** Two k = 3 convolutions, the first with the stride. */
function basicSteps({ filters, stride }: ResidualParameters, channels: number, sizes: readonly number[]): readonly ResidualStep[] {
  const first = convolution('conv1', 3, stride, channels, filters, sizes);
  return [first, convolution('conv2', 3, 1, filters, filters, first.placement.sizes)];
}

/** k = 1 down to `filters` / `reduction` channels, k = 3 with the stride, k = 1 up again. */
function narrowSteps(p: ResidualParameters, channels: number, sizes: readonly number[]): readonly ResidualStep[] {
  const inner = p.filters / p.reduction;
  const middle = convolution('conv2', 3, p.stride, inner, inner, sizes);
  return [convolution('conv1', 1, 1, channels, inner, sizes), middle, convolution('conv3', 1, 1, inner, p.filters, middle.placement.sizes)];
}

/** Padded alike on both sides: the windows are centred on the places that a strided shortcut keeps. */
function convolution(conv: string, kernel: 1 | 3, stride: number, from: number, to: number, sizes: readonly number[]): ResidualStep {
  const side = (kernel - 1) / 2;
  const placement = {
    windows: sizes.map(() => ({ kernel, stride, dilation: 1 })),
    pads: sizes.map((): AxisPads => [side, side]),
    sizes: sizes.map((size) => Math.ceil(size / stride)),
  };
  return { conv, from, to, kernelSize: sizes.map(() => kernel), sizes, placement };
}

function withNorms(steps: readonly ResidualStep[], norm: ResidualNorm): readonly ResidualStep[] {
  return norm === 'none' ? steps : steps.map((step, index) => ({ ...step, norm: `norm${index + 1}` }));
}

function unevenReduction({ filters, reduction }: ResidualParameters): LayerProblem {
  const even = Math.max(1, Math.round(filters / reduction)) * reduction;
  return {
    code: 'filters-do-not-divide',
    parameter: 'filters',
    message: `A bottleneck works on ${filters} / ${reduction} channels inside: its filters must be a multiple of ${reduction}.`,
    expected: `a multiple of ${reduction}`,
    actual: String(filters),
    fixes: [{ label: `Use ${even} filters`, set: { filters: even } }],
  };
}

function identityMisfit({ filters }: ResidualParameters, input: readonly number[], last: ResidualStep): LayerProblem {
  const [channels] = input;
  const keeps = channels === filters ? 'Use stride 1' : `Use ${channels} filters and stride 1`;
  return {
    code: 'shortcut-does-not-fit',
    parameter: 'shortcut',
    message: 'An identity shortcut adds the input to the block’s result, so both must have one shape.',
    expected: `N×${input.join('×')}`,
    actual: `N×${[filters, ...last.placement.sizes].join('×')}`,
    fixes: [
      { label: 'Project the shortcut', set: { shortcut: 'projection' } },
      { label: keeps, set: { filters: channels, stride: 1 } },
    ],
  };
}

function checkGroupNorms(plan: ResidualPlan, groups: number): LayerProblem | undefined {
  const shapes = [...plan.steps, ...(plan.projection === undefined ? [] : [plan.projection])]
    .filter(({ norm }) => norm !== undefined)
    .map((step) => normalisedShape(plan, step));
  const uneven = checkNormGroups(
    shapes.map(([channels]) => channels),
    groups,
    'normGroups',
  );
  if (uneven !== undefined) return uneven;
  if (shapes.every((shape) => sizeOf(shape) > groups)) return undefined;
  return singleValue('ResidualBlock', 'groups of a single value', groups === 1 ? [] : [{ label: 'Use one group', set: { normGroups: 1 } }]);
}
