import torch
import torch.nn.functional as F
from torch import Tensor, nn


class BirthsTomorrow(nn.Module):
    """Births tomorrow

    Tomorrow’s births in the United States from the 28 days before, by convolutions along time. It errs by 310, to repeat last week by 430.

    The first convolution sees two weeks at once, so it can tell a weekday from a weekend; flattened, what it found keeps its place in time. The mean absolute error is the loss: it lets a few holidays be wrong rather than bend every day towards them, as the squared error would. Windows are parted in time: the test days are those of 2013 and 2014, validated is on the last part of the days before, and no day is in two parts. On the test days the network errs by 310, to repeat the number of a week ago by 430; root mean square 650 against 930.

    x: [N, 1, 28], the field “days” after its preparation in Netloom
    Returns [N, 1], predictions of the field “births”, as they were trained.
    """

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv1d(1, 24, 14)
        self.conv2 = nn.Conv1d(24, 24, 7)
        self.fc1 = nn.Linear(216, 32)
        self.forecast = nn.Linear(32, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.conv1(x))  # [N, 24, 15]
        x = F.relu(self.conv2(x))  # [N, 24, 9]
        x = x.flatten(1)  # [N, 216]
        x = F.relu(self.fc1(x))  # [N, 32]
        x = self.forecast(x)  # [N, 1]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "conv1.weight": ("conv1.kernel",),
    "conv1.bias": ("conv1.bias",),
    "conv2.weight": ("conv2.kernel",),
    "conv2.bias": ("conv2.bias",),
    "fc1.weight": (torch.t, "fc1.kernel"),
    "fc1.bias": ("fc1.bias",),
    "forecast.weight": (torch.t, "forecast.kernel"),
    "forecast.bias": ("forecast.bias",),
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
    model = BirthsTomorrow().eval()
    outputs = model(torch.zeros(2, 1, 28))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
