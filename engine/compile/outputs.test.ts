import { describe, expect, it } from 'vitest';
import { datasetShapes } from '../data/registry.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { type Project, projectSchema } from '../project/schema.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { evaluationProgram, inferenceProgram } from './evaluation-program.ts';
import { gradientProgram } from './gradient-program.ts';
import { trainingProgram } from './training-program.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** A point of the spirals through one Dense layer into outputs, each behind a Dense layer of its own. */
function network(outputs: Readonly<Record<string, { readonly units: number; readonly parameters: Parameters }>>): Project {
  const at = { x: 0, y: 0 };
  const heads = Object.entries(outputs);
  return projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'outputs',
    nodes: [
      { id: 'input', type: 'Input', position: at, parameters: { dataset: 'spirals', field: 'point' } },
      { id: 'trunk', type: 'Dense', position: at, parameters: { units: 3, activation: 'tanh' } },
      ...heads.flatMap(([id, { units, parameters }]) => [
        { id: `${id}-units`, type: 'Dense', position: at, parameters: { units, activation: 'none' } },
        { id, type: 'Output', position: at, parameters },
      ]),
    ],
    wires: [
      ['input', 'trunk'],
      ...heads.flatMap(([id]) => [
        ['trunk', `${id}-units`],
        [`${id}-units`, id],
      ]),
    ].map(([from, to]) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } })),
  });
}

const label = (parameters: Parameters = {}) => ({
  units: 1,
  parameters: { target: 'label', loss: 'binaryCrossEntropy', metrics: ['accuracy'], ...parameters },
});
const point = (parameters: Parameters = {}) => ({
  units: 2,
  parameters: { target: 'point', loss: 'meanSquaredError', metrics: ['meanAbsoluteError'], ...parameters },
});

/** Numbers for every input of a graph: weights and points by a rule, labels in turn. */
function feedsOf(
  inputs: readonly { readonly name: string; readonly type: { readonly dtype: string; readonly shape: readonly unknown[] } }[],
) {
  return new Map<string, NdArray>(
    inputs.map(({ name, type }) => {
      const array = ndarray(type.dtype === 'int64' ? 'int64' : 'float32', type.shape.map(Number));
      const seed = name.length;
      for (let i = 0; i < array.data.length; i += 1) array.data[i] = type.dtype === 'int64' ? i % 2 : Math.sin(1 + 7 * seed + i);
      return [name, array];
    }),
  );
}

/** Gradients of the trunk's kernel. */
function trunkGradient(project: Project): Float64Array {
  const { graph, parameters } = gradientProgram(project, datasetShapes, 3);
  const slot = parameters.find(({ name }) => name === 'trunk.kernel');
  return evaluateGraph(graph, feedsOf(graph.inputs)).get(slot?.output ?? '')?.data ?? new Float64Array();
}

describe('an output that reconstructs an input', () => {
  const project = network({ rebuilt: point() });

  it('reads the field once, as input and as target', () => {
    const { dataInputs, predictions } = trainingProgram(project, datasetShapes, 4);
    expect(dataInputs.map(({ field, role }) => ({ field, role }))).toEqual([{ field: 'point', role: 'input' }]);
    expect(predictions[0]).toMatchObject({ target: dataInputs[0].input, targetField: 'point' });
    expect(predictions[0].limits).toBeUndefined();
  });

  it('is exported with the input alone', () => {
    const { graph, dataInputs } = inferenceProgram(project, datasetShapes);
    expect(dataInputs.map(({ input }) => input)).toEqual(['point']);
    expect(graph.outputs.map(({ name }) => name)).toEqual(['rebuilt.prediction']);
  });

  it('has an input of its own beside samples that are changed at random', () => {
    const changed = { ...project, training: { ...project.training, augmentation: [{ type: 'GaussianNoise', parameters: {} }] } };
    const { dataInputs, predictions } = trainingProgram(changed, datasetShapes, 4);
    expect(dataInputs.map(({ field, role }) => `${field} as ${role}`)).toEqual(['point as input', 'point as target']);
    expect(predictions[0].target).toBe(dataInputs[1].input);
  });

  it('compares with values between 0 and 1 by their sigmoid', () => {
    const { predictions } = evaluationProgram(network({ rebuilt: point({ loss: 'binaryCrossEntropy' }) }), datasetShapes, 4);
    expect(predictions[0]).toMatchObject({
      output: 'rebuilt.logits',
      activated: 'rebuilt.probabilities',
      limits: { kind: 'range', min: 0, max: 1 },
    });
    expect(predictions[0].classes).toBeUndefined();
  });
});

