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
    "silu": F.silu,
    "softplus": F.softplus,
    "softsign": F.softsign,
    "hardSigmoid": F.hardsigmoid,
    "hardSwish": F.hardswish,
    "softmax": lambda x: F.softmax(x, 1 if x.dim() >= 4 else -1),
}


def activate(p, y):
    return ACTIVATIONS[p["activation"]](y)


def unary(function):
    return lambda p, xs, w, mode: function(xs[0])

LAYERS = {
    "ReLU": unary(F.relu),
    "Sigmoid": unary(torch.sigmoid),
    "Tanh": unary(torch.tanh),
    "ELU": unary(F.elu),
    "SELU": unary(F.selu),
    "GELU": unary(F.gelu),
    "SiLU": unary(F.silu),
    "Softplus": unary(F.softplus),
    "Softsign": unary(F.softsign),
    "HardSigmoid": unary(F.hardsigmoid),
    "HardSwish": unary(F.hardswish),
    "LeakyReLU": lambda p, xs, w, mode: F.leaky_relu(xs[0], p["slope"]),
    "Softmax": unary(lambda x: F.softmax(x, 1 if x.dim() >= 4 else -1)),
    "LogSoftmax": unary(lambda x: F.log_softmax(x, 1 if x.dim() >= 4 else -1)),
}
