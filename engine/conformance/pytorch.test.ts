import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layers } from '../layers/registry.ts';
import { torchLayers } from '../pytorch/registry.ts';
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

  it('was compared of nothing that is no more', () => {
    expect(Object.keys(digests).sort()).toEqual(examples.map(({ title }) => title).sort());
    const stored = readdirSync(dirname(layerDigests)).filter((file) => file.endsWith('.py'));
    expect(stored.sort()).toEqual(projects.map(([name]) => `${name}.py`).sort());
  });
});