describe('several outputs', () => {
  it('give the weighted sum of their losses, and each its own', () => {
    const { graph, lossOutput, predictions } = evaluationProgram(
      network({ label: label({ weight: 2 }), rebuilt: point({ weight: 0.25 }) }),
      datasetShapes,
      3,
    );
    const results = evaluateGraph(graph, feedsOf(graph.inputs));
    const lossOf = (name: string | undefined): number => results.get(name ?? '')?.data[0] ?? Number.NaN;
    const [own, other] = predictions.map(({ ownLoss }) => lossOf(ownLoss?.output));
    expect(predictions.map(({ ownLoss }) => ownLoss?.output)).toEqual(['label.loss', 'rebuilt.loss']);
    expect(own).toBeGreaterThan(0);
    expect(lossOf(lossOutput)).toBeCloseTo(2 * own + 0.25 * other, 6);
  });

  it('train shared layers on the weighted sum of their gradients', () => {
    const ofLabel = trunkGradient(network({ label: label(), rebuilt: point({ weight: 0 }) }));
    const ofPoint = trunkGradient(network({ label: label({ weight: 0 }), rebuilt: point() }));
    const together = trunkGradient(network({ label: label({ weight: 2 }), rebuilt: point({ weight: 0.25 }) }));
    expect(together).toHaveLength(6);
    expect(ofLabel.some((g, i) => Math.abs(g - ofPoint[i]) > 1e-3)).toBe(true);
    for (const [i, g] of together.entries()) expect(g).toBeCloseTo(2 * ofLabel[i] + 0.25 * ofPoint[i], 9);
  });

  it('tell what the loss is a mean of where not all samples count alike', () => {
    const weighted = { loss: 'crossEntropy', classWeights: [1, 3], metrics: ['accuracy'] };
    const { graph, predictions } = evaluationProgram(network({ label: { ...label(weighted), units: 2 } }), datasetShapes, 3);
    expect(predictions[0].ownLoss).toEqual({ output: 'label.loss', counted: 'label.counted', weight: 1 });
    expect(evaluateGraph(graph, feedsOf(graph.inputs)).get('label.counted')?.data[0]).toBe(1 + 3 + 1);
  });

  it('have no loss output where there is one', () => {
    const { predictions, graph } = evaluationProgram(network({ label: label() }), datasetShapes, 3);
    expect(predictions[0].ownLoss).toBeUndefined();
    expect(graph.outputs.map(({ name }) => name)).toEqual(['loss', 'label.logits', 'label.probabilities']);
  });
});

describe('an output', () => {
  it('tells which targets its loss takes and how many classes it tells apart', () => {
    const outputs = {
      label: label(),
      left: { units: 2, parameters: { target: 'label', loss: 'crossEntropy', ignore: true, ignoreIndex: 9, metrics: [] } },
      place: { units: 5, parameters: { target: 'label', loss: 'triplet', metrics: [] } },
    };
    const { predictions } = trainingProgram(network(outputs), datasetShapes, 4);
    expect(predictions.map(({ classes, limits }) => ({ classes, limits }))).toEqual([
      { classes: 2, limits: { kind: 'classes', count: 2 } },
      { classes: 2, limits: { kind: 'classes', count: 2, ignored: 9 } },
      { classes: undefined, limits: { kind: 'classes', count: 2 } },
    ]);
  });
});
