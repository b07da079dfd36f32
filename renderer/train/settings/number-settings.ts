import { trainingSchema } from '../../../engine/project/schema.ts';
import type { NumberSetting } from './rows.tsx';

const { shape } = trainingSchema;
const stopping = shape.earlyStopping.unwrap().shape;
const pruning = shape.pruning.unwrap().shape;

const WHOLE = 'A whole number from 1 to 1000000.';

/** The numbers among the settings of the project's training. */
export const numberSettings = {
  epochs: { label: 'Epochs', help: 'How often every training sample is used.', schema: shape.epochs, range: WHOLE, step: 1 },
  batchSize: {
    label: 'Batch size',
    help: 'Samples whose gradients are averaged for one step.',
    schema: shape.batchSize,
    range: WHOLE,
    step: 1,
  },
  buckets: {
    label: 'Length buckets',
    help: 'Batches of texts of about one length, each as long as one of so many lengths: less padding to compute. The layers that read texts need a padding mask.',
    schema: shape.buckets.unwrap(),
    range: 'A whole number from 2 to 32.',
    step: 1,
  },
  learningRate: {
    label: 'Learning rate',
    help: 'How far a step goes along the gradient; a schedule multiplies it.',
    schema: shape.learningRate,
    range: 'A number above 0, at most 1000000.',
  },
  validationFraction: {
    label: 'Held back',
    help: 'Share of the training data that is not trained on but measures each epoch.',
    schema: shape.validationFraction,
    range: 'A number from 0 to 90.',
    percent: true,
    step: 1,
  },
  seed: {
    label: 'Seed',
    help: 'Fixes initial weights, order of samples, and all other random numbers of a run.',
    schema: shape.seed,
    range: { text: 'A whole number from 0 to {last}.', values: { last: String(2 ** 32 - 1) } },
    step: 1,
  },
  weightDecay: {
    label: 'Weight decay',
    help: 'λ: pulls kernels towards 0 at each step, against over-fitting; biases are left alone. AdamW and Lion shrink the weights by ηλθ, the other optimisers add λθ to the gradient.',
    schema: shape.weightDecay,
    range: 'A number from 0 to 10.',
  },
  warmupSteps: {
    label: 'Warm-up steps',
    help: 'Steps over which the learning rate rises from 0.',
    schema: shape.warmupSteps,
    range: 'A whole number of steps, 0 for none.',
    step: 10,
  },
  clipNorm: {
    label: 'Clip norm',
    help: 'Scales all gradients down together where their L2 norm exceeds this.',
    schema: shape.clipNorm.unwrap(),
    range: 'A number above 0.',
  },
  clipValue: {
    label: 'Clip value',
    help: 'Cuts each gradient off at plus and minus this.',
    schema: shape.clipValue.unwrap(),
    range: 'A number above 0.',
  },
  patience: {
    label: 'Patience',
    help: 'Epochs without an improvement before the run ends.',
    schema: stopping.patience.unwrap(),
    range: WHOLE,
    step: 1,
  },
  minDelta: {
    label: 'Least change',
    help: 'A smaller change of the metric is no improvement.',
    schema: stopping.minDelta.unwrap(),
    range: 'A number of at least 0.',
    step: 0.001,
  },
  sparsity: {
    label: 'Sparsity',
    help: 'Share of kernel weights that are 0 at the end.',
    schema: pruning.sparsity.unwrap(),
    range: 'A number from 0 to 99.9.',
    percent: true,
    step: 5,
  },
  n: {
    label: 'Keep n',
    help: 'Weights kept of every m in a row.',
    schema: pruning.n.unwrap(),
    range: 'A whole number from 1 to 64.',
    step: 1,
  },
  m: {
    label: 'of every m',
    help: 'Length of a row of weights.',
    schema: pruning.m.unwrap(),
    range: 'A whole number from 2 to 64.',
    step: 1,
  },
  startEpoch: { label: 'From epoch', help: 'The first epoch that prunes.', schema: pruning.startEpoch.unwrap(), range: WHOLE, step: 1 },
  endEpoch: {
    label: 'To epoch',
    help: 'The epoch at whose end the sparsity is reached; half of the run where it is off.',
    schema: pruning.endEpoch.unwrap(),
    range: WHOLE,
    step: 1,
  },
  interval: {
    label: 'Every … steps',
    help: 'Steps between two updates of the masks.',
    schema: pruning.interval.unwrap(),
    range: WHOLE,
    step: 10,
  },
} as const satisfies Record<string, NumberSetting>;
