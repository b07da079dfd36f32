import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';
import { RunCurves } from './run-curves.ts';

it('writes a line per step and the epoch beside its last step', () => {
  const curves = new RunCurves();
  curves.appendSteps({ firstStep: 1, loss: new Float32Array([2.5, 1.5]), accuracy: new Float32Array([0.5, 0.75]) });
  curves.recordEpoch({
    epoch: 1,
    step: 2,
    learningRate: 0.1,
    train: { loss: 2, accuracy: 0.6 },
    validation: { loss: 3, accuracy: 0.5 },
    seconds: 1.25,
    best: true,
  });
  expect(csvOf(curves, 0.1).split('\n')).toEqual([
    'step,batch_loss,batch_accuracy,epoch,learning_rate,seconds,train_loss,validation_loss,train_accuracy,validation_accuracy',
    '1,2.5,0.5,,0.1,,,,,',
    '2,1.5,0.75,1,0.1,1.25,2,3,0.6,0.5',
    '',
  ]);
});
