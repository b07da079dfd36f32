import { describe, expect, it } from 'vitest';
import { differentiate } from '../autodiff/differentiate.ts';
import { evaluationProgram } from '../compile/evaluation-program.ts';
import { emitStateGradients } from '../compile/state-gradients.ts';
import { trainingProgram } from '../compile/training-program.ts';
import { datasetShapes } from '../data/registry.ts';
import { tensorOf } from '../graph/shape.ts';
import { ndarray } from '../ops/ndarray.ts';
import { createEmitter } from '../ops/registry.ts';
import { projectSchema } from '../project/schema.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { toldStateGradients } from './state-gradients.ts';
import { fewMoons, moonsRun } from './testing/moons-run.ts';
import { epochsOf, record } from './testing/recorded-run.ts';

const position = { x: 0, y: 0 };
const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });

/** Reads the two coordinates of a moon's point one after the other. */
const project = projectSchema.parse({
  format: 'netloom',
  version: 1,
  name: 'moons',
  nodes: [
    { id: 'input', type: 'Input', position, parameters: { dataset: 'moons', field: 'point' } },
    { id: 'steps', type: 'Unsqueeze', position, parameters: { axes: [2] } },
    { id: 'rnn', type: 'SimpleRNN', position, parameters: { units: 5, layers: 2, direction: 'both' } },
    { id: 'last', type: 'Dense', position, parameters: { units: 2 } },
    { id: 'output', type: 'Output', position, parameters: { target: 'label', loss: 'crossEntropy', metrics: [] } },
  ],
  wires: [wire('input', 'steps'), wire('steps', 'rnn'), wire('rnn', 'last'), wire('last', 'output')],
  training: { batchSize: 8, learningRate: 0.01, seed: 3, validationFraction: 0.25, epochs: 2 },
});

describe('gradients of recurrent states', () => {
  it('are told with each epoch, for each recurrence and step', async () => {
    const run = record({
      ...moonsRun({}),
      programs: {
        training: (batchSize) => trainingProgram(project, datasetShapes, batchSize),
        evaluation: (batchSize) => evaluationProgram(project, datasetShapes, batchSize),
      },
      dataset: fewMoons,
      settings: project.training,
    });
    await run.run();
    for (const { stateGradients = [] } of epochsOf(run.events)) {
      expect(stateGradients.map(({ nodeId, part, steps }) => [nodeId, part, steps])).toEqual(
        ['layer 1, forward', 'layer 1, backward', 'layer 2, forward', 'layer 2, backward'].map((part) => ['rnn', part, 2]),
      );
      for (const { norms } of stateGradients) for (const norm of norms) expect(norm).toBeGreaterThan(0);
    }
    const [first, second] = epochsOf(run.events);
    expect(first.stateGradients).not.toEqual(second.stateGradients);
  });

  it('are absent where nothing recurs', async () => {
    const run = record(moonsRun({ epochs: 1 }));
    await run.run();
    expect(epochsOf(run.events)[0]).not.toHaveProperty('stateGradients');
  });

  it('are the root mean square over the batch of each sample’s own', () => {
    const e = createEmitter('network');
    const [zeros, slopes] = ['zeros', 'slopes'].map((name) => e.builder.input(name, { dtype: 'float32', shape: [2, 3, 2] }));
    // The mean over 3 samples of Σ slope · state.
    const loss = e.div(e.reduceSum(e.mul(zeros, slopes), undefined, false), e.scalar(3));
    const outputs = emitStateGradients(e, [{ nodeId: 'rnn', part: '', zeros }], differentiate(e, loss, [zeros]));
    const numbers = Float64Array.from([3, 4, 0, 0, 6, 8, 1, 1, 1, 1, 1, 1]);
    const feeds = new Map([
      ['zeros', ndarray('float32', [2, 3, 2])],
      ['slopes', ndarray('float32', [2, 3, 2], numbers)],
    ]);
    const norms = evaluateGraph(e.builder.build(), feeds).get(outputs[0].output)?.data ?? [];
    expect(norms[0]).toBeCloseTo(Math.sqrt((5 ** 2 + 0 + 10 ** 2) / 3), 12);
    expect(norms[1]).toBeCloseTo(Math.sqrt(2), 12);
  });

  it('are thinned out over long sequences, first and last step kept, and bounded', () => {
    const values = Array.from({ length: 1000 }, (_, t) => (t === 999 ? Number.POSITIVE_INFINITY : t + 1));
    const [told] = toldStateGradients([{ nodeId: 'rnn', part: '', output: 'norms' }], () => tensorOf('float32', [1000], values));
    expect(told).toMatchObject({ nodeId: 'rnn', steps: 1000 });
    expect(told.norms).toHaveLength(200);
    expect([told.norms[0], told.norms[199]]).toEqual([1, 3.4e38]);
  });
});
