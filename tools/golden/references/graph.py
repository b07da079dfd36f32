"""Layers over graphs, from torch_geometric (PyPI) where it has the same layer, else as formulas over the full adjacency matrix."""

import math

import torch
import torch.nn.functional as F
from torch_geometric.nn import EdgeConv, GATConv, GATv2Conv, GCNConv, GINConv, GraphNorm, InnerProductDecoder, SAGEConv, TopKPooling, aggr

def activate(name, x):
    functions = {
        "none": lambda v: v,
        "tanh": torch.tanh,
        "relu": torch.relu,
        "sigmoid": torch.sigmoid,
        "elu": F.elu,
    }
    return functions[name](x)


def graph(p, xs, w):
    """Nodes, edges and weights; the edges turned round are added on request."""
    x, edges, weight = xs[0], xs[1], w.get("weight")
    if p["bothWays"]:
        edges = torch.cat([edges, edges.flip(0)], 1)
        weight = None if weight is None else torch.cat([weight, weight])
    return x, edges, weight


def adjacency(x, edges, weight):
    """A[i, j] = sum of the weights of the edges from j to i."""
    weight = torch.ones(edges.shape[1], dtype=x.dtype) if weight is None else weight
    a = torch.zeros(len(x), len(x), dtype=x.dtype)
    return a.index_put((edges[1], edges[0]), weight, accumulate=True)


def load(module, **values):
    """Puts the case's weights into a module of torch_geometric as they are, so that gradients reach them."""
    for path, value in values.items():
        *owners, name = path.split("__")
        owner = module
        for part in owners:
            owner = getattr(owner, part)
        del owner._parameters[name]
        setattr(owner, name, value)
    return module


def gcn(p, xs, w, mode):
    x, edges, weight = graph(p, xs, w)
    if not p["normalise"] and p["selfLoops"]:
        has_loop = torch.zeros(len(x), dtype=torch.bool)
        has_loop[edges[0][edges[0] == edges[1]]] = True
        y = (adjacency(x, edges, weight) + torch.diag((~has_loop).to(x.dtype))) @ (x @ w["kernel"])
    else:
        layer = GCNConv(x.shape[1], p["units"], add_self_loops=p["selfLoops"], normalize=p["normalise"], bias=False).double()
        y = load(layer, lin__weight=w["kernel"].T)(x, edges, weight)
    return activate(p["activation"], y + w["bias"] if p["bias"] else y)


def neighbour_max(rows, edges, count):
    """Largest rows of the edges that end in each node, 0 of none."""
    return aggr.MaxAggregation()(rows, edges[1], dim_size=count)


def sage(p, xs, w, mode):
    x, edges, weight = graph(p, xs, w)
    kernel = w["neighbours.kernel"]
    if weight is None and p["activation"] == "none":
        aggregate = {"mean": "mean", "max": "max", "sum": "add"}[p["aggregate"]]
        layer = SAGEConv(x.shape[1], p["units"], aggr=aggregate, normalize=p["unitLength"], root_weight=p["root"], bias=p["bias"]).double()
        values = {"lin_l__weight": kernel.T}
        if p["bias"]:
            values["lin_l__bias"] = w["bias"]
        if p["root"]:
            values["lin_r__weight"] = w["root.kernel"].T
        return load(layer, **values)(x, edges)
    weight = torch.ones(edges.shape[1], dtype=x.dtype) if weight is None else weight
    if p["aggregate"] == "max":
        taken = neighbour_max(weight[:, None] * x[edges[0]], edges, len(x))
    else:
        a = adjacency(x, edges, weight)
        taken = a @ x
        if p["aggregate"] == "mean":
            total = a.sum(1, keepdim=True)
            taken = taken / torch.where(total == 0, torch.ones_like(total), total)
    y = taken @ kernel
    if p["root"]:
        y = y + x @ w["root.kernel"]
    y = activate(p["activation"], y + w["bias"] if p["bias"] else y)
    return F.normalize(y) if p["unitLength"] else y


def masked_attention(p, xs, w, mode, score, passed):
    """Attention edge by edge; score maps source and target to one number a head, `random` and `random_1` are the masks of dropout."""
    x, edges, weight = graph(p, xs, w)
    nodes, heads = len(x), p["heads"]
    weight = torch.ones(edges.shape[1], dtype=x.dtype) if weight is None else weight
    source, target = edges
    if p["selfLoops"]:
        weight = weight * (source != target)
        own = torch.arange(nodes)
        source, target = torch.cat([source, own]), torch.cat([target, own])
        weight = torch.cat([weight, torch.ones(nodes, dtype=x.dtype)])
    parts = weight[:, None] * torch.exp(score(source, target))
    total = torch.zeros(nodes, heads, dtype=x.dtype).index_add(0, target, parts)
    if mode == "train" and p["dropout"] > 0:
        mask = torch.cat([w["random"], w["random_1"]]) if p["selfLoops"] else w["random"]
        parts = parts * mask / (1 - p["dropout"])
    messages = parts[:, :, None] * passed[source]
    y = torch.zeros(nodes, heads, p["units"], dtype=x.dtype).index_add(0, target, messages)
    y = y / torch.where(total == 0, torch.ones_like(total), total)[:, :, None]
    y = y.reshape(nodes, -1) if p["join"] == "concat" else y.mean(1)
    return activate(p["activation"], y + w["bias"] if p["bias"] else y)


