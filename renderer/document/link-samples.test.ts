import { expect, it } from 'vitest';
import { layerOf } from '../../engine/layers/registry.ts';
import { projectSchema } from '../../engine/project/schema.ts';
import { analyzeProject } from './knowledge.ts';
import { withLinks } from './link-samples.ts';

const wire = (from: string, to: string, port: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port } });
const karate = projectSchema.parse({
  format: 'netloom',
  version: 1,
  name: 'club',
  nodes: [
    { id: 'members', type: 'Input', position: { x: 0, y: 0 }, parameters: { dataset: 'karate', field: 'member' } },
    { id: 'friendships', type: 'Input', position: { x: 0, y: 240 }, parameters: { dataset: 'karate', field: 'edges' } },
    { id: 'gcn', type: 'GCNConv', position: { x: 240, y: 0 }, parameters: { units: 2 } },
    { id: 'output', type: 'Output', position: { x: 480, y: 0 }, parameters: { target: 'club' } },
  ],
  wires: [wire('members', 'gcn', 'nodes'), wire('friendships', 'gcn', 'edges'), wire('gcn', 'output', 'in')],
});
const knowledge = { layerOf };

it('draws what pairs of nodes need: their Input, a score and an output of two classes, without a problem', () => {
  const drawn = withLinks(karate, { testFraction: 0.2 }, knowledge);
  const { diagnostics, trainable } = analyzeProject(drawn);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(trainable).toBe(true);
  expect(drawn.nodes.filter(({ type }) => type === 'Output').map(({ parameters }) => parameters.target)).toEqual(['linked']);
});

it('goes back to the nodes as they were', () => {
  const back = withLinks(withLinks(karate, { testFraction: 0.2 }, knowledge), undefined, knowledge);
  expect(back.data).toEqual(karate.data);
  expect(back.wires).toHaveLength(karate.wires.length);
  expect(back.nodes.map(({ id }) => id)).toEqual(karate.nodes.map(({ id }) => id));
  expect(analyzeProject(back).trainable).toBe(true);
});

it('changes no layers where there are no links to be learnt', () => {
  const none = withLinks(karate, { testFraction: 0.001 }, knowledge);
  expect(none.nodes).toEqual(karate.nodes);
  expect(none.data.links).toEqual({ testFraction: 0.001 });
});
