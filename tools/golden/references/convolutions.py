"""Convolutions and their transposes."""

import torch
import torch.nn.functional as F

from .activations import activate
from .padding import pad, pads_of

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


LAYERS = {
    "Conv1D": conv,
    "Conv2D": conv,
    "Conv3D": conv,
    "DepthwiseConv2D": depthwise_conv,
    "SeparableConv2D": separable_conv,
    "SpatiallySeparableConv2D": spatially_separable_conv,
    **{f"ConvTranspose{rank}D": conv_transpose for rank in (1, 2, 3)},
}