def plain(p, w):
    """Whether torch_geometric has the same: no weights, no random numbers."""
    return "weight" not in w and p["dropout"] == 0


def attention_arguments(p):
    return dict(heads=p["heads"], concat=p["join"] == "concat", negative_slope=p["slope"], add_self_loops=p["selfLoops"], bias=False)


def gat(p, xs, w, mode):
    x = xs[0]
    heads = (x @ w["kernel"]).reshape(len(x), p["heads"], p["units"])
    from_source = (heads * w["attention.source"]).sum(2)
    from_target = (heads * w["attention.target"]).sum(2)
    score = lambda s, t: F.leaky_relu(from_source[s] + from_target[t], p["slope"])
    y = masked_attention(p, xs, w, mode, score, heads)
    if plain(p, w):
        layer = GATConv(x.shape[1], p["units"], **attention_arguments(p)).double()
        load(layer, lin__weight=w["kernel"].T, att_src=w["attention.source"][None], att_dst=w["attention.target"][None])
        z = layer(x, graph(p, xs, w)[1])
        z = activate(p["activation"], z + w["bias"] if p["bias"] else z)
        torch.testing.assert_close(y, z, rtol=1e-10, atol=1e-10)
        return z
    return y


def gatv2(p, xs, w, mode):
    x = xs[0]
    heads = lambda kernel: (x @ kernel).reshape(len(x), p["heads"], p["units"])
    source, target = heads(w["source.kernel"]), heads(w["target.kernel"])
    score = lambda s, t: (F.leaky_relu(source[s] + target[t], p["slope"]) * w["attention"]).sum(2)
    y = masked_attention(p, xs, w, mode, score, source)
    if plain(p, w):
        layer = GATv2Conv(x.shape[1], p["units"], **attention_arguments(p)).double()
        load(layer, lin_l__weight=w["source.kernel"].T, lin_r__weight=w["target.kernel"].T, att=w["attention"][None])
        z = layer(x, graph(p, xs, w)[1])
        z = activate(p["activation"], z + w["bias"] if p["bias"] else z)
        torch.testing.assert_close(y, z, rtol=1e-10, atol=1e-10)
        return z
    return y


class Mlp(torch.nn.Module):
    """Two layers whose weights are the case's."""

    def __init__(self, p, w):
        super().__init__()
        self.p, self.w = p, w

    def forward(self, x):
        hidden = activate(self.p["inner"], x @ self.w["hidden.kernel"] + self.w["hidden.bias"])
        return hidden @ self.w["output.kernel"] + self.w["output.bias"]


def gin(p, xs, w, mode):
    x, edges, weight = graph(p, xs, w)
    mlp = Mlp(p, w)
    epsilon = w["epsilon"] if p["trainEpsilon"] else p["epsilon"]
    if weight is None and not p["trainEpsilon"]:
        y = GINConv(mlp, eps=epsilon).double()(x, edges)
    else:
        y = mlp((1 + epsilon) * x + adjacency(x, edges, weight) @ x)
    return activate(p["activation"], y)


def cheb(p, xs, w, mode):
    x, edges, weight = graph(p, xs, w)
    a = adjacency(x, edges, weight)
    a = a - torch.diag(torch.diag(a))
    degree = a.sum(1)
    root = torch.where(degree > 0, torch.where(degree > 0, degree, torch.ones_like(degree)).rsqrt(), torch.zeros_like(degree))
    one = torch.eye(len(x), dtype=x.dtype)
    scaled = 2 / p["largest"] * (one - root[:, None] * a * root[None, :]) - one
    terms = [x, scaled @ x]
    while len(terms) < p["order"]:
        terms.append(2 * scaled @ terms[-1] - terms[-2])
    y = torch.cat(terms[: p["order"]], 1) @ w["kernel"]
    return activate(p["activation"], y + w["bias"] if p["bias"] else y)


