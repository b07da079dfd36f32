import torch
import torch.nn.functional as F
from torch import Tensor, nn


class DigitsInThreeDimensions(nn.Module):
    """Digits in three dimensions

    Digits cut out of a plate and turned in space. Kernels of 3×3×3 move along three axes; pooling halves all three.

    x: [N, 1, 16, 16, 16], the field “volume” after its preparation in Netloom
    Returns [N, 10], predictions of the field “digit”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv3d(1, 8, 3, padding=1)
        self.conv2 = nn.Conv3d(8, 16, 3, padding=1)
        self.fc1 = nn.Linear(1024, 64)
        self.dropout = nn.Dropout(0.3)
        self.logits = nn.Linear(64, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.conv1(x))  # [N, 8, 16, 16, 16]
        x = F.max_pool3d(x, 2)  # [N, 8, 8, 8, 8]
        x = F.relu(self.conv2(x))  # [N, 16, 8, 8, 8]
        x = F.max_pool3d(x, 2)  # [N, 16, 4, 4, 4]
        x = x.flatten(1)  # [N, 1024]
        x = F.relu(self.fc1(x))  # [N, 64]
        x = self.dropout(x)  # [N, 64]
        x = self.logits(x)  # [N, 10]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "conv1.weight": ("conv1.kernel",),
    "conv1.bias": ("conv1.bias",),
    "conv2.weight": ("conv2.kernel",),
    "conv2.bias": ("conv2.bias",),
    "fc1.weight": (torch.t, "fc1.kernel"),
    "fc1.bias": ("fc1.bias",),
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
    model = DigitsInThreeDimensions().eval()
    outputs = model(torch.zeros(2, 1, 16, 16, 16))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
