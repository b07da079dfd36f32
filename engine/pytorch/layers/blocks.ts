import type { TorchContext, TorchEntries, TorchHelper, TorchLayer } from '../definition.ts';
import { call, literal } from '../python.ts';
import { activationFunction } from './activation-function.ts';
import { allEntries, transposed } from './entries.ts';

const wideInit = `    def __init__(self, in_channels, channels, conv, norm, activation, stride=1, projects=False):
        super().__init__()
        self.activation, bias = activation, norm is None`;

const narrowInit = `    def __init__(self, in_channels, channels, conv, norm, activation, stride=1, projects=False, reduction=4):
        super().__init__()
        self.activation, bias = activation, norm is None
        inner = channels // reduction`;

/** What a block of this kind is: its convolutions in order, each with the channels that come in and go out, kernel and stride. */
interface BlockKind {
  readonly name: string;
  readonly doc: string;
  readonly convolutions: readonly (readonly [from: string, to: string, kernel: 1 | 3, strides: boolean])[];
  readonly normFirst: boolean;
}

const kinds: Readonly<Partial<Record<string, BlockKind>>> = {
  basic: {
    name: 'ResidualBlock',
    doc: 'Two convolutions with a shortcut around them (He et al. 2015).',
    convolutions: [
      ['in_channels', 'channels', 3, true],
      ['channels', 'channels', 3, false],
    ],
    normFirst: false,
  },
  bottleneck: {
    name: 'Bottleneck',
    doc: 'A narrow convolution between two of size 1, with a shortcut around them (He et al. 2015).',
    convolutions: [
      ['in_channels', 'inner', 1, false],
      ['inner', 'inner', 3, true],
      ['inner', 'channels', 1, false],
    ],
    normFirst: false,
  },
  preActivation: {
    name: 'PreActivationBlock',
    doc: 'Norm and activation before each of two convolutions, with a shortcut around them (He et al. 2016).',
    convolutions: [
      ['in_channels', 'channels', 3, true],
      ['channels', 'channels', 3, false],
    ],
    normFirst: true,
  },
  preActivationBottleneck: {
    name: 'PreActivationBottleneck',
    doc: 'Norm and activation before a narrow convolution between two of size 1, with a shortcut around them (He et al. 2016).',
    convolutions: [
      ['in_channels', 'inner', 1, false],
      ['inner', 'inner', 3, true],
      ['inner', 'channels', 1, false],
    ],
    normFirst: true,
  },
};

function blockHelper({ name, doc, convolutions, normFirst }: BlockKind): TorchHelper {
  const convs = convolutions.flatMap(([from, to, kernel, strides], i) => [
    `self.conv${i + 1} = conv(${from}, ${to}, ${kernel}${strides ? ', stride=stride' : ''}${kernel === 3 ? ', padding=1' : ''}, bias=bias)`,
    `self.norm${i + 1} = nn.Identity() if norm is None else norm(${normFirst ? from : to})`,
  ]);
  const shortcut = 'conv(in_channels, channels, 1, stride=stride, bias=bias) if projects else nn.Identity()';
  const last = convolutions.length;
  const forward = normFirst
    ? [
        'first = self.activation(self.norm1(x))',
        'shortcut = x if isinstance(self.shortcut, nn.Identity) else self.shortcut(first)',
        'y = self.conv1(first)',
        ...convolutions.slice(1).map((_, i) => `y = self.conv${i + 2}(self.activation(self.norm${i + 2}(y)))`),
        'return y + shortcut',
      ]
    : [
        ...convolutions.slice(0, -1).map((_, i) => `y = self.activation(self.norm${i + 1}(self.conv${i + 1}(${i === 0 ? 'x' : 'y'})))`),
        `y = self.norm${last}(self.conv${last}(y))`,
        'return self.activation(y + self.shortcut_norm(self.shortcut(x)))',
      ];
  return {
    name,
    code: [
      `class ${name}(nn.Module):`,
      `    """${doc}"""`,
      '',
      convolutions.length === 2 ? wideInit : narrowInit,
      ...convs.map((line) => `        ${line}`),
      `        self.shortcut = ${shortcut}`,
      ...(normFirst ? [] : ['        self.shortcut_norm = norm(channels) if projects and norm is not None else nn.Identity()']),
      '',
      '    def forward(self, x: Tensor) -> Tensor:',
      ...forward.map((line) => `        ${line}`),
    ].join('\n'),
  };
}

