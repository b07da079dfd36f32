import torch
import torch.nn.functional as F
from torch import Tensor, nn


class SmallDigits(nn.Module):
    """Small digits

    Digits of 8×8 pixels train in seconds. Dropout silences one hidden unit in five at each step, against over-fitting.

    x: [N, 1, 8, 8], the field “image” after its preparation in Netloom
    Returns [N, 10], predictions of the field “digit”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(64, 64)
        self.dropout = nn.Dropout(0.2)
        self.logits = nn.Linear(64, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = x.flatten(1)  # [N, 64]
        x = F.relu(self.hidden(x))  # [N, 64]
        x = self.dropout(x)  # [N, 64]
        x = self.logits(x)  # [N, 10]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "hidden.weight": (torch.t, "hidden.kernel"),
    "hidden.bias": ("hidden.bias",),
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
    model = SmallDigits().eval()
    outputs = model(torch.zeros(2, 1, 8, 8))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
