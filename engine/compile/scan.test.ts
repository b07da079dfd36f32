import { describe, expect, it } from 'vitest';
import { toOpset } from '../export/opset.ts';
import { writeModel } from '../graph/onnx/write.ts';
import { tensorOf } from '../graph/shape.ts';
import { lowerGraph, standardCapabilities } from '../ops/lower.ts';
import type { ProjectModule } from '../project/schema.ts';
import { type NdArray, ndarray } from '../ops/ndarray.ts';
import { evaluateGraph } from '../reference/interpreter.ts';
import { OnnxSession } from '../runtime/onnx-session.ts';
import { analyze } from './analyze.ts';
import { evaluationProgram, inferenceProgram } from './evaluation-program.ts';
import { gradientProgram } from './gradient-program.ts';
import { feedsFor, found, gradientError, onnxruntimeError } from './testing/judged.ts';
import { modular, module, seriesLookup } from './testing/modular.ts';
import { trainingProgram } from './training-program.ts';

/** h′ = tanh(W·[x, h] + b): the linear layer of one's own cell. */
const own = module('own', {
  nodes: ['x ModuleInput', 'h ModuleInput', 'join Concat', 'dense Dense units=3', 'tanh Tanh', 'hNext ModuleOutput'],
  wires: ['x>join', 'h>join', 'join>dense', 'dense>tanh', 'tanh>hNext'],
});
const named = (cell: ProjectModule, names: Readonly<Record<string, string>>): ProjectModule => ({
  ...cell,
  nodes: cell.nodes.map((node) => (names[node.id] === undefined ? node : { ...node, name: names[node.id] })),
});
const cell = named(own, { h: 'state', hNext: 'state' });
/** Layer normalisation takes means over axes, which files before opset 18 write in another form. */
const normalised = named(
  module('own', {
    nodes: ['x ModuleInput', 'h ModuleInput', 'join Concat', 'dense Dense units=3', 'norm LayerNorm', 'hNext ModuleOutput'],
    wires: ['x>join', 'h>join', 'join>dense', 'dense>norm', 'norm>hNext'],
  }),
  { h: 'state', hNext: 'state' },
);
const lstm = named(
  module('lstm', {
    nodes: ['x ModuleInput', 'h ModuleInput', 'c ModuleInput', 'step RecurrentCell units=3', 'hNext ModuleOutput', 'cNext ModuleOutput'],
    wires: ['x>step', 'h>step.state', 'c>step.cell', 'step.state>hNext', 'step.cell>cNext'],
  }),
  { h: 'h', hNext: 'h', c: 'c', cNext: 'c' },
);

const scanned = (modules: readonly ProjectModule[], node: string, last: string, ...wires: readonly string[]) =>
  modular(modules, { nodes: [node, 'pick Flatten'], wires: ['steps>scan.x', `${last}>pick`, ...wires] }, 'pick');
const codes = (project: Parameters<typeof analyze>[0]) =>
  analyze(project, seriesLookup).diagnostics.map(({ code, nodeId }) => `${code} ${nodeId}`);

const last = scanned([cell], 'scan Scan module="own"', 'scan.hNext.last');
const each = scanned([cell], 'scan Scan module="own" direction="backward"', 'scan.hNext');

