import { beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../data/dataset.ts';
import { storedValues } from '../data/gather.ts';
import { bundledCatalog, datasetShapes } from '../data/registry.ts';
import { readModel } from '../graph/onnx/read.ts';
import { withDefaults } from '../layers/parameters.ts';
import type { LossDefinition } from '../losses/definition.ts';
import { losses, lossOf } from '../losses/registry.ts';
import type { Project } from '../project/schema.ts';
import { indices } from '../random/distributions.ts';
import { epochsOf, record, type Recorded } from '../training/testing/recorded-run.ts';
import { exportTrained } from './export-run.ts';
import { onnxruntimeBackend } from './onnxruntime-backend.ts';
import { chain } from './testing/chain.ts';
import { programsOf, projectData, type ProjectData } from './project-data.ts';
import { verifyModel } from './verify.ts';

const training = { epochs: 6, batchSize: 50, learningRate: 0.02, optimizer: { type: 'Adam', parameters: {} }, seed: 5 };

/** Tells the two moons apart by one output, and rebuilds their points beside it. */
function moonsNet(): Project {
  const project = chain(
    [
      { id: 'input', type: 'Input', parameters: { dataset: 'moons', field: 'point' } },
      { id: 'hidden', type: 'Dense', parameters: { units: 12, activation: 'tanh' } },
      { id: 'logit', type: 'Dense', parameters: { units: 1, activation: 'none' } },
      { id: 'side', type: 'Output', parameters: { target: 'label', loss: 'binaryCrossEntropy', metrics: [] } },
    ],
    training,
  );
  const rebuilt = { target: 'point', loss: 'huber', metrics: [], weight: 0.5 };
  const position = { x: 0, y: 200 };
  const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });
  return {
    ...project,
    nodes: [
      ...project.nodes,
      { id: 'numbers', type: 'Dense', parameters: { units: 2, activation: 'none' }, position },
      { id: 'rebuilt', type: 'Output', parameters: rebuilt, position },
    ],
    wires: [...project.wires, wire('hidden', 'numbers'), wire('numbers', 'rebuilt')],
  };
}

/** 8×8 digits through a bottleneck and back, pixels compared by their sigmoid. */
const autoencoder = chain(
  [
    { id: 'input', type: 'Input', parameters: { dataset: 'digits', field: 'image' } },
    { id: 'flatten', type: 'Flatten' },
    { id: 'code', type: 'Dense', parameters: { units: 8, activation: 'tanh' } },
    { id: 'pixels', type: 'Dense', parameters: { units: 64, activation: 'none' } },
    { id: 'image', type: 'Reshape', parameters: { shape: [1, 8, 8] } },
    { id: 'rebuilt', type: 'Output', parameters: { target: 'image', loss: 'binaryCrossEntropy', metrics: [] } },
  ],
  { ...training, epochs: 2 },
);

const folders = { bundled: new URL('../../datasets', import.meta.url).pathname, own: '/nowhere' };
const load = (project: Project): Promise<ProjectData> => projectData(project, folders);

function train(project: Project, dataset: Dataset): Recorded {
  return record({ backend: onnxruntimeBackend, programs: programsOf(project, bundledCatalog), dataset, settings: project.training });
}

describe('two outputs', () => {
  const project = moonsNet();
  let data: ProjectData;
  let run: Recorded;

  beforeAll(async () => {
    data = await load(project);
    run = train(project, data.dataset);
    await run.run();
  });

  it('learn together, and tell their own losses beside the weighted sum', () => {
    const epochs = epochsOf(run.events);
    for (const { train, validation } of epochs) {
      for (const values of [train, validation ?? {}]) {
        expect(values.loss).toBeCloseTo(values['side.loss'] + 0.5 * values['rebuilt.loss'], 5);
      }
    }
    const [first, last] = [epochs[0].train, epochs[epochs.length - 1].train];
    for (const name of ['loss', 'side.loss', 'rebuilt.loss']) expect(last[name], name).toBeLessThan(0.7 * first[name]);
  });

  it('are exported as a probability and as numbers, which compute what the evaluation does', async () => {
    const model = exportTrained({ catalog: bundledCatalog, project, tensors: run.trainer.tensors });
    const { graph } = readModel(model);
    expect(graph.outputs.map(({ name }) => name)).toEqual(['side.logits', 'side.probabilities', 'rebuilt.prediction']);
    expect(graph.nodes.map(({ opType }) => opType)).toContain('Sigmoid');
    const proof = await verifyModel(model, { project, tensors: run.trainer.tensors, data, threads: 1 });
    expect(proof).toMatchObject({ samples: 500, equalPredictions: 500 });
    expect(proof.maxAbsDiff).toBeLessThan(1e-5);
  });

  it('are found out where the file gives the opposite class', async () => {
    const tensors = new Map(run.trainer.tensors);
    const kernel = tensors.get('logit.kernel');
    if (kernel === undefined) throw new Error('logit.kernel is missing');
    const turned = { ...kernel, data: Float32Array.from(kernel.data, (x: number | bigint) => -Number(x)) };
    const opposite = exportTrained({ catalog: bundledCatalog, project, tensors: tensors.set('logit.kernel', turned) });
    const proof = await verifyModel(opposite, { project, tensors: run.trainer.tensors, data, threads: 1 });
    expect(proof.equalPredictions).toBeLessThan(250);
  });
});

