"""Recurrent layers: torch.nn's own, and formulas written out for what these lack (peepholes, identity, reset before the product, masks)."""

import torch
from torch.func import functional_call

GATES = {"SimpleRNN": "h", "GRU": "zrn", "LSTM": "iofc"}
TORCH_GATES = {"SimpleRNN": "h", "GRU": "rzn", "LSTM": "ifco"}
MODULES = {"SimpleRNN": torch.nn.RNN, "GRU": torch.nn.GRU, "LSTM": torch.nn.LSTM}


def own_weights(w, layer, backward):
    prefix = ("" if layer == 0 else f"layer{layer + 1}.") + ("backward." if backward else "")
    names = ("kernel", "recurrentKernel", "bias", "recurrentBias", "peephole")
    return {name: w[prefix + name] for name in names if prefix + name in w}


def in_torch_order(kind, gates):
    """[…, gates · H] in PyTorch's order of gates, outputs first."""
    parts = dict(zip(GATES[kind], gates.chunk(len(GATES[kind]), -1)))
    return torch.cat([parts[gate] for gate in TORCH_GATES[kind]], -1).transpose(0, -1)


def by_module(kind, p, x, weights, states, lengths):
    """One layer by torch.nn."""
    units, directions = p["units"], len(weights)
    options = {"nonlinearity": p["activation"]} if kind == "SimpleRNN" else {}
    has_bias = "bias" in weights[0]
    module = MODULES[kind](x.shape[2], units, bias=has_bias, batch_first=True, bidirectional=directions == 2, **options).double()
    given = {}
    for own, suffix in zip(weights, ("", "_reverse")):
        given[f"weight_ih_l0{suffix}"] = in_torch_order(kind, own["kernel"])
        given[f"weight_hh_l0{suffix}"] = in_torch_order(kind, own["recurrentKernel"])
        if has_bias:
            second = torch.zeros_like(own["bias"])
            if "recurrentBias" in own:
                second = torch.cat([second[: 2 * units], own["recurrentBias"]])
            given[f"bias_ih_l0{suffix}"] = in_torch_order(kind, own["bias"])
            given[f"bias_hh_l0{suffix}"] = in_torch_order(kind, second)
    first = [torch.stack(state.chunk(directions, 1)) for state in states]
    first = tuple(first) if kind == "LSTM" else first[0]
    read = x
    if lengths is not None:
        read = torch.nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
    sequence, last = functional_call(module, given, (read, first))
    if lengths is not None:
        sequence, _ = torch.nn.utils.rnn.pad_packed_sequence(sequence, batch_first=True, total_length=x.shape[1])
    last = last if kind == "LSTM" else (last,)
    return sequence, [torch.cat(tuple(state), 1) for state in last]


def rnn_step(p, w, product, h, _):
    a = product + h @ w["recurrentKernel"]
    return ({"tanh": torch.tanh, "relu": torch.relu, "identity": lambda v: v}[p["activation"]](a), None)


def gru_step(p, w, product, h, _):
    """Cho et al. 2014 where the reset gate acts before the product."""
    xz, xr, xn = product.chunk(3, 1)
    rz, rr, rn = w["recurrentKernel"].chunk(3, 1)
    z, r = torch.sigmoid(xz + h @ rz), torch.sigmoid(xr + h @ rr)
    recurrent = (r * h) @ rn if p["reset"] == "before" else r * (h @ rn + w.get("recurrentBias", 0))
    return (1 - z) * torch.tanh(xn + recurrent) + z * h, None


def lstm_step(p, w, product, h, c):
    """Gers & Schmidhuber 2000: the output gate sees the new cell."""
    i, o, f, g = (product + h @ w["recurrentKernel"]).chunk(4, 1)
    pi, po, pf = w["peephole"].chunk(3) if p["peepholes"] else (0, 0, 0)
    cell = torch.sigmoid(f + pf * c) * c + torch.sigmoid(i + pi * c) * torch.tanh(g)
    return torch.sigmoid(o + po * cell) * torch.tanh(cell), cell


STEPS = {"SimpleRNN": rnn_step, "GRU": gru_step, "LSTM": lstm_step}


def clipped(state, limit):
    """The state, whose gradient has at most this norm in each row."""
    copy = state.clone()
    if copy.requires_grad:
        copy.register_hook(lambda g: g * (limit / g.norm(dim=1, keepdim=True).clamp(min=limit)))
    return copy


