"""Embedding, token scores, positional encoding, attention and Transformer blocks."""

import torch
import torch.nn.functional as F


def embedding(p, xs, w, mode):
    table, padding = w["table"], p["paddingToken"] if p["padding"] else None
    if padding is not None:
        keep = torch.ones(len(table), 1, dtype=table.dtype)
        keep[padding] = 0
        table = table * keep
    rows = F.embedding(xs[0], table, padding_idx=padding)
    return (rows, w["table"]) if p["table"] else rows


def token_scores(p, xs, w, mode):
    return F.linear(xs[0], xs[1], w.get("bias"))


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


def split_heads(x, heads):
    """[N, T, H·d] → [N, H, T, d]"""
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def linear(x, w, name):
    return F.linear(x, w[f"{name}.kernel"].T, w.get(f"{name}.bias"))


def visible(x, memory, mask, causal):
    """Which steps of the memory each step may see, [N, 1, T, S]."""
    seen = torch.ones(len(x), 1, x.shape[1], memory.shape[1], dtype=torch.bool)
    if causal:
        seen = seen.tril()
    return seen if mask is None else seen & mask[:, None, None, :]


def attention_by_formula(p, x, memory, w, mask, causal, drops):
    """Result and weights of each head; steps that see nothing have weights 0. `drops` gives dropout's masks."""
    query, key, value = (split_heads(linear(z, w, name), p["heads"]) for z, name in ((x, "query"), (memory, "key"), (memory, "value")))
    seen = visible(x, memory, mask, causal)
    scores = (query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5).masked_fill(~seen, float("-inf"))
    some = seen.any(-1, keepdim=True)
    weights = torch.where(some, torch.where(some, scores, 0).softmax(-1), 0)
    y = (drops(weights) @ value).transpose(1, 2).flatten(2)
    # Steps that see something equal PyTorch's own function, which has no form for those that do not.
    if not drops.active:
        own = F.scaled_dot_product_attention(query, key, value, seen).transpose(1, 2).flatten(2)
        assert torch.allclose(y, own.nan_to_num(0), atol=1e-12)
    return linear(y, w, "output"), weights


def attention_module(p, x, memory, w, mask, causal):
    """torch.nn.MultiheadAttention with the layer's kernels."""
    features = x.shape[-1]
    module = torch.nn.MultiheadAttention(
        features, p["heads"], bias=p["bias"], batch_first=True, kdim=memory.shape[-1], vdim=memory.shape[-1], dtype=torch.float64
    )
    names = ("query", "key", "value")
    kernels = [w[f"{name}.kernel"].T for name in names]
    given = {"out_proj.weight": w["output.kernel"].T}
    if memory.shape[-1] == features:
        given["in_proj_weight"] = torch.cat(kernels)
    else:
        given.update({f"{name[0]}_proj_weight": kernel for name, kernel in zip(names, kernels)})
    if p["bias"]:
        # The layer's keys have no bias: its gradient is 0.
        none = torch.zeros(features, dtype=torch.float64)
        given["in_proj_bias"] = torch.cat([w["query.bias"], none, w["value.bias"]])
        given["out_proj.bias"] = w["output.bias"]
    steps = (x.shape[1], memory.shape[1])
    options = {
        "key_padding_mask": None if mask is None else ~mask,
        "attn_mask": torch.ones(steps, dtype=torch.bool).triu(1) if causal else None,
        "average_attn_weights": False,
    }
    return torch.func.functional_call(module, given, (x, memory, memory), options)


def attention(p, x, memory, w, mask, causal, drops):
    """By the module where it has a form for the sizes and no step is without anything to see, else by the formula."""
    by_formula = attention_by_formula(p, x, memory, w, mask, causal, drops)
    equal_sizes = p.get("keySize", 0) == 0 and p.get("valueSize", 0) == 0
    if not equal_sizes or drops.active or not visible(x, memory, mask, causal).any(-1).all():
        return by_formula
    by_module = attention_module(p, x, memory, w, mask, causal)
    for one, other in zip(by_module, by_formula):
        assert torch.allclose(one, other, atol=1e-12)
    return by_module


class Drops:
    """Dropout with the masks that were drawn, in their order."""

    def __init__(self, rate, w, mode):
        self.active = mode == "train" and rate > 0
        self.rate = rate
        self.masks = iter([w[name] for name in w if name.startswith("random")])

    def __call__(self, x):
        return x * next(self.masks) / (1 - self.rate) if self.active else x


def multi_head_attention(p, xs, w, mode):
    drops = Drops(p["dropout"], w, mode)
    y, weights = attention(p, xs[0], w.get("memory", xs[0]), w, w.get("mask"), p["causal"], drops)
    return {"none": y, "mean": (y, weights.mean(1)), "heads": (y, weights)}[p["weights"]]


def part_of(w, part):
    return {name[len(part) + 1 :]: value for name, value in w.items() if name.startswith(f"{part}.")}


