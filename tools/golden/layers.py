"""Golden values of every layer from PyTorch, in float64.

usage: python layers.py CASES.json OUT.json      (torch from PyPI; the program itself never needs it)

For each case: outputs in training and inference mode, and the gradients of the sum of the training outputs times the
given weighting, for every input and trained weight, and running statistics after one step.
"""

import json
import sys

import torch
import torch.nn.functional as F


def same_pads(size, kernel, stride, dilation):
    output = -(-size // stride)
    total = max((output - 1) * stride + (kernel - 1) * dilation + 1 - size, 0)
    return total // 2, total - total // 2


def pads_of(p, x, kernel, dilation=None):
    """(begin, end) of every axis after the channels."""
    rank = len(kernel)
    dilation = dilation or [1] * rank
    if p["padding"] == "valid":
        return [(0, 0)] * rank
    if p["padding"] == "custom":
        return list(zip(p["pads"][:rank], p["pads"][rank:]))
    return [same_pads(x.shape[axis + 2], kernel[axis], p["stride"][axis], dilation[axis]) for axis in range(rank)]


def pad(x, pads, mode="constant", value=0.0):
    """F.pad lists the last axis first."""
    flat = [side for pair in reversed(pads) for side in pair]
    return F.pad(x, flat, mode, value) if mode == "constant" else F.pad(x, flat, mode)


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


def dense(p, xs, w, mode):
    y = F.linear(xs[0], w["kernel"].transpose(0, 1), w.get("bias"))
    return activate(p, y)


PADDING_MODES = {"zeros": "constant", "reflect": "reflect", "replicate": "replicate", "circular": "circular"}
CONVOLUTIONS = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}


def conv(p, xs, w, mode):
    x = pad(xs[0], pads_of(p, xs[0], p["kernelSize"], p["dilation"]), PADDING_MODES[p["paddingMode"]])
    y = CONVOLUTIONS[len(p["kernelSize"])](x, w["kernel"], w.get("bias"), p["stride"], 0, p["dilation"], p["groups"])
    return activate(p, y)


def depthwise(p, x, kernel, bias):
    x = pad(x, pads_of(p, x, p["kernelSize"], p["dilation"]), PADDING_MODES[p["paddingMode"]])
    return F.conv2d(x, kernel, bias, p["stride"], 0, p["dilation"], kernel.shape[0] // p["multiplier"])


def depthwise_conv(p, xs, w, mode):
    return activate(p, depthwise(p, xs[0], w["kernel"], w.get("bias")))


def separable_conv(p, xs, w, mode):
    return activate(p, F.conv2d(depthwise(p, xs[0], w["depthwiseKernel"], None), w["pointwiseKernel"], w.get("bias")))


def spatially_separable_conv(p, xs, w, mode):
    """The column and the row as one full kernel: their outer product over the channels between."""
    kernel = torch.einsum("mcu,omv->ocuv", w["columnKernel"].squeeze(3), w["rowKernel"].squeeze(2))
    x = pad(xs[0], pads_of(p, xs[0], p["kernelSize"], p["dilation"]), PADDING_MODES[p["paddingMode"]])
    return activate(p, F.conv2d(x, kernel, w.get("bias"), p["stride"], 0, p["dilation"]))


TRANSPOSED = {1: F.conv_transpose1d, 2: F.conv_transpose2d, 3: F.conv_transpose3d}


def conv_transpose(p, xs, w, mode):
    function = TRANSPOSED[len(p["kernelSize"])]
    y = function(xs[0], w["kernel"], w.get("bias"), p["stride"], p["crop"], p["outputPadding"], p["groups"], p["dilation"])
    return activate(p, y)


MAX_POOLS = {1: F.max_pool1d, 2: F.max_pool2d, 3: F.max_pool3d}
CONVOLVE = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}


def pooled(p, x, value, function):
    """Pads every side by hand, on the right as far as a window in ceil mode reaches."""
    rank = len(p["poolSize"])
    pads = pads_of(p, x, p["poolSize"])
    ends = []
    for axis, (begin, end) in enumerate(pads):
        size, kernel, stride = x.shape[axis + 2], p["poolSize"][axis], p["stride"][axis]
        span = size + begin + end - kernel
        output = span // stride + 1
        if p["ceilMode"] and span % stride and (output * stride) < size + begin:
            output += 1
        ends.append((begin, max(end, (output - 1) * stride + kernel - size - begin)))
    return function(pad(x, ends, value=value), rank), ends, pads


