import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Attention(nn.Module):
    """Multi-head attention (Vaswani et al. 2017). A step that may look at nothing takes up nothing."""

    def __init__(self, features, heads, memory_features=None, key_size=None, value_size=None, dropout=0.0, bias=True):
        super().__init__()
        memory_features = memory_features or features
        self.heads, self.dropout = heads, dropout
        self.query = nn.Linear(features, heads * (key_size or features // heads), bias=bias)
        self.key = nn.Linear(memory_features, heads * (key_size or features // heads), bias=False)
        self.value = nn.Linear(memory_features, heads * (value_size or features // heads), bias=bias)
        self.output = nn.Linear(heads * (value_size or features // heads), features, bias=bias)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor | None = None, causal: bool = False) -> tuple[Tensor, Tensor]:
        """Result [N, T, F] and weights [N, heads, T, S]; the mask [N, S] is True for the steps of the memory that count."""
        query, key, value = (
            projected.unflatten(-1, (self.heads, -1)).transpose(1, 2)
            for projected in (self.query(x), self.key(memory), self.value(memory))
        )
        seen = torch.ones(len(x), 1, x.shape[1], memory.shape[1], dtype=torch.bool, device=x.device)
        if causal:
            seen = seen.tril()
        if mask is not None:
            seen = seen & mask[:, None, None, :]
        some = seen.any(-1, keepdim=True)
        scores = (query @ key.transpose(-1, -2) / query.shape[-1] ** 0.5).masked_fill(~seen & some, float("-inf"))
        weights = torch.where(some, scores.softmax(-1), 0)
        values = F.dropout(weights, self.dropout, self.training) @ value
        return self.output(values.transpose(1, 2).flatten(2)), weights


class TransformerBlock(nn.Module):
    """Self-attention, attention to a memory where there is one, and feed-forward, each with a norm and a shortcut."""

    def __init__(self, features, heads, hidden, activation, dropout=0.1, eps=1e-5, norm_first=True, memory_features=None, bias=True):
        super().__init__()
        self.activation, self.norm_first = activation, norm_first
        self.attention = Attention(features, heads, dropout=dropout, bias=bias)
        self.attention_norm = nn.LayerNorm(features, eps=eps)
        if memory_features is not None:
            self.memory = Attention(features, heads, memory_features, dropout=dropout, bias=bias)
            self.memory_norm = nn.LayerNorm(features, eps=eps)
        self.expand = nn.Linear(features, hidden, bias=bias)
        self.contract = nn.Linear(hidden, features, bias=bias)
        self.feed_forward_norm = nn.LayerNorm(features, eps=eps)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, memory: Tensor | None = None, mask=None, memory_mask=None, causal=False) -> Tensor:
        x = self.around(x, self.attention_norm, lambda z: self.attention(z, z, mask, causal)[0])
        if memory is not None:
            x = self.around(x, self.memory_norm, lambda z: self.memory(z, memory, memory_mask)[0])
        return self.around(x, self.feed_forward_norm, lambda z: self.contract(self.dropout(self.activation(self.expand(z)))))

    def around(self, x: Tensor, norm: nn.Module, part) -> Tensor:
        return x + self.dropout(part(norm(x))) if self.norm_first else norm(x + self.dropout(part(x)))


def masked_mean(x: Tensor, mask: Tensor) -> Tensor:
    """Mean of the steps [N, T, F] where the mask [N, T] is True; 0 where it is nowhere."""
    count = mask.sum(1, keepdim=True).clamp(min=1)
    return torch.where(mask[:, :, None], x, 0).sum(1) / count


class FromWhichEra(nn.Module):
    """From which era?

    From which of four eras is a piece of a president’s speech? Attention lets each word look at all others.

    Up to 48 words of each piece are read, of the 6,000 most frequent ones. Their vectors begin near 0, so that a word says nothing until the network has learnt what; trained positions tell them their places. One Transformer block follows: four heads of attention, then a small network for each word; the mean over all words decides. The network knows its training speeches by heart after three epochs, whatever dropout does: 9,600 pieces are few for attention, and counting words (naive Bayes, 76 %) is right more often here.

    x: [N, 48] int64, the field “snippet” after its preparation in Netloom
    Returns [N, 4], predictions of the field “era”, scores: softmax over the classes makes probabilities of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(6000, 64)
        self.drop_words = nn.Dropout(0.6)
        self.places = nn.Parameter(0.02 * torch.randn(48, 64))
        self.block = TransformerBlock(64, 4, 128, F.gelu, dropout=0.3)
        self.dropout = nn.Dropout(0.3)
        self.logits = nn.Linear(64, 4)

    def forward(self, x: Tensor) -> Tensor:
        words = self.words(x)  # [N, 48, 64]
        x = x != 0  # [N, 48] bool
        drop_words = self.drop_words(words)  # [N, 48, 64]
        places = drop_words + self.places  # [N, 48, 64]
        block = self.block(places, mask=x)  # [N, 48, 64]
        x = masked_mean(block, x)  # [N, 64]
        x = self.dropout(x)  # [N, 64]
        x = self.logits(x)  # [N, 4]
        return x


# What fills each entry of the state dict: the name of a tensor in the file, or a function with the names of those that it takes.
WEIGHTS = {
    "words.weight": ("words.table",),
    "places": ("places.positions",),
    "block.attention.query.weight": (torch.t, "block.attention.query.kernel"),
    "block.attention.query.bias": ("block.attention.query.bias",),
    "block.attention.key.weight": (torch.t, "block.attention.key.kernel"),
    "block.attention.value.weight": (torch.t, "block.attention.value.kernel"),
    "block.attention.value.bias": ("block.attention.value.bias",),
    "block.attention.output.weight": (torch.t, "block.attention.output.kernel"),
    "block.attention.output.bias": ("block.attention.output.bias",),
    "block.attention_norm.weight": ("block.attention.norm.scale",),
    "block.attention_norm.bias": ("block.attention.norm.shift",),
    "block.expand.weight": (torch.t, "block.feedForward.expand.kernel"),
    "block.expand.bias": ("block.feedForward.expand.bias",),
    "block.contract.weight": (torch.t, "block.feedForward.contract.kernel"),
    "block.contract.bias": ("block.feedForward.contract.bias",),
    "block.feed_forward_norm.weight": ("block.feedForward.norm.scale",),
    "block.feed_forward_norm.bias": ("block.feedForward.norm.shift",),
    "logits.weight": (torch.t, "logits.kernel"),
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
    model = FromWhichEra().eval()
    outputs = model(torch.zeros(2, 48, dtype=torch.long))
    for output in outputs if isinstance(outputs, tuple) else (outputs,):
        print(tuple(output.shape))
