import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../project/diagnostic.ts';
import { formatProject, parseProject } from '../project/parse.ts';
import type { Project } from '../project/schema.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { analyze } from './analyze.ts';
import { evaluationProgram, inferenceProgram } from './evaluation-program.ts';
import { gradientProgram } from './gradient-program.ts';
import { feedsFor, found, gradientError, onnxruntimeError } from './testing/judged.ts';
import { modular, module, seriesLookup } from './testing/modular.ts';

/** x → Dense → ReLU → +x, its width kept. */
const block = module('block', {
  nodes: ['x ModuleInput', 'dense Dense units=8', 'relu ReLU', 'sum Add', 'y ModuleOutput'],
  wires: ['x>dense', 'dense>relu', 'relu>sum', 'x>sum', 'sum>y'],
  parameters: [{ name: 'width', label: 'Width', targets: [{ node: 'dense', parameter: 'units' }] }],
});

const flat = ['flatten Flatten'];
const faults = (project: Project): readonly Diagnostic[] => analyze(project, seriesLookup).diagnostics;
const codes = (project: Project): readonly string[] => faults(project).map(({ code, nodeId }) => `${code} ${nodeId ?? ''}`.trim());
const weights = (project: Project): readonly string[] => evaluationProgram(project, seriesLookup, 2).state.map(({ name }) => name);

const twice = modular(
  [block],
  {
    nodes: [...flat, 'a Module module="block"', 'b Module module="block"'],
    wires: ['steps>flatten', 'flatten>a.x', 'a.y>b.x'],
  },
  'b.y',
);

describe('a module in its place', () => {
  it.each(['nothing', 'constructor', '__proto__', 'toString'])('leaves out the parameter %s that its layer does not have', (parameter) => {
    const exposing = { ...block, parameters: [{ name: 'width', targets: [{ node: 'dense', parameter }] }] };
    expect(codes({ ...twice, modules: [exposing] })).toEqual([]);
  });

  it('is the layers of its drawing, with weights of its own under their names', () => {
    expect(faults(twice)).toEqual([]);
    expect(weights(twice)).toEqual(['a/dense.kernel', 'a/dense.bias', 'b/dense.kernel', 'b/dense.bias', 'head.kernel', 'head.bias']);
  });

  it('computes the same as its layers drawn by hand', () => {
    const byHand = modular(
      [],
      {
        nodes: [...flat, 'a/dense Dense units=8', 'ar ReLU', 'as Add', 'b/dense Dense units=8', 'br ReLU', 'bs Add'],
        wires: ['steps>flatten', 'flatten>a/dense', 'a/dense>ar', 'ar>as', 'flatten>as', 'as>b/dense', 'b/dense>br', 'br>bs', 'as>bs'],
      },
      'bs',
    );
    const [own, drawn] = [twice, byHand].map((project) => {
      const { graph, lossOutput } = evaluationProgram(project, seriesLookup, 3);
      return found(evaluateGraph(graph, feedsFor(graph.inputs)), lossOutput).data[0];
    });
    expect(own).toBe(drawn);
  });

  it('tells shapes, parameters and cost of all that it holds', () => {
    const { instances, layers, totals, trainable } = analyze(twice, seriesLookup);
    expect(trainable).toBe(true);
    expect(instances?.get('a')).toMatchObject({
      prefixes: ['a/'],
      inputs: [{ shape: ['N', 8] }],
      outputs: [{ shape: ['N', 8] }],
      parameterCount: 72,
    });
    expect(layers.get('b/dense')?.outputs).toEqual([{ dtype: 'float32', shape: ['N', 8] }]);
    expect(totals.parameters).toBe(72 + 72 + 9);
  });

  it('survives a file', () => {
    const { project } = parseProject(formatProject(twice));
    expect(project).toEqual(twice);
  });

  it('has gradients that agree with differences, and runs in onnxruntime alike in training and in a file', async () => {
    expect(gradientError(twice, seriesLookup)).toBeLessThan(2e-6);
    expect(await onnxruntimeError(gradientProgram(twice, seriesLookup, 3).graph)).toBeLessThan(1e-5);
    const { graph } = inferenceProgram(twice, seriesLookup);
    expect(graph.inputs.map(({ name }) => name)).toContain('b/dense.kernel');
  });

  it('takes values of the parameters that its drawing exposes', () => {
    const project = modular(
      [block],
      { nodes: [...flat, 'a Module module="block" width=5'], wires: ['steps>flatten', 'flatten>a.x'] },
      'a.y',
    );
    expect(codes(project)).toEqual(['shape-mismatch a/sum']);
    expect(analyze(project, seriesLookup).layers.get('a/dense')?.outputs).toEqual([{ dtype: 'float32', shape: ['N', 5] }]);
  });

  it('warns of a parameter that it has not, and refuses a wrong one', () => {
    const wires = ['steps>flatten', 'flatten>a.x'];
    const project = (values: string) => modular([block], { nodes: [...flat, `a Module module="block" ${values}`], wires }, 'a.y');
    expect(codes(project('height=5'))).toEqual(['unknown-parameter a']);
    expect(codes(project('repeat=0'))).toEqual(['invalid-parameter a']);
    expect(analyze(project('repeat=0'), seriesLookup).trainable).toBe(false);
  });
});

