import { describe, expect, it } from 'vitest';
import { projectSchema, trainingSchema } from '../project/schema.ts';
import { resolveNodes } from './resolve.ts';
import { checkTraining, type TrainingSurroundings } from './training-problems.ts';

const node = (id: string, type: string, parameters: Record<string, unknown>) => ({ id, type, parameters, position: { x: 0, y: 0 } });

function surroundings(outputs: number, sample: readonly number[] = [1, 8, 8]): TrainingSurroundings {
  const nodes = [
    node('input', 'Input', { dataset: 'digits', field: 'image' }),
    ...Array.from({ length: outputs }, (_, i) => node(`out${i + 1}`, 'Output', { target: 'digit', metrics: ['accuracy', 'rocAuc'] })),
  ];
  const training = trainingSchema.parse({});
  const project = {
    format: 'netloom',
    version: 1,
    name: 'test',
    description: '',
    nodes,
    wires: [],
    training,
    data: projectSchema.shape.data.parse(undefined),
  } as const;
  return {
    nodes: resolveNodes({ ...project, nodes: [...nodes] }).nodes,
    dataset: {
      id: 'digits',
      fields: [
        { name: 'image', dtype: 'float32', shape: sample, role: 'input' },
        { name: 'digit', dtype: 'int64', shape: [], role: 'target', classes: 10 },
      ],
    },
  };
}

function withLoss(parameters: Record<string, unknown>): TrainingSurroundings {
  const nodes = [
    node('input', 'Input', { dataset: 'digits', field: 'image' }),
    node('out', 'Output', { target: 'digit', metrics: [], ...parameters }),
  ];
  const project = {
    format: 'netloom',
    version: 1,
    name: 'test',
    description: '',
    training: trainingSchema.parse({}),
    data: projectSchema.shape.data.parse(undefined),
  } as const;
  return { ...surroundings(1), nodes: resolveNodes({ ...project, nodes }).nodes };
}

const one = surroundings(1);
const problems = (given: Record<string, unknown>, around = one) => checkTraining(trainingSchema.parse(given), around);

/** The settings after the first fix of the first problem. */
function mended(given: Record<string, unknown>, around = one): readonly string[] {
  const edits = problems(given, around)[0]?.fixes?.[0]?.edits ?? [];
  const changes = edits.map((edit) => (edit.type === 'set-training' ? edit.changes : {}));
  const settings = trainingSchema.parse(Object.assign({}, trainingSchema.parse(given), ...changes));
  return checkTraining(settings, around).map(({ code }) => code);
}

const faults: readonly [code: string, severity: string, given: Record<string, unknown>, around?: TrainingSurroundings][] = [
  ['unknown-optimizer', 'error', { optimizer: { type: 'Adem' } }],
  ['invalid-parameter', 'error', { optimizer: { type: 'Adam', parameters: { beta1: 2, beta2: 0.9 } } }],
  ['unknown-parameter', 'warning', { optimizer: { type: 'SGD', parameters: { toString: 2 } } }],
  ['unknown-schedule', 'error', { schedule: { type: 'cosine' } }],
  ['invalid-parameter', 'error', { schedule: { type: 'MultiStep', parameters: { epochs: [3, 0] } } }],
  ['invalid-parameter', 'error', { schedule: { type: 'OneCycle', parameters: { rise: 'long' } } }],
  ['unknown-augmentation', 'error', { augmentation: [{ type: 'HorizontalFlip' }, { type: 'Fog' }] }],
  ['invalid-parameter', 'error', { augmentation: [{ type: 'Cutout', parameters: { size: -1 } }] }],
  ['augmentation-input', 'error', { augmentation: [{ type: 'Rotation' }] }, surroundings(1, [7])],
  ['augmentation-repeated', 'error', { augmentation: [{ type: 'Mixup' }, { type: 'Shift' }, { type: 'Mixup' }] }],
  ['mixing-loss', 'error', { augmentation: [{ type: 'Mixup' }] }, withLoss({ loss: 'triplet' })],
  ['unknown-monitor', 'error', { monitor: 'f1' }],
  ['unknown-monitor', 'error', { monitor: 'accuracy' }, surroundings(2)],
  ['monitor-unmeasured', 'error', { monitor: 'rocAuc', validationFraction: 0 }],
  ['pruning-pattern', 'error', { pruning: { scope: 'pattern', n: 4, m: 4 } }],
  ['pruning-epochs', 'error', { pruning: { startEpoch: 5, endEpoch: 4 } }],
  ['pruning-late', 'warning', { epochs: 4, pruning: { startEpoch: 5 } }],
  ['no-validation', 'warning', { validationFraction: 0, earlyStopping: {} }],
  ['no-validation', 'warning', { validationFraction: 0, schedule: { type: 'ReduceOnPlateau' } }],
  ['batch-too-large', 'error', { batchSize: 512 }, withLoss({ loss: 'triplet', mining: 'all' })],
  ['no-weight-decay', 'info', { optimizer: { type: 'AdamW' } }],
];

describe('problems of training settings', () => {
  it.each(faults)('%s, %s: %j', (code, severity, given, around) => {
    const [problem, ...others] = problems(given, around);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ code, severity });
    expect(problem.message).toMatch(/\.$/);
    expect(mended(given, around)).toEqual([]);
  });

  it('says which optimisers there are', () => {
    expect(problems({ optimizer: { type: 'Adem' } })[0].message).toContain('There is no optimiser “Adem”. Choose SGD, Momentum, AdaGrad');
  });

  it('takes a metric of one output by its name and of several by the output’s', () => {
    expect(problems({ monitor: 'accuracy' })).toEqual([]);
    expect(problems({ monitor: 'out2.accuracy' }, surroundings(2))).toEqual([]);
  });

  it('keeps the other parameters where one is mended', () => {
    const [problem] = problems({ optimizer: { type: 'Adam', parameters: { beta1: 2, beta2: 0.9 } } });
    expect(problem.fixes?.[0]).toEqual({
      label: 'Set β₁ to 0.9',
      edits: [{ type: 'set-training', changes: { optimizer: { type: 'Adam', parameters: { beta2: 0.9 } } } }],
    });
  });

  it('has nothing to say of the defaults, nor of augmentations before there is a dataset', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ augmentation: [{ type: 'Rotation' }] }, { nodes: new Map(), dataset: undefined })).toEqual([]);
  });
});
