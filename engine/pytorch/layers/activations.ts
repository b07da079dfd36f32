import { invariant } from '../../graph/errors.ts';
import type { TensorType } from '../../graph/types.ts';
import type { TorchContext, TorchLayer } from '../definition.ts';
import { literal } from '../python.ts';
import { activated } from './activation-function.ts';

const plain =
  (id: string): TorchLayer =>
  (context) => {
    const [x] = context.inputs;
    return activated(context, id, x.code, x.type.shape.length);
  };

/** The axis that scores of this type are summed along: `auto` takes the channels of an image and the last axis of all else. */
function softmaxAxis(axis: string, { shape }: TensorType): number {
  return axis === 'channels' || (axis === 'auto' && shape.length >= 4) ? 1 : -1;
}

const scores =
  (name: string): TorchLayer =>
  ({ inputs: [x], value }) =>
    `F.${name}(${x.code}, dim=${softmaxAxis(typeof value('axis') === 'string' ? String(value('axis')) : 'auto', x.type)})`;

function prelu({ inputs: [x], weights, value, member }: TorchContext): string {
  const [slope] = weights;
  const initial = literal(Number(value('initial')));
  const [count] = slope.shape;
  const made = count === 1 ? `nn.PReLU(init=${initial})` : `nn.PReLU(${count}, init=${initial})`;
  return `${member(made, { weight: slope.name })}(${x.code})`;
}

const gelu: TorchLayer = (context) => plain(context.value('approximation') === 'tanh' ? 'geluTanh' : 'gelu')(context);

/** Activations as layers of their own. */
const ownLayers = {
  Linear: ({ inputs: [x] }) => x.code,
  ReLU: plain('relu'),
  LeakyReLU: ({ inputs: [x], number }) => `F.leaky_relu(${x.code}, ${literal(number('slope'))})`,
  PReLU: prelu,
  ELU: ({ inputs: [x], number }) => `F.elu(${x.code}, ${literal(number('alpha'))})`,
  SELU: plain('selu'),
  CELU: ({ inputs: [x], number }) => `F.celu(${x.code}, ${literal(number('alpha'))})`,
  GELU: gelu,
  SiLU: plain('silu'),
  Mish: plain('mish'),
  Softplus: plain('softplus'),
  Softsign: plain('softsign'),
  Sigmoid: plain('sigmoid'),
  HardSigmoid: plain('hardSigmoid'),
  Tanh: plain('tanh'),
  HardSwish: plain('hardSwish'),
  Softmax: scores('softmax'),
  LogSoftmax: scores('log_softmax'),
} as const satisfies Readonly<Record<string, TorchLayer>>;

/** By the choices of the layer that can be any of them. */
const byFunction = new Map<string, TorchLayer>(Object.entries(ownLayers).map(([type, write]) => [type.toLowerCase(), write]));

const chosen: TorchLayer = (context) => {
  const write = byFunction.get(context.choice('function').toLowerCase());
  invariant(write !== undefined, `${context.choice('function')} is an activation`);
  return write(context);
};

export const activationLayers: Readonly<Record<string, TorchLayer>> = { ...ownLayers, Activation: chosen };
