import torch
import torch.nn.functional as F
from torch import Tensor, nn


class GaussianNoise(nn.Module):
    """Adds normal noise while training."""

    def __init__(self, deviation: float) -> None:
        super().__init__()
        self.deviation = deviation

    def forward(self, x: Tensor) -> Tensor:
        return x + self.deviation * torch.randn_like(x) if self.training else x


class OverFittingAndItsCure(nn.Module):
    """Over-fitting and its cure

    Twice the same large network on digits of which a third is mislabelled: one learns even the wrong labels by heart, the other is cured.

    Compare training and validation: plain.loss falls to 0 on the training samples while it rises and rises on the others, a sure sign of over-fitting; cured.loss stays alike on both. The validation samples are as badly labelled as the training samples, so no score on them can be high; the test samples are labelled rightly, and there the cured network wins by 20 points. Other cures to try: early stopping with the best epoch’s weights (the plain network was best after about 5 epochs), fewer units, an L1 penalty on fc1, augmentation.

    x: [N, 1, 8, 8], the field “image” after its preparation in Netloom
    Returns [N, 10], predictions of the field “digit”, scores: softmax over the classes makes probabilities of them.
    Returns [N, 10], predictions of the field “digit”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.plain_fc1 = nn.Linear(64, 256)
        self.noise = GaussianNoise(0.2)
        self.plain_fc2 = nn.Linear(256, 256)
        self.cured_fc1 = nn.Linear(64, 256)
        self.plain_logits = nn.Linear(256, 10)
        self.dropout1 = nn.Dropout(0.5)
        self.cured_fc2 = nn.Linear(256, 256)
        self.dropout2 = nn.Dropout(0.5)
        self.cured_logits = nn.Linear(256, 10)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        x = x.flatten(1)  # [N, 64]
        plain_fc1 = F.relu(self.plain_fc1(x))  # [N, 256]
        x = self.noise(x)  # [N, 64]
        plain_fc2 = F.relu(self.plain_fc2(plain_fc1))  # [N, 256]
        x = F.relu(self.cured_fc1(x))  # [N, 256]
        plain_logits = self.plain_logits(plain_fc2)  # [N, 10]
        x = self.dropout1(x)  # [N, 256]
        x = F.relu(self.cured_fc2(x))  # [N, 256]
        x = self.dropout2(x)  # [N, 256]
        x = self.cured_logits(x)  # [N, 10]
        return plain_logits, x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "plain_fc1.weight": (torch.t, "plainFc1.kernel"),
    "plain_fc1.bias": ("plainFc1.bias",),
    "plain_fc2.weight": (torch.t, "plainFc2.kernel"),
    "plain_fc2.bias": ("plainFc2.bias",),
    "cured_fc1.weight": (torch.t, "curedFc1.kernel"),
    "cured_fc1.bias": ("curedFc1.bias",),
    "plain_logits.weight": (torch.t, "plainLogits.kernel"),
    "plain_logits.bias": ("plainLogits.bias",),
    "cured_fc2.weight": (torch.t, "curedFc2.kernel"),
    "cured_fc2.bias": ("curedFc2.bias",),
    "cured_logits.weight": (torch.t, "curedLogits.kernel"),
    "cured_logits.bias": ("curedLogits.bias",),
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
    model = OverFittingAndItsCure().eval()
    outputs = model(torch.zeros(2, 1, 8, 8))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
