import type { TorchHelper } from '../definition.ts';

/** Plain torch over nodes [V, F] and edges [2, E], of which the first row is where they lead from. */

export const bothWays: TorchHelper = {
  name: 'both_ways',
  code: `def both_ways(edges: Tensor, weight: Tensor | None = None) -> tuple[Tensor, Tensor | None]:
    """Adds each edge turned round."""
    return torch.cat([edges, edges.flip(0)], 1), None if weight is None else torch.cat([weight, weight])`,
};

const neighbourSum: TorchHelper = {
  name: 'neighbour_sum',
  code: `def neighbour_sum(x: Tensor, edges: Tensor, weight: Tensor | None = None) -> Tensor:
    """Sum of the rows of the nodes from which edges lead to each node, times the weights of the edges."""
    source, target = edges
    rows = x[source] if weight is None else x[source] * weight[:, None]
    return torch.zeros_like(x).index_add(0, target, rows)`,
};

const inDegrees: TorchHelper = {
  name: 'in_degrees',
  code: `def in_degrees(x: Tensor, edges: Tensor, weight: Tensor | None = None) -> Tensor:
    """Sum of the weights of the edges that end in each node [V]; an edge without a weight counts 1."""
    weight = x.new_ones(edges.shape[1]) if weight is None else weight
    return x.new_zeros(len(x)).index_add(0, edges[1], weight)`,
};

const inverseRoots: TorchHelper = {
  name: 'inverse_roots',
  code: `def inverse_roots(degrees: Tensor) -> Tensor:
    """1 / √degree [V, 1], and 0 for nodes whose degree is not above 0."""
    positive = degrees > 0
    return torch.where(positive, torch.where(positive, degrees, 1).rsqrt(), 0)[:, None]`,
};

const segmentMax: TorchHelper = {
  name: 'segment_max',
  code: `def segment_max(rows: Tensor, index: Tensor, segments: int, counts: Tensor | None = None) -> Tensor:
    """Largest of the rows [E, F] of each segment, feature by feature, among those that count; 0 where there is none."""
    if counts is not None:
        rows, index = rows[counts], index[counts]
    zeros = rows.new_zeros(segments, rows.shape[1])
    return zeros.scatter_reduce(0, index[:, None].expand_as(rows), rows, "amax", include_self=False)`,
};

const notZero: TorchHelper = {
  name: 'not_zero',
  code: `def not_zero(total: Tensor) -> Tensor:
    """What is divided by: 1 in place of 0."""
    return torch.where(total == 0, 1, total)`,
};

const segmentSoftmax: TorchHelper = {
  name: 'segment_exp',
  code: `def segment_exp(scores: Tensor, index: Tensor, segments: int) -> Tensor:
    """exp(score - the largest score of its segment) of scores [E, H]: a softmax within segments before its division."""
    index = index[:, None].expand_as(scores)
    largest = scores.new_zeros(segments, scores.shape[1]).scatter_reduce(0, index, scores.detach(), "amax", include_self=False)
    return torch.exp(scores - largest.gather(0, index))`,
};

export const gcn: TorchHelper = {
  name: 'GCNConv',
  uses: [neighbourSum, inDegrees, inverseRoots],
  code: `class GCNConv(nn.Module):
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
        return y if self.bias is None else y + self.bias`,
};

export const sage: TorchHelper = {
  name: 'SAGEConv',
  uses: [neighbourSum, inDegrees, segmentMax, notZero],
  code: `class SAGEConv(nn.Module):
    """GraphSAGE (Hamilton et al. 2017): what is taken of the neighbours beside the node itself."""

    def __init__(self, features: int, units: int, aggregate: str = "mean", root: bool = True, bias: bool = True):
        super().__init__()
        self.neighbours = nn.Linear(features, units, bias=bias)
        self.root = nn.Linear(features, units, bias=False) if root else None
        self.aggregate = aggregate

    def forward(self, x: Tensor, edges: Tensor, weight: Tensor | None = None) -> Tensor:
        if self.aggregate == "max":
            rows = x[edges[0]] if weight is None else x[edges[0]] * weight[:, None]
            taken = segment_max(rows, edges[1], len(x), None if weight is None else weight != 0)
        else:
            taken = neighbour_sum(x, edges, weight)
            if self.aggregate == "mean":
                taken = taken / not_zero(in_degrees(x, edges, weight))[:, None]
        y = self.neighbours(taken)
        return y if self.root is None else y + self.root(x)`,
};

