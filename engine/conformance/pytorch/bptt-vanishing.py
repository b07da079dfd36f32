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


class VanishingGradients(nn.Module):
    """Vanishing gradients

    Three networks remember a sign through 60 steps. One’s gradients vanish on the way back; clipping cures one, gates the other.

    One of sixty values is marked, and only at the end is asked whether it was positive. Back-propagation through time multiplies the gradient by the recurrent weights once more at each step back. Watch ‖∂ℓ/∂h_t‖ under Train, Gradients through time, and slide to epoch 1: in the plain recurrent layer next to nothing of the gradient is left at the first step, in the memory cell (LSTM) a few thousandths. In single batches the plain layer’s gradient explodes instead and throws the weights about: its loss leaps, and of the sign it learns nothing. Its twin is the same but for one parameter: no step passes more than 1 back (Clip gradient, among the advanced parameters); the memory cell is clipped as well. In later epochs the two that have learnt the sign have small gradients for a better reason: hardly anything is left to learn.

    x: [N, 2, 60], the field “signal” after its preparation in Netloom
    Returns [N, 2], predictions of the field “sign”, scores: softmax over the classes makes probabilities of them.
    Returns [N, 2], predictions of the field “sign”, scores: softmax over the classes makes probabilities of them.
    Returns [N, 2], predictions of the field “sign”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rnn = nn.RNN(2, 32, nonlinearity="relu", batch_first=True)
        self.clipped_rnn = UnrolledRNN(nn.RNNCell(2, 32, nonlinearity="relu"), clip=1)
        self.lstm = UnrolledRNN(nn.LSTMCell(2, 32), clip=1)
        self.plain_logits = nn.Linear(32, 2)
        self.clipped_logits = nn.Linear(32, 2)
        self.gated_logits = nn.Linear(32, 2)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = x.transpose(1, 2)  # [N, 60, 2]
        outputs, h = self.rnn(x)
        rnn = h[0]  # [N, 32]
        outputs2, (h2,) = self.clipped_rnn(x)
        clipped_rnn = h2[0]  # [N, 32]
        outputs3, (h3, c,) = self.lstm(x)
        x = h3[0]  # [N, 32]
        plain_logits = self.plain_logits(rnn)  # [N, 2]
        clipped_logits = self.clipped_logits(clipped_rnn)  # [N, 2]
        x = self.gated_logits(x)  # [N, 2]
        return plain_logits, clipped_logits, x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "rnn.weight_ih_l0": (torch.t, "rnn.kernel"),
    "rnn.weight_hh_l0": (torch.t, "rnn.recurrentKernel"),
    "rnn.bias_ih_l0": ("rnn.bias",),
    "rnn.bias_hh_l0": (torch.zeros_like, "rnn.bias"),
    "clipped_rnn.cells.0.weight_ih": (torch.t, "clippedRnn.kernel"),
    "clipped_rnn.cells.0.weight_hh": (torch.t, "clippedRnn.recurrentKernel"),
    "clipped_rnn.cells.0.bias_ih": ("clippedRnn.bias",),
    "clipped_rnn.cells.0.bias_hh": (torch.zeros_like, "clippedRnn.bias"),
    "lstm.cells.0.weight_ih": (lambda gates: gates_in_order(gates, 0, 2, 3, 1), "lstm.kernel"),
    "lstm.cells.0.weight_hh": (lambda gates: gates_in_order(gates, 0, 2, 3, 1), "lstm.recurrentKernel"),
    "lstm.cells.0.bias_ih": (lambda gates: gates_in_order(gates, 0, 2, 3, 1), "lstm.bias"),
    "lstm.cells.0.bias_hh": (torch.zeros_like, "lstm.bias"),
    "plain_logits.weight": (torch.t, "plainLogits.kernel"),
    "plain_logits.bias": ("plainLogits.bias",),
    "clipped_logits.weight": (torch.t, "clippedLogits.kernel"),
    "clipped_logits.bias": ("clippedLogits.bias",),
    "gated_logits.weight": (torch.t, "gatedLogits.kernel"),
    "gated_logits.bias": ("gatedLogits.bias",),
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
    model = VanishingGradients().eval()
    outputs = model(torch.zeros(2, 2, 60))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
