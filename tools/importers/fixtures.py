"""Writes the files that the readers' tests read and that only other programs write: Parquet, arrays of numpy, 16-bit TIFF, pickles.

    python tools/importers/fixtures.py engine/importers/fixtures

Needs numpy, scipy, pyarrow and Pillow. Every value follows from its index, so that the tests know it.
"""

import collections
import pickle
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import scipy.sparse as sparse
from PIL import Image


def write_parquet(folder: Path) -> None:
    rows = 50
    table = pa.table(
        {
            "id": pa.array(range(rows), pa.int64()),
            "price": pa.array([None if i % 10 == 3 else i / 4 for i in range(rows)], pa.float64()),
            "ratio": pa.array([i / 8 for i in range(rows)], pa.float32()),
            "名称": pa.array([f"第{i % 5}类" for i in range(rows)]),
            "good": pa.array([i % 2 == 0 for i in range(rows)]),
            "large": pa.array([2**60 + i for i in range(rows)], pa.int64()),
            "day": pa.array([i for i in range(rows)], pa.date32()),
            "time": pa.array([1_000_000 * i for i in range(rows)], pa.timestamp("us")),
            "list": pa.array([[i, i + 1] for i in range(rows)], pa.list_(pa.float32())),
            "image": pa.array([{"bytes": bytes([i, 255, 0]), "path": f"{i}.png"} for i in range(rows)]),
            "kind": pa.array([["a", "b"][i % 2] for i in range(rows)]).dictionary_encode(),
        }
    )
    for codec in ["none", "snappy", "gzip", "zstd", "brotli", "lz4"]:
        pq.write_table(table, folder / f"{codec}.parquet", compression=codec, row_group_size=20)


def write_arrays(folder: Path) -> None:
    floats = np.arange(24, dtype=np.float32).reshape(4, 3, 2) / 4
    np.save(folder / "float32.npy", floats)
    np.save(folder / "fortran.npy", np.asfortranarray(floats))
    np.save(folder / "big-endian.npy", floats.astype(">f8"))
    np.save(folder / "float16.npy", np.array([0.5, -2, 65504, 6e-8, np.inf], dtype=np.float16))
    np.save(folder / "int64.npy", np.array([[1, -1], [2**62, -(2**62)]], dtype=np.int64))
    np.save(folder / "bool.npy", np.array([True, False, True]))
    np.save(folder / "text.npy", np.array(["cat", "狗", ""]))
    np.save(folder / "bytes.npy", np.array([b"cat", b"do"]))
    np.save(folder / "scalar.npy", np.float32(7))
    np.save(folder / "empty.npy", np.zeros((0, 3), dtype=np.float32))
    np.save(folder / "objects.npy", np.array([{"a": 1}, None], dtype=object), allow_pickle=True)
    np.save(folder / "records.npy", np.array([(1, 2.0)], dtype=[("a", "<i4"), ("b", "<f8")]))
    pair = {"x": floats, "标签": np.array([0, 1, 1, 0], dtype=np.uint8)}
    np.savez(folder / "stored.npz", **pair)
    np.savez_compressed(folder / "compressed.npz", **pair)


def write_pictures(folder: Path) -> None:
    ramp = np.arange(12, dtype=np.uint16).reshape(3, 4) * 5000
    Image.fromarray(ramp).save(folder / "grey16.tiff")
    Image.fromarray(ramp).save(folder / "grey16.png")


def write_planetoid(folder: Path, name: str, protocol: int) -> None:
    """Eight nodes: five known ones, three test nodes in odd order, of which node 6 is missing as in Citeseer."""
    features = np.eye(8, 4, dtype=np.float32) + 1
    classes = np.eye(3, dtype=np.int32)[[0, 1, 2, 0, 1, 2, 0, 1]]
    test = [7, 5]
    parts = {
        "x": sparse.csr_matrix(features[:2]),
        "y": classes[:2],
        "tx": sparse.csr_matrix(features[test]),
        "ty": classes[test],
        "allx": sparse.csr_matrix(features[:5]),
        "ally": classes[:5],
        "graph": collections.defaultdict(list, {i: [(i + 1) % 8, (i + 7) % 8] for i in range(8)}),
    }
    for part, value in parts.items():
        with open(folder / f"ind.{name}.{part}", "wb") as file:
            pickle.dump(value, file, protocol=protocol)
    (folder / f"ind.{name}.test.index").write_text("".join(f"{index}\n" for index in test))


def main() -> None:
    folder = Path(sys.argv[1])
    for write in [write_parquet, write_arrays, write_pictures]:
        write(folder)
    for name, protocol in [("protocol0", 0), ("protocol2", 2), ("protocol4", 4)]:
        (folder / "planetoid" / name).mkdir(parents=True, exist_ok=True)
        write_planetoid(folder / "planetoid" / name, name, protocol)


if __name__ == "__main__":
    main()
