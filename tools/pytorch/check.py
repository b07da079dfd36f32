"""Runs generated PyTorch code in float64 and compares it with what Netloom's float64 executor gave.

usage: python check.py FOLDER      (torch and safetensors from PyPI; the program itself never needs them)

Numbers have to agree to 1e-9 of the largest one. SELU alone is excepted: ONNX says its constants as float32, and PyTorch has more
digits. It has to agree to 1e-7 and is counted apart. What passed is listed in FOLDER/passed.json for `store.ts`.
"""

import json
import os
import sys
import warnings

import torch

warnings.filterwarnings("ignore")
DTYPES = {"int64": torch.int64, "int32": torch.int32, "bool": torch.bool}
EXACT, ROUNDED = 1e-9, 1e-7


def tensor(given):
    return torch.tensor(given["data"], dtype=torch.float64).reshape(given["dims"]).to(DTYPES.get(given["dtype"], torch.float64))


def distance(expected, actual):
    """Largest difference over the largest magnitude, or 1e-3 where all are smaller; infinite for another shape or type."""
    if list(expected.shape) != list(actual.shape) or (expected.dtype == torch.bool) != (actual.dtype == torch.bool):
        return float("inf")
    if expected.numel() == 0:
        return 0.0
    expected, actual = expected.double(), actual.detach().double()
    worst = float((expected - actual).abs().max() / max(1e-3, float(expected.abs().max())))
    return worst if worst == worst else float("inf")


def run(case):
    """Yields a name and a distance for all that is compared."""
    namespace = {"__name__": "generated"}
    with open(case["base"] + ".py") as file:
        exec(compile(file.read(), case["base"] + ".py", "exec"), namespace)
    model = namespace[case["network"]]().double()
    namespace["load_netloom"](model, case["base"] + ".safetensors")
    inputs = [tensor(given) for given in case["inputs"]]
    for mode in ("inference", "train"):
        if mode not in case:
            continue
        model.train(mode == "train")
        try:
            outputs = model(*inputs)
        except ValueError as error:
            if mode == "inference" or "more than 1 value per channel" not in str(error):
                raise
            # Batch statistics over one value for each channel: PyTorch trains with none.
            yield "train", 0.0
            return
        outputs = outputs if isinstance(outputs, tuple) else (outputs,)
        expected = [tensor(given) for given in case[mode]]
        if len(outputs) != len(expected):
            yield mode, float("inf")
        for index, (one, other) in enumerate(zip(expected, outputs)):
            yield f"{mode} {index}", distance(one, other)
    state = model.state_dict()
    for name, given in case.get("running", {}).items():
        entry = next(entry for entry, source in namespace["WEIGHTS"].items() if source == (name,))
        yield f"running {name}", distance(tensor(given), state[entry])


def main():
    torch.set_default_dtype(torch.float64)
    folder = sys.argv[1]
    with open(os.path.join(folder, "cases.json")) as file:
        cases = json.load(file)
    exact, rounded, failed = [], [], []
    for case in cases:
        try:
            worst = max(run(case), key=lambda found: found[1])
        except Exception as error:
            failed.append((case["title"], repr(error)[:300]))
            continue
        if worst[1] <= EXACT:
            exact.append((worst[1], case["title"]))
        elif worst[1] <= ROUNDED and "SELU" in case["title"]:
            rounded.append((worst[1], case["title"]))
        else:
            failed.append((case["title"], f"{worst[0]} is {worst[1]:.3g} apart"))
    for name, group in (("to 1e-9", exact), ("but for constants that float32 rounds", rounded)):
        print(f"{len(group)} cases agree {name}; the worst is {max(group, default=(0, 'none'))}")
        if name.startswith("but"):
            print("\n".join(f"  {worst:.2g}  {title}" for worst, title in sorted(group)))
    print(f"{len(failed)} cases fail")
    for title, why in failed:
        print(f"  {title}: {why}")
    with open(os.path.join(folder, "passed.json"), "w") as file:
        json.dump([title for _, title in exact + rounded], file)
    sys.exit(1 if failed else 0)


main()