describe('an autoencoder', () => {
  it('learns to rebuild its input, and is exported with pixels between 0 and 1', async () => {
    const data = await load(autoencoder);
    const run = train(autoencoder, data.dataset);
    await run.run();
    const losses = epochsOf(run.events).map(({ train }) => train.loss);
    expect(losses[1]).toBeLessThan(0.8 * losses[0]);
    const proof = await verifyModel(exportTrained({ catalog: bundledCatalog, project: autoencoder, tensors: run.trainer.tensors }), {
      project: autoencoder,
      tensors: run.trainer.tensors,
      data,
      threads: 1,
    });
    expect(proof.equalPredictions).toBe(proof.samples);
    expect(proof.outputs.map(({ name, shape }) => `${name} ${shape.join('×')}`)).toEqual([
      'rebuilt.logits N×1×8×8',
      'rebuilt.probabilities N×1×8×8',
    ]);
  });
});

/** A classifier of the moons, or where the loss takes numbers a network that rebuilds their points. */
function moonsBy(loss: LossDefinition): Project {
  const dataset = datasetShapes('moons');
  const fitting = [
    ['label', 2],
    ['label', 1],
    ['point', 2],
  ].find(([name, units]) => {
    const target = dataset?.fields.find((field) => field.name === name);
    const prediction = { dtype: 'float32', shape: ['N', units] } as const;
    return target !== undefined && loss.check(prediction, target, withDefaults(loss.parameters)) === undefined;
  });
  const [target, units] = fitting ?? [];
  return chain(
    [
      { id: 'input', type: 'Input', parameters: { dataset: 'moons', field: 'point' } },
      { id: 'hidden', type: 'Dense', parameters: { units: 8, activation: 'tanh' } },
      { id: 'units', type: 'Dense', parameters: { units, activation: 'none' } },
      { id: 'out', type: 'Output', parameters: { target, loss: loss.id, metrics: [] } },
    ],
    { ...training, epochs: 3 },
  );
}

describe('every loss', () => {
  it.each(losses.filter(({ id }) => id !== 'klDivergence'))('$id is lowered by training', async (loss) => {
    const project = moonsBy(loss);
    const run = train(project, (await load(project)).dataset);
    await run.run();
    const values = epochsOf(run.events).map(({ train }) => train.loss);
    expect(values).toHaveLength(3);
    expect(values[2]).toBeLessThan(0.9 * values[0]);
  });

  it('of distributions refuses points', async () => {
    const project = moonsBy(lossOf('klDivergence'));
    await expect(train(project, (await load(project)).dataset).run()).rejects.toMatchObject({ code: 'bad-target' });
  });
});

describe('a target that its loss cannot take', () => {
  it('fails the run with sample, field and what was expected, before it is computed with', async () => {
    const project = moonsNet();
    const { info, train: split, test } = (await load(project)).dataset;
    const labels = Uint8Array.from(storedValues(split, info.fields[1], indices(split.size)), Number);
    labels[17] = 2;
    const spoiled = { info, test, train: { ...split, fields: new Map(split.fields).set('label', labels) } };
    await expect(train(project, spoiled).run()).rejects.toMatchObject({
      code: 'bad-target',
      nodeId: 'side',
      message: expect.stringContaining('Sample 17 has class 2: expected a class from 0 to 1'),
    });
  });
});