def max_pool(p, xs, w, mode):
    return pooled(p, xs[0], -torch.inf, lambda x, rank: MAX_POOLS[rank](x, p["poolSize"], p["stride"]))[0]


def window_sum(p):
    def total(x, rank):
        ones = torch.ones([x.shape[1], 1, *p["poolSize"]], dtype=x.dtype)
        return CONVOLVE[rank](x, ones, None, p["stride"], 0, 1, x.shape[1])

    return total


def average_pool(p, xs, w, mode):
    sums, ends, pads = pooled(p, xs[0], 0.0, window_sum(p))
    inside = pad(torch.ones_like(xs[0]), pads, value=1.0 if p["countPadding"] else 0.0)
    rest = [(0, end - own) for (_, end), (_, own) in zip(ends, pads)]
    return sums / window_sum(p)(pad(inside, rest), len(p["poolSize"]))


def lp_pool(p, xs, w, mode):
    power = p["power"]
    return pooled(p, xs[0].abs() ** power, 0.0, window_sum(p))[0] ** (1 / power)


def batch_norm(p, xs, w, mode):
    return F.batch_norm(
        xs[0], w["runningMean"], w["runningVariance"], w["scale"], w["shift"], mode == "train", p["momentum"], p["epsilon"]
    )


def dropout(p, xs, w, mode):
    if mode == "inference" or p["rate"] == 0:
        return xs[0]
    return xs[0] * w["random"] / (1 - p["rate"])


def unary(function):
    return lambda p, xs, w, mode: function(xs[0])


LAYERS = {
    "Dense": dense,
    "Conv1D": conv,
    "Conv2D": conv,
    "Conv3D": conv,
    "DepthwiseConv2D": depthwise_conv,
    "SeparableConv2D": separable_conv,
    "SpatiallySeparableConv2D": spatially_separable_conv,
    **{f"ConvTranspose{rank}D": conv_transpose for rank in (1, 2, 3)},
    **{f"MaxPool{rank}D": max_pool for rank in (1, 2, 3)},
    **{f"AveragePool{rank}D": average_pool for rank in (1, 2, 3)},
    **{f"LpPool{rank}D": lp_pool for rank in (1, 2, 3)},
    "GlobalAveragePool": lambda p, xs, w, mode: F.adaptive_avg_pool2d(xs[0], 1).flatten(1),
    "Flatten": lambda p, xs, w, mode: xs[0].flatten(1),
    "BatchNorm": batch_norm,
    "Dropout": dropout,
    "Add": lambda p, xs, w, mode: sum(xs),
    "Concat": lambda p, xs, w, mode: torch.cat(xs, p["axis"]),
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

RUNNING = ("runningMean", "runningVariance")


def tensors_of(case):
    return {
        name: torch.tensor(feed["data"], dtype=torch.float64).reshape(feed["dims"]) for name, feed in case["feeds"].items()
    }


def numbers(tensor):
    return [float(f"{value:.8g}") for value in tensor.detach().reshape(-1).tolist()]


def compute(case):
    layer, p = LAYERS[case["layer"]], case["parameters"]
    t = tensors_of(case)
    names = [name for name in t if name not in RUNNING and name != "random" and not name.startswith("weighting")]
    for name in names:
        t[name].requires_grad_()
    xs = [t[name] for name in names if name.startswith("x")]
    inference = layer(p, xs, t, "inference")
    result = {"inference": numbers(inference)}
    # PyTorch refuses batch statistics over one value per channel; their normalised value is 0 there.
    if case["layer"] == "BatchNorm" and xs[0].numel() == xs[0].shape[1]:
        return result
    output = layer(p, xs, t, "train")
    (output * t["weighting0"]).sum().backward()
    result["train"] = numbers(output)
    result["gradients"] = {name: numbers(t[name].grad) for name in names}
    result["running"] = {name: numbers(t[name]) for name in RUNNING if name in t}
    return result


def main():
    with open(sys.argv[1]) as file:
        cases = json.load(file)
    golden = [
        {"layer": c["layer"], "example": c["example"], "batch": c["batch"], **compute(c)} for c in cases
    ]
    with open(sys.argv[2], "w") as file:
        rows = [json.dumps(row, separators=(",", ":")) for row in golden]
        file.write('{"torch":"' + torch.__version__.split("+")[0] + '","cases":[\n' + ",\n".join(rows) + "\n]}\n")


main()
