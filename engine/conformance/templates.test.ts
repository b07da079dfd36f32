import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { analyze } from '../compile/analyze.ts';
import { datasetOf, datasetShapes } from '../data/registry.ts';
import { layerOf } from '../layers/registry.ts';
import { formatProject, parseProject } from '../project/parse.ts';

const folder = join(import.meta.dirname, '../../templates');

const catalogue = z
  .array(
    z.strictObject({
      id: z.string(),
      title: z.string().min(1).max(40),
      description: z.string().min(1).max(160),
      group: z.enum(['vision', 'language', 'graphs', 'basics']),
      datasetId: z.string(),
      measured: z
        .strictObject({ metric: z.literal('accuracy'), value: z.number().min(0).max(1), seconds: z.number().positive() })
        .optional(),
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

describe.each(catalogue)('template $id', ({ id, datasetId, description }) => {
  it('is written as the program saves it', () => {
    const { text, project } = read(id);
    expect(formatProject(project)).toBe(text);
    expect(project.description).toBe(description);
  });

  it('can be trained and exported, without a problem or a warning', () => {
    const { diagnostics, trainable, exportable } = analyze(read(id).project, datasetShapes);
    expect({ diagnostics, trainable, exportable }).toEqual({ diagnostics: [], trainable: true, exportable: true });
  });

  it('reads the dataset that the catalogue names, with its classes as logits', () => {
    const { project } = read(id);
    const inputs = project.nodes.filter(({ type }) => type === 'Input');
    expect(inputs.map(({ parameters }) => parameters.dataset)).toEqual([datasetId]);
    const classes = datasetOf(datasetId)?.fields.find(({ role }) => role === 'target')?.classes;
    expect(analyze(project, datasetShapes).layers.get('logits')?.outputs[0].shape).toEqual(['N', classes?.length]);
    expect(project.nodes.find((node) => node.id === 'logits')?.parameters.activation).toBe('none');
  });

  it('names only parameters that its layers have', () => {
    for (const node of read(id).project.nodes) {
      const layer = layerOf(node.type);
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