def by_steps(kind, p, x, w, backward, states, mask, truncate, limit):
    """One direction of one layer, step by step; `mask` [N, T] is False for steps that keep the state and give 0."""
    h, c = (*states, None)[:2]
    steps = range(x.shape[1])
    outputs = [None] * x.shape[1]
    for count, t in enumerate(reversed(steps) if backward else steps):
        if truncate > 0 and count > 0 and count % truncate == 0:
            h, c = h.detach(), None if c is None else c.detach()
        if limit > 0:
            h, c = clipped(h, limit), None if c is None else clipped(c, limit)
        product = x[:, t] @ w["kernel"] + w.get("bias", 0)
        next_h, next_c = STEPS[kind](p, w, product, h, c)
        counts = torch.ones_like(h, dtype=torch.bool) if mask is None else mask[:, t, None].expand_as(h)
        h = torch.where(counts, next_h, h)
        c = None if c is None else torch.where(counts, next_c, c)
        outputs[t] = torch.where(counts, h, torch.zeros_like(h))
    return torch.stack(outputs, 1), [state for state in (h, c) if state is not None]


def one_layer(kind, p, x, weights, states, mask, truncate, limit):
    lengths = mask if mask is not None and mask.ndim == 1 else None
    unknown = p.get("activation") == "identity" or p.get("reset") == "before" or p.get("peepholes")
    if not unknown and p["direction"] != "backward" and (mask is None or lengths is not None) and truncate == limit == 0:
        return by_module(kind, p, x, weights, states, lengths)
    if lengths is not None:
        mask = torch.arange(x.shape[1])[None] < lengths[:, None]
    parts = []
    for d, own in enumerate(weights):
        backward = p["direction"] == "backward" or d == 1
        first = [state.chunk(len(weights), 1)[d] for state in states]
        parts.append(by_steps(kind, p, x, own, backward, first, mask, truncate, limit))
    return torch.cat([part[0] for part in parts], 2), [torch.cat(last, 1) for last in zip(*(part[1] for part in parts))]


def recurrent(kind):
    def run(p, xs, w, mode):
        x, directions = xs[0], 2 if p["direction"] == "both" else 1
        width = directions * p["units"]
        names = ("state", "cell")[: 2 if kind == "LSTM" else 1]
        given = [w.get(name, x.new_zeros(x.shape[0], p["layers"] * width)).split(width, 1) for name in names]
        last = []
        for layer in range(p["layers"]):
            if layer > 0 and mode == "train" and p["dropout"] > 0:
                x = x * w["random"][layer - 1].transpose(0, 1) / (1 - p["dropout"])
            weights = [own_weights(w, layer, d == 1) for d in range(directions)]
            truncate = p["truncate"] if mode == "train" else 0
            limit = p["clip"] / x.shape[0] if mode == "train" else 0
            x, states = one_layer(kind, p, x, weights, [state[layer] for state in given], w.get("mask"), truncate, limit)
            last.append(states)
        ends = [torch.cat(states, 1) for states in zip(*last)]
        return (x if p["returns"] == "sequence" else last[-1][0], *ends)

    return run


CELLS = {"rnn": ("SimpleRNN", torch.nn.RNNCell), "gru": ("GRU", torch.nn.GRUCell), "lstm": ("LSTM", torch.nn.LSTMCell)}


def cell(p, xs, w, mode):
    """One step, by torch.nn's cells where they have the form."""
    kind, module = CELLS[p["cell"]]
    x = xs[0]
    h, c = (w.get(name, x.new_zeros(x.shape[0], p["units"])) for name in ("state", "cell"))
    if (kind == "SimpleRNN" and p["activation"] == "identity") or (kind == "GRU" and p["reset"] == "before") or p["peepholes"]:
        product = x @ w["kernel"] + w.get("bias", 0)
        return tuple(state for state in STEPS[kind](p, w, product, h, c) if state is not None)
    has_bias = "bias" in w
    options = {"nonlinearity": p["activation"]} if kind == "SimpleRNN" else {}
    given = {"weight_ih": in_torch_order(kind, w["kernel"]), "weight_hh": in_torch_order(kind, w["recurrentKernel"])}
    if has_bias:
        second = torch.zeros_like(w["bias"])
        if "recurrentBias" in w:
            second = torch.cat([second[: 2 * p["units"]], w["recurrentBias"]])
        given["bias_ih"], given["bias_hh"] = in_torch_order(kind, w["bias"]), in_torch_order(kind, second)
    step = module(x.shape[1], p["units"], bias=has_bias, **options).double()
    result = functional_call(step, given, (x, (h, c) if kind == "LSTM" else h))
    return result if kind == "LSTM" else (result,)


LAYERS = {**{kind: recurrent(kind) for kind in MODULES}, "RecurrentCell": cell}