describe('a repeated module', () => {
  const project = (values: string, modules = [block]) =>
    modular(modules, { nodes: [...flat, `a Module module="block" ${values}`], wires: ['steps>flatten', 'flatten>a.x'] }, 'a.y');

  it('is a chain: what leaves one enters the next', () => {
    expect(faults(project('repeat=3'))).toEqual([]);
    expect(weights(project('repeat=3')).filter((name) => name.endsWith('kernel'))).toEqual([
      'a[1]/dense.kernel',
      'a[2]/dense.kernel',
      'a[3]/dense.kernel',
      'head.kernel',
    ]);
  });

  it('shares its weights where it is told to', () => {
    const shared = project('repeat=3 weights="shared"');
    expect(faults(shared)).toEqual([]);
    expect(weights(shared)).toEqual(['a[1]/dense.kernel', 'a[1]/dense.bias', 'head.kernel', 'head.bias']);
    expect(analyze(shared, seriesLookup).totals.parameters).toBe(72 + 9);
    expect(gradientError(shared, seriesLookup)).toBeLessThan(2e-6);
  });

  it('counts shared weights once, also where the first place that shares them reads nothing', () => {
    const nodes = [...flat, 'a Module module="block" weights="shared"', 'b Module module="block" weights="shared"'];
    expect(analyze(modular([block], { nodes, wires: ['steps>flatten', 'flatten>b.x'] }, 'b.y'), seriesLookup).totals.parameters).toBe(
      72 + 9,
    );
  });

  it('hands further inputs to each of them', () => {
    const gated = module('block', {
      nodes: ['x ModuleInput', 'gate ModuleInput', 'times Multiply', 'y ModuleOutput'],
      wires: ['x>times', 'gate>times', 'times>y'],
    });
    const chained = modular(
      [gated],
      { nodes: [...flat, 'a Module module="block" repeat=2'], wires: ['steps>flatten', 'flatten>a.x', 'flatten>a.gate'] },
      'a.y',
    );
    expect(faults(chained)).toEqual([]);
    expect(analyze(chained, seriesLookup).layers.get('a[2]/times')?.inputs).toHaveLength(2);
  });

  it('cannot hand on more outputs than it has inputs', () => {
    const split = module('block', {
      nodes: ['x ModuleInput', 'relu ReLU', 'y ModuleOutput', 'z ModuleOutput'],
      wires: ['x>relu', 'relu>y', 'x>z'],
    });
    expect(codes(project('repeat=2', [split]))).toEqual(['module-no-chain a']);
  });

  it('tells a fault of its drawing once', () => {
    const faulty = module('block', { nodes: ['x ModuleInput', 'conv Conv2D', 'y ModuleOutput'], wires: ['x>conv', 'conv>y'] });
    expect(codes(project('repeat=3', [faulty]))).toEqual(['shape-mismatch a[1]/conv']);
  });
});

describe('modules within modules', () => {
  const pair = module('pair', {
    nodes: ['in ModuleInput', 'first Module module="block"', 'second Module module="block"', 'out ModuleOutput'],
    wires: ['in>first.x', 'first.y>second.x', 'second.y>out'],
    parameters: [{ name: 'depth', targets: [{ node: 'first', parameter: 'repeat' }] }],
  });
  const project = (values: string, modules = [block, pair]) =>
    modular(modules, { nodes: [...flat, `a Module module="pair" ${values}`], wires: ['steps>flatten', 'flatten>a.in'] }, 'a.out');

  it('name their layers by the way to them', () => {
    expect(faults(project(''))).toEqual([]);
    expect(weights(project('depth=2')).filter((name) => name.endsWith('kernel'))).toEqual([
      'a/first[1]/dense.kernel',
      'a/first[2]/dense.kernel',
      'a/second/dense.kernel',
      'head.kernel',
    ]);
  });

  it('are refused where one contains itself', () => {
    const endless = module('block', {
      nodes: ['x ModuleInput', 'again Module module="pair"', 'y ModuleOutput'],
      wires: ['x>again.in', 'again.out>y'],
    });
    expect(codes(project('', [endless, pair]))).toEqual(['module-cycle a']);
    expect(analyze(project('', [endless, pair]), seriesLookup)).toMatchObject({ trainable: false, exportable: false });
  });

  it('are refused where they would be more layers than a project may have', () => {
    let modules = [block];
    for (let depth = 0; depth < 6; depth += 1) {
      const inner = modules[modules.length - 1].id;
      const port = depth === 0 ? ['x', 'y'] : ['in', 'out'];
      const next = module(`level${depth}`, {
        nodes: ['in ModuleInput', `part Module module="${inner}" repeat=30`, 'out ModuleOutput'],
        wires: [`in>part.${port[0]}`, `part.${port[1]}>out`],
      });
      modules = [...modules, next];
    }
    const wide = modular(modules, { nodes: [...flat, 'a Module module="level5"'], wires: ['steps>flatten', 'flatten>a.in'] }, 'a.out');
    expect(codes(wide)).toEqual(['too-many-layers a']);
    expect(analyze(wide, seriesLookup).trainable).toBe(false);
  });
});

