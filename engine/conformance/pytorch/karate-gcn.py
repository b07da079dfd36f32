import torch
from torch import Tensor, nn


def neighbour_sum(x: Tensor, edges: Tensor, weight: Tensor | None = None) -> Tensor:
    """Sum of the rows of the nodes from which edges lead to each node, times the weights of the edges."""
    source, target = edges
    rows = x[source] if weight is None else x[source] * weight[:, None]
    return torch.zeros_like(x).index_add(0, target, rows)


def in_degrees(x: Tensor, edges: Tensor, weight: Tensor | None = None) -> Tensor:
    """Sum of the weights of the edges that end in each node [V]; an edge without a weight counts 1."""
    weight = x.new_ones(edges.shape[1]) if weight is None else weight
    return x.new_zeros(len(x)).index_add(0, edges[1], weight)


def inverse_roots(degrees: Tensor) -> Tensor:
    """1 / √degree [V, 1], and 0 for nodes whose degree is not above 0."""
    positive = degrees > 0
    return torch.where(positive, torch.where(positive, degrees, 1).rsqrt(), 0)[:, None]


class GCNConv(nn.Module):
    """Graph convolution (Kipf & Welling 2017): D^-½ (A + I) D^-½ x W + b."""

    def __init__(self, features: int, units: int, bias: bool = True, self_loops: bool = True, normalise: bool = True):
        super().__init__()
        self.linear = nn.Linear(features, units, bias=False)
        self.bias = nn.Parameter(torch.zeros(units)) if bias else None
        self.self_loops, self.normalise = self_loops, normalise

    def forward(self, x: Tensor, edges: Tensor, weight: Tensor | None = None) -> Tensor:
        x = self.linear(x)
        own = x.new_zeros(len(x))
        if self.self_loops:
            # A node with an edge to itself keeps that edge's weight.
            own[:] = 1
            own[edges[0, edges[0] == edges[1]]] = 0
        scale = inverse_roots(in_degrees(x, edges, weight) + own) if self.normalise else 1
        scaled = scale * x
        y = scale * (neighbour_sum(scaled, edges, weight) + own[:, None] * scaled)
        return y if self.bias is None else y + self.bias


class KarateClubGraphConvolution(nn.Module):
    """Karate club, graph convolution

    Which side did each member of a divided club take? Two are known, three graph convolutions find the others from who is friends with whom.

    Every step feeds the whole graph: 34 members, known by their number alone, and 78 friendships. Only the two leaders' labels count in the loss; along the friendships their sides spread to everyone. Look at the evaluation's drawing of the club afterwards: members between both camps are the hard ones.

    member: [N, 34], the field “member” after its preparation in Netloom
    edges: [2, E] int64, the field “edges” after its preparation in Netloom
    Returns [N, 2], predictions of the field “club”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gcn1 = GCNConv(34, 16)
        self.gcn2 = GCNConv(16, 8)
        self.logits = GCNConv(8, 2)

    def forward(self, member: Tensor, edges: Tensor) -> Tensor:
        x = torch.tanh(self.gcn1(member, edges))  # [N, 16]
        x = torch.tanh(self.gcn2(x, edges))  # [N, 8]
        x = self.logits(x, edges)  # [N, 2]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "gcn1.linear.weight": (torch.t, "gcn1.kernel"),
    "gcn1.bias": ("gcn1.bias",),
    "gcn2.linear.weight": (torch.t, "gcn2.kernel"),
    "gcn2.bias": ("gcn2.bias",),
    "logits.linear.weight": (torch.t, "logits.kernel"),
    "logits.bias": ("logits.bias",),
}


def load_netloom(model: nn.Module, path: str) -> None:
    """Fills the model with the weights of a safetensors file that Netloom exported; says what is missing. Needs the package safetensors."""
    from safetensors.torch import load_file

    saved = load_file(path)
    names = {name for source in WEIGHTS.values() for name in source if isinstance(name, str)}
    missing = sorted(names - saved.keys())
    if missing:
        raise KeyError(f"{path} lacks {', '.join(missing)}: was it exported from this network?")
    state = {}
    for entry, source in WEIGHTS.items():
        if callable(source[0]):
            make, *parts = source
            state[entry] = make(*(saved[name] for name in parts)).contiguous()
        else:
            state[entry] = saved[source[0]]
    result = model.load_state_dict(state, strict=False)
    left = [name for name in result.missing_keys if not name.endswith("num_batches_tracked")]
    if left or result.unexpected_keys:
        raise KeyError(f"not filled: {left}, not in the model: {result.unexpected_keys}")


if __name__ == "__main__":
    model = KarateClubGraphConvolution().eval()
    outputs = model(torch.zeros(2, 34), torch.zeros(2, 2, dtype=torch.long))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
