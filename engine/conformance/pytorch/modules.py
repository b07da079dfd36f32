import torch
import torch.nn.functional as F
from torch import Tensor, nn


def share_parameters(module: nn.Module, source: nn.Module) -> None:
    """Gives a module the trained parameters of another one; all else stays its own."""
    for name, parameter in list(module.named_parameters(remove_duplicate=False)):
        if parameter.requires_grad:
            path, _, entry = name.rpartition(".")
            setattr(module.get_submodule(path), entry, source.get_parameter(name))


class ResidualUnit(nn.Module):
    """Residual unit

    x: [N, 3]
    """

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.inner = nn.Linear(3, hidden)
        self.outer = nn.Linear(hidden, 3)

    def forward(self, x: Tensor) -> Tensor:
        inner = F.relu(self.inner(x))  # [N, …]
        outer = self.outer(inner)  # [N, 3]
        x = outer + x  # [N, 3]
        return x


class ResidualUnit2(nn.Module):
    """Residual unit

    x: [N, 3]
    """

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(3, 7, bias=False)
        self.outer = nn.Linear(7, 3, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        inner = F.relu(self.inner(x))  # [N, 7]
        outer = self.outer(inner)  # [N, 3]
        x = outer + x  # [N, 3]
        return x


class Stage(nn.Module):
    """stage

    x: [N, 3]
    gate: [N, 3]
    """

    def __init__(self) -> None:
        super().__init__()
        self.first = ResidualUnit(4)
        self.second = nn.ModuleList([ResidualUnit2() for _ in range(2)])

    def forward(self, x: Tensor, gate: Tensor) -> tuple[Tensor, Tensor]:
        x = self.first(x)  # [N, 3]
        second = x
        for residual_unit in self.second:
            second = residual_unit(second)  # [N, 3]
        both = second + gate  # [N, 3]
        return both, x


class Stage2(nn.Module):
    """stage

    x: [N, 3]
    """

    def __init__(self) -> None:
        super().__init__()
        self.first = ResidualUnit(9)
        self.second = nn.ModuleList([ResidualUnit2() for _ in range(2)])

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        x = self.first(x)  # [N, 3]
        second = x
        for residual_unit in self.second:
            second = residual_unit(second)  # [N, 3]
        return second, x


class Stage3(nn.Module):
    """stage

    gate: [N, 3]
    """

    def __init__(self) -> None:
        super().__init__()
        self.first = ResidualUnit(9)
        self.second = nn.ModuleList([ResidualUnit2() for _ in range(2)])

    def forward(self, x: Tensor, gate: Tensor) -> Tensor:
        x = self.first(x)  # [N, 3]
        for residual_unit in self.second:
            x = residual_unit(x)  # [N, 3]
        x = x + gate  # [N, 3]
        return x


class Test(nn.Module):
    """test

    x: [N, 3], the field “first” after its preparation in Netloom
    Returns [N, 1], predictions of the field “value”, as they were trained.
    """

    def __init__(self) -> None:
        super().__init__()
        self.one = Stage()
        self.two = nn.ModuleList([Stage2(), Stage3()])
        self.three = ResidualUnit(5)
        self.four = ResidualUnit(5)
        self.five = nn.ModuleList([ResidualUnit(5) for _ in range(3)])
        self.head = nn.Linear(6, 1)
        share_parameters(self.four, self.three)
        share_parameters(self.five[0], self.three)
        share_parameters(self.five[1], self.three)
        share_parameters(self.five[2], self.three)

    def forward(self, x: Tensor) -> Tensor:
        x, one_between = self.one(x, x)  # [N, 3], [N, 3]
        two_1_y, two_1_between = self.two[0](x)
        x = self.two[1](two_1_y, two_1_between)  # [N, 3]
        x = self.three(x)  # [N, 3]
        x = self.four(x)  # [N, 3]
        for residual_unit in self.five:
            x = residual_unit(x)  # [N, 3]
        x = torch.cat((x, one_between), dim=1)  # [N, 6]
        x = self.head(x)  # [N, 1]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "head.weight": (torch.t, "head.kernel"),
    "head.bias": ("head.bias",),
    "one.first.inner.weight": (torch.t, "one/first/inner.kernel"),
    "one.first.inner.bias": ("one/first/inner.bias",),
    "one.first.outer.weight": (torch.t, "one/first/outer.kernel"),
    "one.first.outer.bias": ("one/first/outer.bias",),
    "one.second.0.inner.weight": (torch.t, "one/second[1]/inner.kernel"),
    "one.second.0.outer.weight": (torch.t, "one/second[1]/outer.kernel"),
    "one.second.1.inner.weight": (torch.t, "one/second[2]/inner.kernel"),
    "one.second.1.outer.weight": (torch.t, "one/second[2]/outer.kernel"),
    "two.0.first.inner.weight": (torch.t, "two[1]/first/inner.kernel"),
    "two.0.first.inner.bias": ("two[1]/first/inner.bias",),
    "two.0.first.outer.weight": (torch.t, "two[1]/first/outer.kernel"),
    "two.0.first.outer.bias": ("two[1]/first/outer.bias",),
    "two.0.second.0.inner.weight": (torch.t, "two[1]/second[1]/inner.kernel"),
    "two.0.second.0.outer.weight": (torch.t, "two[1]/second[1]/outer.kernel"),
    "two.0.second.1.inner.weight": (torch.t, "two[1]/second[2]/inner.kernel"),
    "two.0.second.1.outer.weight": (torch.t, "two[1]/second[2]/outer.kernel"),
    "two.1.first.inner.weight": (torch.t, "two[2]/first/inner.kernel"),
    "two.1.first.inner.bias": ("two[2]/first/inner.bias",),
    "two.1.first.outer.weight": (torch.t, "two[2]/first/outer.kernel"),
    "two.1.first.outer.bias": ("two[2]/first/outer.bias",),
    "two.1.second.0.inner.weight": (torch.t, "two[2]/second[1]/inner.kernel"),
    "two.1.second.0.outer.weight": (torch.t, "two[2]/second[1]/outer.kernel"),
    "two.1.second.1.inner.weight": (torch.t, "two[2]/second[2]/inner.kernel"),
    "two.1.second.1.outer.weight": (torch.t, "two[2]/second[2]/outer.kernel"),
    "three.inner.weight": (torch.t, "three/inner.kernel"),
    "three.inner.bias": ("three/inner.bias",),
    "three.outer.weight": (torch.t, "three/outer.kernel"),
    "three.outer.bias": ("three/outer.bias",),
    "four.inner.weight": (torch.t, "three/inner.kernel"),
    "four.inner.bias": ("three/inner.bias",),
    "four.outer.weight": (torch.t, "three/outer.kernel"),
    "four.outer.bias": ("three/outer.bias",),
    "five.0.inner.weight": (torch.t, "three/inner.kernel"),
    "five.0.inner.bias": ("three/inner.bias",),
    "five.0.outer.weight": (torch.t, "three/outer.kernel"),
    "five.0.outer.bias": ("three/outer.bias",),
    "five.1.inner.weight": (torch.t, "three/inner.kernel"),
    "five.1.inner.bias": ("three/inner.bias",),
    "five.1.outer.weight": (torch.t, "three/outer.kernel"),
    "five.1.outer.bias": ("three/outer.bias",),
    "five.2.inner.weight": (torch.t, "three/inner.kernel"),
    "five.2.inner.bias": ("three/inner.bias",),
    "five.2.outer.weight": (torch.t, "three/outer.kernel"),
    "five.2.outer.bias": ("three/outer.bias",),
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
