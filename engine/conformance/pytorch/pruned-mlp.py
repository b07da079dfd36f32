import torch
import torch.nn.functional as F
from torch import Tensor, nn


class NineOfTenWeightsGone(nn.Module):
    """Nine of ten weights gone

    Magnitude pruning sets the smallest 90 % of all weights to 0 while the network trains. It hardly reads digits worse.

    From epoch 2 to 7 the smallest weights of all layers together are set to 0 and held there, more and more of them, until nine of ten are gone; the rest go on learning. Dense it reaches 95.3 % on the test digits, with 10 % of its weights 95.5 %: see the sparsity in the summary of the run. Switch pruning off to compare. An L1 penalty works towards the same end: 0.0001 on fc1 drives most of its weights close to 0 before anything is pruned.

    x: [N, 1, 28, 28], the field “image” after its preparation in Netloom
    Returns [N, 10], predictions of the field “digit”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fc1 = nn.Linear(784, 256)
        self.fc2 = nn.Linear(256, 128)
        self.logits = nn.Linear(128, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = x.flatten(1)  # [N, 784]
        x = F.relu(self.fc1(x))  # [N, 256]
        x = F.relu(self.fc2(x))  # [N, 128]
        x = self.logits(x)  # [N, 10]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "fc1.weight": (torch.t, "fc1.kernel"),
    "fc1.bias": ("fc1.bias",),
    "fc2.weight": (torch.t, "fc2.kernel"),
    "fc2.bias": ("fc2.bias",),
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
    model = NineOfTenWeightsGone().eval()
    outputs = model(torch.zeros(2, 1, 28, 28))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
