import { describe, expect, it } from 'vitest';
import { projectSchema, type Project } from '../../engine/project/schema.ts';
import { layerOf } from '../../engine/layers/registry.ts';
import { fittingEnd, refusedEnds, unfitNodes, wireProblem, type DrawnEnd, type LayerKnowledge } from './wiring.ts';

const position = { x: 0, y: 0 };

/** An image into a dense layer, ids into an embedding, and a sum of both. */
const project: Project = projectSchema.parse({
  format: 'netloom',
  version: 1,
  name: 'wiring',
  nodes: [
    { id: 'image', type: 'Input', position },
    { id: 'ids', type: 'Input', position },
    { id: 'dense', type: 'Dense', position },
    { id: 'embedding', type: 'Embedding', position },
    { id: 'gcn', type: 'GCNConv', position },
    { id: 'sum', type: 'Add', position },
  ],
  wires: [
    ['image', 'dense'],
    ['ids', 'embedding'],
    ['dense', 'sum'],
    ['embedding', 'sum'],
  ].map(([from, to]) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } })),
});
const kinds = { image: 'image', ids: 'integer', dense: 'features', embedding: 'features', sum: 'features' } as const;
const knowledge: LayerKnowledge = { layerOf, outputKind: ({ node }) => (node in kinds ? kinds[node as keyof typeof kinds] : undefined) };

const drawnEnds = project.nodes.flatMap(({ id, type }): DrawnEnd[] => [
  { end: { node: id, port: 'out' }, output: true },
  ...(layerOf(type)?.inputs ?? []).map(({ name }) => ({ end: { node: id, port: name }, output: false })),
]);

describe('a wire that is drawn', () => {
  it.each(drawnEnds)('is refused at a port for the reason that it is refused when it is let go, from $end.node $end.port', (drawn) => {
    const refused = new Map(refusedEnds(project, drawn, knowledge).map(({ end, reason }) => [`${end.node}:${end.port}`, reason]));
    for (const node of project.nodes) {
      const ports = drawn.output ? (layerOf(node.type)?.inputs ?? []) : node.type === 'Output' ? [] : [{ name: 'out' }];
      for (const { name } of ports) {
        const other = { node: node.id, port: name };
        const wire = drawn.output ? { from: drawn.end, to: other } : { from: other, to: drawn.end };
        expect(refused.get(`${node.id}:${name}`)).toBe(wireProblem(project, wire, knowledge));
      }
    }
  });

  it('leaves those nodes standing out that have a port for it', () => {
    const unfit = (drawn: DrawnEnd) => unfitNodes(project, drawn, refusedEnds(project, drawn, knowledge), knowledge);
    expect(unfit({ end: { node: 'ids', port: 'out' }, output: true })).toEqual(['image', 'dense', 'embedding', 'gcn']);
    expect(unfit({ end: { node: 'embedding', port: 'in' }, output: false })).toEqual(['image', 'ids', 'dense', 'sum']);
  });

  it('goes to the first free port that takes it when it is let go over a node', () => {
    const from = (node: string): DrawnEnd => ({ end: { node, port: 'out' }, output: true });
    expect(fittingEnd(project, from('image'), 'sum', knowledge)).toEqual({ node: 'sum', port: 'in' });
    expect(fittingEnd(project, from('dense'), 'gcn', knowledge)?.port).toBe(layerOf('GCNConv')?.inputs[0].name);
    expect(fittingEnd(project, from('dense'), 'image', knowledge)).toBeUndefined();
  });
});
