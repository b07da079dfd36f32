"""Normalisation."""

import torch.nn.functional as F


def batch_norm(p, xs, w, mode):
    return F.batch_norm(
        xs[0], w["runningMean"], w["runningVariance"], w["scale"], w["shift"], mode == "train", p["momentum"], p["epsilon"]
    )


LAYERS = {"BatchNorm": batch_norm}