const attend: TorchHelper = {
  name: 'graph_attention',
  uses: [segmentSoftmax, notZero],
  code: `def graph_attention(passed, score, edges, weight=None, self_loops=True, dropout=0.0, training=False) -> Tensor:
    """Sum of what is passed along edges [V, H, F] by a softmax of scores over the edges that end in each node.

    \`score\` makes scores [E, H] of the numbers of two nodes. Weights of edges multiply the attention; with \`self_loops\` each node
    attends to itself, and its own edges to itself don't count.
    """
    nodes, heads, _ = passed.shape
    source, target = edges
    weight = passed.new_ones(len(source)) if weight is None else weight
    counts = weight != 0
    if self_loops:
        counts = counts & (source != target)
    source, target, weight = source[counts], target[counts], weight[counts]
    if self_loops:
        own = torch.arange(nodes, device=passed.device)
        source, target = torch.cat([source, own]), torch.cat([target, own])
        weight = torch.cat([weight, passed.new_ones(nodes)])
    parts = weight[:, None] * segment_exp(score(source, target), target, nodes)
    total = passed.new_zeros(nodes, heads).index_add(0, target, parts)
    messages = F.dropout(parts, dropout, training)[:, :, None] * passed[source]
    return torch.zeros_like(passed).index_add(0, target, messages) / not_zero(total)[:, :, None]`,
};

const gatInit = (linears: string, parameters: string): string => `
    def __init__(
        self, features: int, units: int, heads: int = 1, concat: bool = True, slope: float = 0.2, dropout: float = 0.0,
        bias: bool = True, self_loops: bool = True,
    ):
        super().__init__()
        self.heads, self.concat, self.slope, self.dropout, self.self_loops = heads, concat, slope, dropout, self_loops
${linears}
${parameters}
        self.bias = nn.Parameter(torch.zeros(heads * units if concat else units)) if bias else None
`;

const gatEnd = (passed: string): string =>
  `        y = graph_attention(${passed}, score, edges, weight, self.self_loops, self.dropout, self.training)
        y = y.flatten(1) if self.concat else y.mean(1)
        return y if self.bias is None else y + self.bias`;

export const gat: TorchHelper = {
  name: 'GATConv',
  uses: [attend],
  code: `class GATConv(nn.Module):
    """Graph attention (Velickovic et al. 2018)."""
${gatInit(
  '        self.linear = nn.Linear(features, heads * units, bias=False)',
  `        self.source_attention = nn.Parameter(torch.randn(heads, units) / units**0.5)
        self.target_attention = nn.Parameter(torch.randn(heads, units) / units**0.5)`,
)}
    def forward(self, x: Tensor, edges: Tensor, weight: Tensor | None = None) -> Tensor:
        passed = self.linear(x).unflatten(-1, (self.heads, -1))
        of_source, of_target = (passed * self.source_attention).sum(-1), (passed * self.target_attention).sum(-1)

        def score(source: Tensor, target: Tensor) -> Tensor:
            return F.leaky_relu(of_source[source] + of_target[target], self.slope)

${gatEnd('passed')}`,
};

export const gatv2: TorchHelper = {
  name: 'GATv2Conv',
  uses: [attend],
  code: `class GATv2Conv(nn.Module):
    """Graph attention whose order of neighbours depends on the node (Brody et al. 2022)."""
${gatInit(
  `        self.source = nn.Linear(features, heads * units, bias=False)
        self.target = nn.Linear(features, heads * units, bias=False)`,
  '        self.attention = nn.Parameter(torch.randn(heads, units) / units**0.5)',
)}
    def forward(self, x: Tensor, edges: Tensor, weight: Tensor | None = None) -> Tensor:
        of_source, of_target = (linear(x).unflatten(-1, (self.heads, -1)) for linear in (self.source, self.target))

        def score(source: Tensor, target: Tensor) -> Tensor:
            return (F.leaky_relu(of_source[source] + of_target[target], self.slope) * self.attention).sum(-1)

${gatEnd('of_source')}`,
};

