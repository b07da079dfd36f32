import { describe, expect, it } from 'vitest';
import { trainingProgram } from '../compile/training-program.ts';
import { datasetShapes } from '../data/registry.ts';
import { verifyGraph } from '../graph/verify.ts';
import { lowerGraph } from '../ops/lower.ts';
import { operatorRule } from '../ops/operator-rule.ts';
import { optimizers } from '../optimizers/registry.ts';
import { onnxruntimeBackend } from '../runtime/onnxruntime-backend.ts';
import { moonsProject, moonsRun } from '../training/testing/moons-run.ts';
import { lossesOf, record } from '../training/testing/recorded-run.ts';

describe.each(optimizers)('$type', ({ type, learningRate }) => {
  const training = {
    optimizer: { type },
    learningRate,
    batchSize: 45,
    epochs: 60,
    restoreBest: false,
    clipNorm: 1,
    clipValue: 0.5,
    weightDecay: 0.01,
    pruning: { sparsity: 0.05, endEpoch: 20 },
  };

  it('gives a sound training graph, and one that stays so when it is lowered', () => {
    const { graph } = trainingProgram(moonsProject(training), datasetShapes, 4);
    verifyGraph(graph, operatorRule);
    for (const microsoft of [false, true]) verifyGraph(lowerGraph(graph, { microsoft }), operatorRule);
  });

  it('lowers the loss with its suggested learning rate, under clipping, decay and pruning', async () => {
    const run = record({ ...moonsRun(training), backend: onnxruntimeBackend });
    await run.run();
    const losses = lossesOf(run.events);
    expect(losses).toHaveLength(60);
    expect(losses.at(-1)).toBeLessThan(losses[0]);
    const kernels = ['hidden.kernel', 'last.kernel'].flatMap((name) => Array.from(run.trainer.tensors.get(name)?.data ?? [], Number));
    expect(kernels.filter((weight) => weight === 0)).toHaveLength(Math.round(0.05 * kernels.length));
  });
});
