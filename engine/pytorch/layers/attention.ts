import type { TorchContext, TorchEntries, TorchHelper, TorchLayer, TorchValue } from '../definition.ts';
import { call, literal } from '../python.ts';
import { activationFunction } from './activation-function.ts';
import { allEntries, transposed } from './entries.ts';

const attentionHelper: TorchHelper = {
  name: 'Attention',
  code: `class Attention(nn.Module):
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
        return self.output(values.transpose(1, 2).flatten(2)), weights`,
};

const blockHelper: TorchHelper = {
  name: 'TransformerBlock',
  uses: [attentionHelper],
  code: `class TransformerBlock(nn.Module):
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
        return x + self.dropout(part(norm(x))) if self.norm_first else norm(x + self.dropout(part(x)))`,
};

/** Entries of an `nn.Linear` from a map's kernel and bias. */
function linearEntries(c: TorchContext, map: string, member: string): TorchEntries {
  return {
    [`${member}.weight`]: transposed(`${map}.kernel`),
    ...(c.has(`${map}.bias`) && { [`${member}.bias`]: `${map}.bias` }),
  };
}

/** Entries of `Attention`, whose weights have names that begin so. */
function attentionEntries(c: TorchContext, prefix: string, member: string): TorchEntries {
  const maps = ['query', 'key', 'value', 'output'];
  return allEntries(maps.map((map) => linearEntries(c, `${prefix}${map}`, `${member}${map}`)));
}

/** Entries of `nn.MultiheadAttention`; its keys have biases, which change nothing. */
function moduleEntries(c: TorchContext, prefix: string, member: string, alike: boolean): TorchEntries {
  const kernels = ['query', 'key', 'value'].map((map) => `${prefix}${map}.kernel`);
  const joined = { [`${member}in_proj_weight`]: { from: kernels, by: 'lambda *kernels: torch.cat([kernel.T for kernel in kernels])' } };
  const apart = Object.fromEntries(['q', 'k', 'v'].map((map, i) => [`${member}${map}_proj_weight`, transposed(kernels[i])]));
  const biases = {
    [`${member}in_proj_bias`]: {
      from: [`${prefix}query.bias`, `${prefix}value.bias`],
      by: 'lambda query, value: torch.cat([query, torch.zeros_like(query), value])',
    },
    [`${member}out_proj.bias`]: `${prefix}output.bias`,
  };
  return {
    ...(alike ? joined : apart),
    [`${member}out_proj.weight`]: transposed(`${prefix}output.kernel`),
    ...(c.has(`${prefix}query.bias`) && biases),
  };
}

/** What hides the steps after one's own, as PyTorch's modules take it: True for what is hidden. */
const laterSteps = (x: TorchValue): string =>
  `torch.ones(${x.type.shape[1]}, ${x.type.shape[1]}, dtype=torch.bool, device=${x.code}.device).triu(1)`;

const flagged = (name: string, value: boolean, otherwise: boolean): Readonly<Record<string, string>> =>
  value === otherwise ? {} : { [name]: literal(value) };

const MultiHeadAttention: TorchLayer = (c) => {
  const [x] = c.inputs;
  const { mask, memory = x } = c.optional;
  const [features, memoryFeatures] = [x, memory].map(({ type }) => Number(type.shape[2]));
  const [heads, dropout, causal, shown] = [c.int('heads'), c.number('dropout'), c.flag('causal'), c.choice('weights')];
  const [keySize, valueSize] = [c.int('keySize'), c.int('valueSize')];
  const usual = [keySize, valueSize].every((size) => size === 0 || size * heads === features);
  const named = { ...(dropout > 0 && { dropout: literal(dropout) }), ...flagged('bias', c.flag('bias'), true) };
  // PyTorch's own module gives NaN for steps that may look at nothing, and the weights after dropout.
  if (usual && mask === undefined && (shown === 'none' || dropout === 0)) {
    const alike = features === memoryFeatures;
    const widths = alike ? {} : { kdim: memoryFeatures, vdim: memoryFeatures };
    const entries = moduleEntries(c, '', '', alike);
    const attention = c.member(call('nn.MultiheadAttention', [features, heads], { ...named, ...widths, batch_first: 'True' }), entries);
    const options = {
      ...(causal && { attn_mask: laterSteps(x) }),
      ...(shown === 'none' && { need_weights: 'False' }),
      ...(shown === 'heads' && { average_attn_weights: 'False' }),
    };
    const called = call(attention, [x.code, memory.code, memory.code], options);
    return shown === 'none' ? `${called}[0]` : { tuple: called };
  }
  const widths = {
    ...(memoryFeatures !== features && { memory_features: memoryFeatures }),
    ...(keySize > 0 && { key_size: keySize }),
    ...(valueSize > 0 && { value_size: valueSize }),
  };
  const attention = c.member(call(c.use(attentionHelper), [features, heads], { ...widths, ...named }), attentionEntries(c, '', ''));
  const options = { ...(mask && { mask: mask.code }), ...flagged('causal', causal, false) };
  const called = call(attention, [x.code, memory.code], options);
  if (shown === 'none') return `${called}[0]`;
  if (shown === 'heads') return { tuple: called };
  const [y, weights] = [c.local('attended'), c.local('looks')];
  c.line(`${y}, ${weights} = ${called}`);
  return [y, `${weights}.mean(1)`];
};

