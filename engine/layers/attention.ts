import { int } from '../graph/attributes.ts';
import { tensorOf } from '../graph/shape.ts';
import type { TensorType, Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { LayerProblem, LowerContext, WeightSpec } from './definition.ts';
import { largestDivisor } from './divisor.ts';
import { emitDropout } from './dropout.ts';
import { initializerField } from './initializer-field.ts';
import { emitLinear, linearFlops, linearWeights } from './linear.ts';
import { field } from './parameters.ts';
import type { regularizationFields } from './regularization.ts';
import type { ParametersOf } from './parameters.ts';
import { emitExclusion, EXCLUDED } from './sequences.ts';

export const headsField = field.int({
  label: 'Heads',
  help: 'Attentions side by side, each with queries, keys and values of its own.',
  default: 4,
  min: 1,
  max: 1024,
});

export const causalField = field.bool({
  label: 'Causal',
  help: 'Let each step see only itself and the steps before it, as a model that writes a text must.',
  default: false,
});

export const attentionDropoutField = (preset: number, what: string) =>
  field.float({ label: 'Dropout', help: `Share of ${what} set to 0 at each training step.`, default: preset, min: 0, max: 0.99 });

/** Glorot's uniform weights, as usual for attention. */
export const attentionInitializerField: typeof initializerField = { ...initializerField, default: 'glorotUniform' };

/** What decides the weights of an attention. */
export interface AttentionParameters extends ParametersOf<typeof regularizationFields> {
  readonly heads: number;
  /** Of one head; 0 for features / heads. */
  readonly keySize: number;
  /** Of one head; 0 for features / heads. */
  readonly valueSize: number;
  readonly bias: boolean;
  readonly initializer: (typeof initializerField)['default'];
}

/** The sizes of an attention over given sequences. */
export interface AttentionPlan {
  readonly heads: number;
  readonly keySize: number;
  readonly valueSize: number;
  /** Steps and features of the queries and of what comes out. */
  readonly steps: number;
  readonly features: number;
  /** Steps and features of what keys and values are made of. */
  readonly memorySteps: number;
  readonly memoryFeatures: number;
}

/** The sizes of an attention of `x` to `memory`, or why its heads do not fit. */
export function planAttention(
  p: Pick<AttentionParameters, 'heads' | 'keySize' | 'valueSize'>,
  x: TensorType,
  memory: TensorType,
): AttentionPlan | { readonly problem: LayerProblem } {
  const [, steps, features] = x.shape.map(Number);
  const [, memorySteps, memoryFeatures] = memory.shape.map(Number);
  if ((p.keySize === 0 || p.valueSize === 0) && features % p.heads !== 0) return { problem: unevenHeads(p.heads, features) };
  const [keySize, valueSize] = [p.keySize, p.valueSize].map((size) => (size === 0 ? features / p.heads : size));
  return { heads: p.heads, keySize, valueSize, steps, features, memorySteps, memoryFeatures };
}

function unevenHeads(heads: number, features: number): LayerProblem {
  const fitting = largestDivisor([features], heads);
  return {
    code: 'heads-do-not-divide',
    parameter: 'heads',
    message: `${features} features can't be shared among ${heads} heads. Choose a number of heads that divides them.`,
    expected: `a divisor of ${features}`,
    actual: String(heads),
    fixes: [{ label: fitting === 1 ? 'Use 1 head' : `Use ${fitting} heads`, set: { heads: fitting } }],
  };
}

interface LinearMap {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly steps: number;
  /** Absent of the keys: theirs would move all scores of a query alike, which softmax does not see. */
  readonly bias: boolean;
}

/** The four linear maps: to queries, keys and values, and from all heads to the output. */
function maps(plan: AttentionPlan, bias: boolean): readonly LinearMap[] {
  const { heads, keySize, valueSize, steps, features, memorySteps, memoryFeatures } = plan;
  return [
    { name: 'query', from: features, to: heads * keySize, steps, bias },
    { name: 'key', from: memoryFeatures, to: heads * keySize, steps: memorySteps, bias: false },
    { name: 'value', from: memoryFeatures, to: heads * valueSize, steps: memorySteps, bias },
    { name: 'output', from: heads * valueSize, to: features, steps, bias },
  ];
}

export function attentionWeights(plan: AttentionPlan, p: AttentionParameters, prefix = ''): readonly WeightSpec[] {
  return maps(plan, p.bias).flatMap(({ name, from, to, bias }) =>
    linearWeights({ kernel: `${prefix}${name}.kernel`, ...(bias && { bias: `${prefix}${name}.bias` }) }, from, to, p),
  );
}

/** The maps, scaled scores with what is added to them, softmax, and the weighted sums. */
export function attentionFlops(plan: AttentionPlan, hasBias: boolean, excludes: boolean): number {
  const { heads, keySize, valueSize, steps, memorySteps } = plan;
  const mapped = maps(plan, hasBias).reduce((sum, { from, to, steps: rows, bias }) => sum + rows * linearFlops(from, to, bias), 0);
  const scores = steps * memorySteps * (2 * keySize + 2 * valueSize + (excludes ? 2 : 1));
  return mapped + heads * (steps * keySize + scores);
}

/** What is left out of an attention. */
export interface AttentionLimits {
  readonly causal: boolean;
  /** True for the steps of the memory that may be seen, [N, S]. */
  readonly mask: Value | undefined;
  /** Share of the weights that are set to 0 in training. */
  readonly dropout: number;
}

export interface Attended {
  /** [N, T, F] */
  readonly y: Value;
  /** Softmax over the memory's steps, before dropout, [N, H, T, S]; a step that may see none has a row of zeros. */
  readonly weights: () => Value;
}

/** What an attention is emitted with. */
export type AttentionContext = Pick<LowerContext<unknown>, 'e' | 'weights' | 'mode' | 'random'>;

/**
 * Multi-head attention (Vaswani et al. 2017, section 3.2) of x [N, T, F] to memory [N, S, M]:
 * softmax(QKᵀ/√d)·V in each head, side by side, times the output's kernel. A step that may see nothing takes up nothing: its
 * heads give 0, where softmax over no score would give 0/0.
 */
export function emitAttention(
  context: AttentionContext,
  plan: AttentionPlan,
  x: Value,
  memory: Value,
  limits: AttentionLimits,
  prefix = '',
): Attended {
  const { e, weights } = context;
  const { heads, keySize, valueSize, steps, memorySteps } = plan;
  const map = (name: string, input: Value): Value =>
    emitLinear(e, input, weights[`${prefix}${name}.kernel`], weights[`${prefix}${name}.bias`]);
  const apart = (input: Value, rows: number, size: number, perm: readonly number[]): Value =>
    e.transpose(e.reshape(input, [0, rows, heads, size]), perm);
  const query = apart(e.mulScalar(map('query', x), 1 / Math.sqrt(keySize)), steps, keySize, [0, 2, 1, 3]);
  const key = apart(map('key', memory), memorySteps, keySize, [0, 2, 3, 1]);
  const value = apart(map('value', memory), memorySteps, valueSize, [0, 2, 1, 3]);
  const { exclusion, sees } = excluded(e, plan, limits);
  const scores = e.matmul(query, key);
  const shares = e.op('Softmax', [exclusion === undefined ? scores : e.add(scores, exclusion)], { axis: int(-1) });
  const some = (z: Value): Value => (sees === undefined ? z : e.mul(z, sees));
  const sums = some(e.matmul(emitDropout(context, shares, limits.dropout), value));
  const together = e.reshape(e.transpose(sums, [0, 2, 1, 3]), [0, steps, heads * valueSize]);
  return { y: map('output', together), weights: () => some(shares) };
}

/** What is added to the scores, and which steps see any other, 1 or 0; nothing where that can't be otherwise. */
function excluded(
  e: Emitter,
  { steps, memorySteps }: AttentionPlan,
  { causal, mask }: AttentionLimits,
): { readonly exclusion?: Value; readonly sees?: Value } {
  const later = causal ? laterSteps(e, steps, memorySteps) : undefined;
  if (mask === undefined) return later === undefined ? {} : { exclusion: later };
  const absent = e.unsqueeze(emitExclusion(e, mask), [1, 2]); // [N, 1, 1, S]
  const exclusion = later === undefined ? absent : e.add(absent, later);
  return { exclusion, sees: e.cast(e.greater(e.reduceMax(exclusion, [3]), e.scalar(EXCLUDED / 2)), 'float32') };
}

/** 0 for steps up to one's own and what excludes the later ones, [T, S]: computed, so that files don't carry it. */
function laterSteps(e: Emitter, steps: number, memorySteps: number): Value {
  const count = (length: number, dims: readonly number[]): Value =>
    e.constant(
      tensorOf(
        'float32',
        dims,
        Array.from({ length }, (_, i) => i),
      ),
      'steps',
    );
  const later = e.greater(count(memorySteps, [memorySteps]), count(steps, [steps, 1]));
  return e.mulScalar(e.cast(later, 'float32'), EXCLUDED);
}
