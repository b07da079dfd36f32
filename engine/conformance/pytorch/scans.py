import torch
import torch.nn.functional as F
from torch import Tensor, nn


def gates_in_order(weight: Tensor, *order: int) -> Tensor:
    """Gates that lie side by side along the last axis, in PyTorch's order and along the first axis."""
    gates = weight.chunk(len(order), -1)
    return torch.cat([gates[i] for i in order], -1).movedim(-1, 0)


def masked_mean(x: Tensor, mask: Tensor) -> Tensor:
    """Mean of the steps [N, T, F] where the mask [N, T] is True; 0 where it is nowhere."""
    count = mask.sum(1, keepdim=True).clamp(min=1)
    return torch.where(mask[:, :, None], x, 0).sum(1) / count


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


class ResidualUnit(nn.Module):
    """Residual unit

    x: [N, 3]
    """

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(3, 2)
        self.outer = nn.Linear(2, 3)

    def forward(self, x: Tensor) -> Tensor:
        inner = F.relu(self.inner(x))  # [N, 2]
        outer = self.outer(inner)  # [N, 3]
        x = outer + x  # [N, 3]
        return x


class Cell(nn.Module):
    """cell

    x: [N, 2]
    context: [N, 3]
    h: [N, 3]
    c: [N, 3]
    """

    def __init__(self) -> None:
        super().__init__()
        self.step = nn.LSTMCell(2, 3)
        self.refined = ResidualUnit()
        self.score = nn.Linear(3, 2)

    def forward(self, x: Tensor, context: Tensor, h: Tensor, c: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x, step_cell = self.step(x, (h, c))  # [N, 3], [N, 3]
        x = self.refined(x)  # [N, 3]
        x = x + context  # [N, 3]
        score = self.score(x)  # [N, 2]
        return score, x, step_cell


class Test(nn.Module):
    """test

    steps: [N, 4, 2], the field “steps” after its preparation in Netloom
    first: [N, 3], the field “first” after its preparation in Netloom
    there: [N, 4] bool, the field “there” after its preparation in Netloom
    Returns [N, 1], predictions of the field “value”, as they were trained.
    """

    def __init__(self) -> None:
        super().__init__()
        self.back = Cell()
        self.again = Cell()
        self.head = nn.Linear(8, 1)

    def forward(self, steps: Tensor, first: Tensor, there: Tensor) -> Tensor:
        def back_step(parts, states):
            made = self.back(parts[0], first, states[0], states[1])
            return (made[0], made[1], made[2],), (made[1], made[2],)
        outputs, last = scan(back_step, [steps], (first, steps.new_zeros(len(steps), 3),), mask=there, backward=True)
        x, back_h2_last, back_c2_last = outputs[0], last[0], last[1]  # [N, 4, 2], [N, 3], [N, 3]
        def again_step(parts, states):
            made = self.again(parts[0], back_h2_last, states[0], states[1])
            return (made[0], made[1], made[2],), (made[1], made[2],)
        outputs2, last2 = scan(again_step, [x], (x.new_zeros(len(x), 3), x.new_zeros(len(x), 3),), truncate=2 if self.training else 0)
        x, again_c2_last = outputs2[0], last2[1]  # [N, 4, 2], [N, 3]
        x = masked_mean(x, there)  # [N, 2]
        x = torch.cat((x, again_c2_last, back_c2_last), dim=1)  # [N, 8]
        x = self.head(x)  # [N, 1]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "head.weight": (torch.t, "head.kernel"),
    "head.bias": ("head.bias",),
    "back.step.weight_ih": (lambda gates: gates_in_order(gates, 0, 2, 3, 1), "back.step.kernel"),
    "back.step.weight_hh": (lambda gates: gates_in_order(gates, 0, 2, 3, 1), "back.step.recurrentKernel"),
    "back.step.bias_ih": (lambda gates: gates_in_order(gates, 0, 2, 3, 1), "back.step.bias"),
    "back.step.bias_hh": (torch.zeros_like, "back.step.bias"),
    "back.score.weight": (torch.t, "back.score.kernel"),
    "back.score.bias": ("back.score.bias",),
    "back.refined.inner.weight": (torch.t, "back.refined/inner.kernel"),
    "back.refined.inner.bias": ("back.refined/inner.bias",),
    "back.refined.outer.weight": (torch.t, "back.refined/outer.kernel"),
    "back.refined.outer.bias": ("back.refined/outer.bias",),
    "again.step.weight_ih": (lambda gates: gates_in_order(gates, 0, 2, 3, 1), "again.step.kernel"),
    "again.step.weight_hh": (lambda gates: gates_in_order(gates, 0, 2, 3, 1), "again.step.recurrentKernel"),
    "again.step.bias_ih": (lambda gates: gates_in_order(gates, 0, 2, 3, 1), "again.step.bias"),
    "again.step.bias_hh": (torch.zeros_like, "again.step.bias"),
    "again.score.weight": (torch.t, "again.score.kernel"),
    "again.score.bias": ("again.score.bias",),
    "again.refined.inner.weight": (torch.t, "again.refined/inner.kernel"),
    "again.refined.inner.bias": ("again.refined/inner.bias",),
    "again.refined.outer.weight": (torch.t, "again.refined/outer.kernel"),
    "again.refined.outer.bias": ("again.refined/outer.bias",),
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
    outputs = model(torch.zeros(2, 4, 2), torch.zeros(2, 3), torch.zeros(2, 4, dtype=torch.bool))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