export const gin: TorchHelper = {
  name: 'GINConv',
  uses: [neighbourSum],
  code: `class GINConv(nn.Module):
    """Graph isomorphism layer (Xu et al. 2019): a small network of (1 + ε) x and the sum of the neighbours."""

    def __init__(self, features: int, hidden: int, units: int, activation, epsilon: float = 0.0, train_epsilon: bool = False):
        super().__init__()
        self.hidden, self.output = nn.Linear(features, hidden), nn.Linear(hidden, units)
        self.activation = activation
        self.epsilon = nn.Parameter(torch.tensor([epsilon])) if train_epsilon else epsilon

    def forward(self, x: Tensor, edges: Tensor, weight: Tensor | None = None) -> Tensor:
        total = (1 + self.epsilon) * x + neighbour_sum(x, edges, weight)
        return self.output(self.activation(self.hidden(total)))`,
};

export const cheb: TorchHelper = {
  name: 'ChebConv',
  uses: [neighbourSum, inDegrees, inverseRoots],
  code: `class ChebConv(nn.Module):
    """Chebyshev graph convolution (Defferrard et al. 2016) of polynomials up to order - 1 of the scaled Laplacian."""

    def __init__(self, features: int, units: int, order: int, largest: float = 2.0, bias: bool = True):
        super().__init__()
        self.linear = nn.Linear(order * features, units, bias=bias)
        self.order, self.largest = order, largest

    def forward(self, x: Tensor, edges: Tensor, weight: Tensor | None = None) -> Tensor:
        others = (edges[0] != edges[1]).to(x.dtype)
        weight = others if weight is None else weight * others
        scale = inverse_roots(in_degrees(x, edges, weight))

        def laplacian(rows: Tensor) -> Tensor:
            mixed = scale * neighbour_sum(scale * rows, edges, weight)
            return (2 / self.largest - 1) * rows - 2 / self.largest * mixed

        terms = [x]
        if self.order > 1:
            terms.append(laplacian(x))
        while len(terms) < self.order:
            terms.append(2 * laplacian(terms[-1]) - terms[-2])
        return self.linear(torch.cat(terms, 1))`,
};

export const edgeConv: TorchHelper = {
  name: 'EdgeConv',
  uses: [inDegrees, segmentMax, notZero],
  code: `class EdgeConv(nn.Module):
    """Edge convolution (Wang et al. 2019): a small network of each node and how its neighbour differs."""

    def __init__(self, features: int, hidden: int, units: int, activation, aggregate: str = "max"):
        super().__init__()
        self.hidden, self.output = nn.Linear(2 * features, hidden), nn.Linear(hidden, units)
        self.activation, self.aggregate = activation, aggregate

    def forward(self, x: Tensor, edges: Tensor, weight: Tensor | None = None) -> Tensor:
        source, target = edges
        pairs = torch.cat([x[target], x[source] - x[target]], 1)
        rows = self.output(self.activation(self.hidden(pairs)))
        rows = rows if weight is None else rows * weight[:, None]
        if self.aggregate == "max":
            return segment_max(rows, target, len(x), None if weight is None else weight != 0)
        total = rows.new_zeros(len(x), rows.shape[1]).index_add(0, target, rows)
        return total / not_zero(in_degrees(x, edges, weight))[:, None] if self.aggregate == "mean" else total`,
};

export const graphMean: TorchHelper = {
  name: 'graph_mean',
  code: `def graph_mean(x: Tensor, membership: Tensor, graphs: int) -> Tensor:
    """Mean of the nodes [V, F] of each graph; 0 of a graph without nodes."""
    total = x.new_zeros(graphs, x.shape[1]).index_add(0, membership, x)
    return total / torch.bincount(membership, minlength=graphs).clamp(min=1)[:, None]`,
};

