import type { TorchContext, TorchEntries, TorchHelper, TorchSource } from '../definition.ts';
import { call } from '../python.ts';
import { transposed } from './entries.ts';

/** A kind of recurrence, and the form that it takes. */
export interface CellForm {
  readonly kind: 'rnn' | 'gru' | 'lstm';
  readonly activation: string;
  readonly resetsBefore: boolean;
  readonly peepholes: boolean;
  readonly bias: boolean;
}

/** Whether torch.nn has this form. */
export const isUsual = ({ kind, activation, resetsBefore, peepholes }: CellForm): boolean =>
  !(kind === 'rnn' && activation === 'identity') && !(kind === 'gru' && resetsBefore) && !(kind === 'lstm' && peepholes);

/** Gates lie in another order in PyTorch: for each of its places, the place of ours. RNN h; GRU r, z, n of z, r, n; LSTM i, f, c, o of i, o, f, c. */
const orders: Readonly<Record<CellForm['kind'], readonly number[]>> = { rnn: [0], gru: [1, 0, 2], lstm: [0, 2, 3, 1] };

const reordered: TorchHelper = {
  name: 'gates_in_order',
  code: `def gates_in_order(weight: Tensor, *order: int) -> Tensor:
    """Gates that lie side by side along the last axis, in PyTorch's order and along the first axis."""
    gates = weight.chunk(len(order), -1)
    return torch.cat([gates[i] for i in order], -1).movedim(-1, 0)`,
};

/** How PyTorch's form is made of ours; that of an RNN has one gate. */
const inTorchOrder = (c: TorchContext, kind: CellForm['kind']): string =>
  `lambda gates: ${c.use(reordered)}(gates, ${orders[kind].join(', ')})`;

/** Entries of one layer and direction in PyTorch's own modules; `suffix` is `_l0_reverse`. */
export function usualEntries(c: TorchContext, { kind, bias }: CellForm, prefix: string, suffix: string): TorchEntries {
  const matrix = (name: string): TorchSource => ({ from: [`${prefix}${name}`], by: kind === 'rnn' ? 'torch.t' : inTorchOrder(c, kind) });
  const weights = { [`weight_ih${suffix}`]: matrix('kernel'), [`weight_hh${suffix}`]: matrix('recurrentKernel') };
  if (!bias) return weights;
  const own = `${prefix}bias`;
  const recurrent = `${prefix}recurrentBias`;
  const second: TorchSource = c.has(recurrent)
    ? { from: [recurrent], by: 'lambda bias: torch.cat([torch.zeros_like(bias), torch.zeros_like(bias), bias])' }
    : { from: [own], by: 'torch.zeros_like' };
  return {
    ...weights,
    [`bias_ih${suffix}`]: kind === 'rnn' ? own : { from: [own], by: inTorchOrder(c, kind) },
    [`bias_hh${suffix}`]: second,
  };
}

const linearCell: TorchHelper = {
  name: 'LinearRNNCell',
  code: `class LinearRNNCell(nn.Module):
    """One step of an RNN without a function: the state is what is added up."""

    def __init__(self, features: int, units: int, bias: bool = True):
        super().__init__()
        self.hidden_size = units
        self.input = nn.Linear(features, units, bias=bias)
        self.recurrent = nn.Linear(units, units, bias=False)

    def forward(self, x: Tensor, h: Tensor | None = None) -> Tensor:
        return self.input(x) if h is None else self.input(x) + self.recurrent(h)`,
};

const originalGru: TorchHelper = {
  name: 'OriginalGRUCell',
  code: `class OriginalGRUCell(nn.Module):
    """One step of a GRU whose reset gate acts on the state before its product (Cho et al. 2014); gates z, r, n."""

    def __init__(self, features: int, units: int, bias: bool = True):
        super().__init__()
        self.hidden_size = units
        self.input = nn.Linear(features, 3 * units, bias=bias)
        self.recurrent = nn.Linear(units, 3 * units, bias=False)

    def forward(self, x: Tensor, h: Tensor | None = None) -> Tensor:
        h = x.new_zeros(len(x), self.hidden_size) if h is None else h
        of_gates, of_state = self.recurrent.weight.split([2 * self.hidden_size, self.hidden_size])
        gates, proposed = self.input(x).split([2 * self.hidden_size, self.hidden_size], 1)
        z, r = torch.sigmoid(gates + F.linear(h, of_gates)).chunk(2, 1)
        return (1 - z) * torch.tanh(proposed + F.linear(r * h, of_state)) + z * h`,
};

const peepholeLstm: TorchHelper = {
  name: 'PeepholeLSTMCell',
  code: `class PeepholeLSTMCell(nn.Module):
    """One step of an LSTM whose gates see its memory (Gers & Schmidhuber 2000); gates i, o, f, c."""

    def __init__(self, features: int, units: int, bias: bool = True):
        super().__init__()
        self.hidden_size = units
        self.input = nn.Linear(features, 4 * units, bias=bias)
        self.recurrent = nn.Linear(units, 4 * units, bias=False)
        self.peephole = nn.Parameter(torch.zeros(3, units))

    def forward(self, x: Tensor, states: tuple[Tensor, Tensor] | None = None) -> tuple[Tensor, Tensor]:
        zeros = x.new_zeros(len(x), self.hidden_size)
        h, c = (zeros, zeros) if states is None else states
        i, o, f, proposed = (self.input(x) + self.recurrent(h)).chunk(4, 1)
        see_i, see_o, see_f = self.peephole
        c = torch.sigmoid(f + see_f * c) * c + torch.sigmoid(i + see_i * c) * torch.tanh(proposed)
        return torch.sigmoid(o + see_o * c) * torch.tanh(c), c`,
};

const ownCells: Readonly<Record<CellForm['kind'], TorchHelper>> = { rnn: linearCell, gru: originalGru, lstm: peepholeLstm };
const torchCells: Readonly<Record<CellForm['kind'], string>> = { rnn: 'nn.RNNCell', gru: 'nn.GRUCell', lstm: 'nn.LSTMCell' };

/** One step as a module. */
export function cellCode(c: TorchContext, form: CellForm, features: number, units: number): string {
  const callee = isUsual(form) ? torchCells[form.kind] : c.use(ownCells[form.kind]);
  return call(callee, [features, units], {
    ...(!form.bias && { bias: 'False' }),
    ...(form.kind === 'rnn' && form.activation === 'relu' && { nonlinearity: '"relu"' }),
  });
}

/** Entries of a cell from the weights whose names begin so; `member` is where it is: `cells.0.`. */
export function cellEntries(c: TorchContext, form: CellForm, prefix: string, member: string): TorchEntries {
  if (isUsual(form)) {
    const entries = usualEntries(c, form, prefix, '');
    return Object.fromEntries(Object.entries(entries).map(([name, source]) => [`${member}${name}`, source]));
  }
  return {
    [`${member}input.weight`]: transposed(`${prefix}kernel`),
    ...(form.bias && { [`${member}input.bias`]: `${prefix}bias` }),
    [`${member}recurrent.weight`]: transposed(`${prefix}recurrentKernel`),
    ...(form.kind === 'lstm' && { [`${member}peephole`]: { from: [`${prefix}peephole`], by: 'lambda peephole: peephole.view(3, -1)' } }),
  };
}
