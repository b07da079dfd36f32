"""Golden values of layers from PyTorch, in float64: one file per layer of the cases.

usage: python layers.py CASES.json FOLDER      (torch from PyPI; the program itself never needs it)

For each case: outputs in training and inference mode, those of one layer behind each other, and the gradients of the
sum of the training outputs times the given weightings, for every input and trained weight, and running statistics after one step.
"""

import json
import os
import sys

import torch

from references import LAYERS


def is_running(name):
    """A running statistic, also of a norm inside a module: `norm1.runningMean`."""
    return name.split(".")[-1] in ("runningMean", "runningVariance")


DTYPES = {"float32": torch.float64, "int64": torch.int64, "bool": torch.bool}


def tensors_of(case):
    return {
        name: torch.tensor(feed["data"], dtype=torch.float64).to(DTYPES[feed["dtype"]]).reshape(feed["dims"])
        for name, feed in case["feeds"].items()
    }


def numbers(tensor):
    return [float(f"{value:.8g}") for value in tensor.detach().to(torch.float64).reshape(-1).tolist()]


def outputs_of(case, xs, t, mode):
    """The layer's outputs, of which most have one."""
    outputs = LAYERS[case["layer"]](case["parameters"], xs, t, mode)
    return outputs if isinstance(outputs, tuple) else (outputs,)


def joined(outputs):
    return [number for output in outputs for number in numbers(output)]


def compute(case):
    t = tensors_of(case)
    named = [name for name in t if not is_running(name) and not name.startswith(("random", "weighting"))]
    names = [name for name in named if t[name].is_floating_point()]
    for name in names:
        t[name].requires_grad_()
    xs = [t[name] for name in named if name.startswith("x")]
    result = {"inference": joined(outputs_of(case, xs, t, "inference"))}
    # PyTorch refuses batch statistics over one value per channel; their normalised value is 0 there.
    if case["layer"] == "BatchNorm" and xs[0].numel() == xs[0].shape[1]:
        return result
    outputs = outputs_of(case, xs, t, "train")
    if names:
        weighted = [(output * t[f"weighting{i}"]).sum() for i, output in enumerate(outputs) if output.is_floating_point()]
        sum(weighted).backward()
    result["train"] = joined(outputs)
    result["gradients"] = {name: numbers(t[name].grad) for name in names}
    result["running"] = {name: numbers(t[name]) for name in t if is_running(name)}
    return result


def main():
    with open(sys.argv[1]) as file:
        cases = json.load(file)
    for layer in sorted({case["layer"] for case in cases}):
        rows = [
            json.dumps({"example": c["example"], "batch": c["batch"], **compute(c)}, separators=(",", ":"))
            for c in cases
            if c["layer"] == layer
        ]
        version = torch.__version__.split("+")[0]
        with open(os.path.join(sys.argv[2], f"{layer}.json"), "w") as file:
            file.write('{"torch":"' + version + '","cases":[\n' + ",\n".join(rows) + "\n]}\n")


main()
