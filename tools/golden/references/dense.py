"""Dense layers."""

import torch.nn.functional as F

from .activations import activate


def dense(p, xs, w, mode):
    y = F.linear(xs[0], w["kernel"].transpose(0, 1), w.get("bias"))
    return activate(p, y)


LAYERS = {"Dense": dense}