describe('what is wrong with a module', () => {
  const project = (modules: Parameters<typeof modular>[0], node: string, ...wires: readonly string[]) =>
    modular(modules, { nodes: [...flat, node], wires: ['steps>flatten', ...wires] }, 'a.y');

  it('an unknown one: chosen from those that there are', () => {
    const [fault] = faults(project([block], 'a Module module="blok"', 'flatten>a.x'));
    expect(fault).toMatchObject({ code: 'unknown-module', nodeId: 'a', actual: 'blok' });
    expect(fault.fixes?.[0]).toEqual({
      label: 'Use block',
      edits: [{ type: 'set-parameter', node: 'a', parameter: 'module', value: 'block' }],
    });
  });

  it('an input without a wire, told once at the module', () => {
    expect(codes(project([block], 'a Module module="block"'))).toEqual(['missing-input a']);
    expect(analyze(project([block], 'a Module module="block"'), seriesLookup).trainable).toBe(false);
  });

  it('an output to which nothing is wired inside', () => {
    const open = module('open', { nodes: ['x ModuleInput', 'y ModuleOutput'], wires: [] });
    const analysis = analyze(project([open], 'a Module module="open"', 'flatten>a.x'), seriesLookup);
    expect(analysis.diagnostics.map(({ code, nodeId }) => [code, nodeId])).toEqual([['missing-input', 'a/y']]);
    expect(analysis.trainable).toBe(false);
  });

  it('a port that it has not', () => {
    expect(codes(project([block], 'a Module module="block"', 'flatten>a.x', 'flatten>a.z'))).toEqual(['unknown-port a']);
  });

  it('a port of a module outside of one, and ends of the network inside of one', () => {
    expect(codes(project([block], 'a ModuleInput'))).toContain('module-port-outside a');
    const ends = module('ends', {
      nodes: ['x ModuleInput', 'data Input dataset="series" field="first"', 'y ModuleOutput'],
      wires: ['x>y'],
    });
    expect(codes(project([ends], 'a Module module="ends"', 'flatten>a.x'))).toEqual(['end-in-module a/data']);
  });

  it('is mended in its drawing', () => {
    const image = module('image', { nodes: ['x ModuleInput', 'dense Dense units=0', 'y ModuleOutput'], wires: ['x>dense', 'dense>y'] });
    const [fault] = faults(project([image], 'a Module module="image"', 'flatten>a.x'));
    expect(fault).toMatchObject({ code: 'invalid-parameter', nodeId: 'a/dense' });
    expect(fault.fixes?.[0].edits).toEqual([
      { type: 'in-module', module: 'image', edits: [{ type: 'set-parameter', node: 'dense', parameter: 'units', value: 64 }] },
    ]);
  });

  it('weights that are shared where what comes in has another shape', () => {
    const nodes = [
      ...flat,
      'a Module module="block" weights="shared" width=8',
      'wide Dense units=5',
      'b Module module="block" weights="shared" width=5',
    ];
    const shared = modular([block], { nodes, wires: ['steps>flatten', 'flatten>a.x', 'a.y>wide', 'wide>b.x'] }, 'b.y');
    expect(codes(shared)).toEqual(['shared-shape b/dense']);
  });
});

describe('a module that takes no part', () => {
  const drawn = (mode: 'bypass' | 'mute'): Project => ({
    ...twice,
    nodes: twice.nodes.map((node) => (node.id === 'a' ? { ...node, mode } : node)),
  });

  it('is passed by where it is bypassed', () => {
    expect(faults(drawn('bypass'))).toEqual([]);
    expect(weights(drawn('bypass'))).toEqual(['b/dense.kernel', 'b/dense.bias', 'head.kernel', 'head.bias']);
  });

  it('takes what lives on it with it where it is muted', () => {
    expect(codes(drawn('mute'))).toContain('no-active-output');
  });
});

describe('a wire through a module', () => {
  it('leads through from its input to its output', () => {
    const through = module('through', { nodes: ['x ModuleInput', 'y ModuleOutput'], wires: ['x>y'] });
    const project = modular(
      [through],
      { nodes: [...flat, 'a Module module="through" repeat=3'], wires: ['steps>flatten', 'flatten>a.x'] },
      'a.y',
    );
    expect(faults(project)).toEqual([]);
    expect(weights(project)).toEqual(['head.kernel', 'head.bias']);
  });

  it('may be left out where the input is optional', () => {
    const masked = module('masked', {
      nodes: ['x ModuleInput', 'mask ModuleInput optional=true', 'rnn SimpleRNN units=3', 'y ModuleOutput'],
      wires: ['x>rnn', 'mask>rnn.mask', 'rnn>y'],
    });
    const project = modular([masked], { nodes: ['a Module module="masked"'], wires: ['steps>a.x'] }, 'a.y');
    expect(faults(project)).toEqual([]);
  });
});
