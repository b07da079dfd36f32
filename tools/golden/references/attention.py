"""Embedding, positional encoding, attention and Transformer blocks."""

import torch
import torch.nn.functional as F


def embedding(p, xs, w, mode):
    table, padding = w["table"], p["paddingToken"] if p["padding"] else None
    if padding is not None:
        keep = torch.ones(len(table), 1, dtype=table.dtype)
        keep[padding] = 0
        table = table * keep
    return F.embedding(xs[0], table, padding_idx=padding)


def sinusoids(steps, features, base):
    """Vaswani et al. 2017, section 3.5."""
    at = torch.arange(steps, dtype=torch.float64)[:, None]
    pairs = torch.arange(0, features, 2, dtype=torch.float64)
    angles = at / base ** (pairs / features)
    table = torch.zeros(steps, features, dtype=torch.float64)
    table[:, 0::2] = angles.sin()
    table[:, 1::2] = angles[:, : features // 2].cos()
    return table


def positional_encoding(p, xs, w, mode):
    _, steps, features = xs[0].shape
    positions = w["positions"] if p["kind"] == "learned" else sinusoids(steps, features, p["base"])
    return xs[0] * (features**0.5 if p["scale"] else 1) + positions


def pooled(keep, x):
    """One vector of the steps that count."""
    if len(x) == 0:
        return x.sum(0)
    return {"mean": x.mean(0), "max": x.amax(0), "sum": x.sum(0), "first": x[0], "last": x[-1]}[keep]


def sequence_pool(p, xs, w, mode):
    mask = w.get("mask", torch.ones(xs[0].shape[:2], dtype=torch.bool))
    return torch.stack([pooled(p["keep"], x[m]) for x, m in zip(xs[0], mask)])


LAYERS = {
    "Embedding": embedding,
    "PaddingMask": lambda p, xs, w, mode: xs[0] != p["paddingToken"],
    "PositionalEncoding": positional_encoding,
    "SequencePool": sequence_pool,
}
