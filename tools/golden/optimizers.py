"""Golden trajectories of optimisers, in float64: one file per optimiser of the cases.

usage: python optimizers.py CASES.json FOLDER      (torch from PyPI; the program itself never needs it)

Each case moves a matrix and a vector for 25 steps along the gradient of the same small function. It is computed by a loop
that follows the formula, and, where PyTorch has the form, by PyTorch too: the two must agree to 1e-12.
"""

import json
import math
import os
import sys

import numpy as np
import torch

torch.set_default_dtype(torch.float64)

STEPS = 25
KERNEL = [1, -2, 0.5, 1.5, -0.75, 0.25]
BIAS = [-1, 0.125, 2]
CURVATURE = np.array([1, 8, 0.01, 0.5, 3, 0.1, 2, 0.05, 1])


def gradient_at(theta, t):
    neighbours = np.roll(theta, -1) + np.roll(theta, 1)
    push = np.array([math.sin(3 * t + 2 * i) for i in range(theta.size)])
    return CURVATURE * theta + 0.1 * theta**3 + 0.3 * (2 * theta - neighbours) + 0.25 * push


def rate_at(case, t):
    return case["learningRate"] / (1 + t / 50)


# Loops that follow the formulas. Each gets (p, s, g, eta, t) with the state s and gives what is taken off θ.


def root(p, v):
    return np.sqrt(v + p["epsilon"]) if p["epsilonInside"] else np.sqrt(v) + p["epsilon"]


def sgd(p, s, g, eta, t):
    return eta * g


def momentum(p, s, g, eta, t):
    gamma = p["momentum"]
    added, factor = (eta * g, 1) if p["rateInside"] else (g, eta)
    s["m"] = gamma * s.get("m", 0) + added
    return factor * (gamma * s["m"] + added if p["nesterov"] else s["m"])


def adagrad(p, s, g, eta, t):
    s["v"] = s.get("v", p["initialSquare"]) + g * g
    return eta * g / root(p, s["v"])


def rmsprop(p, s, g, eta, t):
    gamma = p["decay"]
    s["v"] = gamma * s.get("v", 0) + (1 - gamma) * g * g
    s["m"] = gamma * s.get("m", 0) + (1 - gamma) * g
    scaled = g / root(p, s["v"] - s["m"] ** 2 if p["centered"] else s["v"])
    s["b"] = p["momentum"] * s.get("b", 0) + scaled
    return eta * s["b"]


def moments(p, s, g, t):
    s["m"] = p["beta1"] * s.get("m", 0) + (1 - p["beta1"]) * g
    s["v"] = p["beta2"] * s.get("v", 0) + (1 - p["beta2"]) * g * g
    return s["m"] / (1 - p["beta1"] ** t), s["v"] / (1 - p["beta2"] ** t)


def adam(p, s, g, eta, t):
    m, v = moments(p, s, g, t)
    return eta * m / root(p, v)


def amsgrad(p, s, g, eta, t):
    m, _ = moments(p, s, g, t)
    s["largest"] = np.maximum(s.get("largest", 0), s["v"])
    return eta * m / root(p, s["largest"] / (1 - p["beta2"] ** t))


def adamax(p, s, g, eta, t):
    s["m"] = p["beta1"] * s.get("m", 0) + (1 - p["beta1"]) * g
    s["u"] = np.maximum(p["beta2"] * s.get("u", 0), np.abs(g) + p["epsilon"])
    return eta / (1 - p["beta1"] ** t) * s["m"] / s["u"]


def nadam(p, s, g, eta, t):
    mu = [p["beta1"] * (1 - 0.5 * 0.96 ** (i * p["momentumDecay"])) for i in range(1, t + 2)]
    _, v = moments(p, s, g, t)
    look = (1 - mu[t - 1]) / (1 - math.prod(mu[:t])) * g + mu[t] / (1 - math.prod(mu)) * s["m"]
    return eta * look / root(p, v)


def adadelta(p, s, g, eta, t):
    rho, epsilon = p["rho"], p["epsilon"]
    s["v"] = rho * s.get("v", 0) + (1 - rho) * g * g
    move = np.sqrt(s.get("s", 0) + epsilon) / np.sqrt(s["v"] + epsilon) * g
    s["s"] = rho * s.get("s", 0) + (1 - rho) * move * move
    return eta * move


def lion(p, s, g, eta, t):
    direction = np.sign(p["beta1"] * s.get("m", 0) + (1 - p["beta1"]) * g)
    s["m"] = p["beta2"] * s.get("m", 0) + (1 - p["beta2"]) * g
    return eta * direction


LOOPS = {
    "SGD": sgd,
    "Momentum": momentum,
    "AdaGrad": adagrad,
    "RMSProp": rmsprop,
    "Adam": adam,
    "AMSGrad": amsgrad,
    "AdamW": adam,
    "AdaMax": adamax,
    "NAdam": nadam,
    "Adadelta": adadelta,
    "Lion": lion,
}
DECOUPLED = ("AdamW", "Lion")


