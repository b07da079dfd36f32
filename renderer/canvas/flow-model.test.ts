import { expect, it } from 'vitest';
import { emptyProject } from '../document/document.ts';
import { analyzeProject } from '../document/knowledge.ts';
import { canvasNodes, canvasWires, handleId, portOfHandle, wireLabel } from './flow-model.ts';

const node = (id: string, type: string, parameters: Record<string, unknown> = {}) => ({ id, type, position: { x: 0, y: 0 }, parameters });
const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });

const project = {
  ...emptyProject(),
  nodes: [node('x', 'Input'), node('conv', 'Conv2D', { filters: 8 }), node('sum', 'Add'), node('fc', 'Dense', { units: 10 })],
  wires: [wire('x', 'conv'), wire('conv', 'sum'), wire('conv', 'fc')],
};
const analysis = analyzeProject(project);

it('gives a variadic input a handle for each wire and a free one', () => {
  const sum = canvasNodes(project, analysis).find(({ id }) => id === 'sum');
  expect(sum?.data.inputs.map(({ handle, wired }) => [handle, wired])).toEqual([
    ['in', true],
    ['in#1', false],
  ]);
  expect(portOfHandle(handleId('in', 3))).toBe('in');
});

it('tells ports that may stay unwired from the others', () => {
  const [lstm] = canvasNodes({ ...project, nodes: [node('lstm', 'LSTM')], wires: [] }, analysis);
  expect(lstm.data.inputs.map(({ handle, optional, wired }) => [handle, optional ?? false, wired])).toEqual([
    ['in', false, false],
    ['mask', true, false],
    ['state', true, false],
    ['cell', true, false],
  ]);
});

it('colours a wire by what it carries and labels it with the shape', () => {
  const [first] = canvasWires(project, analysis);
  expect(first.data?.kind).toBe('image');
  expect(first.data && wireLabel(project, analysis, first.data.wire.from).map(({ text }) => text)).toEqual(['N', '1', '28', '28']);
});

it('draws only the edited node anew where shapes alone change', () => {
  const sound = { ...project, nodes: project.nodes.slice(0, 3), wires: project.wires.slice(0, 2) };
  const [nodes, wires] = [canvasNodes(sound, analyzeProject(sound)), canvasWires(sound, analyzeProject(sound))];
  const edited = sound.nodes.map((each) => (each.id === 'conv' ? { ...each, parameters: { ...each.parameters, filters: 3 } } : each));
  const next = { ...sound, nodes: edited };
  const found = analyzeProject(next);
  const again = canvasNodes(next, found);
  expect(again.filter((each, index) => each !== nodes[index]).map(({ id }) => id)).toEqual(['conv']);
  expect(canvasWires(next, found)).toBe(wires);
  expect(wireLabel(next, found, { node: 'conv', port: 'out' }).map(({ text }) => text)[1]).toBe('3');
});

it('marks the wire that brings an image to a dense layer', () => {
  const faulty = canvasWires(project, analysis).filter(({ data }) => data?.problem !== undefined);
  expect(faulty.map(({ target }) => target)).toEqual(['fc']);
});

it('draws what it can of a file that repeats ids, names unknown layers and wires into nothing', () => {
  const broken = {
    ...project,
    nodes: [...project.nodes, node('x', 'Dense'), node('odd', 'Teleport')],
    wires: [...project.wires, wire('x', 'conv'), wire('x', 'gone'), wire('odd', 'fc')],
  };
  const state = analyzeProject(broken);
  expect(canvasNodes(broken, state).map(({ id }) => id)).toEqual(['x', 'conv', 'sum', 'fc', 'odd']);
  expect(canvasWires(broken, state).map(({ source, target, targetHandle }) => `${source}>${target}.${targetHandle}`)).toEqual([
    'x>conv.in',
    'conv>sum.in',
    'conv>fc.in',
    'odd>fc.in#1',
  ]);
});

it('gives a split a port for each part, and draws no wire from a part that is gone', () => {
  const from = (port: string, to: string) => ({ from: { node: 'split', port }, to: { node: to, port: 'in' } });
  const parted = (parts: number) => ({
    ...project,
    nodes: [...project.nodes, node('split', 'Split', { parts })],
    wires: [wire('x', 'conv'), wire('conv', 'split'), from('part1', 'sum'), from('part4', 'sum')],
  });
  const portsOf = (parts: number) => {
    const drawn = canvasNodes(parted(parts), analyzeProject(parted(parts))).find(({ id }) => id === 'split');
    return drawn?.data.outputs.map(({ handle, kind, wired }) => `${handle} ${kind} ${wired}`);
  };
  expect(portsOf(4)).toEqual(['part1 image true', 'part2 image false', 'part3 image false', 'part4 image true']);
  expect(portsOf(2)).toEqual(['part1 image true', 'part2 image false']);
  const wires = canvasWires(parted(2), analyzeProject(parted(2)));
  expect(wires.map(({ source, sourceHandle }) => `${source}.${sourceHandle}`)).toEqual(['x.out', 'conv.out', 'split.part1']);
});

it('knows the named use of a layer that a node is, for its own drawing', () => {
  const pools = ['mean', 'sum', 'max'].map((of) => node(of, 'GraphPool', { of }));
  const drawn = canvasNodes({ ...project, nodes: [...pools, node('relu', 'ReLU')], wires: [] }, analysis);
  expect(drawn.map(({ data }) => data.use)).toEqual(['GraphPool', 'GraphPool-sum', 'GraphPool-max', 'ReLU']);
});
