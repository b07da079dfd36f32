import { describe, expect, it } from 'vitest';
import { datasetShapes } from '../data/registry.ts';
import { type Project, projectSchema } from '../project/schema.ts';
import { activeProject, carriedOutput } from './active.ts';
import { analyze } from './analyze.ts';

type Mode = 'bypass' | 'mute';
const node = (id: string, type: string, mode?: Mode, parameters = {}) => ({
  id,
  type,
  position: { x: 0, y: 0 },
  parameters,
  ...(mode && { mode }),
});
const wire = (from: string, to: string) => ({ from: { node: from, port: 'out' }, to: { node: to, port: 'in' } });
const parse = (nodes: object[], wires: object[]): Project =>
  projectSchema.parse({ format: 'netloom', version: 1, name: 'test', nodes, wires });

/** digits → conv → act → flat → fc → out, with modes by id. */
function chain(modes: Record<string, Mode>): Project {
  const nodes = [
    node('digits', 'Input', modes.digits, { dataset: 'mnist', field: 'image' }),
    node('conv', 'Conv2D', modes.conv),
    node('act', 'ReLU', modes.act),
    node('flat', 'Flatten', modes.flat),
    node('fc', 'Dense', modes.fc, { units: 10 }),
    node('out', 'Output', modes.out, { target: 'digit' }),
  ];
  return parse(nodes, [wire('digits', 'conv'), wire('conv', 'act'), wire('act', 'flat'), wire('flat', 'fc'), wire('fc', 'out')]);
}

const wiresOf = ({ wires }: Project) => wires.map(({ from, to }) => `${from.node}>${to.node}`);
const look = (project: Project) => analyze(project, datasetShapes);

describe('a bypassed layer', () => {
  it('hands on what comes in, over several in a row', () => {
    const { project } = activeProject(chain({ conv: 'bypass', act: 'bypass' }));
    expect(wiresOf(project)).toEqual(['digits>flat', 'flat>fc', 'fc>out']);
    expect(project.nodes.map(({ id }) => id)).not.toContain('conv');
  });

  it('leaves the network as it is without the layer', () => {
    const analysis = look(chain({ conv: 'bypass' }));
    expect(analysis.trainable).toBe(true);
    expect(analysis.layers.get('act')?.inputs[0].shape).toEqual(['N', 1, 28, 28]);
    expect(analysis.layers.has('conv')).toBe(false);
    expect(analysis.totals.layers).toBe(5);
  });

  it('leaves faults on the wire that is drawn, with fixes for it', () => {
    const analysis = look(chain({ flat: 'bypass' }));
    const fault = analysis.diagnostics.find(({ nodeId, severity }) => nodeId === 'fc' && severity === 'error');
    expect(fault?.wire).toMatchObject(wire('flat', 'fc'));
    expect(fault?.fixes?.[0].edits[0]).toMatchObject({ type: 'insert-layer', wire: wire('flat', 'fc') });
  });

  it('passes the first term of a sum on, and the source of its wire is told', () => {
    const nodes = [node('a', 'Input'), node('b', 'Input'), node('sum', 'Add', 'bypass'), node('act', 'ReLU')];
    const project = parse(nodes, [wire('a', 'sum'), wire('b', 'sum'), wire('sum', 'act')]);
    expect(wiresOf(activeProject(project).project)).toEqual(['a>act']);
    expect(carriedOutput(project, project.wires[2])).toEqual({ node: 'a', port: 'out' });
  });

  it('ends in nothing where nothing comes in, or only itself', () => {
    const nodes = [node('a', 'ReLU', 'bypass'), node('b', 'ReLU', 'bypass'), node('c', 'ReLU')];
    expect(wiresOf(activeProject(parse(nodes, [wire('a', 'c')])).project)).toEqual([]);
    expect(wiresOf(activeProject(parse(nodes, [wire('a', 'b'), wire('b', 'a'), wire('a', 'c')])).project)).toEqual([]);
  });
});

describe('a muted layer', () => {
  it('takes along what lives on it, and says so', () => {
    const analysis = look(chain({ act: 'mute' }));
    expect([...analysis.layers.keys()]).toEqual(['digits', 'conv']);
    expect(analysis.trainable).toBe(false);
    expect(analysis.blocker).toBe('No output takes part, because act is muted. Use at least one way to an Output again.');
    const fault = analysis.diagnostics.find(({ code }) => code === 'no-active-output');
    expect(fault?.fixes?.[0].edits).toEqual([{ type: 'use-nodes', nodes: ['act'] }]);
    expect(analysis.diagnostics.filter(({ code }) => code === 'starved').map(({ nodeId }) => nodeId)).toEqual(['flat', 'fc', 'out']);
  });

  it('leaves a sum with its other terms', () => {
    const nodes = [node('a', 'Input'), node('left', 'ReLU', 'mute'), node('right', 'Tanh'), node('sum', 'Add'), node('end', 'ReLU')];
    const wires = [wire('a', 'left'), wire('a', 'right'), wire('left', 'sum'), wire('right', 'sum'), wire('sum', 'end')];
    const { project, starved } = activeProject(parse(nodes, wires));
    expect(wiresOf(project)).toEqual(['a>right', 'right>sum', 'sum>end']);
    expect(starved.size).toBe(0);
  });

  it('is what a bypassed layer without inputs is', () => {
    expect(activeProject(chain({ digits: 'bypass' })).project.nodes).toEqual([]);
  });

  it('leaves one of two outputs to train', () => {
    const drawn = chain({ out: 'mute' });
    const second = { ...drawn.nodes[5], id: 'second', mode: undefined };
    const project = { ...drawn, nodes: [...drawn.nodes, second], wires: [...drawn.wires, wire('fc', 'second')] };
    expect(look(project)).toMatchObject({ trainable: true });
  });
});

it('leaves a drawing in which all takes part alone', () => {
  const project = chain({});
  expect(activeProject(project).project).toBe(project);
});
