"""Layers that draw random numbers; the case feeds them as `random`."""


def dropout(p, xs, w, mode):
    if mode == "inference" or p["rate"] == 0:
        return xs[0]
    return xs[0] * w["random"] / (1 - p["rate"])


LAYERS = {"Dropout": dropout}
