import { invariant } from '../../graph/errors.ts';
import type { TorchContext, TorchEntries, TorchHelper, TorchLayer } from '../definition.ts';
import { call, literal } from '../python.ts';

/** The argument, where it isn't what PyTorch takes by itself. */
const unless = (preset: number, value: number): string | undefined => (value === preset ? undefined : literal(value));

const affine = { weight: 'scale', bias: 'shift' } as const;

/** `nn.BatchNorm2d` for an input of so many axes, over weights whose names begin with `prefix`. */
export function batchNorm(
  context: TorchContext,
  channels: number,
  axes: number,
  { prefix = '', part }: { readonly prefix?: string; readonly part?: string } = {},
): string {
  const made = call(`nn.BatchNorm${Math.max(1, axes - 2)}d`, [channels], {
    eps: unless(1e-5, context.number('epsilon')),
    momentum: unless(0.1, context.number('momentum')),
  });
  const entries: TorchEntries = {
    weight: `${prefix}scale`,
    bias: `${prefix}shift`,
    running_mean: `${prefix}runningMean`,
    running_var: `${prefix}runningVariance`,
  };
  return context.member(made, entries, part);
}

const BatchNorm: TorchLayer = (context) => {
  const [x] = context.inputs;
  const { shape } = x.type;
  return `${batchNorm(context, Number(shape[1]), shape.length)}(${x.code})`;
};

/** A norm over the last axes; over the channels these are moved there and back. */
const overAxes =
  (callee: string, names: TorchEntries): TorchLayer =>
  (context) => {
    const [x] = context.inputs;
    const { shape } = x.type;
    const over = context.choice('over');
    const axes = over === 'channels' ? 1 : over === 'sample' ? shape.length - 1 : context.int('axes');
    const sizes = (over === 'channels' ? [shape[1]] : shape.slice(shape.length - axes)).map(Number);
    const made = call(callee, [sizes.length === 1 ? sizes[0] : literal(sizes)], {
      eps: callee === 'nn.LayerNorm' ? unless(1e-5, context.number('epsilon')) : literal(context.number('epsilon')),
      elementwise_affine: context.flag('affine') ? undefined : 'False',
    });
    const member = context.member(made, context.flag('affine') ? names : {});
    return over === 'channels' && shape.length > 2 ? `${member}(${x.code}.movedim(1, -1)).movedim(-1, 1)` : `${member}(${x.code})`;
  };

const GroupNorm: TorchLayer = (context) => {
  const [x] = context.inputs;
  const made = call('nn.GroupNorm', [context.int('groups'), Number(x.type.shape[1])], {
    eps: unless(1e-5, context.number('epsilon')),
    affine: context.flag('affine') ? undefined : 'False',
  });
  return `${context.member(made, context.flag('affine') ? affine : {})}(${x.code})`;
};

const InstanceNorm: TorchLayer = (context) => {
  const [x] = context.inputs;
  const { shape } = x.type;
  const made = call(`nn.InstanceNorm${shape.length - 2}d`, [Number(shape[1])], {
    eps: unless(1e-5, context.number('epsilon')),
    affine: context.flag('affine') ? 'True' : undefined,
  });
  return `${context.member(made, context.flag('affine') ? affine : {})}(${x.code})`;
};

const dropout = ({ inputs: [x], type, number, member }: TorchContext): string => {
  const axes = x.type.shape.length;
  invariant(type !== 'SpatialDropout' || axes >= 3, 'channels have places');
  const kind = type === 'SpatialDropout' ? `Dropout${axes - 2}d` : type;
  return `${member(call(`nn.${kind}`, [literal(number('rate'))]))}(${x.code})`;
};

const noise: TorchHelper = {
  name: 'GaussianNoise',
  code: `
class GaussianNoise(nn.Module):
    """Adds normal noise while training."""

    def __init__(self, deviation: float) -> None:
        super().__init__()
        self.deviation = deviation

    def forward(self, x: Tensor) -> Tensor:
        return x + self.deviation * torch.randn_like(x) if self.training else x
`,
};

const GaussianNoise: TorchLayer = ({ inputs: [x], number, member, use }) => {
  return `${member(call(use(noise), [literal(number('stddev'))]))}(${x.code})`;
};

const depth: TorchHelper = {
  name: 'StochasticDepth',
  code: `
class StochasticDepth(nn.Module):
    """Silences whole samples, or the whole batch, while training, and scales the others up (Huang et al. 2016)."""

    def __init__(self, rate: float, mode: str) -> None:
        super().__init__()
        self.rate = rate
        self.mode = mode

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return x
        shape = [x.shape[0] if self.mode == "row" else 1] + [1] * (x.dim() - 1)
        return x * x.new_empty(shape).bernoulli_(1 - self.rate) / (1 - self.rate)
`,
};

const StochasticDepth: TorchLayer = ({ inputs: [x], number, choice, member, use }) => {
  return `${member(call(use(depth), [literal(number('rate'))], { mode: literal(choice('mode')) }))}(${x.code})`;
};

export const normLayers: Readonly<Record<string, TorchLayer>> = {
  BatchNorm,
  LayerNorm: overAxes('nn.LayerNorm', affine),
  RMSNorm: overAxes('nn.RMSNorm', { weight: 'scale' }),
  GroupNorm,
  InstanceNorm,
  Dropout: dropout,
  SpatialDropout: dropout,
  AlphaDropout: dropout,
  GaussianNoise,
  StochasticDepth,
};
