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


class EmojiResidual(nn.Module):
    """Emoji, residual

    Eight groups of emoji in three art styles. Shortcuts carry each block’s input past its convolutions: the block learns only what to add.

    The first block is drawn out: two convolutions, and a wire past them that is added to what they give. The next two are one layer each, with a norm behind every convolution; they halve the image, so that their shortcut is a 1×1 convolution. Guessing the largest group is right for 23 % of the emoji, the nearest picture among the training samples for about 55 %. No emoji of the test samples is among the training samples in another style.

    x: [N, 3, 32, 32], the field “image” after its preparation in Netloom
    Returns [N, 8], predictions of the field “group”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, padding=1)
        self.conv2 = nn.Conv2d(16, 16, 3, padding=1)
        self.conv3 = nn.Conv2d(16, 16, 3, padding=1)
        self.block1 = ResidualBlock(16, 32, nn.Conv2d, nn.BatchNorm2d, F.relu, stride=2, projects=True)
        self.block2 = ResidualBlock(32, 64, nn.Conv2d, nn.BatchNorm2d, F.relu, stride=2, projects=True)
        self.logits = nn.Linear(64, 8)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.conv1(x))  # [N, 16, 32, 32]
        conv2 = F.relu(self.conv2(x))  # [N, 16, 32, 32]
        conv3 = self.conv3(conv2)  # [N, 16, 32, 32]
        x = x + conv3  # [N, 16, 32, 32]
        x = F.relu(x)  # [N, 16, 32, 32]
        x = self.block1(x)  # [N, 32, 16, 16]
        x = self.block2(x)  # [N, 64, 8, 8]
        x = x.mean(dim=(2, 3))  # [N, 64]
        x = self.logits(x)  # [N, 8]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "conv1.weight": ("conv1.kernel",),
    "conv1.bias": ("conv1.bias",),
    "conv2.weight": ("conv2.kernel",),
    "conv2.bias": ("conv2.bias",),
    "conv3.weight": ("conv3.kernel",),
    "conv3.bias": ("conv3.bias",),
    "block1.shortcut.weight": ("block1.shortcut.kernel",),
    "block1.shortcut_norm.weight": ("block1.shortcutNorm.scale",),
    "block1.shortcut_norm.bias": ("block1.shortcutNorm.shift",),
    "block1.shortcut_norm.running_mean": ("block1.shortcutNorm.runningMean",),
    "block1.shortcut_norm.running_var": ("block1.shortcutNorm.runningVariance",),
    "block1.conv1.weight": ("block1.conv1.kernel",),
    "block1.norm1.weight": ("block1.norm1.scale",),
    "block1.norm1.bias": ("block1.norm1.shift",),
    "block1.norm1.running_mean": ("block1.norm1.runningMean",),
    "block1.norm1.running_var": ("block1.norm1.runningVariance",),
    "block1.conv2.weight": ("block1.conv2.kernel",),
    "block1.norm2.weight": ("block1.norm2.scale",),
    "block1.norm2.bias": ("block1.norm2.shift",),
    "block1.norm2.running_mean": ("block1.norm2.runningMean",),
    "block1.norm2.running_var": ("block1.norm2.runningVariance",),
    "block2.shortcut.weight": ("block2.shortcut.kernel",),
    "block2.shortcut_norm.weight": ("block2.shortcutNorm.scale",),
    "block2.shortcut_norm.bias": ("block2.shortcutNorm.shift",),
    "block2.shortcut_norm.running_mean": ("block2.shortcutNorm.runningMean",),
    "block2.shortcut_norm.running_var": ("block2.shortcutNorm.runningVariance",),
    "block2.conv1.weight": ("block2.conv1.kernel",),
    "block2.norm1.weight": ("block2.norm1.scale",),
    "block2.norm1.bias": ("block2.norm1.shift",),
    "block2.norm1.running_mean": ("block2.norm1.runningMean",),
    "block2.norm1.running_var": ("block2.norm1.runningVariance",),
    "block2.conv2.weight": ("block2.conv2.kernel",),
    "block2.norm2.weight": ("block2.norm2.scale",),
    "block2.norm2.bias": ("block2.norm2.shift",),
    "block2.norm2.running_mean": ("block2.norm2.runningMean",),
    "block2.norm2.running_var": ("block2.norm2.runningVariance",),
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
    model = EmojiResidual().eval()
    outputs = model(torch.zeros(2, 3, 32, 32))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
