import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../compile/analyze.ts';
import { inferenceProgram } from '../compile/evaluation-program.ts';
import { datasetShapes } from '../data/registry.ts';
import { invariant } from '../graph/errors.ts';
import type { TensorType } from '../graph/types.ts';
import { exampleType, type LayerDefinition } from '../layers/definition.ts';
import { withDefaults } from '../layers/parameters.ts';
import { layers } from '../layers/registry.ts';
import { ndarray } from '../ops/ndarray.ts';
import { parseProject } from '../project/parse.ts';
import type { Project } from '../project/schema.ts';
import { evaluateGraph, referenceBackend } from '../reference/interpreter.ts';
import { toNdArray } from '../reference/arrays.ts';
import { TrainingState } from '../training/state.ts';

function template(id: string): Project {
  const { project } = parseProject(readFileSync(new URL(`../../templates/${id}.netloom`, import.meta.url), 'utf8'));
  invariant(project !== undefined, `${id} is a project`);
  return project;
}

/** What comes into each port that must be wired, with so many steps. */
function withSteps(layer: LayerDefinition, steps: number): readonly TensorType[] {
  const [example] = layer.examples;
  return example.inputs.map((input) => {
    const { dtype = 'float32', shape, whole } = input;
    return whole === true ? exampleType(input) : { dtype, shape: ['N', steps, ...shape.slice(1)] };
  });
}

const read = layers.filter(({ category, inputs }) => category === 'sequence' && inputs[0]?.accepts?.includes('sequence'));

describe('a sequence without a step', () => {
  it.each(read.map((layer) => ({ layer, type: layer.type })))('is refused by $type with the reason', ({ layer }) => {
    const infer = (steps: number) =>
      layer.infer({
        parameters: withDefaults(layer.parameters, layer.examples[0].parameters),
        inputs: withSteps(layer, steps),
        dataset: datasetShapes,
        projectDataset: undefined,
      });
    expect(infer(1)).not.toHaveProperty('problem');
    expect(infer(0)).toMatchObject({ problem: { code: 'shape-mismatch', port: layer.inputs[0].name } });
  });
});

describe('texts of lengths of their own', () => {
  it.each(['names-gru', 'poets-lstm', 'sotu-transformer'])(
    'without a step that gives them one length are refused at the Input of %s',
    (id) => {
      const project = template(id);
      const [{ field }] = project.data.preprocessing;
      const { trainable, diagnostics } = analyze({ ...project, data: { preprocessing: [{ field, steps: [] }] } }, datasetShapes);
      expect(trainable).toBe(false);
      expect(diagnostics[0]).toMatchObject({ nodeId: 'input', severity: 'error' });
    },
  );

  it('with more tokens than an embedding has rows are refused there, with a fix', () => {
    const project = template('names-gru');
    const nodes = project.nodes.map((node) => (node.type === 'Embedding' ? { ...node, parameters: { tokens: 10 } } : node));
    const { trainable, diagnostics } = analyze({ ...project, nodes }, datasetShapes);
    expect(trainable).toBe(false);
    expect(diagnostics[0]).toMatchObject({ nodeId: 'letters', code: 'tokens-outside-table' });
    expect(diagnostics[0].fixes).not.toHaveLength(0);
  });
});

describe.each(['names-gru', 'poets-lstm', 'sotu-transformer'])('the network of %s', (id) => {
  const project = template(id);
  const program = inferenceProgram(project, datasetShapes);
  const state = new TrainingState(program.state, referenceBackend);
  state.initialize(1);
  const [input] = program.dataInputs;
  const length = Number(input.type.shape[1]);
  const scores = (tokens: readonly (readonly number[])[]): readonly number[][] => {
    const data = Float64Array.from(tokens.flatMap((row) => [...row, ...new Array<number>(length - row.length).fill(0)]));
    const weights = program.state.map(({ name, input: weight }) => {
      const tensor = state.current.get(name);
      invariant(tensor !== undefined, `${name} has values`);
      return [weight, toNdArray(tensor)] as const;
    });
    const feeds = new Map([...weights, [input.input, ndarray('int64', [tokens.length, length], data)] as const]);
    const [{ data: given }] = evaluateGraph(program.graph, feeds).values();
    const width = given.length / tokens.length;
    return tokens.map((_, i) => Array.from(given.slice(i * width, (i + 1) * width)));
  };

  it('gives an empty text and one of unknown tokens alone scores, whatever stands beside them', () => {
    const [empty, unknown, usual] = scores([[], [1, 1, 1], [2, 5, 3, 4]]);
    for (const row of [empty, unknown, usual]) for (const score of row) expect(Number.isFinite(score)).toBe(true);
    expect(scores([[]])[0]).toEqual(empty);
    expect(unknown).not.toEqual(empty);
  });

  it('reads what stands before padding alone', () => {
    const [short, longer] = scores([
      [2, 3],
      [2, 3, 2],
    ]);
    expect(scores([[2, 3]])[0]).toEqual(short);
    expect(longer).not.toEqual(short);
  });
});
