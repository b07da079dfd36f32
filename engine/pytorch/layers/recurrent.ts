import type { TorchContext, TorchHelper, TorchLayer, TorchResult } from '../definition.ts';
import { call, literal } from '../python.ts';
import { allEntries } from './entries.ts';
import { cellCode, cellEntries, type CellForm, isUsual, usualEntries } from './recurrent-cells.ts';

/** How a layer of a type reads its parameters: those that its kind lacks have no effect. */
function formOf(c: TorchContext, kind: CellForm['kind']): CellForm {
  return {
    kind,
    activation: kind === 'rnn' ? c.choice('activation') : 'tanh',
    resetsBefore: kind === 'gru' && c.choice('reset') === 'before',
    peepholes: kind === 'lstm' && c.flag('peepholes'),
    bias: c.flag('bias'),
  };
}

/** Steps that count, from lengths [N]. */
const stepMask: TorchHelper = {
  name: 'step_mask',
  code: `def step_mask(lengths: Tensor, steps: int) -> Tensor:
    """True for the steps [N, T] of sequences that are so long [N]."""
    return torch.arange(steps, device=lengths.device) < lengths[:, None]`,
};

const limited: TorchHelper = {
  name: 'limit_gradient',
  code: `def limit_gradient(state: Tensor, limit: float) -> Tensor:
    """The state, through which a gradient of at most this norm flows back in each row."""
    state = state.clone()
    if state.requires_grad:
        state.register_hook(lambda g: g * (limit / g.norm(dim=1, keepdim=True).clamp(min=limit)))
    return state`,
};

const unrolled: TorchHelper = {
  name: 'UnrolledRNN',
  uses: [limited],
  code: `class UnrolledRNN(nn.Module):
    """Cells that read sequences [N, T, F] step by step, as nn.LSTM does; cells are in the order of layers, then of directions.

    Steps where a mask [N, T] is False keep the states and give 0. The gradient is cut off after \`truncate\` steps and limited
    to the norm \`clip\` in each step, where these are not 0.
    """

    def __init__(self, *cells: nn.Module, direction: str = "forward", dropout: float = 0.0, truncate: int = 0, clip: float = 0.0):
        super().__init__()
        self.cells = nn.ModuleList(cells)
        self.orders = {"forward": [False], "backward": [True], "both": [False, True]}[direction]
        self.dropout, self.truncate, self.clip = dropout, truncate, clip

    def forward(self, x: Tensor, first: tuple[Tensor, ...] | None = None, mask: Tensor | None = None):
        """Outputs [N, T, D · H], and the last states, each [L · D, N, H]; so are the first ones."""
        last = []
        for start in range(0, len(self.cells), len(self.orders)):
            if start > 0:
                x = F.dropout(x, self.dropout, self.training)
            outputs = []
            for index, backward in enumerate(self.orders, start):
                states = None if first is None else tuple(state[index] for state in first)
                output, states = self.unroll(self.cells[index], x, states, mask, backward)
                outputs.append(output)
                last.append(states)
            x = torch.cat(outputs, -1)
        return x, tuple(torch.stack(states) for states in zip(*last))

    def unroll(self, cell: nn.Module, x: Tensor, states: tuple[Tensor, ...] | None, mask: Tensor | None, backward: bool):
        steps = range(x.shape[1])
        outputs = [None] * len(steps)
        for count, t in enumerate(reversed(steps) if backward else steps):
            if self.training and states is not None:
                if self.truncate > 0 and count > 0 and count % self.truncate == 0:
                    states = tuple(state.detach() for state in states)
                if self.clip > 0:
                    states = tuple(limit_gradient(state, self.clip / len(x)) for state in states)
            given = states if states is None or len(states) == 2 else states[0]
            made = cell(x[:, t], given)
            made = made if isinstance(made, tuple) else (made,)
            if mask is None:
                states, outputs[t] = made, made[0]
                continue
            counts = mask[:, t, None].bool()
            before = states or tuple(torch.zeros_like(state) for state in made)
            states = tuple(torch.where(counts, new, old) for new, old in zip(made, before))
            outputs[t] = torch.where(counts, states[0], 0)
        return torch.stack(outputs, 1), states`,
};

/** The states of all layers and directions side by side [N, L · D · H] as PyTorch takes them [L · D, N, H]. */
const stacked = (state: string, parts: number): string =>
  parts === 1 ? `${state}.unsqueeze(0)` : `${state}.unflatten(1, (${parts}, -1)).transpose(0, 1).contiguous()`;
const sideBySide = (state: string): string => `${state}.transpose(0, 1).flatten(1)`;

/** What the first step begins with, as a tuple of states; `undefined` for zeros. */
function firstStates(c: TorchContext, kind: CellForm['kind'], make: (state: string) => string): readonly string[] | undefined {
  const names = kind === 'lstm' ? ['state', 'cell'] : ['state'];
  const given = names.map((name) => c.optional[name]?.code);
  const some = given.find((state) => state !== undefined);
  return some === undefined ? undefined : given.map((state) => make(state ?? `torch.zeros_like(${some})`));
}

/** A stack of recurrent layers in its place. */
interface Stack {
  readonly form: CellForm;
  readonly features: number;
  readonly units: number;
  readonly layers: number;
  readonly direction: string;
  readonly directions: number;
}

