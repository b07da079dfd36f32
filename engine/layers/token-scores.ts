import { formatShape, sizeOf } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import { defineLayer, type LayerProblem } from './definition.ts';
import { expectFeatures, sampleShape } from './expectations.ts';
import { linearFlops } from './linear.ts';
import { field } from './parameters.ts';
import { outputPort } from './ports.ts';
import { expectSequence } from './sequences.ts';

/** y = x·Eᵀ + b on the last axis, with the table E [tokens, features] of an Embedding: the output layer of Press & Wolf 2017. */
export const TokenScores = defineLayer({
  type: 'TokenScores',
  version: 1,
  category: 'sequence',
  title: 'Token scores',
  summary: 'how well each token fits, by an embedding’s table',
  synonyms: [
    'tied embedding',
    'weight tying',
    'tied weights',
    'unembedding',
    'output embedding',
    'language model head',
    'lm head',
    '权重共享',
  ],
  parameters: {
    bias: field.bool({ label: 'Bias', help: 'Add a trained number to each token: how frequent it is.', default: true }),
  },
  inputs: [
    { name: 'in', label: 'features', accepts: ['sequence', 'features'] },
    { name: 'table', label: 'table', accepts: ['features'] },
  ],
  outputs: outputPort,
  infer({ parameters: { bias }, inputs: [x, table] }) {
    const steps = x.shape.length === 3 ? expectSequence(x, 'Token scores') : undefined;
    const problem = expectFeatures(x, 'Token scores') ?? steps ?? expectTable(x, table);
    if (problem !== undefined) return { problem };
    const [tokens, features] = table.shape.map(Number);
    const rows = sizeOf(sampleShape(x).slice(0, -1));
    return {
      outputs: [{ dtype: x.dtype, shape: [...x.shape.slice(0, -1), tokens] }],
      weights: bias ? [{ name: 'bias', shape: [tokens], initializer: { kind: 'zeros' }, trainable: true }] : [],
      flops: rows * linearFlops(features, tokens, bias),
    };
  },
  lower({ e, parameters: { bias }, inputs: [x, table], weights }) {
    const scores = e.matmul(x, e.transpose(table, [1, 0]));
    return [bias ? e.add(scores, weights.bias) : scores];
  },
  formula: 'y_{tv} = b_v + \\sum_i E_{vi}\\, x_{ti},\\quad E \\in \\mathbb{R}^{V \\times F}',
  explanation:
    'Scores each token by how alike its row of an Embedding’s table and the features are. What reads tokens and what tells them then share one table, which both train: a language model has half as many numbers to learn for its tokens.',
  display: ['bias'],
  examples: [
    {
      name: 'each step of a sequence',
      inputs: [{ shape: [4, 3] }, { shape: [5, 3], whole: true }],
    },
    { name: 'one vector, no bias', parameters: { bias: false }, inputs: [{ shape: [2] }, { shape: [3, 2], whole: true }] },
    { name: 'one token, one feature', inputs: [{ shape: [1, 1] }, { shape: [1, 1], whole: true }] },
  ],
});

function expectTable(x: TensorType, table: TensorType): LayerProblem | undefined {
  const features = x.shape[x.shape.length - 1];
  const isTable = table.dtype === 'float32' && table.shape.length === 2 && table.shape.every((size) => typeof size === 'number');
  if (isTable && table.shape[1] === features) return undefined;
  return {
    code: isTable ? 'shape-mismatch' : 'type-mismatch',
    port: isTable ? 'in' : 'table',
    message: isTable
      ? `Token scores compares features with the rows of the table, which have ${table.shape[1]} numbers: as many features were expected, ${features} came.`
      : 'Token scores expects the table of an Embedding: switch “Give the table” on there, and wire its port.',
    expected: isTable ? `…×${table.shape[1]}` : `V×${features}, a table`,
    actual: formatShape(isTable ? x.shape : table.shape),
    ...(isTable && {
      fixes: [
        {
          label: `Insert Dense with ${table.shape[1]} units`,
          insert: 'Dense',
          parameters: { units: Number(table.shape[1]) },
        },
      ],
    }),
  };
}
