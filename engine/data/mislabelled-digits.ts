import { invariant } from '../graph/errors.ts';
import type { TensorArray } from '../graph/types.ts';
import { indices, permutation } from '../random/distributions.ts';
import { sampleStream } from '../random/stream.ts';
import type { MemoryDataset, DatasetInfo, MemorySplit } from './dataset.ts';
import { digits } from './digits.ts';
import type { GeneratedDataset } from './generated.ts';

const SEED = 1;
/** Share of the training digits that get a label drawn among them, which for one in ten is the right one. */
const SHUFFLED = 0.4;

const { source: _, ...kept } = digits;

const info: DatasetInfo = {
  ...kept,
  id: 'mislabelled-digits',
  title: 'Mislabelled digits',
  description:
    'The 8×8 digits, but more than a third of the training samples bear the label of another digit: what is learnt by heart is wrong. The test samples are labelled rightly.',
  noise: `labels shuffled among ${100 * SHUFFLED} % of the training samples`,
};

/** Data to over-fit: a network that is large enough learns every wrong label, and then errs on the test samples. */
export const mislabelledDigits: GeneratedDataset = {
  info,
  from: [digits.id],
  generate: ([source]: readonly MemoryDataset[]) => ({ info, train: mislabelled(source.train), test: source.test }),
};

/** Shuffling labels, rather than drawing new ones, keeps the number of samples of each class. */
function mislabelled({ size, fields }: MemorySplit): MemorySplit {
  const [images, labels] = [fields.get('image'), fields.get('digit')];
  invariant(images !== undefined && labels !== undefined, 'the digits have images and labels');
  const random = sampleStream(SEED, info.id, 'train');
  const chosen = permutation(random, indices(size)).slice(0, Math.round(size * SHUFFLED));
  const given = Uint8Array.from(labels, Number);
  const shuffled = Uint8Array.from(permutation(random, chosen), (sample) => given[sample]);
  chosen.forEach((sample, i) => {
    given[sample] = shuffled[i];
  });
  return {
    size,
    fields: new Map<string, TensorArray>([
      ['image', images],
      ['digit', given],
    ]),
  };
}