describe('a cell of one’s own, scanned over a sequence', () => {
  it('finds the size of its state by itself, and gives every state and the last', () => {
    const { diagnostics, layers, trainable } = analyze(last, seriesLookup);
    expect(diagnostics).toEqual([]);
    expect(trainable).toBe(true);
    expect(layers.get('scan')).toMatchObject({
      outputs: [{ shape: ['N', 4, 3] }, { shape: ['N', 3] }],
      weights: [
        { name: 'dense.kernel', shape: [5, 3] },
        { name: 'dense.bias', shape: [3] },
      ],
      parameterCount: 18,
    });
    expect(layers.get('scan')?.inside?.get('join')?.outputs).toEqual([{ dtype: 'float32', shape: ['N', 5] }]);
  });

  it('is an RNN, step by step', () => {
    const { graph, dataInputs } = evaluationProgram(last, seriesLookup, 2);
    const feeds = feedsFor(graph.inputs);
    const steps = found(feeds, dataInputs[0].input);
    const [W, b] = [found(feeds, 'scan.dense.kernel'), found(feeds, 'scan.dense.bias')];
    const [V, v] = [found(feeds, 'head.kernel'), found(feeds, 'head.bias')];
    const results = evaluateGraph(graph, feeds);
    const predicted = [0, 1].map((n) => {
      let h = [0, 0, 0];
      for (let t = 0; t < 4; t += 1) {
        const joined = [steps.data[n * 8 + t * 2], steps.data[n * 8 + t * 2 + 1], ...h];
        h = h.map((_, j) => Math.tanh(joined.reduce((sum, x, i) => sum + x * W.data[i * 3 + j], b.data[j])));
      }
      return h.reduce((sum, x, j) => sum + x * V.data[j], v.data[0]);
    });
    const prediction = found(results, 'output.prediction');
    for (const [n, value] of predicted.entries()) expect(prediction.data[n]).toBeCloseTo(value, 12);
  });

  it('computes what LSTM computes with the same weights, forwards and backwards', () => {
    for (const direction of ['forward', 'backward']) {
      const drawn = scanned([lstm], `scan Scan module="lstm" direction="${direction}"`, 'scan.hNext');
      const layer = modular(
        [],
        { nodes: [`scan LSTM units=3 returns="sequence" direction="${direction}"`, 'pick Flatten'], wires: ['steps>scan', 'scan>pick'] },
        'pick',
      );
      const losses = [drawn, layer].map((project) => {
        const { graph, lossOutput } = evaluationProgram(project, seriesLookup, 3);
        const feeds = feedsFor(graph.inputs);
        const values = feedsFor(evaluationProgram(layer, seriesLookup, 3).graph.inputs);
        for (const name of ['kernel', 'recurrentKernel', 'bias']) {
          const value = found(values, `scan.${name}`);
          feeds.set(`scan.${name}`, value).set(`scan.step.${name}`, value);
        }
        return found(evaluateGraph(graph, feeds), lossOutput).data[0];
      });
      expect(losses[0]).toBeCloseTo(losses[1], 12);
    }
  });

  it.each([
    ['last state', last],
    ['every state, backwards', each],
    ['an LSTM drawn by hand', scanned([lstm], 'scan Scan module="lstm"', 'scan.hNext')],
    ['first state wired', withFirst()],
    ['a mask', withMask()],
    ['dropout in the cell', withDropout()],
    ['an input that is alike in every step', withConstant()],
    ['a module in the cell, repeated', withModule()],
    ['a scan that is shared by weights in itself', withShared()],
    ['a scan in the cell', withScan()],
    ['a scan in the cell that reads its state', withScannedState()],
    ['a recurrent layer in the cell', withLayer('inner GRU units=3')],
    ['a recurrent layer of both directions in the cell', withLayer('inner LSTM units=2 direction="both" layers=2')],
  ])('%s: gradients agree with differences, and onnxruntime computes the same', async (_, project) => {
    expect(codes(project)).toEqual([]);
    expect(gradientError(project, seriesLookup)).toBeLessThan(2e-6);
    expect(await onnxruntimeError(gradientProgram(project, seriesLookup, 3).graph)).toBeLessThan(1e-5);
  });

  it.each([
    ['own', cell],
    ['own, its state normalised', normalised],
  ])('is exported as one ONNX Scan that takes any batch: %s', async (_name, drawn) => {
    const project = scanned([drawn], 'scan Scan module="own"', 'scan.hNext.last');
    const { graph } = inferenceProgram(project, seriesLookup);
    const file = toOpset(lowerGraph(graph, standardCapabilities), 17);
    expect(file.nodes.filter(({ opType }) => opType === 'Scan')).toHaveLength(1);
    expect(file.nodes.every(({ domain }) => domain === '')).toBe(true);
    expect(file.inputs.map(({ name }) => name)).toContain('scan.dense.kernel');
    const session = await OnnxSession.load(writeModel(file, { opset: 17 }), 1);
    for (const batch of [1, 3]) {
      const fixed = evaluationProgram(project, seriesLookup, batch).graph;
      const feeds = feedsFor(fixed.inputs);
      const { data, dims } = found(evaluateGraph(fixed, feeds), 'output.prediction');
      const given = file.inputs.map(({ name }) => [name, found(feeds, name)] as const);
      const prediction = { dtype: 'float32', dims, data: new Float32Array(batch) } as const;
      await session.run(
        new Map(given.map(([name, array]) => [name, tensorOf(array.dtype, array.dims, array.data)])),
        new Map([['output.prediction', prediction]]),
      );
      for (const [i, x] of data.entries()) expect(prediction.data[i]).toBeCloseTo(x, 5);
    }
    await session.dispose();
  });

  it('keeps its state at padded steps and gives 0 there', () => {
    const { graph, dataInputs } = evaluationProgram(withMask(), seriesLookup, 1);
    const feeds = feedsFor(graph.inputs);
    const mask = dataInputs.find(({ field }) => field === 'there')?.input ?? '';
    const steps = dataInputs.find(({ field }) => field === 'steps')?.input ?? '';
    const predict = (values: readonly number[], other: NdArray) =>
      found(evaluateGraph(graph, new Map(feeds).set(mask, ndarray('bool', [1, 4], values)).set(steps, other)), 'output.prediction').data[0];
    const own = found(feeds, steps);
    const changed = ndarray(
      'float32',
      [1, 4, 2],
      own.data.map((x, i) => (i >= 4 ? 9 : x)),
    );
    expect(predict([1, 1, 0, 0], own)).toBe(predict([1, 1, 0, 0], changed));
    expect(predict([1, 1, 1, 0], own)).not.toBe(predict([1, 1, 1, 0], changed));
  });

  it('tells training ‖∂L/∂h_t‖ of each step', () => {
    expect(trainingProgram(last, seriesLookup, 2).stateGradients).toEqual([{ nodeId: 'scan', part: '', output: 'stateGradient:scan' }]);
  });

  it('cuts the gradient through time where it is truncated', () => {
    const cut = scanned([cell], 'scan Scan module="own" truncate=2', 'scan.hNext.last');
    const gradients = [last, cut].map((project) => {
      const program = gradientProgram(project, seriesLookup, 2);
      const slot = program.parameters.find(({ name }) => name === 'scan.dense.kernel');
      return [...found(evaluateGraph(program.graph, feedsFor(program.graph.inputs)), slot?.output ?? '').data];
    });
    expect(gradients[0]).not.toEqual(gradients[1]);
  });
});

