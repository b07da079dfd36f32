import type { TorchHelper, TorchLayer } from '../definition.ts';
import { literal } from '../python.ts';

const Embedding: TorchLayer = (c) => {
  const { shape, trainable } = c.weights[0];
  const [tokens, dim] = shape;
  const [pads, gives, token] = [c.flag('padding'), c.flag('table'), c.int('paddingToken')];
  // A row that is given away is trained through what reads it: it is set to 0 where it is looked up, and not in the table.
  const zeroed = pads && !gives;
  const made = `nn.Embedding(${tokens}, ${dim}${zeroed ? `, padding_idx=${token}` : ''})`;
  const weight = zeroed ? { from: ['table'], by: `lambda table: table.index_fill(0, torch.tensor(${token}), 0)` } : 'table';
  const table = c.member(trainable ? made : `${made}.requires_grad_(False)`, { weight });
  const [{ code: x }] = c.inputs;
  const rows = pads && gives ? `${table}(${x}) * (${x} != ${token}).unsqueeze(-1)` : `${table}(${x})`;
  return gives ? [rows, `${table}.weight`] : rows;
};

const TokenScores: TorchLayer = (c) => {
  const [x, table] = c.inputs;
  if (!c.has('bias')) return `F.linear(${x.code}, ${table.code})`;
  const bias = c.member(`nn.Parameter(torch.zeros(${c.weights[0].shape[0]}))`, { '': 'bias' }, 'bias');
  return `F.linear(${x.code}, ${table.code}, ${bias})`;
};

const PaddingMask: TorchLayer = (c) => `${c.inputs[0].code} != ${c.int('paddingToken')}`;

const sinusoids: TorchHelper = {
  name: 'Sinusoids',
  code: `class Sinusoids(nn.Module):
    """Adds sines and cosines of many wavelengths, which tell steps apart (Vaswani et al. 2017)."""

    def __init__(self, steps: int, features: int, base: float = 10000.0):
        super().__init__()
        pairs = torch.arange(features, dtype=torch.float64) // 2 * 2
        angles = torch.arange(steps, dtype=torch.float64)[:, None] / base ** (pairs / features)
        even = torch.arange(features) % 2 == 0
        table = torch.where(even, angles.sin(), angles.cos()).to(torch.get_default_dtype())
        self.register_buffer("table", table, persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.table`,
};

const PositionalEncoding: TorchLayer = (c) => {
  const [x] = c.inputs;
  const [, steps, features] = x.type.shape.map(Number);
  const scaled = c.flag('scale') ? `${x.code} * ${features} ** 0.5` : x.code;
  if (c.choice('kind') === 'learned') {
    const first = `nn.Parameter(${literal(c.number('deviation'))} * torch.randn(${steps}, ${features}))`;
    return `${scaled} + ${c.member(first, { '': 'positions' })}`;
  }
  const base = c.number('base') === 10_000 ? '' : `, base=${literal(c.number('base'))}`;
  return `${c.member(`${c.use(sinusoids)}(${steps}, ${features}${base})`)}(${scaled})`;
};

const maskedMean: TorchHelper = {
  name: 'masked_mean',
  code: `def masked_mean(x: Tensor, mask: Tensor) -> Tensor:
    """Mean of the steps [N, T, F] where the mask [N, T] is True; 0 where it is nowhere."""
    count = mask.sum(1, keepdim=True).clamp(min=1)
    return torch.where(mask[:, :, None], x, 0).sum(1) / count`,
};

const maskedMax: TorchHelper = {
  name: 'masked_max',
  code: `def masked_max(x: Tensor, mask: Tensor) -> Tensor:
    """Largest of the steps [N, T, F] where the mask [N, T] is True; 0 where it is nowhere."""
    largest = x.masked_fill(~mask[:, :, None], float("-inf")).amax(1)
    return torch.where(mask.any(1, keepdim=True), largest, 0)`,
};

const maskedSum: TorchHelper = {
  name: 'masked_sum',
  code: `def masked_sum(x: Tensor, mask: Tensor) -> Tensor:
    """Sum of the steps [N, T, F] where the mask [N, T] is True."""
    return torch.where(mask[:, :, None], x, 0).sum(1)`,
};

const maskedFirst: TorchHelper = {
  name: 'masked_first',
  code: `def masked_first(x: Tensor, mask: Tensor) -> Tensor:
    """The first of the steps [N, T, F] where the mask [N, T] is True; 0 where it is nowhere."""
    step = x[torch.arange(len(x), device=x.device), mask.int().argmax(1)]
    return torch.where(mask.any(1, keepdim=True), step, 0)`,
};

const pools: Readonly<
  Partial<Record<string, { readonly all: (x: string) => string; masked(x: string, mask: string): string; helper: TorchHelper }>>
> = {
  mean: { all: (x) => `${x}.mean(1)`, masked: (x, mask) => `masked_mean(${x}, ${mask})`, helper: maskedMean },
  max: { all: (x) => `${x}.amax(1)`, masked: (x, mask) => `masked_max(${x}, ${mask})`, helper: maskedMax },
  sum: { all: (x) => `${x}.sum(1)`, masked: (x, mask) => `masked_sum(${x}, ${mask})`, helper: maskedSum },
  first: { all: (x) => `${x}[:, 0]`, masked: (x, mask) => `masked_first(${x}, ${mask})`, helper: maskedFirst },
  last: { all: (x) => `${x}[:, -1]`, masked: (x, mask) => `masked_first(${x}.flip(1), ${mask}.flip(1))`, helper: maskedFirst },
};

const SequencePool: TorchLayer = (c) => {
  const pool = pools[c.choice('keep')] ?? c.refuse(`Steps can’t be pooled by “${c.choice('keep')}”.`);
  const [{ code: x }] = c.inputs;
  const { mask } = c.optional;
  if (mask === undefined) return pool.all(x);
  c.use(pool.helper);
  return pool.masked(x, mask.code);
};

export const sequences: Readonly<Record<string, TorchLayer>> = { Embedding, TokenScores, PaddingMask, PositionalEncoding, SequencePool };
