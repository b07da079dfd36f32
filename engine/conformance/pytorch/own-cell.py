import torch
from torch import Tensor, nn


def scan(step, sequences, states, mask=None, backward=False, truncate=0):
    """Reads sequences [N, T, …] step by step: `step` makes outputs and next states of the parts of one step and the states.

    Gives the outputs of all steps and the last states. Steps where the mask [N, T] is False keep the states and give 0; the
    gradient is cut off after `truncate` steps, where that is not 0.
    """
    steps = range(sequences[0].shape[1])
    made = [None] * len(steps)
    for count, t in enumerate(reversed(steps) if backward else steps):
        if truncate > 0 and count > 0 and count % truncate == 0:
            states = tuple(state.detach() for state in states)
        outputs, after = step([sequence[:, t] for sequence in sequences], states)
        if mask is not None:
            counts = [mask[:, t].view(-1, *[1] * (value.dim() - 1)) for value in (*outputs, *after)]
            outputs = [torch.where(count, value, 0) for count, value in zip(counts, outputs)]
            after = [torch.where(count, new, old) for count, new, old in zip(counts[len(outputs) :], after, states)]
        states, made[t] = tuple(after), outputs
    return tuple(torch.stack(values, 1) for values in zip(*made)), states


class MinimalGatedCell(nn.Module):
    """Minimal gated cell

    h′ = h + f ⊙ (tanh(W·x + U·h) − h), f = σ(V·[x, h])

    x: [N, 1]
    h: [N, 48]
    """

    def __init__(self) -> None:
        super().__init__()
        self.w = nn.Linear(1, 48)
        self.u = nn.Linear(48, 48, bias=False)
        self.v = nn.Linear(49, 48)

    def forward(self, x: Tensor, h: Tensor) -> Tensor:
        w = self.w(x)  # [N, 48]
        x = torch.cat((x, h), dim=1)  # [N, 49]
        u = self.u(h)  # [N, 48]
        x = self.v(x)  # [N, 48]
        sum_ = w + u  # [N, 48]
        x = torch.sigmoid(x)  # [N, 48]
        candidate = torch.tanh(sum_)  # [N, 48]
        change = candidate - h  # [N, 48]
        x = x * change  # [N, 48]
        x = x + h  # [N, 48]
        return x


class ACellOfOnesOwn(nn.Module):
    """A cell of one’s own

    Tomorrow’s births from the 28 days before, read by a cell that is drawn layer by layer. It errs by 299, to repeat last week by 430.

    Open the scan: each of its steps is the drawing inside. A gate f = σ(V·[x, h]) says how much of the state is renewed, so that most of it may stay as it is from day to day. What is renewed comes from tanh(W·x + U·h). An input and an output are called h: what leaves a step there enters the next. Change the drawing, and the network learns with what you drew. On the test days, those of 2013 and 2014, the mean absolute error is 299 births, to repeat the number of a week ago errs by 430; “Births, remembered” with an LSTM errs by 308, which with one seed each is no difference to build on.

    x: [N, 1, 28], the field “days” after its preparation in Netloom
    Returns [N, 1], predictions of the field “births”, as they were trained.
    """

    def __init__(self) -> None:
        super().__init__()
        self.scan_minimal_gated_cell = MinimalGatedCell()
        self.forecast = nn.Linear(48, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = x.transpose(1, 2)  # [N, 28, 1]
        def scan_minimal_gated_cell_step(parts, states):
            made = (self.scan_minimal_gated_cell(parts[0], states[0]),)
            return (made[0],), (made[0],)
        outputs, last = scan(scan_minimal_gated_cell_step, [x], (x.new_zeros(len(x), 48),))
        x = last[0]  # [N, 48]
        x = self.forecast(x)  # [N, 1]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "forecast.weight": (torch.t, "forecast.kernel"),
    "forecast.bias": ("forecast.bias",),
    "scan_minimal_gated_cell.w.weight": (torch.t, "scan.W.kernel"),
    "scan_minimal_gated_cell.w.bias": ("scan.W.bias",),
    "scan_minimal_gated_cell.u.weight": (torch.t, "scan.U.kernel"),
    "scan_minimal_gated_cell.v.weight": (torch.t, "scan.V.kernel"),
    "scan_minimal_gated_cell.v.bias": ("scan.V.bias",),
}


def load_netloom(model: nn.Module, path: str) -> None:
    """Fills the model with the weights of a safetensors file that Netloom exported; says what is missing. Needs the package safetensors."""
    from safetensors.torch import load_file

    saved = load_file(path)
    names = {name for source in WEIGHTS.values() for name in source if isinstance(name, str)}
    missing = sorted(names - saved.keys())
    if missing:
        raise KeyError(f"{path} lacks {', '.join(missing)}: was it exported from this network?")
    state = {}
    for entry, source in WEIGHTS.items():
        if callable(source[0]):
            make, *parts = source
            state[entry] = make(*(saved[name] for name in parts)).contiguous()
        else:
            state[entry] = saved[source[0]]
    result = model.load_state_dict(state, strict=False)
    left = [name for name in result.missing_keys if not name.endswith("num_batches_tracked")]
    if left or result.unexpected_keys:
        raise KeyError(f"not filled: {left}, not in the model: {result.unexpected_keys}")


if __name__ == "__main__":
    model = ACellOfOnesOwn().eval()
    outputs = model(torch.zeros(2, 1, 28))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