describe('a scan that is left out', () => {
  it('hands on the sequence that it would read, at all of its outputs', () => {
    for (const output of ['scan.hNext', 'scan.hNext.last']) {
      const project = scanned([cell], 'scan Scan module="own"', output);
      const passed = { ...project, nodes: project.nodes.map((node) => (node.id === 'scan' ? { ...node, mode: 'bypass' as const } : node)) };
      const { layers, diagnostics } = analyze(passed, seriesLookup);
      expect(diagnostics).toEqual([]);
      expect(layers.get('pick')?.outputs).toEqual([{ dtype: 'float32', shape: ['N', 8] }]);
    }
  });
});

describe('what is wrong with a scan', () => {
  it('no module', () => {
    expect(codes(scanned([cell], 'scan Scan', 'scan.hNext'))).toContain('unknown-module scan');
  });

  it('a state that leaves a step in another shape than it enters it', () => {
    const wide = named(
      module('own', {
        nodes: ['x ModuleInput', 'h ModuleInput', 'join Concat', 'hNext ModuleOutput'],
        wires: ['x>join', 'h>join', 'join>hNext'],
      }),
      { h: 'h', hNext: 'h' },
    );
    expect(codes(scanned([wide], 'scan Scan module="own"', 'scan.hNext'))).toEqual(['scan-state scan/hNext']);
  });

  it('nothing that is read step by step', () => {
    const alone = named(module('own', { nodes: ['x ModuleInput', 'hNext ModuleOutput'], wires: ['x>hNext'] }), { x: 'h', hNext: 'h' });
    expect(codes(scanned([alone], 'scan Scan module="own"', 'scan.hNext'))).toContain('scan-no-sequence scan');
  });

  it('a layer with running statistics', () => {
    const norm = module('own', { nodes: ['x ModuleInput', 'norm BatchNorm', 'hNext ModuleOutput'], wires: ['x>norm', 'norm>hNext'] });
    expect(codes(scanned([norm], 'scan Scan module="own"', 'scan.hNext'))).toEqual(['scan-running scan/norm']);
  });

  it('a problem of a layer inside, with its way and a fix in its drawing', () => {
    const faulty = named(
      module('own', {
        nodes: ['x ModuleInput', 'h ModuleInput', 'step RecurrentCell units=3 cell="gru"', 'hNext ModuleOutput'],
        wires: ['x>step', 'h>step.state', 'h>step.cell', 'step.state>hNext'],
      }),
      { h: 'h', hNext: 'h' },
    );
    const { diagnostics, trainable } = analyze(scanned([faulty], 'scan Scan module="own"', 'scan.hNext'), seriesLookup);
    expect(trainable).toBe(false);
    expect(diagnostics[0]).toMatchObject({
      code: 'no-memory',
      nodeId: 'scan/step',
      fixes: [
        {
          edits: [{ type: 'in-module', module: 'own', edits: [{ type: 'set-parameter', node: 'step', parameter: 'cell', value: 'lstm' }] }],
        },
        { label: 'Leave “cell” unwired' },
      ],
    });
  });

  it('a sequence without axis for steps', () => {
    const flat = modular(
      [cell],
      { nodes: ['flatten Flatten', 'sum ReLU', 'scan Scan module="own"'], wires: ['steps>flatten', 'flatten>scan.x'] },
      'scan.hNext.last',
    );
    expect(codes(flat).filter((code) => code.endsWith(' scan'))).toEqual([]);
  });
});

function withFirst() {
  const project = scanned([cell], 'scan Scan module="own"', 'scan.hNext', 'first>scan.h');
  return {
    ...project,
    nodes: [...project.nodes, ...modular([], { nodes: ['first Input dataset="series" field="first"'], wires: [] }, 'x').nodes.slice(1, 2)],
  };
}

