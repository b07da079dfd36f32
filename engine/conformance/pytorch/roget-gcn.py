import torch
import torch.nn.functional as F
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


def both_ways(edges: Tensor, weight: Tensor | None = None) -> tuple[Tensor, Tensor | None]:
    """Adds each edge turned round."""
    return torch.cat([edges, edges.flip(0)], 1), None if weight is None else torch.cat([weight, weight])


class ThesaurusGraphConvolution(nn.Module):
    """Thesaurus, graph convolution

    In which of its six classes does a thesaurus put a word? One headword in five is labelled; cross-references tell the rest.

    A headword is known by its number alone, so that all a network can learn is where a word stands among the others. References are followed in both directions. Dropout on the input hides half of the headwords' own numbers at each step: the network must rely on neighbours. Set the samples at the Input to pairs of nodes to predict missing references instead.

    node: [N, 1022], the field “node” after its preparation in Netloom
    edges: [2, E] int64, the field “edges” after its preparation in Netloom
    Returns [N, 6], predictions of the field “class”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.5)
        self.gcn1 = GCNConv(1022, 64)
        self.drop2 = nn.Dropout(0.5)
        self.logits = GCNConv(64, 6)

    def forward(self, node: Tensor, edges: Tensor) -> Tensor:
        x = self.drop(node)  # [N, 1022]
        x = F.relu(self.gcn1(x, *both_ways(edges)))  # [N, 64]
        x = self.drop2(x)  # [N, 64]
        x = self.logits(x, *both_ways(edges))  # [N, 6]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "gcn1.linear.weight": (torch.t, "gcn1.kernel"),
    "gcn1.bias": ("gcn1.bias",),
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
    model = ThesaurusGraphConvolution().eval()
    outputs = model(torch.zeros(2, 1022), torch.zeros(2, 2, dtype=torch.long))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