def clipped(case, g):
    if "clipValue" in case:
        g = np.clip(g, -case["clipValue"], case["clipValue"])
    if "clipNorm" in case:
        g = g * min(1, case["clipNorm"] / (math.sqrt((g * g).sum()) + 1e-6))
    return g


def by_loop(case):
    theta, state, steps = np.array(KERNEL + BIAS, dtype=np.float64), {}, []
    decay = np.array([case.get("weightDecay", 0)] * len(KERNEL) + [0] * len(BIAS))
    for t in range(1, STEPS + 1):
        g, eta = clipped(case, gradient_at(theta, t)), rate_at(case, t)
        if case["optimizer"] in DECOUPLED:
            theta = theta - eta * decay * theta
        else:
            g = g + decay * theta
        theta = theta - LOOPS[case["optimizer"]](case["parameters"], state, g, eta, t)
        steps.append(theta)
    return np.array(steps)


def torch_optimizer(case, groups):
    """PyTorch's optimiser of the same form, or None where it has none."""
    p, eta, o = case["parameters"], case["learningRate"], torch.optim
    betas = (p["beta1"], p["beta2"]) if "beta1" in p else None
    outside = {"eps": p["epsilon"]} if not p.get("epsilonInside", False) and "epsilon" in p else None
    match case["optimizer"]:
        case "SGD":
            return o.SGD(groups, lr=eta)
        case "Momentum" if not p["rateInside"]:
            return o.SGD(groups, lr=eta, momentum=p["momentum"], nesterov=p["nesterov"])
        case "AdaGrad" if outside:
            return o.Adagrad(groups, lr=eta, initial_accumulator_value=p["initialSquare"], **outside)
        case "RMSProp" if outside:
            return o.RMSprop(groups, lr=eta, alpha=p["decay"], centered=p["centered"], momentum=p["momentum"], **outside)
        case "Adam" if outside:
            return o.Adam(groups, lr=eta, betas=betas, **outside)
        case "AMSGrad" if outside:
            return o.Adam(groups, lr=eta, betas=betas, amsgrad=True, **outside)
        case "AdamW" if outside:
            return o.AdamW(groups, lr=eta, betas=betas, **outside)
        case "AdaMax":
            return o.Adamax(groups, lr=eta, betas=betas, **outside)
        case "NAdam" if outside:
            return o.NAdam(groups, lr=eta, betas=betas, momentum_decay=p["momentumDecay"], **outside)
        case "Adadelta":
            return o.Adadelta(groups, lr=eta, rho=p["rho"], **outside)
    return None


def by_torch(case):
    kernel = torch.tensor(KERNEL, dtype=torch.float64).reshape(2, 3).requires_grad_()
    bias = torch.tensor(BIAS, dtype=torch.float64).requires_grad_()
    decay = case.get("weightDecay", 0)
    groups = [{"params": [kernel], "weight_decay": decay}, {"params": [bias], "weight_decay": 0}]
    optimizer = torch_optimizer(case, groups)
    if optimizer is None:
        return None
    steps = []
    for t in range(1, STEPS + 1):
        theta = torch.cat([kernel.detach().reshape(-1), bias.detach()]).numpy()
        g = torch.from_numpy(gradient_at(theta, t))
        kernel.grad, bias.grad = g[:6].reshape(2, 3).clone(), g[6:].clone()
        if "clipValue" in case:
            torch.nn.utils.clip_grad_value_([kernel, bias], case["clipValue"])
        if "clipNorm" in case:
            torch.nn.utils.clip_grad_norm_([kernel, bias], case["clipNorm"])
        for group in optimizer.param_groups:
            group["lr"] = rate_at(case, t)
        optimizer.step()
        steps.append(torch.cat([kernel.detach().reshape(-1), bias.detach()]).numpy())
    return np.array(steps)


def compute(case):
    loop, reference = by_loop(case), by_torch(case)
    if reference is not None:
        distance = np.abs(loop - reference).max()
        assert distance < 1e-12, f"{case['optimizer']}, {case['name']}: loop and PyTorch differ by {distance}"
    steps = loop if reference is None else reference
    return {
        "example": case["name"],
        "by": "formula" if reference is None else "torch",
        "steps": [[float(f"{x:.13g}") for x in theta] for theta in steps],
    }


def main():
    with open(sys.argv[1]) as file:
        cases = json.load(file)
    version = torch.__version__.split("+")[0]
    for optimizer in sorted({case["optimizer"] for case in cases}):
        rows = [json.dumps(compute(c), separators=(",", ":")) for c in cases if c["optimizer"] == optimizer]
        with open(os.path.join(sys.argv[2], f"{optimizer}.json"), "w") as file:
            file.write('{"torch":"' + version + '","cases":[\n' + ",\n".join(rows) + "\n]}\n")


main()