def edge_conv(p, xs, w, mode):
    x, edges, weight = graph(p, xs, w)
    mlp = Mlp(p, w)
    if weight is None:
        aggregate = {"mean": "mean", "max": "max", "sum": "add"}[p["aggregate"]]
        return activate(p["activation"], EdgeConv(mlp, aggr=aggregate).double()(x, edges))
    rows = weight[:, None] * mlp(torch.cat([x[edges[1]], x[edges[0]] - x[edges[1]]], 1))
    if p["aggregate"] == "max":
        return activate(p["activation"], neighbour_max(rows, edges, len(x)))
    y = torch.zeros(len(x), p["units"], dtype=x.dtype).index_add(0, edges[1], rows)
    if p["aggregate"] == "mean":
        total = adjacency(x, edges, weight).sum(1, keepdim=True)
        y = y / torch.where(total == 0, torch.ones_like(total), total)
    return activate(p["activation"], y)


def graph_norm(p, xs, w, mode):
    x, membership = xs[0], w.get("membership")
    layer = GraphNorm(x.shape[1], eps=p["epsilon"]).double()
    values = {}
    if p["affine"]:
        values.update(weight=w["scale"], bias=w["shift"])
    if p["meanShare"]:
        values.update(mean_scale=w["meanShare"])
    return load(layer, **values)(x, membership)


def graph_pool(p, xs, w, mode):
    x, membership = xs
    layers = {"mean": aggr.MeanAggregation, "sum": aggr.SumAggregation, "max": aggr.MaxAggregation}
    return layers[p["of"]]()(x, membership, dim_size=int(membership.max()) + 1)


def graph_attention_pool(p, xs, w, mode):
    x, membership = xs
    gate = lambda rows: rows @ w["gate.kernel"]
    values = None if p["units"] == 0 else lambda rows: activate(p["activation"], rows @ w["kernel"] + w["bias"])

    class Function(torch.nn.Module):
        def __init__(self, f):
            super().__init__()
            self.f = f

        def reset_parameters(self):
            pass

        def forward(self, rows):
            return self.f(rows)

    layer = aggr.AttentionalAggregation(Function(gate), None if values is None else Function(values))
    return layer(x, membership, dim_size=int(membership.max()) + 1)


def top_k_pool(p, xs, w, mode):
    """torch_geometric's, laid out as where sizes are known before the run: places for the most that may be kept, and one for edges that go."""
    x, edges = xs
    weight = w["weight"] if "weight" in w else torch.ones(edges.shape[1], dtype=x.dtype)
    membership = w.get("membership")
    # A ratio of 1 would be one node there.
    layer = TopKPooling(x.shape[1], ratio=min(p["ratio"], 1 - 1e-9), nonlinearity=p["gate"]).double()
    load(layer, select__weight=w["direction"][None])
    kept_x, kept_edges, kept_weight, kept_graph, chosen, _ = layer(x, edges, weight, membership)
    if membership is None:
        most, graphs = math.ceil(p["ratio"] * len(x)), 1
    else:
        graphs = int(membership.max()) + 1
        most = min(len(x), math.floor(p["ratio"] * len(x)) + graphs)
    places = torch.full((len(x),), -1)
    places[chosen] = torch.arange(len(chosen))
    ends = places[edges]
    kept = (ends >= 0).all(0)
    assert torch.equal(ends[:, kept], kept_edges) and torch.equal(weight[kept], kept_weight)
    empty = most + 1 - len(chosen)
    return (
        torch.cat([kept_x, torch.zeros(empty, x.shape[1], dtype=x.dtype)]),
        torch.where(kept, ends, most),
        torch.where(kept, weight, 0),
        torch.cat([kept_graph, torch.full((empty,), graphs)]),
    )


def node_pairs(p, xs, w, mode):
    x, pairs = xs
    a, b = x[pairs[:, 0]], x[pairs[:, 1]]
    if p["join"] == "dot":
        return InnerProductDecoder()(x, pairs.T, sigmoid=False)[:, None]
    return {"product": a * b, "difference": (a - b).abs(), "concat": torch.cat([a, b], 1)}[p["join"]]


def drop_edge(p, xs, w, mode):
    weight = w["weight"] if "weight" in w else torch.ones(xs[0].shape[1], dtype=torch.float64)
    return weight if mode == "inference" or p["rate"] == 0 else weight * w["random"]


LAYERS = {
    "GCNConv": gcn,
    "SAGEConv": sage,
    "GATConv": gat,
    "GATv2Conv": gatv2,
    "GINConv": gin,
    "ChebConv": cheb,
    "EdgeConv": edge_conv,
    "GraphNorm": graph_norm,
    "GraphPool": graph_pool,
    "GraphAttentionPool": graph_attention_pool,
    "TopKPool": top_k_pool,
    "NodePairs": node_pairs,
    "DropEdge": drop_edge,
}
