"""Checks an exported ONNX file with tools that are not Netloom's.

usage: python check.py MODEL.onnx RUN [--samples N]      (onnx, onnxruntime and numpy from PyPI; the program itself never needs them)

MODEL.onnx was written by `netloom export RUN --to onnx`. The file must pass onnx.checker with full checks (shape inference
included) and use standard operators alone. Its outputs in Python's onnxruntime are compared with what `netloom predict` gives
for the same samples: test images of the dataset, or points in the plane for generated ones. One sample at a time must give the
same as all at once. Prints one line of JSON; exits with 1 where something differs.
"""

import argparse
import gzip
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnxruntime

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOLERANCE = 1e-4


def stored_samples(dataset, count):
    """The first test samples of the network's input as stored numbers, one row each."""
    folder = ROOT / "datasets" / dataset
    if not folder.exists():
        return np.random.default_rng(1).uniform(-1, 1, (count, 2))
    header = json.loads((folder / "dataset.json").read_text())
    field = header["fields"][0]
    split = header["splits"]["test"]
    values = np.frombuffer(gzip.decompress((folder / split["files"][field["name"]]["file"]).read_bytes()), np.dtype(field["dtype"]))
    return values.reshape(split["size"], math.prod(field["shape"]))[:count].astype(np.float64)


def netloom_probabilities(run, samples):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "samples.json"
        file.write_text(json.dumps(samples.tolist()))
        command = ["npm", "run", "--silent", "netloom", "--", "predict", str(run.resolve()), "--input", str(file), "--json"]
        lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return np.array([list(json.loads(line)["probabilities"].values()) for line in lines])


def main():
    parser = argparse.ArgumentParser(description="Check an exported ONNX file with Python's onnx and onnxruntime.")
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("run", type=pathlib.Path)
    parser.add_argument("--samples", type=int, default=200)
    options = parser.parse_args()

    model = onnx.load(options.model)
    onnx.checker.check_model(model, full_check=True)
    foreign = sorted({f"{node.domain}.{node.op_type}" for node in model.graph.node if node.domain not in ("", "ai.onnx")})
    metadata = {entry.key: entry.value for entry in model.metadata_props}

    session = onnxruntime.InferenceSession(str(options.model), providers=["CPUExecutionProvider"])
    [port] = session.get_inputs()
    output = next(value.name for value in session.get_outputs() if value.name.endswith("probabilities"))
    samples = stored_samples(metadata["dataset"], options.samples)
    preprocessing = json.loads(metadata.get("preprocessing", "{}")).get(port.name, {"scale": 1, "offset": 0})
    fed = samples.reshape(len(samples), *port.shape[1:]) * preprocessing["scale"] + preprocessing["offset"]
    fed = fed.astype(np.float32)
    [together] = session.run([output], {port.name: fed})
    alone = np.concatenate([session.run([output], {port.name: row[None]})[0] for row in fed])
    expected = netloom_probabilities(options.run, samples)

    difference = float(np.abs(together - expected).max())
    batch_difference = float(np.abs(together - alone).max())
    equal = int((together.argmax(1) == expected.argmax(1)).sum())
    ok = not foreign and equal == len(samples) and difference <= TOLERANCE and batch_difference <= TOLERANCE
    report = {
        "event": "checked-onnx",
        "samples": len(samples),
        "maxAbsDiff": difference,
        "maxAbsDiffOneByOne": batch_difference,
        "equalPredictions": equal,
        "foreignOperators": foreign,
        "ok": ok,
    }
    print(json.dumps(report))
    sys.exit(0 if ok else 1)


if __name__ == "__main__":
    main()
