import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Attention(nn.Module):
    """Multi-head attention (Vaswani et al. 2017). A step that may look at nothing takes up nothing."""

    def __init__(self, features, heads, memory_features=None, key_size=None, value_size=None, dropout=0.0, bias=True):
        super().__init__()
        memory_features = memory_features or features
        self.heads, self.dropout = heads, dropout
        self.query = nn.Linear(features, heads * (key_size or features // heads), bias=bias)
        self.key = nn.Linear(memory_features, heads * (key_size or features // heads), bias=False)
        self.value = nn.Linear(memory_features, heads * (value_size or features // heads), bias=bias)
        self.output = nn.Linear(heads * (value_size or features // heads), features, bias=bias)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor | None = None, causal: bool = False) -> tuple[Tensor, Tensor]:
        """Result [N, T, F] and weights [N, heads, T, S]; the mask [N, S] is True for the steps of the memory that count."""
        query, key, value = (
            projected.unflatten(-1, (self.heads, -1)).transpose(1, 2)
            for projected in (self.query(x), self.key(memory), self.value(memory))
        )
        seen = torch.ones(len(x), 1, x.shape[1], memory.shape[1], dtype=torch.bool, device=x.device)
        if causal:
            seen = seen.tril()
        if mask is not None:
            seen = seen & mask[:, None, None, :]
        some = seen.any(-1, keepdim=True)
        scores = (query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5).masked_fill(~seen & some, float("-inf"))
        weights = torch.where(some, scores.softmax(-1), 0)
        values = F.dropout(weights, self.dropout, self.training) @ value
        return self.output(values.transpose(1, 2).flatten(2)), weights


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


def masked_first(x: Tensor, mask: Tensor) -> Tensor:
    """The first of the steps [N, T, F] where the mask [N, T] is True; 0 where it is nowhere."""
    step = x[torch.arange(len(x), device=x.device), mask.int().argmax(1)]
    return torch.where(mask.any(1, keepdim=True), step, 0)


class Test(nn.Module):
    """test

    tokens: [N, 4] int64, the field “tokens” after its preparation in Netloom
    first: [N, 3], the field “first” after its preparation in Netloom
    Returns [N, 1], predictions of the field “value”, as they were trained.
    Returns [N, 1], predictions of the field “value”, as they were trained.
    """

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(5, 3)
        self.read = UnrolledRNN(nn.GRUCell(3, 3))
        self.scores_bias = nn.Parameter(torch.zeros(5))
        self.attend = Attention(3, 1)
        self.lambda_ = nn.Linear(3, 3)
        self.tail = nn.Linear(16, 1)
        self.head = nn.Linear(26, 1)

    def forward(self, tokens: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        x, embed_table = self.embed(tokens) * (tokens != 0).unsqueeze(-1), self.embed.weight  # [N, 4, 3], [5, 3]
        mask = tokens != 0  # [N, 4] bool
        outputs, (h,) = self.read(x, first=(first.unsqueeze(0),), mask=mask)
        x, read_state = outputs, h[0]  # [N, 4, 3], [N, 3]
        scores = F.linear(x, embed_table, self.scores_bias)  # [N, 4, 5]
        attended, looks = self.attend(x, x, mask=mask)
        x, attend_weights = attended, looks.mean(1)  # [N, 4, 3], [N, 4, 4]
        flat = scores.flatten(1)  # [N, 20]
        x = masked_first(x.flip(1), mask.flip(1))  # [N, 3]
        class_ = attend_weights.flatten(1)  # [N, 16]
        x = torch.tanh(self.lambda_(x))  # [N, 3]
        tail = self.tail(class_)  # [N, 1]
        x = torch.cat((x, read_state, flat), dim=1)  # [N, 26]
        x = self.head(x)  # [N, 1]
        return tail, x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "embed.weight": ("embed.table",),
    "read.cells.0.weight_ih": (lambda gates: gates_in_order(gates, 1, 0, 2), "read.kernel"),
    "read.cells.0.weight_hh": (lambda gates: gates_in_order(gates, 1, 0, 2), "read.recurrentKernel"),
    "read.cells.0.bias_ih": (lambda gates: gates_in_order(gates, 1, 0, 2), "read.bias"),
    "read.cells.0.bias_hh": (lambda bias: torch.cat([torch.zeros_like(bias), torch.zeros_like(bias), bias]), "read.recurrentBias"),
    "scores_bias": ("scores.bias",),
    "attend.query.weight": (torch.t, "attend.query.kernel"),
    "attend.query.bias": ("attend.query.bias",),
    "attend.key.weight": (torch.t, "attend.key.kernel"),
    "attend.value.weight": (torch.t, "attend.value.kernel"),
    "attend.value.bias": ("attend.value.bias",),
    "attend.output.weight": (torch.t, "attend.output.kernel"),
    "attend.output.bias": ("attend.output.bias",),
    "lambda_.weight": (torch.t, "lambda.kernel"),
    "lambda_.bias": ("lambda.bias",),
    "tail.weight": (torch.t, "tail.kernel"),
    "tail.bias": ("tail.bias",),
    "head.weight": (torch.t, "head.kernel"),
    "head.bias": ("head.bias",),
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
    model = Test().eval()
    outputs = model(torch.zeros(2, 4, dtype=torch.long), torch.zeros(2, 3))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
