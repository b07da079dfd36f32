import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Autoencoder(nn.Module):
    """Autoencoder

    Squeezes each digit into 32 numbers and draws it again from them: transposed convolutions grow 7×7 to 28×28. The target is the input.

    Two strided convolutions and a dense layer encode 784 pixels as 32 numbers; a dense layer and two transposed convolutions decode them. The output’s target is the image itself, its loss the mean squared error of a pixel. Make the code smaller, 8 or 2 numbers, and see how much worse the drawing gets.

    x: [N, 1, 28, 28], the field “image” after its preparation in Netloom
    Returns [N, 1, 28, 28], predictions of the field “image”, as they were trained.
    """

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3, stride=2)
        self.conv2 = nn.Conv2d(16, 32, 3, stride=2)
        self.code = nn.Linear(1568, 32)
        self.expand = nn.Linear(32, 1568)
        self.grow1 = nn.ConvTranspose2d(32, 16, 4, stride=2, padding=1)
        self.grow2 = nn.ConvTranspose2d(16, 1, 4, stride=2, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.conv1(F.pad(x, (0, 1, 0, 1))))  # [N, 16, 14, 14]
        x = F.relu(self.conv2(F.pad(x, (0, 1, 0, 1))))  # [N, 32, 7, 7]
        x = x.flatten(1)  # [N, 1568]
        x = self.code(x)  # [N, 32]
        x = F.relu(self.expand(x))  # [N, 1568]
        x = x.reshape(-1, 32, 7, 7)  # [N, 32, 7, 7]
        x = F.relu(self.grow1(x))  # [N, 16, 14, 14]
        x = torch.sigmoid(self.grow2(x))  # [N, 1, 28, 28]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "conv1.weight": ("conv1.kernel",),
    "conv1.bias": ("conv1.bias",),
    "conv2.weight": ("conv2.kernel",),
    "conv2.bias": ("conv2.bias",),
    "code.weight": (torch.t, "code.kernel"),
    "code.bias": ("code.bias",),
    "expand.weight": (torch.t, "expand.kernel"),
    "expand.bias": ("expand.bias",),
    "grow1.weight": ("grow1.kernel",),
    "grow1.bias": ("grow1.bias",),
    "grow2.weight": ("grow2.kernel",),
    "grow2.bias": ("grow2.bias",),
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
    model = Autoencoder().eval()
    outputs = model(torch.zeros(2, 1, 28, 28))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
