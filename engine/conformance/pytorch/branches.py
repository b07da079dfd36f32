import torch
import torch.nn.functional as F
from torch import Tensor, nn


def share_parameters(module: nn.Module, source: nn.Module) -> None:
    """Gives a module the trained parameters of another one; all else stays its own."""
    for name, parameter in list(module.named_parameters(remove_duplicate=False)):
        if parameter.requires_grad:
            path, _, entry = name.rpartition(".")
            setattr(module.get_submodule(path), entry, source.get_parameter(name))


class Adding(nn.Module):
    """adding

    x: [N, 4]
    kept: [N, 4]
    """

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(4, 4)

    def forward(self, x: Tensor, kept: Tensor) -> Tensor:
        x = self.inner(x)  # [N, 4]
        x = x + kept  # [N, 4]
        return x


class Mixer(nn.Module):
    """mixer

    x: [N, 4]
    z: [N, 4]
    """

    def __init__(self) -> None:
        super().__init__()
        self.right = nn.Linear(4, 4)
        self.left = nn.Linear(4, 4)

    def forward(self, x: Tensor, z: Tensor) -> Tensor:
        right = self.right(z)  # [N, 4]
        x = self.left(x)  # [N, 4]
        x = x + right  # [N, 4]
        return x


class Mixer2(nn.Module):
    """mixer

    x: [N, 4]
    """

    def __init__(self) -> None:
        super().__init__()
        self.left = nn.Linear(4, 4)

    def forward(self, x: Tensor) -> Tensor:
        x = self.left(x)  # [N, 4]
        return x


class Mixer3(nn.Module):
    """mixer

    x: [N, 4]
    z: [N, 4]
    """

    def __init__(self) -> None:
        super().__init__()
        self.right = nn.Linear(4, 4)
        self.left = nn.Linear(4, 4)

    def forward(self, x: Tensor, z: Tensor) -> tuple[Tensor, Tensor]:
        right = self.right(z)  # [N, 4]
        x = self.left(x)  # [N, 4]
        sum_ = x + right  # [N, 4]
        return sum_, x


class Ignoring(nn.Module):
    """ignoring

    x: [N, 4]
    """

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(4, 4)

    def forward(self, x: Tensor) -> Tensor:
        x = self.inner(x)  # [N, 4]
        return x


class Test(nn.Module):
    """test

    x: [N, 3], the field “first” after its preparation in Netloom
    Returns [N, 1], predictions of the field “value”, as they were trained.
    """

    def __init__(self) -> None:
        super().__init__()
        self.opened = nn.Linear(3, 4)
        self.left = nn.Linear(4, 4)
        self.right = nn.Linear(4, 4)
        self.kept = nn.Linear(4, 4)
        self.more = nn.ModuleList([Adding() for _ in range(3)])
        self.pair = nn.ModuleList([Mixer(), Mixer2()])
        self.more2 = nn.ModuleList([Adding() for _ in range(2)])
        self.pair2 = nn.ModuleList([Mixer3() for _ in range(3)])
        self.last = Ignoring()
        self.head = nn.Linear(12, 1)
        share_parameters(self.pair[1], self.pair[0])
        share_parameters(self.more2[1], self.more2[0])

    def forward(self, x: Tensor) -> Tensor:
        x = self.opened(x)  # [N, 4]
        left = torch.tanh(self.left(x))  # [N, 4]
        x = F.relu(self.right(x))  # [N, 4]
        x = left + x  # [N, 4]
        kept = self.kept(x)  # [N, 4]
        more = kept
        for adding in self.more:
            more = adding(more, x)  # [N, 4]
        pair_1_y = self.pair[0](more, kept)
        x = self.pair[1](pair_1_y)  # [N, 4]
        for adding2 in self.more2:
            x = adding2(x, left)  # [N, 4]
        pair2_y, pair2_rest = x, left
        for mixer in self.pair2:
            pair2_y, pair2_rest = mixer(pair2_y, pair2_rest)  # [N, 4], [N, 4]
        x = self.last(x)  # [N, 4]
        x = torch.cat((pair2_y, pair2_rest, x), dim=1)  # [N, 12]
        x = self.head(x)  # [N, 1]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "opened.weight": (torch.t, "opened.kernel"),
    "opened.bias": ("opened.bias",),
    "left.weight": (torch.t, "left.kernel"),
    "left.bias": ("left.bias",),
    "right.weight": (torch.t, "right.kernel"),
    "right.bias": ("right.bias",),
    "kept.weight": (torch.t, "kept.kernel"),
    "kept.bias": ("kept.bias",),
    "head.weight": (torch.t, "head.kernel"),
    "head.bias": ("head.bias",),
    "more.0.inner.weight": (torch.t, "more[1]/inner.kernel"),
    "more.0.inner.bias": ("more[1]/inner.bias",),
    "more.1.inner.weight": (torch.t, "more[2]/inner.kernel"),
    "more.1.inner.bias": ("more[2]/inner.bias",),
    "more.2.inner.weight": (torch.t, "more[3]/inner.kernel"),
    "more.2.inner.bias": ("more[3]/inner.bias",),
    "pair.0.right.weight": (torch.t, "pair[1]/right.kernel"),
    "pair.0.right.bias": ("pair[1]/right.bias",),
    "pair.0.left.weight": (torch.t, "pair[1]/left.kernel"),
    "pair.0.left.bias": ("pair[1]/left.bias",),
    "pair.1.left.weight": (torch.t, "pair[1]/left.kernel"),
    "pair.1.left.bias": ("pair[1]/left.bias",),
    "more2.0.inner.weight": (torch.t, "more2[1]/inner.kernel"),
    "more2.0.inner.bias": ("more2[1]/inner.bias",),
    "more2.1.inner.weight": (torch.t, "more2[1]/inner.kernel"),
    "more2.1.inner.bias": ("more2[1]/inner.bias",),
    "pair2.0.right.weight": (torch.t, "pair2[1]/right.kernel"),
    "pair2.0.right.bias": ("pair2[1]/right.bias",),
    "pair2.0.left.weight": (torch.t, "pair2[1]/left.kernel"),
    "pair2.0.left.bias": ("pair2[1]/left.bias",),
    "pair2.1.right.weight": (torch.t, "pair2[2]/right.kernel"),
    "pair2.1.right.bias": ("pair2[2]/right.bias",),
    "pair2.1.left.weight": (torch.t, "pair2[2]/left.kernel"),
    "pair2.1.left.bias": ("pair2[2]/left.bias",),
    "pair2.2.right.weight": (torch.t, "pair2[3]/right.kernel"),
    "pair2.2.right.bias": ("pair2[3]/right.bias",),
    "pair2.2.left.weight": (torch.t, "pair2[3]/left.kernel"),
    "pair2.2.left.bias": ("pair2[3]/left.bias",),
    "last.inner.weight": (torch.t, "last[2]/inner.kernel"),
    "last.inner.bias": ("last[2]/inner.bias",),
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
    outputs = model(torch.zeros(2, 3))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
