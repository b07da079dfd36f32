import torch
import torch.nn.functional as F
from torch import Tensor, nn


class ResidualBlock(nn.Module):
    """Two convolutions with a shortcut around them (He et al. 2015)."""

    def __init__(self, in_channels, channels, conv, norm, activation, stride=1, projects=False):
        super().__init__()
        self.activation, bias = activation, norm is None
        self.conv1 = conv(in_channels, channels, 3, stride=stride, padding=1, bias=bias)
        self.norm1 = nn.Identity() if norm is None else norm(channels)
        self.conv2 = conv(channels, channels, 3, padding=1, bias=bias)
        self.norm2 = nn.Identity() if norm is None else norm(channels)
        self.shortcut = conv(in_channels, channels, 1, stride=stride, bias=bias) if projects else nn.Identity()
        self.shortcut_norm = norm(channels) if projects and norm is not None else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        y = self.activation(self.norm1(self.conv1(x)))
        y = self.norm2(self.conv2(y))
        return self.activation(y + self.shortcut_norm(self.shortcut(x)))


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


class Block(nn.Module):
    """block

    x: [N, 4, 2]
    """

    def __init__(self, channels2: int) -> None:
        super().__init__()
        self.unit = ResidualBlock(4, 4, nn.Conv1d, lambda channels: nn.GroupNorm(channels2, channels), F.relu)

    def forward(self, x: Tensor) -> Tensor:
        x = self.unit(x)  # [N, 4, 2]
        return x


class Step(nn.Module):
    """step

    x: [N, 2]
    h: [N, 3]
    context: [N, 3]
    """

    def __init__(self) -> None:
        super().__init__()
        self.new = nn.Linear(2, 3)

    def forward(self, x: Tensor, h: Tensor, context: Tensor) -> Tensor:
        x = self.new(x)  # [N, 3]
        x = x + h + context  # [N, 3]
        return x


class KeyError_(nn.Module):
    """Key error

    A part called “\"\""” or "part"

    x: [N, 3]
    """

    def __init__(self, training: float) -> None:
        super().__init__()
        self.training2 = training
        self.inner = nn.Linear(3, 4)
        self.drop = nn.Dropout(0.5)

    def forward(self, x: Tensor) -> Tensor:
        x = self.inner(x)  # [N, 4]
        x = self.drop(x)  # [N, 4]
        x = F.leaky_relu(x, self.training2)  # [N, 4]
        return x


class WEIGHTS_(nn.Module):
    """WEIGHTS

    The "odd" \"\""one"

    steps: [N, 4, 2], the field “steps” after its preparation in Netloom
    first: [N, 3], the field “first” after its preparation in Netloom
    there: [N, 4] bool, the field “there” after its preparation in Netloom
    Returns [N, 1], predictions of the field “value”, as they were trained.
    """

    def __init__(self) -> None:
        super().__init__()
        self.wide = Block(2)
        self.states = nn.Linear(3, 3)
        self.narrow = Block(4)
        self.scan = Step()
        self.one = KeyError_(0.2)
        self.two = KeyError_(0.3)
        self.head = nn.Linear(18, 1)

    def forward(self, steps: Tensor, first: Tensor, there: Tensor) -> Tensor:
        x = self.wide(steps)  # [N, 4, 2]
        states2 = self.states(first)  # [N, 3]
        x = self.narrow(x)  # [N, 4, 2]
        def scan_step(parts, states):
            made = (self.scan(parts[0], states[0], states2),)
            return (made[0],), (made[0],)
        outputs, last = scan(scan_step, [steps], (steps.new_zeros(len(steps), 3),))
        scan_y, scan_y_last = outputs[0], last[0]  # [N, 4, 3], [N, 3]
        x = x.flatten(1)  # [N, 8]
        masked_mean2 = masked_mean(scan_y, there)  # [N, 3]
        one = self.one(masked_mean2)  # [N, 4]
        two = self.two(masked_mean2)  # [N, 4]
        both = one + two  # [N, 4]
        x = torch.cat((both, x, states2, scan_y_last), dim=1)  # [N, 18]
        x = self.head(x)  # [N, 1]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "states.weight": (torch.t, "states.kernel"),
    "states.bias": ("states.bias",),
    "head.weight": (torch.t, "head.kernel"),
    "head.bias": ("head.bias",),
    "wide.unit.conv1.weight": ("wide/unit.conv1.kernel",),
    "wide.unit.norm1.weight": ("wide/unit.norm1.scale",),
    "wide.unit.norm1.bias": ("wide/unit.norm1.shift",),
    "wide.unit.conv2.weight": ("wide/unit.conv2.kernel",),
    "wide.unit.norm2.weight": ("wide/unit.norm2.scale",),
    "wide.unit.norm2.bias": ("wide/unit.norm2.shift",),
    "narrow.unit.conv1.weight": ("narrow/unit.conv1.kernel",),
    "narrow.unit.norm1.weight": ("narrow/unit.norm1.scale",),
    "narrow.unit.norm1.bias": ("narrow/unit.norm1.shift",),
    "narrow.unit.conv2.weight": ("narrow/unit.conv2.kernel",),
    "narrow.unit.norm2.weight": ("narrow/unit.norm2.scale",),
    "narrow.unit.norm2.bias": ("narrow/unit.norm2.shift",),
    "scan.new.weight": (torch.t, "scan.new.kernel"),
    "scan.new.bias": ("scan.new.bias",),
    "one.inner.weight": (torch.t, "one/inner.kernel"),
    "one.inner.bias": ("one/inner.bias",),
    "two.inner.weight": (torch.t, "two/inner.kernel"),
    "two.inner.bias": ("two/inner.bias",),
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
    model = WEIGHTS_().eval()
    outputs = model(torch.zeros(2, 4, 2), torch.zeros(2, 3), torch.zeros(2, 4, dtype=torch.bool))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
