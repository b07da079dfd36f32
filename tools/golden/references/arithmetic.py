"""Formulas with constants, element by element."""

import torch


def power(p, xs, w, mode):
    x, exponent = xs[0], p["exponent"]
    if float(exponent).is_integer() or p["negative"] == "nan":
        return torch.pow(x, exponent)
    magnitude = torch.pow(x.abs(), exponent)
    return torch.where(x < 0, -magnitude if p["negative"] == "signed" else torch.zeros_like(x), magnitude)


LAYERS = {
    "Scale": lambda p, xs, w, mode: p["factor"] * xs[0] + p["offset"],
    "Clip": lambda p, xs, w, mode: torch.clamp(xs[0], p["lower"], p["upper"]),
    "Power": power,
}
