import { float } from '../graph/attributes.ts';
import { invariant } from '../graph/errors.ts';
import type { Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import type { Squashing } from './definition.ts';
import { softmax } from './softmax.ts';

/** A function of one number, applied to each element. */
export interface Activation {
  readonly id: string;
  /** "ReLU" */
  readonly title: string;
  readonly summary: string;
  /** TeX. */
  readonly formula: string;
  readonly explanation: string;
  readonly synonyms?: readonly string[];
  /** Set where results are probabilities, or cut off below 0. */
  readonly squashes?: Squashing;
  /** In operators of opset 17, the oldest that is exported: `Mish` and `Gelu` are younger. */
  lower(e: Emitter, x: Value): Value;
}

/** Beyond it the tanh is ±1 to the last bit of float64; without the bound, slopes far from 0 would be 0·∞. */
const saturation = 20;

function geluByTanh(e: Emitter, x: Value): Value {
  const bounded = e.op('Clip', [x, e.scalar(-saturation, x), e.scalar(saturation, x)]);
  const bend = e.addScalar(e.mulScalar(e.square(bounded), 0.044715 * Math.sqrt(2 / Math.PI)), Math.sqrt(2 / Math.PI));
  return e.mul(e.mulScalar(x, 0.5), e.addScalar(e.op('Tanh', [e.mul(bounded, bend)]), 1));
}

/** Activations without parameters, or with their usual ones: the choices of layers that have an `activation`. */
export const activations = [
  {
    id: 'relu',
    title: 'ReLU',
    summary: 'negative values become 0',
    formula: 'y = \\max(0, x)',
    explanation: 'Passes positive values and stops negative ones. Its gradient is 1 or 0, so deep networks keep learning.',
    synonyms: ['rectifier', 'rectified linear unit', '激活函数', '线性整流'],
    squashes: 'relu',
    lower: (e, x) => e.op('Relu', [x]),
  },
  {
    id: 'sigmoid',
    title: 'Sigmoid',
    summary: 'squashes to 0…1',
    formula: 'y = \\frac{1}{1 + e^{-x}}',
    explanation: 'Squashes any number to between 0 and 1. Far from 0 its gradient fades.',
    synonyms: ['logistic', '激活函数'],
    squashes: 'sigmoid',
    lower: (e, x) => e.op('Sigmoid', [x]),
  },
  {
    id: 'tanh',
    title: 'Tanh',
    summary: 'squashes to −1…1',
    formula: 'y = \\tanh x',
    explanation: 'Squashes any number to between −1 and 1, centred on 0.',
    lower: (e, x) => e.op('Tanh', [x]),
  },
  {
    id: 'elu',
    title: 'ELU',
    summary: 'smooth below 0, down to −1',
    formula: 'y = x \\text{ if } x > 0 \\text{ else } e^x - 1',
    explanation: 'Like ReLU above 0; below, it falls smoothly to −1, which keeps the mean near 0.',
    synonyms: ['exponential linear unit'],
    lower: (e, x) => e.op('Elu', [x]),
  },
  {
    id: 'selu',
    title: 'SELU',
    summary: 'scaled ELU that keeps mean and variance',
    formula: 'y = 1.0507\\,(x \\text{ if } x > 0 \\text{ else } 1.6733\\,(e^x - 1))',
    explanation: 'An ELU scaled so that mean 0 and variance 1 are kept from layer to layer (Klambauer et al. 2017).',
    lower: (e, x) => e.op('Selu', [x]),
  },
  {
    id: 'gelu',
    title: 'GELU',
    summary: 'x times the share of a normal below x',
    formula: 'y = x\\,\\Phi(x) = \\tfrac{x}{2}\\left(1 + \\operatorname{erf}\\tfrac{x}{\\sqrt 2}\\right)',
    explanation: 'Weighs x by the probability that a normal number lies below it: a smooth ReLU, usual in transformers.',
    synonyms: ['gaussian error linear unit'],
    lower: (e, x) => e.mul(e.mulScalar(x, 0.5), e.addScalar(e.op('Erf', [e.mulScalar(x, Math.SQRT1_2)]), 1)),
  },
  {
    id: 'geluTanh',
    title: 'GELU (tanh)',
    summary: 'GELU computed by tanh',
    formula: 'y = \\tfrac{x}{2}\\left(1 + \\tanh\\left(\\sqrt{\\tfrac{2}{\\pi}}\\,(x + 0.044715\\,x^3)\\right)\\right)',
    explanation: 'GELU with tanh in place of the error function: at most 0.0005 beside it, as BERT and GPT-2 were trained.',
    lower: (e, x) => geluByTanh(e, x),
  },
  {
    id: 'silu',
    title: 'SiLU',
    summary: 'x times its sigmoid',
    formula: 'y = \\frac{x}{1 + e^{-x}}',
    explanation: 'x times its own sigmoid, also called Swish: a smooth ReLU that dips below 0.',
    synonyms: ['swish'],
    lower: (e, x) => e.mul(x, e.op('Sigmoid', [x])),
  },
  {
    id: 'mish',
    title: 'Mish',
    summary: 'x times the tanh of its softplus',
    formula: 'y = x \\tanh(\\ln(1 + e^x))',
    explanation: 'A smooth ReLU that dips below 0 and bends everywhere (Misra 2019); close to SiLU.',
    lower: (e, x) => e.mul(x, e.op('Tanh', [e.op('Softplus', [x])])),
  },
  {
    id: 'softplus',
    title: 'Softplus',
    summary: 'smooth ReLU, always positive',
    formula: 'y = \\ln(1 + e^x)',
    explanation: 'A smooth ReLU that never reaches 0; its derivative is the sigmoid.',
    lower: (e, x) => e.op('Softplus', [x]),
  },
  {
    id: 'softsign',
    title: 'Softsign',
    summary: 'squashes to −1…1, slowly',
    formula: 'y = \\frac{x}{1 + |x|}',
    explanation: 'Squashes to between −1 and 1 like tanh, but approaches the ends more slowly.',
    lower: (e, x) => e.div(x, e.addScalar(e.abs(x), 1)),
  },
  {
    id: 'hardSigmoid',
    title: 'HardSigmoid',
    summary: 'straight-line sigmoid',
    formula: 'y = \\max(0, \\min(1, \\tfrac{x}{6} + \\tfrac12))',
    explanation: 'A sigmoid of three straight lines: cheap to compute.',
    squashes: 'sigmoid',
    lower: (e, x) => e.op('HardSigmoid', [x], { alpha: float(1 / 6), beta: float(0.5) }),
  },
  {
    id: 'hardSwish',
    title: 'HardSwish',
    summary: 'x times its hard sigmoid',
    formula: 'y = x \\max(0, \\min(1, \\tfrac{x}{6} + \\tfrac12))',
    explanation: 'SiLU made of straight lines and a parabola: cheap to compute (MobileNetV3).',
    lower: (e, x) => e.mul(x, e.op('HardSigmoid', [x], { alpha: float(1 / 6), beta: float(0.5) })),
  },
] as const satisfies readonly Activation[];

/** The functions of the table. */
export type ActivationFunctionId = (typeof activations)[number]['id'];

/** The choices of an `activation` parameter. */
export type ActivationId = ActivationFunctionId | 'none' | 'softmax';

/** The activation of that id in the table. */
export function activationOf(id: ActivationFunctionId): Activation {
  const activation = activations.find((candidate) => candidate.id === id);
  invariant(activation !== undefined, `the table has ${id}`);
  return activation;
}

/** What a function squashes scores to; of an id that the table lacks, nothing. */
export function squashingOf(id: string): Squashing | undefined {
  if (id === 'softmax' || id === 'logSoftmax') return id;
  const table: readonly Activation[] = activations;
  return table.find((activation) => activation.id === id)?.squashes;
}

/** Applies an activation by id; `none` emits nothing. */
export function activate(e: Emitter, id: ActivationId, x: Value): Value {
  if (id === 'none') return x;
  if (id === 'softmax') return softmax(e, x);
  return activationOf(id).lower(e, x);
}

/** Options of an `activation` parameter. */
export const activationOptions: readonly { readonly value: ActivationId; readonly label: string }[] = [
  { value: 'none', label: 'none' },
  ...activations.map(({ id, title }) => ({ value: id, label: title })),
  { value: 'softmax', label: 'Softmax' },
];
