import torch
from torch import Tensor, nn


class XOR(nn.Module):
    """XOR

    The smallest problem that needs a hidden layer: opposite quadrants of the plane belong together.

    x: [N, 2], the field “point” after its preparation in Netloom
    Returns [N, 2], predictions of the field “label”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(2, 8)
        self.logits = nn.Linear(8, 2)

    def forward(self, x: Tensor) -> Tensor:
        x = torch.tanh(self.hidden(x))  # [N, 8]
        x = self.logits(x)  # [N, 2]
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
    model = XOR().eval()
    outputs = model(torch.zeros(2, 2))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
