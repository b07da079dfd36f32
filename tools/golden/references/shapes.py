"""Layers that move numbers without changing them."""

import torch


def squeeze(p, xs, w, mode):
    axes = p["axes"] or [axis for axis in range(1, xs[0].dim()) if xs[0].shape[axis] == 1]
    return xs[0].squeeze(tuple(axes))


def unsqueeze(p, xs, w, mode):
    y = xs[0]
    for axis in sorted(p["axes"]):
        y = y.unsqueeze(axis)
    return y


def cut(p, xs, w, mode):
    """The positions by Python's own slices: torch has no negative steps."""
    positions = range(xs[0].shape[p["axis"]])[p["start"] : None if p["toEnd"] else p["end"] : p["step"]]
    return xs[0].index_select(p["axis"], torch.tensor(list(positions)))


def split(p, xs, w, mode):
    return torch.split(xs[0], p["sizes"], p["axis"]) if p["by"] == "sizes" else torch.chunk(xs[0], p["parts"], p["axis"])


def repeat(p, xs, w, mode):
    x, axis, times = xs[0], p["axis"], p["times"]
    if p["order"] == "each":
        return x.repeat_interleave(times, axis)
    if p["order"] == "whole":
        return x.tile([times if i == axis else 1 for i in range(x.dim())])
    return torch.stack([x] * times, axis)


LAYERS = {
    "Flatten": lambda p, xs, w, mode: xs[0].flatten(1),
    "Reshape": lambda p, xs, w, mode: xs[0].reshape([len(xs[0]), *p["shape"]]),
    "Permute": lambda p, xs, w, mode: xs[0].permute(0, *p["order"]),
    "Squeeze": squeeze,
    "Unsqueeze": unsqueeze,
    "Slice": cut,
    "Split": split,
    "Repeat": repeat,
}