/** An encoder's or decoder's block, by PyTorch's own where that has the same. */
function block(c: TorchContext, memory: TorchValue | undefined, causal: boolean): string {
  const [x] = c.inputs;
  const { mask, memoryMask } = c.optional;
  const [features, memoryFeatures] = [x, memory ?? x].map(({ type }) => Number(type.shape[2]));
  const hidden = c.int('feedForward') === 0 ? 4 * features : c.int('feedForward');
  const activation = activationFunction(c, c.choice('activation'), 3);
  const [heads, dropout, eps, first] = [c.int('heads'), c.number('dropout'), c.number('epsilon'), c.choice('norm') === 'pre'];
  const masked = mask !== undefined || memoryMask !== undefined;
  if (!masked && c.flag('bias') && features === memoryFeatures) {
    const kind = memory === undefined ? 'nn.TransformerEncoderLayer' : 'nn.TransformerDecoderLayer';
    const options = {
      ...(dropout !== 0.1 && { dropout: literal(dropout) }),
      ...(activation !== 'F.relu' && { activation }),
      ...(eps !== 1e-5 && { layer_norm_eps: literal(eps) }),
      batch_first: 'True',
      ...flagged('norm_first', first, false),
    };
    const member = c.member(call(kind, [features, heads, hidden], options), blockModuleEntries(c, memory !== undefined));
    const hides = memory === undefined ? 'src_mask' : 'tgt_mask';
    return call(member, memory === undefined ? [x.code] : [x.code, memory.code], causal ? { [hides]: laterSteps(x) } : {});
  }
  const options = {
    ...(dropout !== 0.1 && { dropout: literal(dropout) }),
    ...(eps !== 1e-5 && { eps: literal(eps) }),
    ...flagged('norm_first', first, true),
    ...(memory && { memory_features: memoryFeatures }),
    ...flagged('bias', c.flag('bias'), true),
  };
  const member = c.member(call(c.use(blockHelper), [features, heads, hidden, activation], options), blockEntries(c, memory !== undefined));
  return call(member, [x.code], {
    ...(memory && { memory: memory.code }),
    ...(mask && { mask: mask.code }),
    ...(memoryMask && { memory_mask: memoryMask.code }),
    ...flagged('causal', causal, false),
  });
}

const normEntries = (part: string, member: string): TorchEntries => ({
  [`${member}.weight`]: `${part}.norm.scale`,
  [`${member}.bias`]: `${part}.norm.shift`,
});

/** Entries of `TransformerBlock`. */
function blockEntries(c: TorchContext, hasMemory: boolean): TorchEntries {
  const attentions = hasMemory ? ['attention', 'memory'] : ['attention'];
  return allEntries([
    ...attentions.flatMap((part) => [attentionEntries(c, `${part}.`, `${part}.`), normEntries(part, `${part}_norm`)]),
    linearEntries(c, 'feedForward.expand', 'expand'),
    linearEntries(c, 'feedForward.contract', 'contract'),
    normEntries('feedForward', 'feed_forward_norm'),
  ]);
}

/** Entries of PyTorch's own blocks. */
function blockModuleEntries(c: TorchContext, hasMemory: boolean): TorchEntries {
  const parts = hasMemory ? ['attention', 'memory', 'feedForward'] : ['attention', 'feedForward'];
  return allEntries([
    moduleEntries(c, 'attention.', 'self_attn.', true),
    hasMemory ? moduleEntries(c, 'memory.', 'multihead_attn.', true) : {},
    linearEntries(c, 'feedForward.expand', 'linear1'),
    linearEntries(c, 'feedForward.contract', 'linear2'),
    ...parts.map((part, i) => normEntries(part, `norm${i + 1}`)),
  ]);
}

const TransformerEncoder: TorchLayer = (c) => block(c, undefined, c.flag('causal'));
const TransformerDecoder: TorchLayer = (c) => block(c, c.optional.memory, true);

export const attention: Readonly<Record<string, TorchLayer>> = { MultiHeadAttention, TransformerEncoder, TransformerDecoder };
