import { describe, expect, it } from 'vitest';
import { trainingSchema } from '../../engine/project/schema.ts';
import { setFacts } from './set-facts.ts';

const told = (training: object) => setFacts(trainingSchema.parse(training)).filter(([, value]) => value !== undefined);

describe('what a run was trained with beside optimiser and rate', () => {
  it('is nothing where nothing is set', () => {
    expect(told({})).toEqual([]);
  });

  it('is each setting that was on', () => {
    const facts = told({
      schedule: { type: 'StepDecay', parameters: {} },
      warmupSteps: 1000,
      weightDecay: 1e-4,
      clipNorm: 1,
      clipValue: 0.5,
      augmentation: [{ type: 'Flip', parameters: {} }],
      pruning: { sparsity: 0.5, endEpoch: 2 },
      earlyStopping: { patience: 3, minDelta: 0.01 },
      restoreBest: false,
    });
    expect(Object.fromEntries(facts)).toEqual({
      Schedule: expect.stringMatching(/^step decay, .+ \d/),
      'Warm-up': '1,000 steps',
      'Weight decay': '0.0001',
      Clipping: 'norm ≤ 1, each gradient ≤ 0.5',
      Augmentation: expect.stringMatching(/flip/i),
      Pruning: '50.0% of all layers, epochs 1–2',
      'Early stop': 'patience 3, least change 0.01',
      'Ends with': 'the last weights',
    });
  });

  it('tells a pattern and a pruning that ends by itself', () => {
    expect(told({ pruning: { scope: 'pattern' } })).toEqual([['Pruning', 'keeps 2 of 4, from epoch 1']]);
  });
});
