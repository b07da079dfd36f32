"""Pools over windows and over the whole input."""

import torch
import torch.nn.functional as F

from .padding import pad, pads_of

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


ADAPTIVE_AVERAGE = {1: F.adaptive_avg_pool1d, 2: F.adaptive_avg_pool2d, 3: F.adaptive_avg_pool3d}
ADAPTIVE_MAX = {1: F.adaptive_max_pool1d, 2: F.adaptive_max_pool2d, 3: F.adaptive_max_pool3d}


def global_pool(functions):
    def pool(p, xs, w, mode):
        y = functions[xs[0].dim() - 2](xs[0], 1)
        return y if p["keepAxes"] else y.flatten(1)

    return pool


def adaptive(functions):
    return lambda p, xs, w, mode: functions[len(p["outputSize"])](xs[0], p["outputSize"])


LAYERS = {
    **{f"MaxPool{rank}D": max_pool for rank in (1, 2, 3)},
    **{f"AveragePool{rank}D": average_pool for rank in (1, 2, 3)},
    **{f"LpPool{rank}D": lp_pool for rank in (1, 2, 3)},
    **{f"AdaptiveAveragePool{rank}D": adaptive(ADAPTIVE_AVERAGE) for rank in (1, 2, 3)},
    **{f"AdaptiveMaxPool{rank}D": adaptive(ADAPTIVE_MAX) for rank in (1, 2, 3)},
    "GlobalAveragePool": global_pool(ADAPTIVE_AVERAGE),
    "GlobalMaxPool": global_pool(ADAPTIVE_MAX),
}
