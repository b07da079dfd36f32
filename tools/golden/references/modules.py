"""Modules of several layers."""

import torch.nn.functional as F

from .activations import ACTIVATIONS

CONVOLUTIONS = {3: F.conv1d, 4: F.conv2d, 5: F.conv3d}


def residual_block(p, xs, w, mode):
    x, activation = xs[0], ACTIVATIONS[p["activation"]]
    narrow = "ottleneck" in p["kind"]

    def conv(name, y, stride=1):
        kernel = w[f"{name}.kernel"]
        return CONVOLUTIONS[x.dim()](y, kernel, w.get(f"{name}.bias"), stride, kernel.shape[-1] // 2)

    def norm(name, y):
        if p["norm"] == "none":
            return y
        scale, shift = w[f"{name}.scale"], w[f"{name}.shift"]
        if p["norm"] == "group":
            return F.group_norm(y, p["normGroups"], scale, shift, p["epsilon"])
        mean, variance = w[f"{name}.runningMean"], w[f"{name}.runningVariance"]
        return F.batch_norm(y, mean, variance, scale, shift, mode == "train", p["momentum"], p["epsilon"])

    projects = "shortcut.kernel" in w
    if p["kind"].startswith("preActivation"):
        first = activation(norm("norm1", x))
        if narrow:
            y = conv("conv2", activation(norm("norm2", conv("conv1", first))), p["stride"])
            y = conv("conv3", activation(norm("norm3", y)))
        else:
            y = conv("conv2", activation(norm("norm2", conv("conv1", first, p["stride"]))))
        return y + (conv("shortcut", first, p["stride"]) if projects else x)
    if narrow:
        y = activation(norm("norm1", conv("conv1", x)))
        y = activation(norm("norm2", conv("conv2", y, p["stride"])))
        y = norm("norm3", conv("conv3", y))
    else:
        y = norm("norm2", conv("conv2", activation(norm("norm1", conv("conv1", x, p["stride"])))))
    return activation(y + (norm("shortcutNorm", conv("shortcut", x, p["stride"])) if projects else x))


def squeeze_excitation(p, xs, w, mode):
    x = xs[0]
    means = x.flatten(2).mean(2)
    hidden = ACTIVATIONS[p["activation"]](F.linear(means, w["squeeze.kernel"].T, w["squeeze.bias"]))
    gates = ACTIVATIONS[p["gate"]](F.linear(hidden, w["excite.kernel"].T, w["excite.bias"]))
    return x * gates.reshape(*gates.shape, *[1] * (x.dim() - 2))


LAYERS = {"ResidualBlock": residual_block, "SqueezeExcitation": squeeze_excitation}
