import { describe, expect, it } from 'vitest';
import { tensorOf } from '../graph/shape.ts';
import type { DatasetShape } from '../layers/definition.ts';
import { ndarray, type NdArray } from '../ops/ndarray.ts';
import { type Project, projectSchema } from '../project/schema.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { fillNormal } from '../random/distributions.ts';
import { RandomStream } from '../random/stream.ts';
import { noSums, Scores, scoredOutputs } from '../training/scores.ts';
import { analyze } from './analyze.ts';
import { evaluationProgram } from './evaluation-program.ts';
import { trainingProgram } from './training-program.ts';

const BATCH = 4;

/** Texts of so many tokens, and the tokens one later. */
const texts = (steps: number, tokens: number): DatasetShape => ({
  id: 'texts',
  fields: [
    { name: 'text', dtype: 'int64', shape: [steps], role: 'input', tokens },
    { name: 'next', dtype: 'int64', shape: [steps], role: 'target', tokens, classes: tokens, ignored: 0 },
  ],
});

/** A score of each token for each step: the scores last, or turned so that they are first. */
function project(units: number, output: object = {}, isTurned = false): Project {
  const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });
  const position = { x: 0, y: 0 };
  return projectSchema.parse({
    format: 'netloom',
    version: 1,
    name: 'next',
    nodes: [
      { id: 'input', type: 'Input', position, parameters: { dataset: 'texts', field: 'text' } },
      { id: 'table', type: 'Embedding', position, parameters: { dim: 3 } },
      { id: 'scores', type: 'Dense', position, parameters: { units } },
      ...(isTurned ? [{ id: 'turned', type: 'Permute', position, parameters: { order: [2, 1] } }] : []),
      {
        id: 'output',
        type: 'Output',
        position,
        parameters: { target: 'next', ignore: true, ignoreIndex: 0, metrics: ['accuracy', 'logLoss', 'f1Macro'], ...output },
      },
    ],
    wires: [
      wire('input', 'table'),
      wire('table', 'scores'),
      ...(isTurned ? [wire('scores', 'turned'), wire('turned', 'output')] : [wire('scores', 'output')]),
    ],
    training: { optimizer: { type: 'SGD', parameters: {} }, batchSize: BATCH },
  });
}

const problems = (drawn: Project, shape: DatasetShape) => analyze(drawn, () => shape).diagnostics;

/** Tokens, some of which are padding, and weights that depend on their names alone. */
function feedsOf(
  inputs: readonly { readonly name: string; readonly type: { readonly shape: readonly unknown[]; readonly dtype: string } }[],
) {
  return new Map(
    inputs.map(({ name, type }): readonly [string, NdArray] => {
      const isToken = type.dtype === 'int64';
      const array = ndarray(isToken ? 'int64' : 'float64', type.shape.map(Number));
      const stream = new RandomStream(name.length, 'samples');
      if (isToken) for (let i = 0; i < array.data.length; i += 1) array.data[i] = (i * (name === 'text' ? 3 : 7)) % 5;
      else fillNormal(stream, array.data, 1);
      return [name, array];
    }),
  );
}

const withoutIgnored = ({ ignored: _, ...field }: DatasetShape['fields'][number]) => field;

/** Loss, metrics and the weights after a step. */
function toldOf(drawn: Project, declared: DatasetShape) {
  const program = evaluationProgram(drawn, () => declared, BATCH);
  const feeds = feedsOf(program.graph.inputs);
  const results = evaluateGraph(program.graph, feeds);
  const scores = new Scores(scoredOutputs(program, undefined), { training: { sums: noSums } });
  scores.add(BATCH, 0, (name) => {
    const { dtype, dims, data } = results.get(name) ?? feeds.get(name) ?? ndarray('float64', []);
    return tensorOf(dtype, dims, data);
  });
  const step = trainingProgram(drawn, () => declared, BATCH);
  const stepped = evaluateGraph(step.graph, feedsOf(step.graph.inputs));
  const weights = step.state.flatMap(({ output }) => [...(stepped.get(output)?.data ?? [])]);
  return { loss: results.get(program.lossOutput)?.data[0] ?? 0, metrics: scores.values(), weights };
}

describe('the axis of the classes', () => {
  const shape = texts(6, 5);

  it.each([
    ['a loss over all places', shape, {}],
    ['a loss over all places, smoothed and weighted', shape, { labelSmoothing: 0.1, classWeights: [1, 2, 3, 1, 0.5] }],
    [
      'a loss that takes places together',
      { ...shape, fields: shape.fields.map(withoutIgnored) },
      { loss: 'dice', ignore: false, metrics: [] },
    ],
  ])('may be the last one: losses, gradients and metrics are those of the turned prediction, of %s', (_, declared, output) => {
    const [last, first] = [project(5, output), project(5, output, true)].map((drawn) => toldOf(drawn, declared));
    expect(last.loss).toBeGreaterThan(0.1);
    expect(last.loss).toBeCloseTo(first.loss, 12);
    expect(last.metrics).toEqual(first.metrics);
    expect(last.weights.length).toBeGreaterThan(15);
    last.weights.forEach((value, i) => expect(value).toBeCloseTo(first.weights[i], 12));
  });

  it('gives probabilities along it', () => {
    const { graph, predictions } = evaluationProgram(project(5), () => shape, BATCH);
    const [{ activated, classesLast }] = predictions;
    const { dims, data } = evaluateGraph(graph, feedsOf(graph.inputs)).get(activated) ?? ndarray('float64', []);
    expect(classesLast).toBe(true);
    expect(dims).toEqual([BATCH, 6, 5]);
    expect(data.slice(0, 5).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });

  it('has to be told where the shape leaves it open', () => {
    const square = texts(5, 5);
    const [problem] = problems(project(5), square);
    expect(problem).toMatchObject({ code: 'class-axis', nodeId: 'output', parameter: 'classAxis' });
    expect(problem.fixes?.map(({ label }) => label)).toHaveLength(2);
    expect(problems(project(5, { classAxis: 'last' }), square)).toEqual([]);
    expect(evaluationProgram(project(5, { classAxis: 'last' }), () => square, 2).predictions[0].classesLast).toBe(true);
    expect(evaluationProgram(project(5, { classAxis: 'first' }), () => square, 2).predictions[0].classesLast).toBeUndefined();
  });

  it('wants as many scores as there are tokens', () => {
    const [problem] = problems(project(4), shape);
    expect(problem).toMatchObject({ code: 'loss-shape', expected: 'N×6×5', actual: 'N×6×4' });
    expect(JSON.stringify(problem.fixes)).toContain('Set 5 units');
  });

  it('wants padding to be left out of the loss', () => {
    expect(problems(project(5, { ignore: false }), shape)).toMatchObject([{ code: 'class-left-in' }]);
  });
});
