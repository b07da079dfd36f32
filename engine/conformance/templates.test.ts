import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { analyze } from '../compile/analyze.ts';
import { datasetOf, datasetShapes } from '../data/registry.ts';
import { layerOfNode, modulesOf } from '../modules/instance-layer.ts';
import { preparedInfo } from '../preprocessing/prepared-info.ts';
import { formatProject, parseProject } from '../project/parse.ts';

const folder = join(import.meta.dirname, '../../templates');

const catalogue = z
  .array(
    z.strictObject({
      id: z.string(),
      title: z.string().min(1).max(40),
      description: z.string().min(1).max(160),
      group: z.enum(['vision', 'signals', 'language', 'graphs', 'basics', 'experiments']),
      datasetId: z.string(),
      measured: z.strictObject({ metric: z.string().min(1), value: z.number(), seconds: z.number().positive() }).optional(),
    }),
  )
  .parse(JSON.parse(readFileSync(join(folder, 'templates.json'), 'utf8')));

function read(id: string) {
  const text = readFileSync(join(folder, `${id}.netloom`), 'utf8');
  const { project, diagnostics } = parseProject(text);
  if (project === undefined) throw new Error(`${id}: ${diagnostics.map(({ message }) => message).join(' ')}`);
  return { text, project };
}

it('has an entry in the catalogue for each project file, and a file for each entry', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.netloom'));
  expect(catalogue.map(({ id }) => `${id}.netloom`).sort()).toEqual(files.sort());
});

describe.each(catalogue)('template $id', ({ id, datasetId, description, measured }) => {
  it('is written as the program saves it', () => {
    const { text, project } = read(id);
    expect(formatProject(project)).toBe(text);
    expect(project.description.split('\n')[0]).toBe(description);
  });

  it('can be trained and exported, without a problem or a warning', () => {
    const { diagnostics, trainable, exportable } = analyze(read(id).project, datasetShapes);
    expect({ diagnostics, trainable, exportable }).toEqual({ diagnostics: [], trainable: true, exportable: true });
  });

  it('reads the dataset that the catalogue names', () => {
    const inputs = read(id).project.nodes.filter(({ type }) => type === 'Input');
    expect([...new Set(inputs.map(({ parameters }) => parameters.dataset))]).toEqual([datasetId]);
  });

  it('gives cross-entropy a logit for each class of its target', () => {
    const { nodes, wires, data } = read(id).project;
    const { layers } = analyze(read(id).project, datasetShapes);
    const dataset = datasetOf(datasetId);
    const fields = dataset === undefined ? [] : preparedInfo(dataset, data).info.fields;
    for (const output of nodes.filter(({ type, parameters }) => type === 'Output' && parameters.loss === 'crossEntropy')) {
      const source = wires.find(({ to }) => to.node === output.id)?.from.node ?? '';
      const target = fields.find(({ name }) => name === output.parameters.target);
      const shape = target?.shape ?? [];
      const expected = target?.tokens === undefined ? [target?.classes?.length, ...shape] : [...shape, target.tokens];
      expect(layers.get(source)?.outputs[0].shape).toEqual(['N', ...expected]);
      expect(nodes.find((node) => node.id === source)?.parameters.activation).toBe('none');
    }
  });

  it('measures a score that it reports', () => {
    const outputs = read(id).project.nodes.filter(({ type }) => type === 'Output');
    const names = outputs.flatMap(({ id: node, parameters: { metrics } }) =>
      z
        .array(z.string())
        .parse(metrics)
        .map((metric) => (outputs.length === 1 ? metric : `${node}.${metric}`)),
    );
    expect(names).toContain(measured?.metric ?? names[0]);
  });

  it('names only parameters that its layers have', () => {
    const { project } = read(id);
    for (const node of project.nodes) {
      const layer = layerOfNode(node, modulesOf(project));
      expect(node.version).toBe(layer?.version);
      expect(Object.keys(layer?.parameters ?? {})).toEqual(expect.arrayContaining(Object.keys(node.parameters)));
    }
  });

  it('leaves room between nodes for the shapes on the wires', () => {
    const { nodes } = read(id).project;
    for (const [i, { position: a }] of nodes.entries()) {
      for (const { position: b } of nodes.slice(i + 1)) expect(Math.abs(a.x - b.x) >= 250 || Math.abs(a.y - b.y) >= 200).toBe(true);
    }
  });
});
