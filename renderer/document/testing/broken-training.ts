import { type Broken, type Drawn, chain, dense, draw, flat, image, trained } from './broken-drawings.ts';

const step = (type: string, parameters = {}) => ({ type, parameters });
const told = (parameters: object, before: readonly Drawn[] = [dense]) =>
  draw([image, flat, ...before, ['output', 'Output', { target: 'digit', ...parameters }]], chain);

export const brokenTraining: readonly Broken[] = [
  { what: 'a schedule that is not there', project: trained({ schedule: step('Magic') }), code: 'unknown-schedule', fix: '' },
  { what: 'an augmentation that is not there', project: trained({ augmentation: [step('Magic')] }), code: 'unknown-augmentation', fix: '' },
  { what: 'an augmentation of signals', project: trained({ augmentation: [step('TimeShift')] }), code: 'augmentation-input', fix: '' },
  {
    what: 'samples that are mixed twice',
    project: trained({ augmentation: [step('Mixup'), step('Mixup')] }),
    code: 'augmentation-repeated',
    fix: '',
  },
  { what: 'a metric that is not there', project: trained({ monitor: 'beauty' }), code: 'unknown-monitor', fix: '' },
  {
    what: 'early stopping without held-out samples',
    project: trained({ earlyStopping: { patience: 3 }, validationFraction: 0 }),
    code: 'no-validation',
    fix: '',
  },
  {
    what: 'an optimiser without its decay',
    project: trained({ optimizer: step('AdamW'), weightDecay: 0 }),
    code: 'no-weight-decay',
    fix: '',
  },
  {
    what: 'a pattern that keeps all',
    project: trained({ pruning: { scope: 'pattern', n: 4, m: 4 } }),
    code: 'pruning-pattern',
    fix: '',
  },
  { what: 'pruning that ends first', project: trained({ pruning: { startEpoch: 5, endEpoch: 2 } }), code: 'pruning-epochs', fix: '' },
  { what: 'pruning after the run', project: trained({ epochs: 2, pruning: { startEpoch: 5 } }), code: 'pruning-late', fix: '' },
  { what: 'a metric of numbers', project: told({ metrics: ['meanAbsoluteError'] }), code: 'metric-target', fix: '' },
  { what: 'too few weights of classes', project: told({ classWeights: [1, 2] }), code: 'loss-class-weights', fix: '' },
  {
    what: 'triplets of a large batch',
    project: { ...told({ loss: 'triplet', metrics: [] }), training: trained({ batchSize: 60_000 }).training },
    code: 'batch-too-large',
    fix: '',
  },
  {
    what: 'triplets of mixed samples',
    project: { ...told({ loss: 'triplet', metrics: [] }), training: trained({ augmentation: [step('Mixup')] }).training },
    code: 'mixing-loss',
    fix: '',
  },
  {
    what: 'a metric of held-out samples, of which there are none',
    project: { ...told({ metrics: ['rocAuc'] }), training: trained({ monitor: 'rocAuc', validationFraction: 0 }).training },
    code: 'monitor-unmeasured',
    fix: '',
  },
];
