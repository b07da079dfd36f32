import torch
import torch.nn.functional as F
from torch import Tensor, nn


class SeparableAgainstFull(nn.Module):
    """Separable against full

    Two paths learn the same digits: full convolutions, and depthwise ones followed by 1×1.

    A full 3×3 convolution from C to D channels has 9·C·D weights; a depthwise one followed by 1×1 has 9·C + C·D. Here that is 23,946 parameters and 3.9 million operations an image for “full”, 3,779 and 0.6 million for “separable”: about a sixth of both, which costs two to four points of accuracy. Select a layer to see its parameters and operations; give the separable path more filters and see how far it catches up.

    x: [N, 1, 28, 28], the field “image” after its preparation in Netloom
    Returns [N, 10], predictions of the field “digit”, scores: softmax over the classes makes probabilities of them.
    Returns [N, 10], predictions of the field “digit”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.full_conv1 = nn.Conv2d(1, 16, 3, padding=1)
        self.sep_conv1_depthwise = nn.Conv2d(1, 1, 3, padding=1, bias=False)
        self.sep_conv1_pointwise = nn.Conv2d(1, 16, 1)
        self.full_conv2 = nn.Conv2d(16, 32, 3, padding=1)
        self.sep_conv2_depthwise = nn.Conv2d(16, 16, 3, padding=1, groups=16, bias=False)
        self.sep_conv2_pointwise = nn.Conv2d(16, 32, 1)
        self.full_conv3 = nn.Conv2d(32, 64, 3, padding=1)
        self.sep_conv3_depthwise = nn.Conv2d(32, 32, 3, padding=1, groups=32, bias=False)
        self.sep_conv3_pointwise = nn.Conv2d(32, 64, 1)
        self.full_logits = nn.Linear(64, 10)
        self.sep_logits = nn.Linear(64, 10)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        full_conv1 = F.relu(self.full_conv1(x))  # [N, 16, 28, 28]
        x = F.relu(self.sep_conv1_pointwise(self.sep_conv1_depthwise(x)))  # [N, 16, 28, 28]
        full_pool1 = F.max_pool2d(full_conv1, 2)  # [N, 16, 14, 14]
        x = F.max_pool2d(x, 2)  # [N, 16, 14, 14]
        full_conv2 = F.relu(self.full_conv2(full_pool1))  # [N, 32, 14, 14]
        x = F.relu(self.sep_conv2_pointwise(self.sep_conv2_depthwise(x)))  # [N, 32, 14, 14]
        full_pool2 = F.max_pool2d(full_conv2, 2)  # [N, 32, 7, 7]
        x = F.max_pool2d(x, 2)  # [N, 32, 7, 7]
        full_conv3 = F.relu(self.full_conv3(full_pool2))  # [N, 64, 7, 7]
        x = F.relu(self.sep_conv3_pointwise(self.sep_conv3_depthwise(x)))  # [N, 64, 7, 7]
        full_mean = full_conv3.mean(dim=(2, 3))  # [N, 64]
        x = x.mean(dim=(2, 3))  # [N, 64]
        full_logits = self.full_logits(full_mean)  # [N, 10]
        x = self.sep_logits(x)  # [N, 10]
        return full_logits, x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "full_conv1.weight": ("fullConv1.kernel",),
    "full_conv1.bias": ("fullConv1.bias",),
    "sep_conv1_depthwise.weight": ("sepConv1.depthwiseKernel",),
    "sep_conv1_pointwise.weight": ("sepConv1.pointwiseKernel",),
    "sep_conv1_pointwise.bias": ("sepConv1.bias",),
    "full_conv2.weight": ("fullConv2.kernel",),
    "full_conv2.bias": ("fullConv2.bias",),
    "sep_conv2_depthwise.weight": ("sepConv2.depthwiseKernel",),
    "sep_conv2_pointwise.weight": ("sepConv2.pointwiseKernel",),
    "sep_conv2_pointwise.bias": ("sepConv2.bias",),
    "full_conv3.weight": ("fullConv3.kernel",),
    "full_conv3.bias": ("fullConv3.bias",),
    "sep_conv3_depthwise.weight": ("sepConv3.depthwiseKernel",),
    "sep_conv3_pointwise.weight": ("sepConv3.pointwiseKernel",),
    "sep_conv3_pointwise.bias": ("sepConv3.bias",),
    "full_logits.weight": (torch.t, "fullLogits.kernel"),
    "full_logits.bias": ("fullLogits.bias",),
    "sep_logits.weight": (torch.t, "sepLogits.kernel"),
    "sep_logits.bias": ("sepLogits.bias",),
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
    model = SeparableAgainstFull().eval()
    outputs = model(torch.zeros(2, 1, 28, 28))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
