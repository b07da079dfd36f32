/** Literals in Python code: what may differ between two places of one class. */

/** Numbers that stand alone, truth values and texts. */
const LITERAL = /(?<![\w.])(?:\d+(?:\.\d+)?(?:e[-+]?\d+)?|True|False|"[^"\n]*")(?![\w.])/g;

export interface Literal {
  readonly text: string;
  /** Where it begins in its code. */
  readonly at: number;
}

export function literalsOf(code: string): readonly Literal[] {
  return [...code.matchAll(LITERAL)].map((match) => ({ text: match[0], at: match.index }));
}

/** The code with a mark in place of each literal: the same for codes that differ in literals alone. */
export function skeletonOf(code: string): string {
  return code.replaceAll(LITERAL, '\u0000');
}

/** The code with its literals replaced, each by what `replace` says for its rank. */
export function withLiterals(code: string, replace: (text: string, rank: number) => string): string {
  let rank = -1;
  return code.replaceAll(LITERAL, (text) => {
    rank += 1;
    return replace(text, rank);
  });
}

/** Names of positional arguments, by what is called. */
export type Signatures = ReadonlyMap<string, readonly string[]>;

const convolution = ['in_channels', 'out_channels', 'kernel_size', 'stride', 'padding'];

const torchSignatures: Readonly<Record<string, readonly string[]>> = {
  'nn.Conv1d': convolution,
  'nn.Conv2d': convolution,
  'nn.Conv3d': convolution,
  'nn.ConvTranspose1d': convolution,
  'nn.ConvTranspose2d': convolution,
  'nn.ConvTranspose3d': convolution,
  'nn.Linear': ['in_features', 'out_features'],
  'nn.BatchNorm1d': ['num_features'],
  'nn.BatchNorm2d': ['num_features'],
  'nn.BatchNorm3d': ['num_features'],
  'nn.GroupNorm': ['num_groups', 'num_channels'],
  'nn.LayerNorm': ['normalized_shape'],
  'nn.RMSNorm': ['normalized_shape'],
  'nn.Embedding': ['num_embeddings', 'embedding_dim'],
  'nn.RNN': ['input_size', 'hidden_size'],
  'nn.GRU': ['input_size', 'hidden_size'],
  'nn.LSTM': ['input_size', 'hidden_size'],
  'nn.MultiheadAttention': ['embed_dim', 'num_heads'],
  'nn.Dropout': ['rate'],
  'nn.MaxPool1d': ['kernel_size', 'stride'],
  'nn.MaxPool2d': ['kernel_size', 'stride'],
  'nn.MaxPool3d': ['kernel_size', 'stride'],
  'F.leaky_relu': ['x', 'slope'],
  'F.elu': ['x', 'alpha'],
  'F.celu': ['x', 'alpha'],
  range: ['repeat'],
};

/** Positional arguments of PyTorch's classes and of those defined in a text. */
export function signaturesOf(text: string): Signatures {
  const found = new Map(Object.entries(torchSignatures));
  for (const [, name, body] of text.matchAll(/^class (\w+)\(nn\.Module\):\n((?:[ ].*\n|\n)*)/gmu)) {
    const list = /def __init__\(\s*self,?([^)]*)\)/u.exec(body)?.[1] ?? '';
    found.set(
      name,
      list
        .split(',')
        .map((part) => part.trim().split(/[:=\s]/u)[0])
        .filter((part) => part !== '' && part !== '*'),
    );
  }
  return found;
}

/** What the argument at a place of a code is called there; `undefined` where that is no argument of a known call. */
export function argumentAt(code: string, at: number, signatures: Signatures): string | undefined {
  let depth = 0;
  let rank = 0;
  let start = at;
  for (let i = at - 1; i >= 0; i -= 1) {
    const sign = code[i];
    if (sign === ')' || sign === ']') depth += 1;
    else if (depth > 0 && (sign === '(' || sign === '[')) depth -= 1;
    else if (depth > 0) continue;
    else if (sign === ',') {
      if (rank === 0) start = Math.min(start, i + 1);
      rank += 1;
    } else if (sign === '(' || sign === '[') {
      if (rank === 0) start = i + 1;
      const keyword = /^\s*(\w+)=(?!=)/u.exec(code.slice(start, at))?.[1];
      if (keyword !== undefined) return keyword;
      const callee = /([\w.]+)$/u.exec(code.slice(0, i))?.[1];
      if (sign === '[' || callee === undefined) return argumentAt(code, i, signatures);
      return signatures.get(callee)?.[rank];
    }
  }
  return undefined;
}
