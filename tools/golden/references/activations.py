"""Activations, as nodes and as a parameter of other layers."""

import torch
import torch.nn.functional as F


ACTIVATIONS = {
    "none": lambda x: x,
    "relu": F.relu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "elu": F.elu,
    "selu": F.selu,
    "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"),
    "silu": F.silu,
    "mish": F.mish,
    "softplus": F.softplus,
    "softsign": F.softsign,
    "hardSigmoid": F.hardsigmoid,
    "hardSwish": F.hardswish,
    "softmax": lambda x: F.softmax(x, softmax_axis("auto", x)),
}


def softmax_axis(axis, x):
    return 1 if axis == "channels" or (axis == "auto" and x.dim() >= 4) else -1


def activate(p, y):
    return ACTIVATIONS[p["activation"]](y)


def unary(function):
    return lambda p, xs, w, mode: function(xs[0])


LAYERS = {
    "Linear": unary(torch.nn.Identity()),
    "ReLU": unary(F.relu),
    "LeakyReLU": lambda p, xs, w, mode: F.leaky_relu(xs[0], p["slope"]),
    "PReLU": lambda p, xs, w, mode: F.prelu(xs[0], w["slope"]),
    "ELU": lambda p, xs, w, mode: F.elu(xs[0], p["alpha"]),
    "SELU": unary(F.selu),
    "CELU": lambda p, xs, w, mode: F.celu(xs[0], p["alpha"]),
    "GELU": lambda p, xs, w, mode: F.gelu(xs[0], approximate=p["approximation"]),
    "SiLU": unary(F.silu),
    "Mish": unary(F.mish),
    "Softplus": unary(F.softplus),
    "Softsign": unary(F.softsign),
    "Sigmoid": unary(torch.sigmoid),
    "HardSigmoid": unary(F.hardsigmoid),
    "Tanh": unary(torch.tanh),
    "HardSwish": unary(F.hardswish),
    "Softmax": lambda p, xs, w, mode: F.softmax(xs[0], softmax_axis(p["axis"], xs[0])),
    "LogSoftmax": lambda p, xs, w, mode: F.log_softmax(xs[0], softmax_axis(p["axis"], xs[0])),
}

# Choices of the Activation layer, by the layer that computes the same.
CHOICES = {
    "relu": "ReLU", "leakyRelu": "LeakyReLU", "prelu": "PReLU", "elu": "ELU", "selu": "SELU", "celu": "CELU", "gelu": "GELU",
    "silu": "SiLU",
}
for name in ("Linear", "Mish", "Softplus", "Softsign", "Sigmoid", "HardSigmoid", "Tanh", "HardSwish", "Softmax", "LogSoftmax"):
    CHOICES[name[0].lower() + name[1:]] = name

LAYERS["Activation"] = lambda p, xs, w, mode: LAYERS[CHOICES[p["function"]]](p, xs, w, mode)
