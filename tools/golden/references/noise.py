"""Layers that draw random numbers; the case feeds them as `random`, in the shape that is stretched over the input."""

import math


def dropout(p, xs, w, mode):
    if mode == "inference" or p["rate"] == 0:
        return xs[0]
    return xs[0] * w["random"] / (1 - p["rate"])


def alpha_dropout(p, xs, w, mode):
    """The steps of ATen's alpha_dropout, with the mask that is fed."""
    rate, alpha = p["rate"], 1.7580993408473766
    if mode == "inference" or rate == 0:
        return xs[0]
    a = 1 / math.sqrt((alpha * alpha * rate + 1) * (1 - rate))
    b = (w["random"] - 1) * (alpha * a) + alpha * a * rate
    return xs[0] * (w["random"] * a) + b


def gaussian_noise(p, xs, w, mode):
    if mode == "inference" or p["stddev"] == 0:
        return xs[0]
    return xs[0] + p["stddev"] * w["random"]


LAYERS = {
    "Dropout": dropout,
    "SpatialDropout": dropout,
    "AlphaDropout": alpha_dropout,
    "GaussianNoise": gaussian_noise,
    "StochasticDepth": dropout,
}
