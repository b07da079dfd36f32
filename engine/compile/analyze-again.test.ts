import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { datasetShapes } from '../data/registry.ts';
import { layers } from '../layers/registry.ts';
import { parseProject } from '../project/parse.ts';
import type { Project, ProjectNode } from '../project/schema.ts';
import { analyze } from './analyze.ts';

const folder = join(import.meta.dirname, '../../templates');
const projects = readdirSync(folder)
  .filter((name) => name.endsWith('.netloom'))
  .flatMap((name) => parseProject(readFileSync(join(folder, name), 'utf8')).project ?? []);

type Change = (project: Project, a: number, b: number) => Project;

const at = <T>(items: readonly T[], index: number): T => items[index % items.length];
const withNode = (project: Project, a: number, change: (node: ProjectNode) => ProjectNode): Project => ({
  ...project,
  nodes: project.nodes.map((node, index) => (index === a % project.nodes.length ? change(node) : node)),
});

/** Layers whose ports are not those of others. */
const othersPorts = ['Input', 'Output', 'Embedding', 'LSTM'];

/** Edits as a canvas makes them: what isn't touched stays the same object. */
const changes: readonly Change[] = [
  (project, a, b) =>
    withNode(project, a, (node) => {
      const fields = layers.find(({ type }) => type === node.type)?.parameters ?? {};
      const [name, field] = at([...Object.entries(fields), ['units', undefined] as const], b);
      const value = field?.kind === 'sizes' ? field.axes.map(() => 1 + (b % 3)) : field?.kind === 'int' ? b % 9 : field?.default;
      return { ...node, parameters: { ...node.parameters, [name]: value } };
    }),
  (project, a, b) => withNode(project, a, (node) => ({ ...node, type: at(layers, b).type, parameters: {} })),
  (project, a, b) => withNode(project, a, (node) => ({ ...node, type: at(othersPorts, b), parameters: {} })),
  (project, a, b) =>
    withNode(project, a, ({ mode: _mode, ...node }) => at([node, { ...node, mode: 'bypass' }, { ...node, mode: 'mute' }], b)),
  (project, a, b) => withNode(project, a, (node) => ({ ...node, id: at([`n${b}`, project.nodes[0].id], b) })),
  (project, a) => ({
    ...project,
    nodes: project.nodes.length < 2 ? project.nodes : project.nodes.filter((_, i) => i !== a % project.nodes.length),
  }),
  (project, a, b) => ({
    ...project,
    nodes: [...project.nodes, { id: `new${b}`, type: at(layers, a).type, version: 1, position: { x: 0, y: 0 }, parameters: {} }],
  }),
  (project, a) => ({ ...project, wires: project.wires.filter((_, i) => i !== a % project.wires.length) }),
  (project, a, b) => {
    const [from, to] = [at(project.nodes, a).id, at(project.nodes, b).id];
    return { ...project, wires: [...project.wires, { from: { node: from, port: 'out' }, to: { node: to, port: 'in' } }] };
  },
  (project, a) => ({
    ...project,
    wires: project.wires.map((wire, i) => (i === a % project.wires.length ? { ...wire, to: { ...wire.to, port: 'other' } } : wire)),
  }),
  (project) => ({ ...project, nodes: project.nodes.toReversed() }),
  (project) => ({ ...project, wires: project.wires.toReversed() }),
  (project, a) => withNode(project, a, (node) => ({ ...node, position: { x: a, y: 0 } })),
];

it('finds after every edit, and after its undoing, what it finds of a project that it has never seen', () => {
  const steps = fc.array(fc.record({ change: fc.nat(changes.length - 1), a: fc.nat(100), b: fc.nat(100) }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.nat(projects.length - 1), steps, (which, edits) => {
      let project = projects[which];
      const states = [project];
      for (const { change, a, b } of edits) {
        project = changes[change](project, a, b);
        states.push(project);
      }
      const visited = [...states, ...states.toReversed()];
      // One after the other, as in a window; those that it has never seen would come between them.
      const found = visited.map((state) => analyze(state, datasetShapes));
      visited.forEach((state, index) => expect(found[index]).toEqual(analyze(structuredClone(state), datasetShapes)));
    }),
    { numRuns: 60 },
  );
}, 60_000);
