import torch
from torch import Tensor, nn


def gates_in_order(weight: Tensor, *order: int) -> Tensor:
    """Gates that lie side by side along the last axis, in PyTorch's order and along the first axis."""
    gates = weight.chunk(len(order), -1)
    return torch.cat([gates[i] for i in order], -1).movedim(-1, 0)


class WriteLikeMelville(nn.Module):
    """Write like Melville

    Which character comes next? Gated units read Moby-Dick, then write on, character by character.

    A network that tells which character comes next can write: it draws one, reads it, draws the next. This one reads 64 characters at a time. Each character has a trained vector; 256 gated units carry a state from character to character, and at each of them 84 scores say what may follow. Whole chapters are held back to judge it by: 4.4 bits a character is what knowing the frequency of each character costs, 2.2 what counting the sequels of any five does. After training, let it write in the window, or run `netloom generate` on the run.

    x: [N, 64] int64, the field “chapter” after its preparation in Netloom
    Returns [N, 64, 84], predictions of the field “next”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.characters = nn.Embedding(84, 64)
        self.gru = nn.GRU(64, 256, batch_first=True)
        self.scores = nn.Linear(256, 84)

    def forward(self, x: Tensor) -> Tensor:
        x = self.characters(x)  # [N, 64, 64]
        outputs, h = self.gru(x)
        x = outputs  # [N, 64, 256]
        x = self.scores(x)  # [N, 64, 84]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "characters.weight": ("characters.table",),
    "gru.weight_ih_l0": (lambda gates: gates_in_order(gates, 1, 0, 2), "gru.kernel"),
    "gru.weight_hh_l0": (lambda gates: gates_in_order(gates, 1, 0, 2), "gru.recurrentKernel"),
    "gru.bias_ih_l0": (lambda gates: gates_in_order(gates, 1, 0, 2), "gru.bias"),
    "gru.bias_hh_l0": (lambda bias: torch.cat([torch.zeros_like(bias), torch.zeros_like(bias), bias]), "gru.recurrentBias"),
    "scores.weight": (torch.t, "scores.kernel"),
    "scores.bias": ("scores.bias",),
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
    model = WriteLikeMelville().eval()
    outputs = model(torch.zeros(2, 64, dtype=torch.long))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
