import { sizeOf } from '../graph/shape.ts';
import type { Value } from '../graph/types.ts';
import { activate, activationOptions, squashingOf } from './activations.ts';
import { batchNormFlops, batchNormWeights, emitBatchNorm, momentumField } from './batch-norm.ts';
import { convolutionWeights, emitConvolution } from './convolution.ts';
import { defineLayer, type LowerContext, type WeightSpec } from './definition.ts';
import { emitGroupNorm, normGroupsField } from './group-norm.ts';
import { initializerField } from './initializer-field.ts';
import { epsilonField, scaleWeight, shiftWeight, standardiseFlops } from './normalization.ts';
import { field, type ParametersOf } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';
import { regularizationFields } from './regularization.ts';
import {
  isNormFirst,
  normalisedShape,
  planResidual,
  type ResidualKind,
  type ResidualNorm,
  type ResidualPlan,
  type ResidualStep,
  type Shortcut,
} from './residual-plan.ts';
import { invariant } from '../graph/errors.ts';

const parameters = {
  kind: field.choice<ResidualKind>({
    label: 'Kind',
    help: 'Two convolutions; or a narrow one between two 1×1; either with norm and activation before each convolution.',
    default: 'basic',
    options: [
      { value: 'basic', label: 'basic' },
      { value: 'bottleneck', label: 'bottleneck' },
      { value: 'preActivation', label: 'pre-activation' },
      { value: 'preActivationBottleneck', label: 'pre-activation bottleneck' },
    ],
  }),
  filters: field.int({ label: 'Filters', help: 'Number of output channels.', default: 32, min: 1 }),
  stride: field.int({
    label: 'Stride',
    help: 'Step of the convolution that shrinks the input, along every axis.',
    default: 1,
    min: 1,
    max: 65_535,
  }),
  reduction: field.int({
    label: 'Reduction',
    help: 'A bottleneck works on filters / reduction channels inside.',
    default: 4,
    min: 1,
    visible: ({ kind }) => kind === 'bottleneck' || kind === 'preActivationBottleneck',
  }),
  shortcut: field.choice<Shortcut>({
    label: 'Shortcut',
    help: 'The input itself, or a 1×1 convolution of it; automatic projects where the shape changes.',
    default: 'auto',
    options: [
      { value: 'auto', label: 'automatic' },
      { value: 'identity', label: 'identity' },
      { value: 'projection', label: 'projection' },
    ],
  }),
  activation: field.choice({
    label: 'Activation',
    help: 'Function between and after the convolutions.',
    default: 'relu',
    options: activationOptions,
  }),
  norm: field.choice<ResidualNorm>({
    label: 'Normalisation',
    help: 'What follows or precedes each convolution; without one the convolutions have biases.',
    default: 'batch',
    options: [
      { value: 'batch', label: 'batch' },
      { value: 'group', label: 'group' },
      { value: 'none', label: 'none' },
    ],
  }),
  normGroups: { ...normGroupsField, visible: ({ norm }: Readonly<Record<string, unknown>>) => norm === 'group' },
  momentum: { ...momentumField, advanced: true, visible: ({ norm }: Readonly<Record<string, unknown>>) => norm === 'batch' },
  epsilon: epsilonField(1e-5),
  initializer: initializerField,
  ...regularizationFields,
} as const;

type Parameters = ParametersOf<typeof parameters>;

/**
 * A residual block: basic or bottleneck (He et al. 2015), or with norm and activation first (He et al. 2016). The bottleneck's
 * stride is that of its middle convolution. With norm first, a projection takes what comes out of the first activation.
 */
