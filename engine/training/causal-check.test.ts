import { describe, expect, it } from 'vitest';
import { evaluationProgram } from '../compile/evaluation-program.ts';
import type { Dataset, DatasetField, DatasetInfo } from '../data/dataset.ts';
import { catalogOf } from '../data/registry.ts';
import { MemoryRagged, raggedTexts } from '../data/ragged.ts';
import { fitPreprocessing } from '../preprocessing/fit.ts';
import { prepareDataset } from '../preprocessing/prepare.ts';
import type { Project } from '../project/schema.ts';
import { indices } from '../random/distributions.ts';
import { referenceBackend } from '../reference/interpreter.ts';
import { checkCausal } from './causal-check.ts';
import { EvaluationRunner } from './runner.ts';
import { TrainingState } from './state.ts';
import { drawn } from './testing/small-graphs.ts';

const texts = ['abcab', 'bcabca', 'cabcabcab', 'abc'];
const field: DatasetField = {
  name: 'text',
  label: 'Text',
  role: 'input',
  semantics: 'text',
  dtype: 'uint8',
  shape: [],
  ragged: { mean: 6, max: 9, percentile95: 9 },
};
const info: DatasetInfo = {
  id: 'alphabet',
  title: 'Alphabet',
  description: '',
  task: 'language-modelling',
  fields: [field],
  splits: { train: texts.length, test: 1 },
  splitKey: '',
  license: 'CC0',
  attribution: '',
  preview: 'texts',
};

const layers = {
  GRU: { units: 4, returns: 'sequence' },
  MultiHeadAttention: { heads: 1 },
  TransformerEncoder: { heads: 1, hidden: 4 },
} as const;

async function check(layer: keyof typeof layers, parameters: object, classAxis: 'first' | 'last'): Promise<void> {
  const project: Project = {
    ...drawn(
      [
        ['x', 'Input', { dataset: 'alphabet', field: 'text' }],
        ['embedding', 'Embedding', { units: 4 }],
        ['middle', layer, { ...layers[layer], ...parameters }],
        ['logits', 'Dense', { units: 8 }],
        ...(classAxis === 'first' ? [['turned', 'Permute', { order: [2, 1] }] as const] : []),
        ['out', 'Output', { target: 'next', metrics: [], ignore: true, ignoreIndex: 0 }],
      ],
      [
        'x.out > embedding.in',
        'embedding.out > middle.in',
        'middle.out > logits.in',
        ...(classAxis === 'first' ? ['logits.out > turned.in', 'turned.out > out.in'] : ['logits.out > out.in']),
      ],
    ),
    data: {
      preprocessing: [{ field: 'text', steps: [{ type: 'Tokenise', parameters: { length: 5, vocabulary: 8, ends: true } }] }],
    },
  };
  const split = (all: readonly string[]) => ({
    size: all.length,
    fields: new Map(),
    ragged: new Map([['text', new MemoryRagged(raggedTexts(all), 1)]]),
  });
  const stored: Dataset = { info, train: split(texts), test: split(['cab']) };
  const dataset = prepareDataset(stored, fitPreprocessing(stored, indices(texts.length), project.data, ['text']));
  const { shapesOf } = catalogOf([info]);
  const program = evaluationProgram(project, shapesOf, 3);
  const state = new TrainingState(program.state, referenceBackend);
  state.initialize(3);
  const runner = await EvaluationRunner.create(program, { backend: referenceBackend, threads: 1, dataset });
  await checkCausal({ runner, dataset, samples: indices(3), state: state.current });
}

describe('a network that tells the next token', () => {
  it.each([
    ['GRU', {}],
    ['MultiHeadAttention', { causal: true }],
    ['TransformerEncoder', { causal: true }],
  ] as const)('may read what came before: %s', async (layer, parameters) => {
    for (const classAxis of ['first', 'last'] as const) await expect(check(layer, parameters, classAxis)).resolves.toBeUndefined();
  });

  it.each([
    ['GRU', { direction: 'both' }],
    ['MultiHeadAttention', { causal: false }],
    ['TransformerEncoder', { causal: false }],
  ] as const)('is refused where it reads that token: %s', async (layer, parameters) => {
    for (const classAxis of ['first', 'last'] as const)
      await expect(check(layer, parameters, classAxis)).rejects.toMatchObject({ code: 'sees-ahead', nodeId: 'out' });
  });
});
