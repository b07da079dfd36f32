import { expect, it } from 'vitest';
import { projectJsonSchema } from './project-json-schema.ts';

const text = JSON.stringify(projectJsonSchema());

it('knows every part of a project, and no other', () => {
  const schema = projectJsonSchema();
  expect(Object.keys(schema.properties as object)).toEqual([
    'format',
    'version',
    'name',
    'description',
    'nodes',
    'wires',
    'comments',
    'flow',
    'modules',
    'training',
    'data',
  ]);
  expect(schema.additionalProperties).toBe(false);
});

it("describes a layer's parameters where the node has its type", () => {
  const schema = projectJsonSchema() as {
    properties: {
      nodes: { items: { allOf: { if: unknown; then: { properties: { parameters: { properties: Record<string, unknown> } } } }[] } };
    };
  };
  const dense = schema.properties.nodes.items.allOf.find((rule) => JSON.stringify(rule.if).includes('"Dense"'));
  expect(dense?.then.properties.parameters.properties.units).toMatchObject({ type: 'integer', minimum: 1, default: 64, title: 'Units' });
});

it('asks for nothing that a file may leave out', () => {
  expect(text).not.toContain('"required":["type","parameters"');
});

it('knows what stands for modules, and what only modules hold', () => {
  const schema = projectJsonSchema() as { properties: { nodes: unknown; modules: unknown } };
  const { nodes, modules } = schema.properties;
  expect(JSON.stringify(nodes)).toContain('"Scan"');
  expect(JSON.stringify(nodes)).not.toContain('"ModuleInput"');
  expect(JSON.stringify(modules)).toContain('"ModuleInput"');
  expect(JSON.stringify(modules)).not.toContain('"const":"Output"');
});
