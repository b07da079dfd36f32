import torch
import torch.nn.functional as F
from torch import Tensor, nn


class HowFarOnAGallon(nn.Module):
    """How far on a gallon

    Regression: a number instead of a class. Two hidden layers estimate the consumption of a car from its engine, weight and year.

    The error is in miles per gallon: on average an estimate is off by about two. R² tells how much of the cars’ differences is explained: 1 is all, 0 no more than the mean would. Take the model year’s or the weight’s influence away by a Slice layer and see what it costs.

    x: [N, 9], the field “car” after its preparation in Netloom
    Returns [N, 1], predictions of the field “consumption”, as they were trained.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fc1 = nn.Linear(9, 64)
        self.fc2 = nn.Linear(64, 32)
        self.estimate = nn.Linear(32, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.fc1(x))  # [N, 64]
        x = F.relu(self.fc2(x))  # [N, 32]
        x = self.estimate(x)  # [N, 1]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "fc1.weight": (torch.t, "fc1.kernel"),
    "fc1.bias": ("fc1.bias",),
    "fc2.weight": (torch.t, "fc2.kernel"),
    "fc2.bias": ("fc2.bias",),
    "estimate.weight": (torch.t, "estimate.kernel"),
    "estimate.bias": ("estimate.bias",),
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
    model = HowFarOnAGallon().eval()
    outputs = model(torch.zeros(2, 9))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
