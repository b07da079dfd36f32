import { expect, it } from 'vitest';
import type { Dataset, DatasetInfo, DatasetSplit } from '../data/dataset.ts';
import type { DatasetShape } from '../layers/definition.ts';
import type { Project } from '../project/schema.ts';
import { referenceBackend } from '../reference/interpreter.ts';
import { record, lossesOf } from '../training/testing/recorded-run.ts';
import { fewMoons, moonsProject } from '../training/testing/moons-run.ts';
import { evaluationProgram } from './evaluation-program.ts';
import { trainingProgram } from './training-program.ts';

/** The moons with their fields under other names. */
function renamed(point: string, label: string): Dataset {
  const names = new Map([
    ['point', point],
    ['label', label],
  ]);
  const nameOf = (name: string): string => names.get(name) ?? name;
  const split = ({ size, fields }: DatasetSplit): DatasetSplit => ({
    size,
    fields: new Map([...fields].map(([name, values]) => [nameOf(name), values])),
  });
  const info: DatasetInfo = { ...fewMoons.info, fields: fewMoons.info.fields.map((field) => ({ ...field, name: nameOf(field.name) })) };
  return { info, train: split(fewMoons.train), test: split(fewMoons.test) };
}

function shapeOf({ info }: Dataset): DatasetShape {
  const fields = info.fields.map(({ name, dtype, shape, role, classes }) => ({ name, dtype, shape, role, ...(classes && { classes: 2 }) }));
  return { id: info.id, fields };
}

async function lossesWith(point: string, label: string): Promise<number[]> {
  const dataset = renamed(point, label);
  const plain = moonsProject({ optimizer: { type: 'SGD', parameters: {} } });
  const parameters = new Map([
    ['Input', { dataset: 'moons', field: point }],
    ['Output', { target: label, loss: 'crossEntropy', metrics: ['accuracy'] }],
  ]);
  const project: Project = {
    ...plain,
    nodes: plain.nodes.map((node) => ({ ...node, parameters: parameters.get(node.type) ?? node.parameters })),
  };
  const programs = {
    training: (batchSize: number) => trainingProgram(project, () => shapeOf(dataset), batchSize),
    evaluation: (batchSize: number) => evaluationProgram(project, () => shapeOf(dataset), batchSize),
  };
  const run = record({ backend: referenceBackend, programs, dataset, settings: project.training });
  await run.run();
  return lossesOf(run.events);
}

it.each([
  ['learningRate', 'loss'],
  ['loss', 'learningRate'],
  ['hidden.kernel', 'output.prediction'],
  ['MatMul', 'const'],
])('learns from fields called %s and %s as from others', async (point, label) => {
  expect(await lossesWith(point, label)).toEqual(await lossesWith('point', 'label'));
});