export const ResidualBlock = defineLayer({
  type: 'ResidualBlock',
  version: 1,
  category: 'module',
  title: 'Residual block',
  summary: 'convolutions with a shortcut around them',
  synonyms: ['resnet', 'residual', 'skip connection', 'shortcut', 'bottleneck', 'pre-activation', '残差', '残差块', '残差网络'],
  parameters,
  inputs: inputPort('image', 'sequence'),
  outputs: outputPort,
  infer({ parameters: p, inputs: [x] }) {
    const plan = planResidual(p, x);
    if ('problem' in plan) return plan;
    const steps = [...plan.steps, ...(plan.projection === undefined ? [] : [plan.projection])];
    const [last] = plan.steps.slice(-1);
    const output = [p.filters, ...last.placement.sizes];
    const activations = plan.normFirst ? plan.steps : plan.steps.slice(0, -1);
    const activated = activations.map((step) => normalisedShape(plan, step)).concat(plan.normFirst ? [] : [output]);
    return {
      outputs: [{ dtype: x.dtype, shape: [x.shape[0], ...output] }],
      weights: steps.flatMap((step) => stepWeights(p, plan, step)),
      flops:
        steps.reduce((sum, step) => sum + stepFlops(p, plan, step), 0) +
        (p.activation === 'none' ? 0 : activated.reduce((sum, shape) => sum + sizeOf(shape), 0)) +
        sizeOf(output),
    };
  },
  squashes: ({ kind, activation }) => (isNormFirst(kind) ? undefined : squashingOf(activation)),
  lower(context) {
    const { e, parameters: p, inputs } = context;
    const [x] = inputs;
    const plan = planResidual(p, x.type);
    invariant(!('problem' in plan), 'the block was planned');
    const branch = plan.normFirst ? normFirst(context, plan, x) : normLast(context, plan, x);
    const sum = e.add(branch.y, branch.shortcut);
    return [plan.normFirst ? sum : activate(e, p.activation, sum)];
  },
  formula: 'y = \\varphi\\big(\\mathcal{F}(x) + \\mathcal{S}(x)\\big),\\quad \\text{pre-activated: } y = \\mathcal{F}(x) + \\mathcal{S}(x)',
  explanation:
    'Learns what to add to its input: F is two or three convolutions with norms and activations, S the shortcut around them, the input itself or a 1×1 convolution of it. The gradient flows through the shortcut unchanged, so that networks of hundreds of layers can be trained.',
  display: ['kind', 'filters', 'stride'],
  examples: [
    { name: 'basic, identity', parameters: { filters: 3 }, inputs: [{ shape: [3, 5, 4] }] },
    { name: 'basic, stride 2, projected', parameters: { filters: 4, stride: 2, momentum: 0.3 }, inputs: [{ shape: [2, 7, 5] }] },
    {
      name: 'bottleneck, projected',
      parameters: { kind: 'bottleneck', filters: 4, reduction: 2, activation: 'elu' },
      inputs: [{ shape: [3, 4, 5] }],
    },
    {
      name: 'bottleneck, stride 2, groups',
      parameters: { kind: 'bottleneck', filters: 8, stride: 2, norm: 'group', normGroups: 2 },
      inputs: [{ shape: [4, 6, 5] }],
    },
    { name: 'pre-activation, identity', parameters: { kind: 'preActivation', filters: 2 }, inputs: [{ shape: [2, 5, 4] }] },
    {
      name: 'pre-activation, stride 2, projected',
      parameters: { kind: 'preActivation', filters: 3, stride: 2, epsilon: 1e-3 },
      inputs: [{ shape: [2, 7, 5] }],
    },
    {
      name: 'pre-activation bottleneck, groups',
      parameters: { kind: 'preActivationBottleneck', filters: 4, reduction: 2, norm: 'group', normGroups: 2 },
      inputs: [{ shape: [4, 5, 3] }],
    },
    {
      name: 'no norm, projection though the shape stays',
      parameters: { filters: 2, norm: 'none', shortcut: 'projection', activation: 'tanh' },
      inputs: [{ shape: [2, 4, 5] }],
    },
    { name: 'sequence, stride 3', parameters: { filters: 3, stride: 3 }, inputs: [{ shape: [2, 10] }] },
    { name: 'volume', parameters: { filters: 2, stride: 2, norm: 'none' }, inputs: [{ shape: [1, 3, 4, 3] }] },
  ],
});

type Context = LowerContext<Parameters>;

interface Branches {
  readonly y: Value;
  readonly shortcut: Value;
}

/** Convolution, norm, activation; the last activation waits for the sum. */
function normLast(context: Context, plan: ResidualPlan, x: Value): Branches {
  const { e, parameters } = context;
  const y = plan.steps.reduce((value, step, index) => {
    const normed = emitNorm(context, step, emitStep(context, step, value));
    return index === plan.steps.length - 1 ? normed : activate(e, parameters.activation, normed);
  }, x);
  const { projection } = plan;
  return { y, shortcut: projection === undefined ? x : emitNorm(context, projection, emitStep(context, projection, x)) };
}

/** Norm, activation, convolution. */
function normFirst(context: Context, plan: ResidualPlan, x: Value): Branches {
  const ready = (step: ResidualStep, value: Value): Value =>
    activate(context.e, context.parameters.activation, emitNorm(context, step, value));
  const [first, ...rest] = plan.steps;
  const start = ready(first, x);
  const y = rest.reduce((value, step) => emitStep(context, step, ready(step, value)), emitStep(context, first, start));
  return { y, shortcut: plan.projection === undefined ? x : emitStep(context, plan.projection, start) };
}

function emitStep({ e, weights }: Context, { conv, placement }: ResidualStep, x: Value): Value {
  return emitConvolution(e, x, weights[`${conv}.kernel`], weights[`${conv}.bias`], placement, 'zeros', 1);
}

function emitNorm(context: Context, { norm }: ResidualStep, x: Value): Value {
  if (norm === undefined) return x;
  const { e, parameters: p, weights } = context;
  if (p.norm === 'batch') return emitBatchNorm(context, x, p, `${norm}.`);
  return emitGroupNorm(e, x, { groups: p.normGroups, epsilon: p.epsilon }, weights[`${norm}.scale`], weights[`${norm}.shift`]);
}

function stepWeights(p: Parameters, plan: ResidualPlan, step: ResidualStep): readonly WeightSpec[] {
  const { conv, norm, from, to, kernelSize } = step;
  const names = { kernel: `${conv}.kernel`, ...(p.norm === 'none' && { bias: `${conv}.bias` }) };
  const kernels = convolutionWeights(names, to, from, kernelSize, { ...p, groups: 1 });
  if (norm === undefined) return kernels;
  const [channels] = normalisedShape(plan, step);
  const norms =
    p.norm === 'batch'
      ? batchNormWeights(channels, `${norm}.`)
      : [scaleWeight(`${norm}.scale`, [channels]), shiftWeight(`${norm}.shift`, [channels])];
  return plan.normFirst ? [...norms, ...kernels] : [...kernels, ...norms];
}

function stepFlops(p: Parameters, plan: ResidualPlan, step: ResidualStep): number {
  const { norm, from, to, kernelSize, placement } = step;
  const convolved = to * sizeOf(placement.sizes) * (2 * from * sizeOf(kernelSize) + (p.norm === 'none' ? 1 : 0));
  if (norm === undefined) return convolved;
  const size = sizeOf(normalisedShape(plan, step));
  return convolved + (p.norm === 'batch' ? batchNormFlops(size) : standardiseFlops(size, true));
}
