import torch
import torch.nn.functional as F
from torch import Tensor, nn


def limit_gradient(state: Tensor, limit: float) -> Tensor:
    """The state, through which a gradient of at most this norm flows back in each row."""
    state = state.clone()
    if state.requires_grad:
        state.register_hook(lambda g: g * (limit / g.norm(dim=1, keepdim=True).clamp(min=limit)))
    return state


class UnrolledRNN(nn.Module):
    """Cells that read sequences [N, T, F] step by step, as nn.LSTM does; cells are in the order of layers, then of directions.

    Steps where a mask [N, T] is False keep the states and give 0. The gradient is cut off after `truncate` steps and limited
    to the norm `clip` in each step, where these are not 0.
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
        return torch.stack(outputs, 1), states


def gates_in_order(weight: Tensor, *order: int) -> Tensor:
    """Gates that lie side by side along the last axis, in PyTorch's order and along the first axis."""
    gates = weight.chunk(len(order), -1)
    return torch.cat([gates[i] for i in order], -1).movedim(-1, 0)


class NamesRead(nn.Module):
    """Names, read

    Is a first name a woman’s or a man’s? Gated units read it letter by letter, from both ends.

    Each letter becomes 24 trained numbers. One reading goes from the first letter to the last, the other from the last to the first: what each remembers at its end is weighed together. The padding mask keeps the readings from the zeros that fill up short names. “Names, counted letters” is as often right, but there somebody chose to count runs of up to three letters; here the network was given letters alone.

    x: [N, 16] int64, the field “name” after its preparation in Netloom
    Returns [N, 2], predictions of the field “kind”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.letters = nn.Embedding(64, 24)
        self.gru = UnrolledRNN(nn.GRUCell(24, 64), nn.GRUCell(24, 64), direction="both")
        self.dropout = nn.Dropout(0.3)
        self.logits = nn.Linear(128, 2)

    def forward(self, x: Tensor) -> Tensor:
        letters = self.letters(x)  # [N, 16, 24]
        x = x != 0  # [N, 16] bool
        outputs, (h,) = self.gru(letters, mask=x)
        x = h.transpose(0, 1).flatten(1)  # [N, 128]
        x = self.dropout(x)  # [N, 128]
        x = self.logits(x)  # [N, 2]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "letters.weight": ("letters.table",),
    "gru.cells.0.weight_ih": (lambda gates: gates_in_order(gates, 1, 0, 2), "gru.kernel"),
    "gru.cells.0.weight_hh": (lambda gates: gates_in_order(gates, 1, 0, 2), "gru.recurrentKernel"),
    "gru.cells.0.bias_ih": (lambda gates: gates_in_order(gates, 1, 0, 2), "gru.bias"),
    "gru.cells.0.bias_hh": (lambda bias: torch.cat([torch.zeros_like(bias), torch.zeros_like(bias), bias]), "gru.recurrentBias"),
    "gru.cells.1.weight_ih": (lambda gates: gates_in_order(gates, 1, 0, 2), "gru.backward.kernel"),
    "gru.cells.1.weight_hh": (lambda gates: gates_in_order(gates, 1, 0, 2), "gru.backward.recurrentKernel"),
    "gru.cells.1.bias_ih": (lambda gates: gates_in_order(gates, 1, 0, 2), "gru.backward.bias"),
    "gru.cells.1.bias_hh": (lambda bias: torch.cat([torch.zeros_like(bias), torch.zeros_like(bias), bias]), "gru.backward.recurrentBias"),
    "logits.weight": (torch.t, "logits.kernel"),
    "logits.bias": ("logits.bias",),
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
    model = NamesRead().eval()
    outputs = model(torch.zeros(2, 16, dtype=torch.long))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
