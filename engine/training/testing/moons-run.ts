import { evaluationProgram } from '../../compile/evaluation-program.ts';
import { trainingProgram } from '../../compile/training-program.ts';
import type { MemoryDataset, MemorySplit } from '../../data/dataset.ts';
import { sampleSize } from '../../data/gather.ts';
import { moons } from '../../data/moons.ts';
import { datasetShapes } from '../../data/registry.ts';
import { type Project, projectSchema } from '../../project/schema.ts';
import { referenceBackend } from '../../reference/interpreter.ts';
import type { TrainerOptions } from '../trainer.ts';

const position = { x: 0, y: 0 };
const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });

/** 2 → 12 → 2 on moons: kernels of 24 weights each. With `reconstruct` the network gives back its input. */
export function moonsProject(training: object, reconstruct = false): Project {
  const output = reconstruct
    ? { target: 'point', loss: 'meanSquaredError', metrics: [] }
    : { target: 'label', loss: 'crossEntropy', metrics: ['accuracy'] };
  return projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'moons',
    nodes: [
      { id: 'input', type: 'Input', position, parameters: { dataset: 'moons', field: 'point' } },
      { id: 'hidden', type: 'Dense', position, parameters: { units: 12, activation: 'tanh' } },
      { id: 'last', type: 'Dense', position, parameters: { units: 2 } },
      { id: 'output', type: 'Output', position, parameters: output },
    ],
    wires: [wire('input', 'hidden'), wire('hidden', 'last'), wire('last', 'output')],
    training: { batchSize: 8, learningRate: 0.01, seed: 3, validationFraction: 0.25, epochs: 6, ...training },
  });
}

/** What a trainer needs for a project on 60 of the moons' samples, in float64: 6 steps an epoch. */
export function moonsRun(training: object): Pick<TrainerOptions, 'backend' | 'programs' | 'dataset' | 'settings'> {
  const project = moonsProject(training);
  return {
    backend: referenceBackend,
    programs: {
      training: (batchSize) => trainingProgram(project, datasetShapes, batchSize),
      evaluation: (batchSize) => evaluationProgram(project, datasetShapes, batchSize),
    },
    dataset: fewMoons,
    settings: project.training,
  };
}

const whole = moons.generate();
export const fewMoons: MemoryDataset = { ...whole, train: firstOf(whole, whole.train, 60), test: firstOf(whole, whole.test, 20) };

function firstOf({ info }: MemoryDataset, split: MemorySplit, size: number): MemorySplit {
  const fields = info.fields.map((field) => [field.name, split.fields.get(field.name)?.slice(0, size * sampleSize(field))] as const);
  return { size, fields: new Map(fields.flatMap(([name, values]) => (values === undefined ? [] : [[name, values] as const]))) };
}
