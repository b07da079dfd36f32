import type { DType, TensorType, Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { vectorWidth } from '../data/word-vectors.ts';
import { type DatasetShape, defineLayer, type InferLayerContext, type LayerProblem } from './definition.ts';
import { describeType } from './expectations.ts';
import { field, type ParametersOf } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';
import { regularizationFields, regularizationOf } from './regularization.ts';

type DatasetLookup = InferLayerContext<unknown>['dataset'];

const integers: readonly DType[] = ['int64', 'int32'];

/** A problem unless the input holds whole numbers: tokens or categories. */
export function expectTokens({ dtype, shape }: TensorType, layer: string): LayerProblem | undefined {
  if (integers.includes(dtype)) return undefined;
  return {
    code: 'type-mismatch',
    port: 'in',
    message: `${layer} expects the numbers of tokens or categories. Give a text the preprocessing step Tokenise, or remove this layer.`,
    expected: 'int64 N×T, integer',
    actual: `${dtype} ${describeType({ dtype, shape })}`,
    ...(layer === 'Embedding' && dtype === 'float32' && { fixes: [{ label: `Remove the ${layer}`, remove: true }] }),
  };
}

/** True where a token is not the padding one, with the shape of the tokens. */
export function emitPresent(e: Emitter, tokens: Value, padding: number): Value {
  return e.op('Not', [e.equal(tokens, e.scalar(padding, tokens))]);
}

const parameters = {
  tokens: field.int({
    label: 'Tokens',
    help: 'Rows of the table: one for each token or category; 0 takes as many as the dataset declares.',
    default: 0,
    min: 0,
  }),
  dim: field.int({ label: 'Features', help: 'Numbers that stand for each token.', default: 64, min: 1 }),
  padding: field.bool({
    label: 'Padding',
    help: 'Make the padding token all zeros, and leave it so in training.',
    default: false,
  }),
  paddingToken: field.int({
    label: 'Padding token',
    help: 'Number of the token that fills up short texts.',
    default: 0,
    min: 0,
    visible: ({ padding }) => padding === true,
  }),
  deviation: field.float({
    label: 'Initial deviation',
    help: 'Standard deviation of the first values, which are normal with mean 0.',
    default: 1,
    min: 0,
    max: 1000,
    scale: 'log',
    advanced: true,
  }),
  table: field.bool({
    label: 'Give the table',
    help: 'Gives the table itself as well, for Token scores to tell tokens by it.',
    default: false,
    advanced: true,
  }),
  vectors: field.dataset({
    label: 'Word vectors',
    help: 'A dataset of word vectors that the rows of its words begin with; the others are drawn. None where empty.',
    default: '',
  }),
  trained: field.bool({
    label: 'Train the vectors',
    help: 'Goes on training the table from the word vectors; else all of it stays as it began.',
    default: true,
    visible: ({ vectors }) => vectors !== '',
  }),
  ...regularizationFields,
} as const;

/** y = E[token]: one trained row for each token, as torch.nn.Embedding. E [tokens, dim]. */
export const Embedding = defineLayer({
  type: 'Embedding',
  version: 1,
  category: 'dense',
  title: 'Embedding',
  summary: 'a trained vector for each token',
  synonyms: [
    'word embedding',
    'look-up table',
    'lookup table',
    'word vectors',
    'word2vec',
    'token',
    'vocabulary',
    'one-hot',
    'pretrained',
    'GloVe',
    'fastText',
    '嵌入',
    '词嵌入',
    '词向量',
  ],
  parameters,
  inputs: inputPort('integer'),
  outputs: { of: ({ table }) => (table ? [...outputPort, { name: 'table', label: 'table' }] : outputPort) },
  infer({ parameters: p, inputs: [x], dataset, projectDataset }) {
    const declared = declaredTokens(x, projectDataset);
    const tokens = p.tokens === 0 ? declared : p.tokens;
    const problem = expectTokens(x, 'Embedding') ?? checkTokens(p, tokens, declared) ?? checkVectors(p, dataset);
    if (problem !== undefined) return { problem };
    const start = p.paddingToken * p.dim;
    const trainable = p.vectors === '' || p.trained;
    return {
      outputs: [
        { dtype: 'float32', shape: [...x.shape, p.dim] },
        ...(p.table ? [{ dtype: 'float32' as const, shape: [tokens, p.dim] }] : []),
      ],
      weights: [
        {
          name: 'table',
          shape: [tokens, p.dim],
          initializer: { kind: 'normal', deviation: p.deviation, ...(p.padding && { zeroed: [start, start + p.dim] }) },
          trainable,
          ...(trainable && regularizationOf(p, [1])),
          ...(p.vectors !== '' && { vectors: p.vectors }),
        },
      ],
      flops: 0,
    };
  },
  lower({ e, parameters: { padding, paddingToken, table: isGiven }, inputs: [x], weights: { table } }) {
    const rows = e.gather(table, x, 0);
    const given = isGiven ? [e.op('Identity', [table])] : [];
    if (!padding) return [rows, ...given];
    return [e.mul(rows, e.unsqueeze(e.cast(emitPresent(e, x, paddingToken), rows.type.dtype), [-1])), ...given];
  },
  formula: 'y_t = E_{x_t},\\quad E \\in \\mathbb{R}^{V \\times F}',
  explanation:
    'Keeps a table with one row of {dim} trained numbers for each token, and gives each token’s row. That is a one-hot vector times a matrix, without the zeros: words that are used alike get rows that lie close together. It can begin with vectors that others trained on many more texts.',
  display: ['dim'],
  examples: [
    {
      name: 'tokens of a text',
      parameters: { tokens: 5, dim: 3 },
      inputs: [{ dtype: 'int64', shape: [4], values: [4, 0, 4, 2, 1, 1, 1] }],
    },
    { name: 'one token, one feature', parameters: { tokens: 2, dim: 1 }, inputs: [{ dtype: 'int64', shape: [1], values: [1, 0] }] },
    {
      name: 'padding',
      parameters: { tokens: 4, dim: 3, padding: true },
      inputs: [{ dtype: 'int64', shape: [5], values: [2, 3, 0, 0, 0, 1, 1, 1, 0, 0] }],
    },
    {
      name: 'padding alone, last token',
      parameters: { tokens: 3, dim: 2, padding: true, paddingToken: 2 },
      inputs: [{ dtype: 'int64', shape: [3], values: [2, 2, 2, 2, 2, 2, 0, 1, 2] }],
    },
    { name: 'a category', parameters: { tokens: 7, dim: 2, deviation: 0.1 }, inputs: [{ dtype: 'int64', shape: [], values: [6, 2, 6] }] },
    {
      name: 'its table beside the rows',
      parameters: { tokens: 4, dim: 3, table: true },
      inputs: [{ dtype: 'int64', shape: [3], values: [2, 0, 2, 3] }],
    },
    { name: 'tokens in a grid', parameters: { tokens: 4, dim: 2 }, inputs: [{ dtype: 'int64', shape: [2, 3], values: [0, 3, 1, 2, 2] }] },
  ],
});

/** Whether the dataset of word vectors is there, with as many numbers as the table has features. */
function checkVectors({ vectors, dim }: ParametersOf<typeof parameters>, dataset: DatasetLookup): LayerProblem | undefined {
  if (vectors === '') return undefined;
  const known = dataset(vectors);
  const width = known && vectorWidth(known);
  if (width === dim) return undefined;
  const fault = { parameter: 'vectors', expected: `word vectors of ${dim} numbers` };
  const without = { label: 'Begin without word vectors', set: { vectors: '' } };
  if (known === undefined)
    return {
      ...fault,
      code: 'unknown-dataset',
      message: `There is no dataset “${vectors}”. Import the file with the word vectors, or begin without.`,
      actual: vectors,
      fixes: [without],
    };
  if (width === undefined)
    return {
      ...fault,
      code: 'no-word-vectors',
      message: `The dataset “${vectors}” holds no word vectors. Import a file with a word and its numbers on each line.`,
      actual: `the dataset ${vectors}`,
      fixes: [without],
    };
  return {
    ...fault,
    code: 'vectors-width',
    parameter: 'dim',
    message: `The vectors of “${vectors}” have ${width} numbers, the table has ${dim} features.`,
    actual: `${width} numbers`,
    fixes: [{ label: `Take ${width} features`, set: { dim: width } }, without],
  };
}

/** How many tokens the dataset says that its fields of this shape have; where no shape fits, the most that any input has. */
function declaredTokens({ shape }: TensorType, dataset: DatasetShape | undefined): number {
  const fields = (dataset?.fields ?? []).filter(({ role, dtype }) => role === 'input' && integers.includes(dtype));
  const alike = fields.filter((candidate) => candidate.shape.join() === shape.slice(1).join());
  const counts = (alike.length > 0 ? alike : fields).map(({ tokens, classes }) => tokens ?? classes ?? 0);
  return Math.max(0, ...counts);
}

function checkTokens(p: ParametersOf<typeof parameters>, tokens: number, declared: number): LayerProblem | undefined {
  if (tokens === 0) {
    return {
      code: 'tokens-unknown',
      parameter: 'tokens',
      message:
        'Embedding can’t tell how many tokens there are, since the dataset doesn’t say so. Set their number, one more than the largest.',
      expected: 'the number of tokens',
      actual: 'automatic',
    };
  }
  if (tokens < declared) {
    return {
      code: 'tokens-outside-table',
      parameter: 'tokens',
      message: `The table has ${tokens} rows, but the dataset has tokens up to number ${declared - 1}, which would have none.`,
      expected: `at least ${declared} tokens`,
      actual: String(tokens),
      fixes: [{ label: 'Take as many as the dataset has', set: { tokens: 0 } }],
    };
  }
  if (!p.padding || p.paddingToken < tokens) return undefined;
  return {
    code: 'invalid-parameter',
    parameter: 'paddingToken',
    message: `The padding token ${p.paddingToken} has no row in a table of ${tokens}.`,
    expected: `0 to ${tokens - 1}`,
    actual: String(p.paddingToken),
    fixes: [{ label: 'Use token 0', set: { paddingToken: 0 } }],
  };
}
