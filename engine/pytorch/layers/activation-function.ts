import type { TorchContext } from '../definition.ts';

/** Functions of torch by the ids that the activations of layers have. */
const functions: Readonly<Partial<Record<string, string>>> = {
  relu: 'F.relu',
  sigmoid: 'torch.sigmoid',
  tanh: 'torch.tanh',
  elu: 'F.elu',
  selu: 'F.selu',
  gelu: 'F.gelu',
  silu: 'F.silu',
  mish: 'F.mish',
  softplus: 'F.softplus',
  softsign: 'F.softsign',
  hardSigmoid: 'F.hardsigmoid',
  hardSwish: 'F.hardswish',
};

/** Softmax is over the channels of an image or volume, and over the last axis of all else. */
const softmaxAxis = (rank: number): number => (rank >= 4 ? 1 : -1);

/** What an activation makes of an expression of so many axes, the batch among them: `F.relu(x)`. */
export function activated(context: Pick<TorchContext, 'refuse'>, id: string, code: string, rank: number): string {
  if (id === 'none') return code;
  if (id === 'geluTanh') return `F.gelu(${code}, approximate="tanh")`;
  if (id === 'softmax') return `torch.softmax(${code}, dim=${softmaxAxis(rank)})`;
  return `${functions[id] ?? context.refuse(`There is no PyTorch function for the activation “${id}”.`)}(${code})`;
}

/** An activation as something that is called, for members that take one: `F.relu`, `nn.Identity()`. */
export function activationFunction(context: Pick<TorchContext, 'refuse'>, id: string, rank: number): string {
  if (id === 'none') return 'nn.Identity()';
  if (id === 'geluTanh') return 'nn.GELU(approximate="tanh")';
  if (id === 'softmax') return `nn.Softmax(dim=${softmaxAxis(rank)})`;
  return functions[id] ?? context.refuse(`There is no PyTorch function for the activation “${id}”.`);
}
