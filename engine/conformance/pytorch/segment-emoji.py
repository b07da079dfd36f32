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


class EmojiSegmented(nn.Module):
    """Emoji, segmented

    Which pixels show an animal or plant, food or travel? Downwards the network sees more around each pixel, upwards it draws the mask.

    Residual blocks halve the picture three times: what they find covers more and more of it, but its place becomes coarse. On the way up each level is joined with the one of the same size on the way down, which still knows where edges are; the first pixels join last. No emoji of the test pictures was trained on, so shapes and colours have to tell its group. The intersection over union is a mean over background and three groups: 0.43, where the colour of each pixel alone reaches 0.36.

    x: [N, 3, 64, 64], the field “image” after its preparation in Netloom
    Returns [N, 4, 64, 64], predictions of the field “mask”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.edges = nn.Conv2d(3, 8, 3, padding=1)
        self.down1 = ResidualBlock(8, 16, nn.Conv2d, nn.BatchNorm2d, F.relu, stride=2, projects=True)
        self.down2 = ResidualBlock(16, 32, nn.Conv2d, nn.BatchNorm2d, F.relu, stride=2, projects=True)
        self.down3 = ResidualBlock(32, 64, nn.Conv2d, nn.BatchNorm2d, F.relu, stride=2, projects=True)
        self.conv2 = nn.Conv2d(96, 24, 3, padding=1)
        self.conv1 = nn.Conv2d(40, 16, 3, padding=1)
        self.logits = nn.Conv2d(24, 4, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.edges(x))  # [N, 8, 64, 64]
        down1 = self.down1(x)  # [N, 16, 32, 32]
        down2 = self.down2(down1)  # [N, 32, 16, 16]
        down3 = self.down3(down2)  # [N, 64, 8, 8]
        up2 = F.interpolate(down3, scale_factor=2)  # [N, 64, 16, 16]
        join2 = torch.cat((up2, down2), dim=1)  # [N, 96, 16, 16]
        conv2 = F.relu(self.conv2(join2))  # [N, 24, 16, 16]
        up1 = F.interpolate(conv2, scale_factor=2)  # [N, 24, 32, 32]
        join1 = torch.cat((up1, down1), dim=1)  # [N, 40, 32, 32]
        conv1 = F.relu(self.conv1(join1))  # [N, 16, 32, 32]
        up0 = F.interpolate(conv1, scale_factor=2)  # [N, 16, 64, 64]
        x = torch.cat((up0, x), dim=1)  # [N, 24, 64, 64]
        x = self.logits(x)  # [N, 4, 64, 64]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "edges.weight": ("edges.kernel",),
    "edges.bias": ("edges.bias",),
    "down1.shortcut.weight": ("down1.shortcut.kernel",),
    "down1.shortcut_norm.weight": ("down1.shortcutNorm.scale",),
    "down1.shortcut_norm.bias": ("down1.shortcutNorm.shift",),
    "down1.shortcut_norm.running_mean": ("down1.shortcutNorm.runningMean",),
    "down1.shortcut_norm.running_var": ("down1.shortcutNorm.runningVariance",),
    "down1.conv1.weight": ("down1.conv1.kernel",),
    "down1.norm1.weight": ("down1.norm1.scale",),
    "down1.norm1.bias": ("down1.norm1.shift",),
    "down1.norm1.running_mean": ("down1.norm1.runningMean",),
    "down1.norm1.running_var": ("down1.norm1.runningVariance",),
    "down1.conv2.weight": ("down1.conv2.kernel",),
    "down1.norm2.weight": ("down1.norm2.scale",),
    "down1.norm2.bias": ("down1.norm2.shift",),
    "down1.norm2.running_mean": ("down1.norm2.runningMean",),
    "down1.norm2.running_var": ("down1.norm2.runningVariance",),
    "down2.shortcut.weight": ("down2.shortcut.kernel",),
    "down2.shortcut_norm.weight": ("down2.shortcutNorm.scale",),
    "down2.shortcut_norm.bias": ("down2.shortcutNorm.shift",),
    "down2.shortcut_norm.running_mean": ("down2.shortcutNorm.runningMean",),
    "down2.shortcut_norm.running_var": ("down2.shortcutNorm.runningVariance",),
    "down2.conv1.weight": ("down2.conv1.kernel",),
    "down2.norm1.weight": ("down2.norm1.scale",),
    "down2.norm1.bias": ("down2.norm1.shift",),
    "down2.norm1.running_mean": ("down2.norm1.runningMean",),
    "down2.norm1.running_var": ("down2.norm1.runningVariance",),
    "down2.conv2.weight": ("down2.conv2.kernel",),
    "down2.norm2.weight": ("down2.norm2.scale",),
    "down2.norm2.bias": ("down2.norm2.shift",),
    "down2.norm2.running_mean": ("down2.norm2.runningMean",),
    "down2.norm2.running_var": ("down2.norm2.runningVariance",),
    "down3.shortcut.weight": ("down3.shortcut.kernel",),
    "down3.shortcut_norm.weight": ("down3.shortcutNorm.scale",),
    "down3.shortcut_norm.bias": ("down3.shortcutNorm.shift",),
    "down3.shortcut_norm.running_mean": ("down3.shortcutNorm.runningMean",),
    "down3.shortcut_norm.running_var": ("down3.shortcutNorm.runningVariance",),
    "down3.conv1.weight": ("down3.conv1.kernel",),
    "down3.norm1.weight": ("down3.norm1.scale",),
    "down3.norm1.bias": ("down3.norm1.shift",),
    "down3.norm1.running_mean": ("down3.norm1.runningMean",),
    "down3.norm1.running_var": ("down3.norm1.runningVariance",),
    "down3.conv2.weight": ("down3.conv2.kernel",),
    "down3.norm2.weight": ("down3.norm2.scale",),
    "down3.norm2.bias": ("down3.norm2.shift",),
    "down3.norm2.running_mean": ("down3.norm2.runningMean",),
    "down3.norm2.running_var": ("down3.norm2.runningVariance",),
    "conv2.weight": ("conv2.kernel",),
    "conv2.bias": ("conv2.bias",),
    "conv1.weight": ("conv1.kernel",),
    "conv1.bias": ("conv1.bias",),
    "logits.weight": ("logits.kernel",),
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
    model = EmojiSegmented().eval()
    outputs = model(torch.zeros(2, 3, 64, 64))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
