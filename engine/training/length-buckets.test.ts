import { describe, expect, it } from 'vitest';
import { evaluationProgram } from '../compile/evaluation-program.ts';
import { trainingProgram } from '../compile/training-program.ts';
import type { Dataset, DatasetField, DatasetInfo } from '../data/dataset.ts';
import { catalogOf } from '../data/registry.ts';
import { raggedTexts, MemoryRagged } from '../data/ragged.ts';
import { fitPreprocessing } from '../preprocessing/fit.ts';
import { prepareDataset } from '../preprocessing/prepare.ts';
import { withTextLengths } from '../preprocessing/text-length.ts';
import type { Project } from '../project/schema.ts';
import { indices } from '../random/distributions.ts';
import { referenceBackend } from '../reference/interpreter.ts';
import { LengthBuckets } from './length-buckets.ts';
import type { BatchExtent } from './programs.ts';
import { drawn } from './testing/small-graphs.ts';
import { Trainer } from './trainer.ts';

const LENGTH = 12;
// One of the first four is as long as a text may be.
const words = ['a', 'ab', 'aabbaabbaabb', 'ba', 'bab', 'b', '', 'abc', 'cab', 'cc', 'abcabc', 'c'];
const fields: DatasetField[] = [
  {
    name: 'text',
    label: 'Text',
    role: 'input',
    semantics: 'text',
    dtype: 'uint8',
    shape: [],
    ragged: { mean: 3, max: 12, percentile95: 12 },
  },
  { name: 'kind', label: 'Kind', role: 'target', semantics: 'category', dtype: 'int64', shape: [], classes: ['odd', 'even'] },
];
const info: DatasetInfo = {
  id: 'words',
  title: 'Words',
  description: '',
  task: 'classification',
  fields,
  splits: { train: words.length, test: 2 },
  splitKey: '',
  license: 'CC0',
  attribution: '',
  preview: 'texts',
};

const { shapesOf } = catalogOf([info]);

/** A network over the words with the given layers between embedding and logits, and its data. */
function words2(layers: Parameters<typeof drawn>[0], wires: readonly string[], pad = 'end') {
  const project: Project = {
    ...drawn(
      [
        ['x', 'Input', { dataset: 'words', field: 'text' }],
        ['embedding', 'Embedding', { units: 3 }],
        ...layers,
        ['logits', 'Dense', { units: 2 }],
        ['out', 'Output', { target: 'kind' }],
      ],
      ['x.out > embedding.in', ...wires, 'logits.out > out.in'],
      { epochs: 2, batchSize: 4, learningRate: 0.01, validationFraction: 0, optimizer: { type: 'SGD' } },
    ),
    data: { preprocessing: [{ field: 'text', steps: [{ type: 'Tokenise', parameters: { length: LENGTH, vocabulary: 6, pad } }] }] },
  };
  const splitOf = (texts: readonly string[]) => ({
    size: texts.length,
    fields: new Map([['kind', Uint8Array.from(texts, (text) => text.length % 2)]]),
    ragged: new Map([['text', new MemoryRagged(raggedTexts(texts), 1)]]),
  });
  const stored: Dataset = { info, train: splitOf(words), test: splitOf(['ab', 'c']) };
  const dataset = prepareDataset(stored, fitPreprocessing(stored, indices(words.length), project.data, ['text', 'kind']));
  return { project, dataset };
}

const masked = () =>
  words2(
    [
      ['mask', 'PaddingMask'],
      ['gru', 'GRU', { units: 4 }],
    ],
    ['x.out > mask.in', 'embedding.out > gru.in', 'mask.out > gru.mask', 'gru.out > logits.in'],
  );

function trainer({ project, dataset }: ReturnType<typeof words2>, buckets?: number): { trainer: Trainer; asked: BatchExtent[] } {
  const asked: BatchExtent[] = [];
  const sized = ({ lengths }: BatchExtent): Project => (lengths === undefined ? project : withTextLengths(project, info, lengths));
  const made = new Trainer({
    backend: referenceBackend,
    threads: 1,
    dataset,
    settings: { ...project.training, ...(buckets !== undefined && { buckets }) },
    programs: {
      training: (batchSize, extent = {}) => {
        asked.push(extent);
        return trainingProgram(sized(extent), shapesOf, batchSize);
      },
      evaluation: (batchSize, extent = {}) => evaluationProgram(sized(extent), shapesOf, batchSize),
    },
    store: { save: async () => undefined },
    onEvents: () => undefined,
    now: () => 0,
    yieldToMessages: async () => undefined,
  });
  return { trainer: made, asked };
}

describe('length buckets', () => {
  it('make batches of texts of about one length, of all samples, the same for the same seed', () => {
    const { project, dataset } = masked();
    const { dataInputs } = trainingProgram(project, shapesOf, 4);
    const buckets = new LengthBuckets(dataInputs, dataset, 3);
    const order = buckets.order(indices(words.length), 4, 1, 1);
    expect([...order].sort((a, b) => a - b)).toEqual([...indices(words.length)]);
    expect(buckets.order(indices(words.length), 4, 1, 1)).toEqual(order);
    const lengths = [0, 1, 2].map((batch) => buckets.lengthsOf(order.slice(4 * batch, 4 * batch + 4)).get('text'));
    expect(lengths.toSorted((a, b) => Number(a) - Number(b))).toEqual([1, 3, LENGTH]);
  });

  it('train as padded texts do, where padding is masked', async () => {
    const { project, dataset } = masked();
    const { trainer: short, asked } = trainer({ project, dataset }, 3);
    const summary = await short.run();
    expect(asked.some(({ lengths }) => (lengths?.get('text') ?? LENGTH) < LENGTH)).toBe(true);
    // The same batches of padded texts: each sample is a whole text, so that all are of one length.
    const same = trainer({ project, dataset }, 3);
    const whole = LengthBuckets.prototype.lengthsOf;
    LengthBuckets.prototype.lengthsOf = () => new Map([['text', LENGTH]]);
    try {
      const padded = await same.trainer.run();
      expect(padded.metrics.train.loss).toBeCloseTo(summary.metrics.train.loss, 12);
      for (const [name, { data }] of same.trainer.tensors)
        data.forEach((value, i) => expect(Number(short.tensors.get(name)?.data[i])).toBeCloseTo(Number(value), 12));
    } finally {
      LengthBuckets.prototype.lengthsOf = whole;
    }
  });

  it.each([
    [
      'predictions that depend on the padding',
      words2([['gru', 'GRU', { units: 4 }]], ['embedding.out > gru.in', 'gru.out > logits.in']),
      'padding-counts',
    ],
    [
      'weights for each place of a text',
      words2([['flat', 'Flatten']], ['embedding.out > flat.in', 'flat.out > logits.in']),
      'length-bound',
    ],
    [
      'texts that are padded at their start',
      words2([['gru', 'GRU', { units: 4 }]], ['embedding.out > gru.in', 'gru.out > logits.in'], 'start'),
      'no-buckets',
    ],
  ])('refuse %s', async (_name, network, code) => {
    await expect(trainer(network, 3).trainer.run()).rejects.toMatchObject({ code });
  });
});