function withMask() {
  const project = scanned([cell], 'scan Scan module="own"', 'scan.hNext.last');
  const there = modular([], { nodes: ['there Input dataset="series" field="there"'], wires: [] }, 'x').nodes.slice(1, 2);
  return {
    ...project,
    nodes: [...project.nodes, ...there],
    wires: [...project.wires, { from: { node: 'there', port: 'out' }, to: { node: 'scan', port: 'scan.mask' } }],
  };
}

function withDropout() {
  const wet = named(
    module('own', {
      nodes: [
        'x ModuleInput',
        'h ModuleInput',
        'drop Dropout rate=0.5',
        'join Concat',
        'dense Dense units=3',
        'tanh Tanh',
        'hNext ModuleOutput',
      ],
      wires: ['x>join', 'h>drop', 'drop>join', 'join>dense', 'dense>tanh', 'tanh>hNext'],
    }),
    { h: 'h', hNext: 'h' },
  );
  return scanned([wet], 'scan Scan module="own"', 'scan.hNext');
}

function withConstant() {
  const fed = named(
    module('own', {
      nodes: [
        'x ModuleInput',
        'k ModuleInput constant=true',
        'h ModuleInput',
        'join Concat',
        'dense Dense units=3',
        'times Multiply',
        'hNext ModuleOutput',
      ],
      wires: ['x>join', 'h>join', 'join>dense', 'dense>times', 'k>times', 'times>hNext'],
    }),
    { h: 'h', hNext: 'h' },
  );
  const project = scanned([fed], 'scan Scan module="own"', 'scan.hNext', 'first>scan.k');
  return { ...project, nodes: [...project.nodes, ...withFirst().nodes.slice(-1)] };
}

function withModule() {
  const inner = module('inner', {
    nodes: ['a ModuleInput', 'dense Dense units=3', 'tanh Tanh', 'b ModuleOutput'],
    wires: ['a>dense', 'dense>tanh', 'tanh>b'],
  });
  const outer = named(
    module('own', {
      nodes: ['x ModuleInput', 'h ModuleInput', 'join Concat', 'part Module module="inner" repeat=2', 'hNext ModuleOutput'],
      wires: ['x>join', 'h>join', 'join>part.a', 'part.b>hNext'],
    }),
    { h: 'h', hNext: 'h' },
  );
  return scanned([inner, outer], 'scan Scan module="own"', 'scan.hNext');
}

/** Each step is read part by part: the features of a step are a sequence of their own. */
const readInStep = (inner: string, given: string) =>
  named(
    module('outer', {
      nodes: [
        'x ModuleInput',
        'h ModuleInput',
        'parts Reshape shape=[2,1]',
        inner,
        'join Concat',
        'dense Dense units=3',
        'hNext ModuleOutput',
      ],
      wires: ['x>parts', 'h>join', `parts>${given}`, 'join>dense', 'dense>hNext'],
    }),
    { h: 'h', hNext: 'h' },
  );

function withScan() {
  const drawn = readInStep('inner Scan module="own"', 'inner.x');
  const outer = { ...drawn, wires: [...drawn.wires, { from: { node: 'inner', port: 'hNext.last' }, to: { node: 'join', port: 'in' } }] };
  return scanned([cell, outer], 'scan Scan module="outer"', 'scan.hNext');
}

function withScannedState() {
  const { modules = [], ...project } = withScan();
  const first = { from: { node: 'h', port: 'out' }, to: { node: 'inner', port: 'h' } };
  return { ...project, modules: modules.map((each) => (each.id === 'outer' ? { ...each, wires: [...each.wires, first] } : each)) };
}

function withLayer(inner: string) {
  const drawn = readInStep(inner, 'inner');
  const outer = { ...drawn, wires: [...drawn.wires, { from: { node: 'inner', port: 'out' }, to: { node: 'join', port: 'in' } }] };
  return scanned([outer], 'scan Scan module="outer"', 'scan.hNext');
}

function withShared() {
  const inner = module('inner', {
    nodes: ['a ModuleInput', 'dense Dense units=3', 'tanh Tanh', 'b ModuleOutput'],
    wires: ['a>dense', 'dense>tanh', 'tanh>b'],
  });
  const outer = named(
    module('own', {
      nodes: [
        'x ModuleInput',
        'h ModuleInput',
        'first Dense units=3',
        'sum Add',
        'part Module module="inner" repeat=3 weights="shared"',
        'hNext ModuleOutput',
      ],
      wires: ['x>first', 'first>sum', 'h>sum', 'sum>part.a', 'part.b>hNext'],
    }),
    { h: 'h', hNext: 'h' },
  );
  return scanned([inner, outer], 'scan Scan module="own"', 'scan.hNext');
}
