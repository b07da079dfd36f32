"""Values and slopes of the activations far from 0, where formulas overflow, from PyTorch in float32.

usage: python activation-extremes.py > engine/conformance/golden/activation-extremes.json

Infinity and NaN are written as text, which JSON has no numbers for.
"""

import json
import math
import os
import sys

import torch

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from references.activations import CHOICES, LAYERS

# Without denormals: a steep clipped line stands for a step in the slopes of ReLU.
XS = [10.0**exponent for exponent in (-37, -30, -6, -3)]
XS += [1.0, 3.0, 5.0, 9.0, 12.0, 17.0, 18.0, 20.0, 30.0, 50.0, 88.0, 89.0, 100.0, 104.0, 200.0, 1e4, 1e6, 1e13, 1e19, 1e30, 3.4e38]
XS = [-x for x in reversed(XS)] + [0.0] + XS

FUNCTIONS = {name: {} for name in CHOICES if name not in ("prelu", "softmax", "logSoftmax")}
FUNCTIONS.update(leakyRelu={"slope": 0.01}, elu={"alpha": 1.5}, celu={"alpha": 0.3}, gelu={"approximation": "none"})


def plain(number):
    return float(f"{number:.8g}") if math.isfinite(number) else str(number)


def row(function, parameters, name):
    x = torch.tensor(XS, dtype=torch.float32, requires_grad=True)
    y = LAYERS["Activation"]({"function": function, **parameters}, [x], {}, "train")
    y.sum().backward()
    values = {key: [plain(v) for v in t.tolist()] for key, t in (("y", y), ("slope", x.grad))}
    return {"name": name, "parameters": {"function": function, **parameters}, **values}


def main():
    rows = [row(function, parameters, function) for function, parameters in FUNCTIONS.items()]
    rows.append(row("gelu", {"approximation": "tanh"}, "gelu by tanh"))
    x = [plain(v) for v in torch.tensor(XS, dtype=torch.float32).tolist()]
    print(json.dumps({"torch": torch.__version__.split("+")[0], "x": x, "functions": rows}))


main()