def norm(p, x, w, part):
    return F.layer_norm(x, x.shape[-1:], w[f"{part}.norm.scale"], w[f"{part}.norm.shift"], p["epsilon"])


def block_by_formula(p, x, w, mode, memory, mask, memory_mask, causal):
    """Self-attention, attention to a memory where there is one, feed-forward: each with its norm and shortcut."""
    drops = Drops(p["dropout"], w, mode)

    def around(x, part, inner):
        if p["norm"] == "pre":
            return x + drops(inner(norm(p, x, w, part)))
        return norm(p, x + drops(inner(x)), w, part)

    def attend(part, memory, mask, causal):
        own = part_of(w, part)
        return lambda z: attention_by_formula(p, z, z if memory is None else memory, own, mask, causal, drops)[0]

    def feed_forward(z):
        own = part_of(w, "feedForward")
        return linear(drops(getattr(F, p["activation"])(linear(z, own, "expand"))), own, "contract")

    x = around(x, "attention", attend("attention", None, mask, causal))
    if memory is not None:
        x = around(x, "memory", attend("memory", memory, memory_mask, False))
    return around(x, "feedForward", feed_forward)


def attention_state(w, part, name, features):
    """The weights of a part under the names of torch.nn.MultiheadAttention."""
    own = part_of(w, part)
    state = {f"{name}.in_proj_weight": torch.cat([own[f"{z}.kernel"].T for z in ("query", "key", "value")])}
    state[f"{name}.out_proj.weight"] = own["output.kernel"].T
    if "query.bias" in own:
        none = torch.zeros(features, dtype=torch.float64)
        state[f"{name}.in_proj_bias"] = torch.cat([own["query.bias"], none, own["value.bias"]])
        state[f"{name}.out_proj.bias"] = own["output.bias"]
    return state


def block_module(p, x, w, memory, mask, memory_mask, causal):
    """torch.nn.TransformerEncoderLayer or TransformerDecoderLayer, in which each weight has a norm beside it."""
    features = x.shape[-1]
    kind = torch.nn.TransformerEncoderLayer if memory is None else torch.nn.TransformerDecoderLayer
    module = kind(
        features,
        p["heads"],
        len(w["feedForward.contract.kernel"]),
        0.0,
        p["activation"],
        p["epsilon"],
        batch_first=True,
        norm_first=p["norm"] == "pre",
        bias=True,
        dtype=torch.float64,
    )
    parts = ["attention", "feedForward"] if memory is None else ["attention", "memory", "feedForward"]
    state = attention_state(w, "attention", "self_attn", features)
    if memory is not None:
        state.update(attention_state(w, "memory", "multihead_attn", features))
    for index, part in enumerate(parts, 1):
        state[f"norm{index}.weight"] = w[f"{part}.norm.scale"]
        state[f"norm{index}.bias"] = w[f"{part}.norm.shift"]
    for index, name in enumerate(("expand", "contract"), 1):
        state[f"linear{index}.weight"] = w[f"feedForward.{name}.kernel"].T
        state[f"linear{index}.bias"] = w[f"feedForward.{name}.bias"]
    later = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1) if causal else None
    absent = None if mask is None else ~mask
    if memory is None:
        return torch.func.functional_call(module, state, (x,), {"src_mask": later, "src_key_padding_mask": absent})
    options = {"tgt_mask": later, "tgt_key_padding_mask": absent}
    options["memory_key_padding_mask"] = None if memory_mask is None else ~memory_mask
    return torch.func.functional_call(module, state, (x, memory), options)


def block(p, x, w, mode, memory, mask, memory_mask, causal):
    """By the module where it has a form: not for dropout's given masks, steps that see nothing, and memories of other features."""
    given = (memory, mask, memory_mask, causal)
    by_formula = block_by_formula(p, x, w, mode, *given)
    sees = visible(x, x, mask, causal).any(-1).all()
    if memory is not None:
        sees = sees and visible(x, memory, memory_mask, False).any(-1).all() and memory.shape[-1] == x.shape[-1]
    if not sees or not p["bias"] or (mode == "train" and p["dropout"] > 0):
        return by_formula
    by_module = block_module(p, x, w, *given)
    assert torch.allclose(by_module, by_formula, atol=1e-12)
    return by_module


def encoder(p, xs, w, mode):
    return block(p, xs[0], w, mode, None, w.get("mask"), None, p["causal"])


def decoder(p, xs, w, mode):
    return block(p, xs[0], w, mode, w.get("memory"), w.get("mask"), w.get("memoryMask"), True)


LAYERS = {
    "Embedding": embedding,
    "MultiHeadAttention": multi_head_attention,
    "PaddingMask": lambda p, xs, w, mode: xs[0] != p["paddingToken"],
    "PositionalEncoding": positional_encoding,
    "SequencePool": sequence_pool,
    "TokenScores": token_scores,
    "TransformerDecoder": decoder,
    "TransformerEncoder": encoder,
}
