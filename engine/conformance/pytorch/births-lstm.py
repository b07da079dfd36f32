import torch
from torch import Tensor, nn


def gates_in_order(weight: Tensor, *order: int) -> Tensor:
    """Gates that lie side by side along the last axis, in PyTorch's order and along the first axis."""
    gates = weight.chunk(len(order), -1)
    return torch.cat([gates[i] for i in order], -1).movedim(-1, 0)


class BirthsRemembered(nn.Module):
    """Births, remembered

    Tomorrow’s births from the 28 days before: a memory cell reads them one by one. It errs by 308, to repeat last week by 430.

    Each day is one step; what the memory holds after the last one gives the forecast. No part of the network is told that weeks have seven days: it finds out, since repeating the number of a week ago is the rule to beat. The mean absolute error is the loss, so that a few holidays may be wrong. Windows are parted in time: the test days are those of 2013 and 2014, validated is on the last part of the days before. On the test days the network errs by 308, to repeat the number of a week ago by 430: 28 % less; root mean square 650 against 930. “Births tomorrow” reads the same days by convolutions, and errs as much.

    x: [N, 1, 28], the field “days” after its preparation in Netloom
    Returns [N, 1], predictions of the field “births”, as they were trained.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lstm = nn.LSTM(1, 64, batch_first=True)
        self.forecast = nn.Linear(64, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = x.transpose(1, 2)  # [N, 28, 1]
        outputs, (h, c) = self.lstm(x)
        x = h[0]  # [N, 64]
        x = self.forecast(x)  # [N, 1]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "lstm.weight_ih_l0": (lambda gates: gates_in_order(gates, 0, 2, 3, 1), "lstm.kernel"),
    "lstm.weight_hh_l0": (lambda gates: gates_in_order(gates, 0, 2, 3, 1), "lstm.recurrentKernel"),
    "lstm.bias_ih_l0": (lambda gates: gates_in_order(gates, 0, 2, 3, 1), "lstm.bias"),
    "lstm.bias_hh_l0": (torch.zeros_like, "lstm.bias"),
    "forecast.weight": (torch.t, "forecast.kernel"),
    "forecast.bias": ("forecast.bias",),
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
    model = BirthsRemembered().eval()
    outputs = model(torch.zeros(2, 1, 28))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
