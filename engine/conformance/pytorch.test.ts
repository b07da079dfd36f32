import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { invariant } from '../graph/errors.ts';
import { layers } from '../layers/registry.ts';
import { torchLayers } from '../pytorch/registry.ts';
import type { Project } from '../project/schema.ts';
import { exampleFile } from './pytorch-case.ts';
import { checkedProjects, projectFile } from './pytorch-projects.ts';
import { digestOf, exampleTitle, layerDigests, projectText } from './pytorch-stored.ts';

const again = 'the text differs from the one that was compared with PyTorch: run the commands in the head of tools/pytorch/check.ts';
const digests: Readonly<Partial<Record<string, string>>> = JSON.parse(readFileSync(layerDigests, 'utf8'));
const examples = layers.flatMap((layer) =>
  layer.examples.map((example) => ({ layer, example, title: exampleTitle(layer.type, example.name) })),
);
const projects = checkedProjects().map((checked) => [checked.name, checked] as const);

describe('PyTorch code', () => {
  it('is there for every layer but the ends of a network', () => {
    const unwritten = layers.filter(({ type }) => torchLayers[type] === undefined).map(({ type }) => type);
    expect(unwritten).toEqual(['Input', 'Output']);
  });

  it.each(examples)('of $title is what was compared with PyTorch', ({ layer, example, title }) => {
    expect(digestOf(exampleFile(layer, example).text), again).toBe(digests[title]);
  });

  it.each(projects)('of the network %s is what was compared with PyTorch', (name, checked) => {
    expect(projectFile(checked).text, again).toBe(readFileSync(projectText(name), 'utf8'));
  });

  it.each(projects)('of the network %s says which lines are of which nodes', (_, checked) => {
    const { text, lines } = projectFile(checked);
    const rows = text.split('\n');
    const drawn = new Map<string, Pick<Project, 'nodes'>>([
      ['', checked.project],
      ...(checked.project.modules ?? []).map((module) => [module.id, module] as const),
    ]);
    for (const { line, drawing, nodes } of lines) {
      const known = drawn.get(drawing)?.nodes.map(({ id }) => id);
      expect(known, `${line}: ${rows[line - 1]}`).toEqual(expect.arrayContaining([...nodes]));
    }
    // In the classes of drawings, each member and each line of `forward` that says a shape.
    const marked = lines.map(({ line }) => line);
    const own = rows.slice(0, marked.at(-1)).flatMap((row, index) => {
      const isOfNode = /^ {8}self\.\w+ = nn\.|^ {8,}\w.* = .* {2}# \[/u.test(row);
      return isOfNode && index + 1 >= marked[0] ? [index + 1] : [];
    });
    expect(own.filter((line) => !marked.includes(line))).toEqual([]);
  });

  it('leads from the lines of a drawn cell to its nodes', () => {
    const checked = checkedProjects().find(({ name }) => name === 'own-cell');
    invariant(checked !== undefined, 'there is a template with a cell');
    const { text, lines } = projectFile(checked);
    const rows = text.split('\n');
    const of = (part: string): unknown => lines.filter(({ line }) => rows[line - 1].includes(part));
    expect(of('self.u = ')).toMatchObject([{ drawing: 'cell', place: 'scan/', nodes: ['U'] }]);
    expect(of('self.forecast')).toMatchObject([
      { drawing: '', place: '', nodes: ['forecast'] },
      { drawing: '', place: '', nodes: ['forecast'] },
    ]);
    expect(of('        return x')).toMatchObject([{ nodes: ['next'] }, { nodes: ['output'] }]);
  });

  it('was compared of nothing that is no more', () => {
    expect(Object.keys(digests).sort()).toEqual(examples.map(({ title }) => title).sort());
    const stored = readdirSync(dirname(layerDigests)).filter((file) => file.endsWith('.py'));
    expect(stored.sort()).toEqual(projects.map(([name]) => `${name}.py`).sort());
  });
});
