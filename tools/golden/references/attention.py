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


LAYERS = {
    "Embedding": embedding,
}