export const graphNorm: TorchHelper = {
  name: 'GraphNorm',
  uses: [graphMean],
  code: `class GraphNorm(nn.Module):
    """Standardises each feature over the nodes of each graph, less a trained share of the mean (Cai et al. 2021)."""

    def __init__(self, features: int, eps: float = 1e-5, mean_share: bool = True, affine: bool = True):
        super().__init__()
        self.mean_share = nn.Parameter(torch.ones(features)) if mean_share else None
        self.weight = nn.Parameter(torch.ones(features)) if affine else None
        self.bias = nn.Parameter(torch.zeros(features)) if affine else None
        self.eps = eps

    def forward(self, x: Tensor, membership: Tensor | None = None) -> Tensor:
        membership = torch.zeros(len(x), dtype=torch.long, device=x.device) if membership is None else membership
        graphs = int(membership.max()) + 1
        mean = graph_mean(x, membership, graphs)[membership]
        centred = x - (mean if self.mean_share is None else self.mean_share * mean)
        y = centred / (graph_mean(centred.square(), membership, graphs)[membership] + self.eps).sqrt()
        return y if self.weight is None else y * self.weight + self.bias`,
};

export const graphPool: TorchHelper = {
  name: 'graph_pool',
  uses: [graphMean, segmentMax],
  code: `def graph_pool(x: Tensor, membership: Tensor, take: str = "mean") -> Tensor:
    """One row for each graph, from the rows of its nodes; 0 of a graph without nodes."""
    graphs = int(membership.max()) + 1
    if take == "max":
        return segment_max(x, membership, graphs)
    if take == "sum":
        return x.new_zeros(graphs, x.shape[1]).index_add(0, membership, x)
    return graph_mean(x, membership, graphs)`,
};

export const graphAttentionPool: TorchHelper = {
  name: 'GraphAttentionPool',
  uses: [segmentSoftmax, notZero],
  code: `class GraphAttentionPool(nn.Module):
    """One row for each graph: its nodes, or what a layer makes of them, weighed by attention (Li et al. 2016)."""

    def __init__(self, features: int, units: int = 0, activation=nn.Identity()):
        super().__init__()
        self.gate = nn.Linear(features, 1, bias=False)
        self.linear = nn.Linear(features, units) if units > 0 else None
        self.activation = activation

    def forward(self, x: Tensor, membership: Tensor) -> Tensor:
        graphs = int(membership.max()) + 1
        parts = segment_exp(self.gate(x), membership, graphs)
        total = x.new_zeros(graphs, 1).index_add(0, membership, parts)
        values = x if self.linear is None else self.activation(self.linear(x))
        return values.new_zeros(graphs, values.shape[1]).index_add(0, membership, parts * values) / not_zero(total)`,
};

export const topKPool: TorchHelper = {
  name: 'TopKPool',
  code: `class TopKPool(nn.Module):
    """Keeps of each graph the share of nodes that score highest along a trained direction (Gao & Ji 2019)."""

    def __init__(self, features: int, ratio: float = 0.5, gate=torch.tanh):
        super().__init__()
        self.direction = nn.Parameter(torch.randn(features))
        self.ratio, self.gate = ratio, gate

    def forward(self, x: Tensor, edges: Tensor, weight: Tensor | None = None, membership: Tensor | None = None):
        """Kept nodes, the edges between them, the weights of those, and the graph of each kept node."""
        weight = x.new_ones(edges.shape[1]) if weight is None else weight
        membership = torch.zeros(len(x), dtype=torch.long, device=x.device) if membership is None else membership
        scores = x @ self.direction / self.direction.norm().clamp(min=1e-12)
        by_score = scores.argsort(descending=True, stable=True)
        order = by_score[membership[by_score].argsort(stable=True)]
        sizes = torch.bincount(membership)
        # A little less than the share, so that a whole number of nodes is not rounded up.
        share = 1.0 if self.ratio == 1 else self.ratio * (1 - 1e-6)
        wanted = torch.ceil(sizes * share).long()
        rank = torch.arange(len(x), device=x.device) - (sizes.cumsum(0) - sizes)[membership[order]]
        chosen = order[rank < wanted[membership[order]]]
        places = torch.full((len(x),), -1, device=x.device)
        places[chosen] = torch.arange(len(chosen), device=x.device)
        ends = places[edges]
        kept = (ends >= 0).all(0)
        return x[chosen] * self.gate(scores[chosen])[:, None], ends[:, kept], weight[kept], membership[chosen]`,
};

export const dropEdge: TorchHelper = {
  name: 'drop_edge',
  code: `def drop_edge(weight: Tensor, rate: float, training: bool) -> Tensor:
    """Weights of edges, of which a share is 0 while training (Rong et al. 2020); the others stay as they are."""
    return weight * (torch.rand_like(weight) >= rate) if training else weight`,
};
