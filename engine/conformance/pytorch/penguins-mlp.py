import torch
import torch.nn.functional as F
from torch import Tensor, nn


class WhichPenguin(nn.Module):
    """Which penguin?

    Three species by beak, flipper, mass, island and sex: a table whose categories became columns of zeros and ones.

    Each column of measures is standardised by the training penguins; island and sex are columns of zeros and ones, both 0 where the sex is not known. Chinstraps live on Dream alone and gentoos on Biscoe alone: take the island’s columns away by a Slice layer and see whether the beak is enough.

    x: [N, 9], the field “penguin” after its preparation in Netloom
    Returns [N, 3], predictions of the field “species”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fc1 = nn.Linear(9, 16)
        self.logits = nn.Linear(16, 3)

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(self.fc1(x))  # [N, 16]
        x = self.logits(x)  # [N, 3]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
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
    model = WhichPenguin().eval()
    outputs = model(torch.zeros(2, 9))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
