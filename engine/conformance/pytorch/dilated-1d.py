import torch
import torch.nn.functional as F
from torch import Tensor, nn


class DilatedOrNot(nn.Module):
    """Dilated or not

    Two stacks of the same size read one signal. Only the dilated one sees far enough to tell which burst came first, and how long before.

    Both stacks have four convolutions of 16 kernels with 5 values: as many parameters and operations. With dilations of 1, 4, 16 and 32 the upper one sees 213 values at once, the lower one 17, less than the distance between two bursts. Watch dilated.accuracy rise to 100 % while plain.accuracy stays at the 25 % of guessing. Then set the dilations to 1, 2, 4, 8 (61 values): which classes can still be told apart?

    x: [N, 1, 256], the field “signal” after its preparation in Netloom
    Returns [N, 4], predictions of the field “arrangement”, scores: softmax over the classes makes probabilities of them.
    Returns [N, 4], predictions of the field “arrangement”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.dilated1 = nn.Conv1d(1, 16, 5, padding=2)
        self.plain1 = nn.Conv1d(1, 16, 5, padding=2)
        self.dilated2 = nn.Conv1d(16, 16, 5, padding=8, dilation=4)
        self.plain2 = nn.Conv1d(16, 16, 5, padding=2)
        self.dilated3 = nn.Conv1d(16, 16, 5, padding=32, dilation=16)
        self.plain3 = nn.Conv1d(16, 16, 5, padding=2)
        self.dilated4 = nn.Conv1d(16, 16, 5, padding=64, dilation=32)
        self.plain4 = nn.Conv1d(16, 16, 5, padding=2)
        self.dilated_logits = nn.Linear(16, 4)
        self.plain_logits = nn.Linear(16, 4)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        dilated1 = F.relu(self.dilated1(x))  # [N, 16, 256]
        x = F.relu(self.plain1(x))  # [N, 16, 256]
        dilated2 = F.relu(self.dilated2(dilated1))  # [N, 16, 256]
        x = F.relu(self.plain2(x))  # [N, 16, 256]
        dilated3 = F.relu(self.dilated3(dilated2))  # [N, 16, 256]
        x = F.relu(self.plain3(x))  # [N, 16, 256]
        dilated4 = F.relu(self.dilated4(dilated3))  # [N, 16, 256]
        x = F.relu(self.plain4(x))  # [N, 16, 256]
        dil_pool = F.adaptive_max_pool1d(dilated4, 1).flatten(1)  # [N, 16]
        x = F.adaptive_max_pool1d(x, 1).flatten(1)  # [N, 16]
        dilated_logits = self.dilated_logits(dil_pool)  # [N, 4]
        x = self.plain_logits(x)  # [N, 4]
        return dilated_logits, x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "dilated1.weight": ("dilated1.kernel",),
    "dilated1.bias": ("dilated1.bias",),
    "plain1.weight": ("plain1.kernel",),
    "plain1.bias": ("plain1.bias",),
    "dilated2.weight": ("dilated2.kernel",),
    "dilated2.bias": ("dilated2.bias",),
    "plain2.weight": ("plain2.kernel",),
    "plain2.bias": ("plain2.bias",),
    "dilated3.weight": ("dilated3.kernel",),
    "dilated3.bias": ("dilated3.bias",),
    "plain3.weight": ("plain3.kernel",),
    "plain3.bias": ("plain3.bias",),
    "dilated4.weight": ("dilated4.kernel",),
    "dilated4.bias": ("dilated4.bias",),
    "plain4.weight": ("plain4.kernel",),
    "plain4.bias": ("plain4.bias",),
    "dilated_logits.weight": (torch.t, "dilatedLogits.kernel"),
    "dilated_logits.bias": ("dilatedLogits.bias",),
    "plain_logits.weight": (torch.t, "plainLogits.kernel"),
    "plain_logits.bias": ("plainLogits.bias",),
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
    model = DilatedOrNot().eval()
    outputs = model(torch.zeros(2, 1, 256))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
