"""Normalisation."""

import torch.nn.functional as F


def batch_norm(p, xs, w, mode):
    return F.batch_norm(
        xs[0], w["runningMean"], w["runningVariance"], w["scale"], w["shift"], mode == "train", p["momentum"], p["epsilon"]
    )


def over(p, x, normalise):
    """Applies `normalise(x, shape)` to the last axes of x, the channels moved there and back where they are meant."""
    if p["over"] == "channels":
        return normalise(x.movedim(1, -1), x.shape[1:2]).movedim(-1, 1)
    first = 1 if p["over"] == "sample" else x.dim() - p["axes"]
    return normalise(x, x.shape[first:])


def layer_norm(p, xs, w, mode):
    return over(p, xs[0], lambda x, shape: F.layer_norm(x, shape, w.get("scale"), w.get("shift"), p["epsilon"]))


def rms_norm(p, xs, w, mode):
    return over(p, xs[0], lambda x, shape: F.rms_norm(x, shape, w.get("scale"), p["epsilon"]))


LAYERS = {
    "BatchNorm": batch_norm,
    "LayerNorm": layer_norm,
    "RMSNorm": rms_norm,
    "GroupNorm": lambda p, xs, w, mode: F.group_norm(xs[0], p["groups"], w.get("scale"), w.get("shift"), p["epsilon"]),
    "InstanceNorm": lambda p, xs, w, mode: F.instance_norm(
        xs[0], weight=w.get("scale"), bias=w.get("shift"), eps=p["epsilon"]
    ),
}
