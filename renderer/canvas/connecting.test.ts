import { expect, it } from 'vitest';
import { layerOf } from '../../engine/layers/registry.ts';
import type { ProjectNode, ProjectWire } from '../../engine/project/schema.ts';
import { emptyProject } from '../document/document.ts';
import { portOffers } from './connecting.ts';

const node = (id: string, type: string): ProjectNode => ({ id, type, version: 1, parameters: {}, position: { x: 0, y: 0 } });
const wire = (from: string, to: string, port = 'in'): ProjectWire => ({ from: { node: from, port: 'out' }, to: { node: to, port } });

const project = {
  ...emptyProject(),
  nodes: [node('a', 'Dense'), node('b', 'Dense'), node('c', 'Dense'), node('d', 'Dense')],
  wires: [wire('a', 'b'), wire('b', 'c')],
};

it('offers a node’s outputs before its inputs, each with the ports that it can be wired to: free ones first', () => {
  const [output, input] = portOffers(project, 'b', { layerOf });
  expect(output).toMatchObject({ output: true, port: { name: 'out' } });
  expect(output?.targets.map(({ end }) => end.node)).toEqual(['d']);
  expect(input).toMatchObject({ output: false, port: { name: 'in' } });
  expect(input?.targets).toEqual([expect.objectContaining({ nodeName: 'd', replaces: 'a' })]);
});

it('names the node whose wire would give way, and offers nothing that would close a circle', () => {
  const [output] = portOffers(project, 'd', { layerOf });
  expect(output?.targets.map(({ end, replaces }) => [end.node, replaces])).toEqual([
    ['a', undefined],
    ['b', 'a'],
    ['c', 'b'],
  ]);
  const [last] = portOffers(project, 'c', { layerOf });
  expect(last?.targets.map(({ end }) => end.node)).toEqual(['d']);
});

it('offers nothing for a node that is not there', () => {
  expect(portOffers(project, 'gone', { layerOf })).toEqual([]);
});
