"""Layers that enlarge, shrink, pad and crop by moving and interpolating."""

import torch.nn.functional as F

from .padding import pad

LINEAR = {1: "linear", 2: "bilinear", 3: "trilinear"}


def up_sampling(p, xs, w, mode):
    factor = tuple(float(times) for times in p["factor"])
    if p["mode"] == "nearest":
        return F.interpolate(xs[0], scale_factor=factor, mode="nearest")
    return F.interpolate(xs[0], scale_factor=factor, mode=LINEAR[len(factor)], align_corners=p["alignCorners"])


def sides(margins):
    return list(zip(margins[0::2], margins[1::2]))


def zero_padding(p, xs, w, mode):
    return pad(xs[0], sides(p["padding"]))


def cropping(p, xs, w, mode):
    y = xs[0]
    for axis, (begin, end) in enumerate(sides(p["cropping"])):
        y = y.narrow(axis + 2, begin, y.shape[axis + 2] - begin - end)
    return y


LAYERS = {
    **{f"UpSampling{rank}D": up_sampling for rank in (1, 2, 3)},
    **{f"ZeroPadding{rank}D": zero_padding for rank in (1, 2, 3)},
    **{f"Cropping{rank}D": cropping for rank in (1, 2, 3)},
    "PixelShuffle": lambda p, xs, w, mode: F.pixel_shuffle(xs[0], p["factor"]),
    "PixelUnshuffle": lambda p, xs, w, mode: F.pixel_unshuffle(xs[0], p["factor"]),
}
