"""Golden learning rates of schedules by PyTorch's lr_scheduler: one file per schedule of the cases.

usage: python schedules.py CASES.json FOLDER      (torch from PyPI; the program itself never needs it)

A case is a whole run: the learning rate of each of its steps. Schedules that work by epochs are stepped after each epoch,
the others after each step. Warm-up is LinearLR chained with those by epochs, and a line up to their first rate before the others.
"""

import json
import os
import sys
import warnings

import torch
from torch.optim import lr_scheduler

warnings.filterwarnings("ignore")


def by_epochs(case, p, optimizer):
    match case["schedule"]:
        case "Constant":
            return lr_scheduler.ConstantLR(optimizer, factor=1)
        case "StepDecay":
            return lr_scheduler.StepLR(optimizer, step_size=p["every"], gamma=p["gamma"])
        case "MultiStep":
            return lr_scheduler.MultiStepLR(optimizer, milestones=p["epochs"], gamma=p["gamma"])
        case "Exponential" if not p["smooth"]:
            return lr_scheduler.ExponentialLR(optimizer, gamma=p["gamma"])
        case "ReduceOnPlateau":
            return lr_scheduler.ReduceLROnPlateau(
                optimizer,
                mode="max" if case["higherIsBetter"] else "min",
                factor=p["gamma"],
                patience=p["patience"],
                threshold=p["minDelta"],
                threshold_mode="rel" if p["relative"] else "abs",
                cooldown=p["cooldown"],
                min_lr=p["lowest"] * case["learningRate"],
                eps=0,
            )
    return None


def by_steps(case, p, optimizer, steps):
    rate, per_epoch = case["learningRate"], case["stepsPerEpoch"]
    match case["schedule"]:
        case "Exponential":
            return lr_scheduler.ExponentialLR(optimizer, gamma=p["gamma"] ** (1 / per_epoch))
        case "Cosine" if p["period"] == 0:
            return lr_scheduler.CosineAnnealingLR(optimizer, T_max=steps, eta_min=p["floor"] * rate)
        case "Cosine":
            return lr_scheduler.CosineAnnealingWarmRestarts(
                optimizer, T_0=p["period"] * per_epoch, T_mult=p["multiplier"], eta_min=p["floor"] * rate
            )
        case "OneCycle":
            return lr_scheduler.OneCycleLR(
                optimizer,
                max_lr=rate,
                total_steps=steps,
                pct_start=float(p["rise"]),
                anneal_strategy={"cosine": "cos", "linear": "linear"}[p["shape"]],
                div_factor=p["startDivisor"],
                final_div_factor=p["endDivisor"],
                cycle_momentum=False,
            )
        case "Polynomial":
            # PyTorch's ends at 0: the end is laid under it.
            class ToEnd(lr_scheduler.PolynomialLR):
                def get_lr(self):
                    span = 1 - p["end"]
                    share = [(g["lr"] / rate - p["end"]) / span for g in self.optimizer.param_groups]
                    for group, s in zip(self.optimizer.param_groups, share):
                        group["lr"] = s
                    lrs = super().get_lr()
                    return [rate * (p["end"] + span * s) for s in lrs]

            return ToEnd(optimizer, total_iters=steps, power=p["power"])


def optimizer_at(rate):
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=rate)


def rates_by_epochs(case, warm, steps):
    optimizer = optimizer_at(case["learningRate"])
    ramp = lr_scheduler.LinearLR(optimizer, start_factor=1 / warm, total_iters=warm - 1) if warm > 0 else None
    schedule = by_epochs(case, case["parameters"], optimizer)
    rates = []
    for step in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if ramp is not None:
            ramp.step()
        if (step + 1) % case["stepsPerEpoch"] == 0:
            epoch = (step + 1) // case["stepsPerEpoch"]
            schedule.step(*([case["values"][epoch - 1]] if case["schedule"] == "ReduceOnPlateau" else []))
    return rates


def rates_by_steps(case, warm, steps):
    optimizer = optimizer_at(case["learningRate"])
    schedule = by_steps(case, case["parameters"], optimizer, steps - warm)
    rates = [optimizer.param_groups[0]["lr"] * (i + 1) / warm for i in range(warm)]
    for step in range(warm, steps):
        if step > warm:
            optimizer.step()
            schedule.step()
        rates.append(optimizer.param_groups[0]["lr"])
    return rates


def compute(case):
    steps, warm = case["epochs"] * case["stepsPerEpoch"], case["warmupSteps"]
    epochs = by_epochs(case, case["parameters"], optimizer_at(1)) is not None
    rates = (rates_by_epochs if epochs else rates_by_steps)(case, warm, steps)
    return {"example": case["example"], "rates": [float(f"{rate:.12g}") for rate in rates]}


def main():
    with open(sys.argv[1]) as file:
        cases = json.load(file)
    version = torch.__version__.split("+")[0]
    for schedule in sorted({case["schedule"] for case in cases}):
        rows = [json.dumps(compute(c), separators=(",", ":")) for c in cases if c["schedule"] == schedule]
        with open(os.path.join(sys.argv[2], f"{schedule}.json"), "w") as file:
            file.write('{"torch":"' + version + '","cases":[\n' + ",\n".join(rows) + "\n]}\n")


main()
