"""Padding as the windows of convolutions and pools take it."""

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
