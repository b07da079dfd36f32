"""Golden values of losses and of their gradients from PyTorch, in float64: one file per loss of the cases.

usage: python losses.py CASES.json FOLDER      (torch and torchvision from PyPI; the program itself never needs them)

What PyTorch has is PyTorch's own; focal with sigmoid is torchvision's. What neither has (focal with softmax, Dice, triplets
mined in a batch, log-cosh) is written from its formula, with loops where the loss itself has none.
"""

import json
import math
import os
import sys

import torch
import torch.nn.functional as F
from torchvision.ops import sigmoid_focal_loss


def ignored(p):
    return p["ignoreIndex"] if p["ignore"] else -(2**40)


def weights(p):
    return torch.tensor(p["classWeights"], dtype=torch.float64) if p["classWeights"] else None


def labels(y, t):
    """0 and 1 (or shares) in the prediction's shape."""
    return t.to(torch.float64).reshape(y.shape)


def numbers(y, t):
    """As labels; classes of several outputs are one-hot along axis 1."""
    if t.dim() == y.dim() - 1 and y.shape[1] > 1:
        t = torch.movedim(F.one_hot(t, y.shape[1]), -1, 1)
    return labels(y, t)


def rows(y, t):
    """Predictions [places, K] and classes [places] of what has a class for each place."""
    return torch.movedim(y, 1, -1).reshape(-1, y.shape[1]), t.reshape(-1)


def cross_entropy(p, y, t):
    index = ignored(p)
    if (t == index).all():
        return (y * 0).sum()
    return F.cross_entropy(y, t, weight=weights(p), ignore_index=index, label_smoothing=p["labelSmoothing"])


def focal(p, y, t):
    scores, classes = rows(y, t)
    total, count = (y * 0).sum(), 0
    for row, k in zip(scores, classes.tolist()):
        if k == ignored(p):
            continue
        share = torch.softmax(row, 0)[k]
        weight = p["classWeights"][k] if p["classWeights"] else 1
        total = total - weight * (1 - share) ** p["gamma"] * torch.log(share)
        count += 1
    return total / max(count, 1)


def dice(p, y, t):
    scores, classes = rows(y, t)
    kept = classes != ignored(p)
    shares, classes = torch.softmax(scores[kept], 1), classes[kept]
    result = 0
    for k in range(y.shape[1]):
        true = (classes == k).to(torch.float64)
        overlap = 2 * (shares[:, k] * true).sum() + p["smoothing"]
        result = result + (1 - overlap / (shares[:, k].sum() + true.sum() + p["smoothing"])) / y.shape[1]
    return result


def binary_dice(p, y, t):
    shares, true = torch.sigmoid(y), labels(y, t)
    return 1 - (2 * (shares * true).sum() + p["smoothing"]) / (shares.sum() + true.sum() + p["smoothing"])


def hinge(p, y, t):
    scores, classes = rows(y, t)
    return F.multi_margin_loss(scores, classes, p=1, margin=p["margin"])


def binary_hinge(p, y, t):
    # PyTorch's form for sides of −1 and 1: y for 1, max(0, margin − y) for −1; here both are behind the margin.
    return F.hinge_embedding_loss(labels(y, t).mul(2).sub(1) * y, -torch.ones_like(y), margin=p["margin"])


def triplet(p, y, t):
    n, zero = len(t), (y * 0).sum()
    lags = []
    for a in range(n):
        alike = [j for j in range(n) if j != a and t[j] == t[a]]
        unlike = [j for j in range(n) if t[j] != t[a]]
        if not alike or not unlike:
            continue
        pairs = [(i, k) for i in alike for k in unlike]
        lag = [F.triplet_margin_loss(y[a : a + 1], y[i : i + 1], y[k : k + 1], margin=p["margin"], eps=0) for i, k in pairs]
        if p["mining"] == "all":
            lags += [value for value in lag if value > 0]
        else:
            far = max(alike, key=lambda j: (y[a] - y[j]).norm().item())
            near = min(unlike, key=lambda j: (y[a] - y[j]).norm().item())
            lags.append(lag[pairs.index((far, near))])
    return sum(lags, zero) / max(len(lags), 1)


LOSSES = {
    "meanSquaredError": lambda p, y, t: F.mse_loss(y, numbers(y, t)),
    "meanAbsoluteError": lambda p, y, t: F.l1_loss(y, labels(y, t)),
    "huber": lambda p, y, t: F.huber_loss(y, labels(y, t), delta=p["delta"]),
    "logCosh": lambda p, y, t: torch.log(torch.cosh(y - labels(y, t))).mean(),
    "crossEntropy": cross_entropy,
    "binaryCrossEntropy": lambda p, y, t: F.binary_cross_entropy_with_logits(
        y, labels(y, t), pos_weight=torch.tensor(p["positiveWeight"], dtype=torch.float64)
    ),
    "focal": focal,
    "binaryFocal": lambda p, y, t: sigmoid_focal_loss(y, labels(y, t), alpha=p["alpha"], gamma=p["gamma"], reduction="mean"),
    "hinge": hinge,
    "binaryHinge": binary_hinge,
    "klDivergence": lambda p, y, t: F.kl_div(F.log_softmax(y, 1), t, reduction="batchmean"),
    "cosine": lambda p, y, t: (1 - F.cosine_similarity(y, t, dim=1)).mean(),
    "triplet": triplet,
    "dice": dice,
    "binaryDice": binary_dice,
}


def tensor_of(feed):
    dtype = torch.int64 if feed["dtype"] == "int64" else torch.float64
    return torch.tensor(feed["data"], dtype=torch.float64).to(dtype).reshape(feed["dims"])


def number(value):
    assert math.isfinite(value)
    return float(f"{value:.9g}")


def compute(case):
    y, t = tensor_of(case["feeds"]["y"]).requires_grad_(), tensor_of(case["feeds"]["t"])
    loss = LOSSES[case["loss"]](case["parameters"], y, t)
    loss.backward()
    return {"loss": number(loss.item()), "gradient": [number(value) for value in y.grad.reshape(-1).tolist()]}


def main():
    with open(sys.argv[1]) as file:
        cases = json.load(file)
    for loss in sorted({case["loss"] for case in cases}):
        lines = [
            json.dumps({"example": c["example"], "batch": c["batch"], **compute(c)}, separators=(",", ":"))
            for c in cases
            if c["loss"] == loss
        ]
        version = torch.__version__.split("+")[0]
        with open(os.path.join(sys.argv[2], f"{loss}.json"), "w") as file:
            file.write('{"torch":"' + version + '","cases":[\n' + ",\n".join(lines) + "\n]}\n")


main()
