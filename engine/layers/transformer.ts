import type { Value } from '../graph/types.ts';
import {
  attentionDropoutField,
  type AttentionContext,
  attentionFlops,
  attentionInitializerField,
  type AttentionPlan,
  attentionWeights,
  type AttentionLimits,
  emitAttention,
  headsField,
} from './attention.ts';
import { activate, activationOptions } from './activations.ts';
import type { WeightSpec } from './definition.ts';
import { emitDropout } from './dropout.ts';
import { emitLinear, linearFlops, linearWeights } from './linear.ts';
import { emitAffine, emitStandardised, epsilonField, scaleWeight, shiftWeight, standardiseFlops } from './normalization.ts';
import { field, type ParametersOf } from './parameters.ts';
import { regularizationFields } from './regularization.ts';

/** Whether a norm comes before each part of a block, inside its shortcut, or after the sum. */
type NormOrder = 'pre' | 'post';

/** The parameters that encoder and decoder blocks have in common. */
export const transformerFields = {
  heads: headsField,
  feedForward: field.int({
    label: 'Feed-forward size',
    help: 'Units of the hidden layer that follows the attention; 0 takes four times the features.',
    default: 0,
    min: 0,
  }),
  norm: field.choice<NormOrder>({
    label: 'Norm',
    help: 'Before each part, which trains more easily, or after each sum, as in the original Transformer.',
    default: 'pre',
    options: [
      { value: 'pre', label: 'before each part' },
      { value: 'post', label: 'after each sum' },
    ],
  }),
  activation: field.choice({
    label: 'Activation',
    help: 'Function of the hidden feed-forward units.',
    default: 'gelu',
    options: activationOptions,
  }),
  dropout: attentionDropoutField(0.1, 'the attention weights, hidden units and results of each part'),
  bias: field.bool({
    label: 'Bias',
    help: 'Add trained numbers to the linear maps. Keys have none: theirs would have no effect.',
    default: true,
  }),
  epsilon: epsilonField(1e-5),
  initializer: attentionInitializerField,
  ...regularizationFields,
} as const;

export type TransformerParameters = ParametersOf<typeof transformerFields>;

/** One attention of a block: its name among the weights, its sizes. */
export interface BlockAttention {
  readonly name: string;
  readonly plan: AttentionPlan;
  /** Some scores are left out. */
  readonly excludes: boolean;
}

const hiddenUnits = ({ feedForward }: TransformerParameters, features: number): number => (feedForward === 0 ? 4 * features : feedForward);

/** Weights in the order in which a block uses them, each part's norm before it. */
export function blockWeights(p: TransformerParameters, attentions: readonly BlockAttention[]): readonly WeightSpec[] {
  const [{ plan }] = attentions;
  const { features } = plan;
  const hidden = hiddenUnits(p, features);
  const norm = (part: string) => [scaleWeight(`${part}.norm.scale`, [features]), shiftWeight(`${part}.norm.shift`, [features])];
  const linear = (name: string, from: number, to: number) =>
    linearWeights({ kernel: `feedForward.${name}.kernel`, ...(p.bias && { bias: `feedForward.${name}.bias` }) }, from, to, p);
  return [
    ...attentions.flatMap(({ name, plan: sizes }) => [
      ...norm(name),
      ...attentionWeights(sizes, { ...p, keySize: 0, valueSize: 0 }, `${name}.`),
    ]),
    ...norm('feedForward'),
    ...linear('expand', features, hidden),
    ...linear('contract', hidden, features),
  ];
}

/** Each part with its norm and its shortcut. */
export function blockFlops(p: TransformerParameters, attentions: readonly BlockAttention[]): number {
  const [{ plan }] = attentions;
  const { steps, features } = plan;
  const hidden = hiddenUnits(p, features);
  const activated = p.activation === 'none' ? 0 : hidden;
  const feedForward = steps * (linearFlops(features, hidden, p.bias) + activated + linearFlops(hidden, features, p.bias));
  const around = standardiseFlops(steps * features, true) + steps * features;
  return attentions.reduce((sum, part) => sum + attentionFlops(part.plan, p.bias, part.excludes) + around, feedForward + around);
}

/** What is applied to a sequence [N, T, F], one part after another. */
export interface BlockEmitter {
  /** x ← x + attention(x, memory ?? x), with its norm. */
  attend(x: Value, part: BlockAttention, memory: Value | undefined, limits: Pick<AttentionLimits, 'causal' | 'mask'>): Value;
  /** x ← x + W₂ φ(W₁ x), with its norm. */
  feedForward(x: Value): Value;
}

export function blockEmitter(context: AttentionContext, p: TransformerParameters): BlockEmitter {
  const { e, weights } = context;
  const normed = (x: Value, part: string): Value =>
    emitAffine(e, emitStandardised(e, x, [2], p.epsilon).y, [2], weights[`${part}.norm.scale`], weights[`${part}.norm.shift`]);
  const around = (x: Value, part: string, inner: (x: Value) => Value): Value => {
    const added = e.add(x, emitDropout(context, inner(p.norm === 'pre' ? normed(x, part) : x), p.dropout));
    return p.norm === 'pre' ? added : normed(added, part);
  };
  const linear = (x: Value, name: string): Value =>
    emitLinear(e, x, weights[`feedForward.${name}.kernel`], weights[`feedForward.${name}.bias`]);
  return {
    attend: (x, { name, plan }, memory, limits) =>
      around(x, name, (z) => emitAttention(context, plan, z, memory ?? z, { ...limits, dropout: p.dropout }, `${name}.`).y),
    feedForward: (x) =>
      around(x, 'feedForward', (z) => linear(emitDropout(context, activate(e, p.activation, linear(z, 'expand')), p.dropout), 'contract')),
  };
}