/** What makes a block's norms, called with the number of channels. */
function normMaker(c: TorchContext, places: number): string {
  const eps = c.number('epsilon') === 1e-5 ? '' : `, eps=${literal(c.number('epsilon'))}`;
  if (c.choice('norm') === 'none') return 'None';
  if (c.choice('norm') === 'group') return `lambda channels: nn.GroupNorm(${c.int('normGroups')}, channels${eps})`;
  const momentum = c.number('momentum') === 0.1 ? '' : `, momentum=${literal(c.number('momentum'))}`;
  const name = `nn.BatchNorm${places}d`;
  return eps === '' && momentum === '' ? name : `lambda channels: ${name}(channels${eps}${momentum})`;
}

/** The entries of one convolution and of the norm that belongs to it. */
function stepEntries(c: TorchContext, conv: string, norm: string, normMember: string): TorchEntries {
  const of = (member: string, names: Readonly<Record<string, string>>): TorchEntries =>
    Object.fromEntries(Object.entries(names).flatMap(([entry, weight]) => (c.has(weight) ? [[`${member}.${entry}`, weight]] : [])));
  return {
    ...of(conv, { weight: `${conv}.kernel`, bias: `${conv}.bias` }),
    ...of(normMember, {
      weight: `${norm}.scale`,
      bias: `${norm}.shift`,
      running_mean: `${norm}.runningMean`,
      running_var: `${norm}.runningVariance`,
    }),
  };
}

const ResidualBlock: TorchLayer = (c) => {
  const kind = kinds[c.choice('kind')] ?? c.refuse(`There is no residual block “${c.choice('kind')}”.`);
  const [x] = c.inputs;
  const places = x.type.shape.length - 2;
  const activation = activationFunction(c, c.choice('activation'), x.type.shape.length);
  const narrow = kind.convolutions.length === 3;
  const code = call(
    c.use(blockHelper(kind)),
    [Number(x.type.shape[1]), c.int('filters'), `nn.Conv${places}d`, normMaker(c, places), activation],
    {
      ...(c.int('stride') !== 1 && { stride: c.int('stride') }),
      ...(c.has('shortcut.kernel') && { projects: 'True' }),
      ...(narrow && c.int('reduction') !== 4 && { reduction: c.int('reduction') }),
    },
  );
  const entries = allEntries([
    stepEntries(c, 'shortcut', 'shortcutNorm', 'shortcut_norm'),
    ...kind.convolutions.map((_, i) => stepEntries(c, `conv${i + 1}`, `norm${i + 1}`, `norm${i + 1}`)),
  ]);
  return `${c.member(code, entries)}(${x.code})`;
};

const squeezeHelper: TorchHelper = {
  name: 'SqueezeExcitation',
  code: `class SqueezeExcitation(nn.Module):
    """Scales each channel by a factor that depends on the means of all channels (Hu et al. 2018)."""

    def __init__(self, channels: int, hidden: int, activation=F.relu, gate=torch.sigmoid):
        super().__init__()
        self.squeeze, self.excite = nn.Linear(channels, hidden), nn.Linear(hidden, channels)
        self.activation, self.gate = activation, gate

    def forward(self, x: Tensor) -> Tensor:
        gates = self.gate(self.excite(self.activation(self.squeeze(x.flatten(2).mean(2)))))
        return x * gates.reshape(*gates.shape, *[1] * (x.dim() - 2))`,
};

const SqueezeExcitation: TorchLayer = (c) => {
  const [x] = c.inputs;
  const channels = Number(x.type.shape[1]);
  const [activation, gate] = [activationFunction(c, c.choice('activation'), 2), activationFunction(c, c.choice('gate'), 2)];
  const code = call(c.use(squeezeHelper), [channels, channels / c.int('ratio')], {
    ...(activation !== 'F.relu' && { activation }),
    ...(gate !== 'torch.sigmoid' && { gate }),
  });
  const member = c.member(code, {
    'squeeze.weight': transposed('squeeze.kernel'),
    'squeeze.bias': 'squeeze.bias',
    'excite.weight': transposed('excite.kernel'),
    'excite.bias': 'excite.bias',
  });
  return `${member}(${x.code})`;
};

export const blocks: Readonly<Record<string, TorchLayer>> = { ResidualBlock, SqueezeExcitation };