/** Layers and directions in order, with the beginnings of their weights' names. */
function placesIn({
  layers,
  directions,
}: Stack): readonly { readonly layer: number; readonly reverse: boolean; readonly prefix: string }[] {
  return Array.from({ length: layers * directions }, (_, index) => {
    const [layer, reverse] = [Math.floor(index / directions), index % directions === 1];
    return { layer, reverse, prefix: `${layer === 0 ? '' : `layer${layer + 1}.`}${reverse ? 'backward.' : ''}` };
  });
}

/** By torch.nn's own module. */
function usualMember(c: TorchContext, stack: Stack): string {
  const { form, features, units, layers, directions } = stack;
  const dropout = c.number('dropout');
  const code = call({ rnn: 'nn.RNN', gru: 'nn.GRU', lstm: 'nn.LSTM' }[form.kind], [features, units], {
    ...(layers > 1 && { num_layers: layers }),
    ...(form.activation === 'relu' && { nonlinearity: '"relu"' }),
    ...(!form.bias && { bias: 'False' }),
    batch_first: 'True',
    ...(layers > 1 && dropout > 0 && { dropout: literal(dropout) }),
    ...(directions === 2 && { bidirectional: 'True' }),
  });
  const entries = placesIn(stack).map(({ layer, reverse, prefix }) =>
    usualEntries(c, form, prefix, `_l${layer}${reverse ? '_reverse' : ''}`),
  );
  return c.member(code, allEntries(entries));
}

/** By cells that are called step by step. */
function unrolledMember(c: TorchContext, stack: Stack): string {
  const { form, features, units, layers, direction, directions } = stack;
  const places = placesIn(stack);
  const cells = places.map(({ layer }) => cellCode(c, form, layer === 0 ? features : directions * units, units));
  const [dropout, truncate, clip] = [c.number('dropout'), c.int('truncate'), c.number('clip')];
  const code = call(c.use(unrolled), cells, {
    ...(direction !== 'forward' && { direction: literal(direction) }),
    ...(layers > 1 && dropout > 0 && { dropout: literal(dropout) }),
    ...(truncate > 0 && { truncate }),
    ...(clip > 0 && { clip: literal(clip) }),
  });
  return c.member(code, allEntries(places.map(({ prefix }, index) => cellEntries(c, form, prefix, `cells.${index}.`))));
}

/** Steps that count, from a mask or from lengths. */
function maskCode(c: TorchContext): string | undefined {
  const { mask } = c.optional;
  const [x] = c.inputs;
  if (mask === undefined || mask.type.shape.length !== 1) return mask?.code;
  return `${c.use(stepMask)}(${mask.code}, ${x.type.shape[1]})`;
}

function recurrent(kind: CellForm['kind']): TorchLayer {
  return (c): TorchResult => {
    const [x] = c.inputs;
    const form = formOf(c, kind);
    const [units, layers, direction] = [c.int('units'), c.int('layers'), c.choice('direction')];
    const directions = direction === 'both' ? 2 : 1;
    const stack: Stack = { form, features: Number(x.type.shape[2]), units, layers, direction, directions };
    const first = firstStates(c, kind, (state) => stacked(state, layers * directions));
    const mask = maskCode(c);
    const usual = isUsual(form) && mask === undefined && c.int('truncate') === 0 && c.number('clip') === 0;
    const turned = usual && direction === 'backward';
    const [out, ...last] = [c.local('outputs'), c.local('h'), ...(kind === 'lstm' ? [c.local('c')] : [])];
    if (usual) {
      const given = first === undefined ? [] : [first.length === 1 ? first[0] : `(${first.join(', ')})`];
      const states = last.length === 1 ? last[0] : `(${last.join(', ')})`;
      c.line(`${out}, ${states} = ${call(usualMember(c, stack), [turned ? `${x.code}.flip(1)` : x.code, ...given])}`);
    } else {
      const options = { ...(first && { first: `(${first.join(', ')},)` }), ...(mask !== undefined && { mask }) };
      c.line(`${out}, (${last.join(', ')},) = ${call(unrolledMember(c, stack), [x.code], options)}`);
    }
    const ends = layers * directions === 1 ? last.map((state) => `${state}[0]`) : last.map(sideBySide);
    if (c.choice('returns') === 'sequence') return [turned ? `${out}.flip(1)` : out, ...ends];
    if (layers === 1) return [ends[0], ...ends];
    return [directions === 1 ? `${last[0]}[-1]` : sideBySide(`${last[0]}[-${directions}:]`), ...ends];
  };
}

/** One step, its state wired by hand. */
const RecurrentCell: TorchLayer = (c) => {
  const [x] = c.inputs;
  const kind = c.choice('cell');
  if (kind !== 'rnn' && kind !== 'gru' && kind !== 'lstm') return c.refuse(`There is no cell “${kind}”.`);
  const form = formOf(c, kind);
  const cell = c.member(cellCode(c, form, Number(x.type.shape[1]), c.int('units')), cellEntries(c, form, '', ''));
  const states = firstStates(c, kind, (state) => state);
  const given = states === undefined ? [] : [states.length === 1 ? states[0] : `(${states.join(', ')})`];
  const called = call(cell, [x.code, ...given]);
  return kind === 'lstm' ? { tuple: called } : called;
};

export const recurrentLayers: Readonly<Record<string, TorchLayer>> = {
  SimpleRNN: recurrent('rnn'),
  GRU: recurrent('gru'),
  LSTM: recurrent('lstm'),
  RecurrentCell,
};
