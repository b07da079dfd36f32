import { formatShape, sameShape } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import { LayerNorm } from '../layers/layer-norm.ts';
import type { InferLayerContext, LayerInference, LayerProblem, WeightSpec } from '../layers/definition.ts';
import type { ParameterValues } from '../layers/parameters.ts';
import { MASK_PORT, type StatePort } from '../modules/instance-layer.ts';
import type { Diagnostic, Fix, WireEnds } from '../project/diagnostic.ts';
import { atDrawnWires } from './active.ts';
import { toldOnce } from './drawing.ts';
import { inferLayers, type LayerState } from './infer-layers.ts';
import { sharingProblems } from './instances.ts';
import type { DrawnInference } from './resolve.ts';
import { innerWeight, neededLayers, type ScanCell, type SettledCell, stepType } from './scan-cell.ts';

type Context = InferLayerContext<ParameterValues>;
type Types = ReadonlyMap<string, TensorType>;

/** What a scan gives and owns: the cell's layers with one step of the sequences, in types that its states keep. */
export function inferScan(cell: ScanCell, context: Context): { readonly told: DrawnInference; readonly settled?: SettledCell } {
  const unread = constantFault(cell);
  if (unread !== undefined) return { told: { layers: new Map(), diagnostics: cellFaults(cell, [unread]) } };
  const problem = wiringProblem(cell, context);
  if (problem !== undefined) return { told: { problem, layers: new Map(), diagnostics: cellFaults(cell, []) } };
  const settled = settle(cell, context, fixedTypes(cell, context));
  const { layers } = settled;
  const found = [...settled.diagnostics, ...sharingProblems(layers, cell.nodes)];
  const isWrong = [...cell.drawing.diagnostics, ...found].some(({ severity }) => severity === 'error');
  const odd = isWrong ? undefined : (stateFault(cell, settled) ?? runningFault(cell, layers));
  const diagnostics = cellFaults(cell, odd === undefined ? found : [...found, odd]);
  if (isWrong || odd !== undefined) return { told: { layers, diagnostics } };
  const own = layerProblem(cell, layers);
  if (own !== undefined) return { told: { problem: own, layers, diagnostics } };
  return { told: { inference: inferenceOf(cell, layers, context.inputs[0].shape[1]), layers, diagnostics }, settled };
}

function cellFaults({ drawing }: ScanCell, found: readonly Diagnostic[]): readonly Diagnostic[] {
  return toldOnce([...drawing.diagnostics, ...found], drawing).map((diagnostic) => atDrawnWires(diagnostic, drawing.drawnWire));
}

/** A problem unless all sequences have as many steps, the mask says something of each, and there is something to read. */
function wiringProblem({ ports }: ScanCell, { inputs, optional = {} }: Context): LayerProblem | undefined {
  const [first] = ports.sequences;
  if (ports.sequences.length === 0) {
    return {
      code: 'scan-no-sequence',
      parameter: 'module',
      message: 'Its module has no input that is read step by step: each is a state. Give it one more input.',
      expected: 'an input without an output of the same name',
    };
  }
  for (const [i, { name, label }] of ports.sequences.entries()) {
    const { shape } = inputs[i];
    const steps = inputs[0].shape[1];
    if (shape.length >= 2 && typeof shape[1] === 'number' && shape[1] > 0 && shape[1] === steps) continue;
    return {
      code: 'shape-mismatch',
      port: name,
      message:
        shape.length < 2 || typeof shape[1] !== 'number' || shape[1] === 0
          ? `Its input “${label}” is read step by step: axis 1 holds at least one step.`
          : `Its input “${label}” has ${shape[1]} steps, but “${first.label}” has ${steps}: they are read side by side.`,
      expected: i === 0 ? 'N×T×…, sequence' : `N×${steps}×…`,
      actual: formatShape(shape),
    };
  }
  const mask = optional[MASK_PORT];
  const steps = inputs[0].shape[1];
  if (mask === undefined || (mask.dtype === 'bool' && mask.shape.length === 2 && mask.shape[1] === steps)) return undefined;
  return {
    code: 'shape-mismatch',
    port: MASK_PORT,
    message: `Its mask says of each of the ${steps} steps whether it is there.`,
    expected: `bool ${formatShape(['N', steps])}`,
    actual: `${mask.dtype} ${formatShape(mask.shape)}`,
  };
}

/** Types of a step's inputs that follow from what is wired, or from what the module says of a state. */
function fixedTypes({ ports }: ScanCell, { inputs, optional = {} }: Context): Types {
  const sequences = ports.sequences.map(({ name }, i) => [name, stepType(inputs[i])] as const);
  const constants = ports.constants.map(({ name }, i) => [name, inputs[ports.sequences.length + i]] as const);
  const states = ports.states.flatMap(({ input: { name, sizes } }) => {
    const first = optional[name];
    if (first !== undefined) return [[name, first] as const];
    return sizes.length === 0 ? [] : [[name, { dtype: 'float32', shape: [inputs[0].shape[0], ...sizes] } as const] as const];
  });
  return new Map([...sequences, ...constants, ...states]);
}

interface Settled extends SettledCell {
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The cell's layers in types that its states keep. Where neither a first state nor the drawing says them, the sizes of its layers are
 * tried in turn: a state may have any type that leaves a step as it enters it.
 */
function settle(cell: ScanCell, context: Context, fixed: Types): Settled {
  const open = cell.ports.states.filter(({ input }) => !fixed.has(input.name));
  if (open.length === 0) return inferCell(cell, context, fixed);
  const [batch] = context.inputs[0].shape;
  let first: Settled | undefined;
  for (const size of sizesToTry(cell, context)) {
    let types: Types = new Map([
      ...fixed,
      ...open.map(({ input }) => [input.name, { dtype: 'float32', shape: [batch, size] } as const] as const),
    ]);
    for (let round = 0; round < 3; round += 1) {
      const found = inferCell(cell, context, types);
      first ??= found;
      const changed = open.filter((state) => !keeps(state, found));
      if (changed.length === 0) return found;
      const left = changed.map(({ input, output }) => [input.name, outputType(found.layers, output.name)] as const);
      if (left.some(([, type]) => type === undefined)) break;
      types = new Map([...types, ...left.flatMap(([name, type]) => (type === undefined ? [] : [[name, type] as const]))]);
    }
  }
  return first ?? inferCell(cell, context, fixed);
}

/** Whole numbers among the parameters of the cell's layers, then the features of a step. */
function sizesToTry({ nodes, ports }: ScanCell, { inputs }: Context): readonly number[] {
  const named = [...nodes.values()].flatMap(({ layer, parameters }) =>
    Object.entries(layer.parameters).flatMap(([name, { kind }]) => (kind === 'int' && name === 'units' ? [Number(parameters[name])] : [])),
  );
  const others = [...nodes.values()].flatMap(({ layer, parameters }) =>
    Object.entries(layer.parameters).flatMap(([name, { kind }]) => (kind === 'int' && name !== 'units' ? [Number(parameters[name])] : [])),
  );
  const features = ports.sequences.map((_, i) => Number(inputs[i].shape.at(-1)));
  return [...new Set([...named, ...features, ...others])].filter((size) => size >= 1 && size <= 65_535).slice(0, 24);
}

function inferCell({ nodes, drawing: { wiring } }: ScanCell, context: Context, types: Types): Settled {
  return { types, ...inferLayers({ nodes, wiring, datasets: context.dataset, dataset: context.projectDataset, given: types }) };
}

function outputType(layers: ReadonlyMap<string, LayerState>, port: string): TensorType | undefined {
  return layers.get(port)?.inputs[0];
}

function keeps({ input, output }: StatePort, { types, layers }: SettledCell): boolean {
  const [before, after] = [types.get(input.name), outputType(layers, output.name)];
  return before !== undefined && after !== undefined && before.dtype === after.dtype && sameShape(before.shape, after.shape);
}

/** What leaves a step in another form than it enters the next: told at the port that it leaves by. */
function stateFault({ ports, drawing }: ScanCell, { types, layers }: SettledCell): Diagnostic | undefined {
  const odd = ports.states.find((state) => !keeps(state, { types, layers }));
  if (odd === undefined) return undefined;
  const [before, after] = [types.get(odd.input.name), outputType(layers, odd.output.name)];
  const wire = drawing.wiring.incoming.get(odd.output.name)?.[0];
  const fixes = before === undefined || after === undefined || wire === undefined ? [] : stateFixes(odd, wire, before, after);
  const shown = (type: TensorType | undefined): string => (type === undefined ? 'an unknown shape' : formatShape(type.shape));
  return {
    code: 'scan-state',
    severity: 'error',
    nodeId: odd.output.name,
    port: 'in',
    message: `The state “${odd.input.label}” enters a step as ${shown(before)} and leaves it as ${shown(after)}: what leaves one step enters the next. Let the layer that gives it keep the shape, or say the size of the state at its port.`,
    expected: shown(before),
    actual: shown(after),
    ...(wire !== undefined && { wire }),
    ...(fixes.length > 0 && { fixes }),
  };
}

/** The sizes of the state as it leaves a step, said at its port; else a Dense layer that gives those with which it enters. */
function stateFixes({ input }: StatePort, wire: WireEnds, before: TensorType, after: TensorType): readonly Fix[] {
  const [was, is] = [before.shape.slice(1), after.shape.slice(1)];
  const sizes: Fix = {
    label: `Let the state be of size ${is.join('×')}`,
    edits: [{ type: 'set-parameter', node: input.name, parameter: 'sizes', value: is }],
  };
  if (before.dtype !== 'float32' || after.dtype !== 'float32' || is.length === 0 || !is.every((size) => typeof size === 'number'))
    return [];
  if (was.length !== 1 || is.length !== 1 || typeof was[0] !== 'number') return [sizes];
  return [
    { label: `Insert Dense with ${was[0]} units`, edits: [{ type: 'insert-layer', wire, layer: 'Dense', parameters: { units: was[0] } }] },
    sizes,
  ];
}

/** A layer whose statistics of batches would have to run on from step to step. */
function runningFault(cell: ScanCell, layers: ReadonlyMap<string, LayerState>): Diagnostic | undefined {
  const id = neededLayers(cell).find((needed) => layers.get(needed)?.weights.some(({ trainable }) => !trainable));
  if (id === undefined) return undefined;
  return {
    code: 'scan-running',
    severity: 'error',
    nodeId: id,
    message: `${cell.nodes.get(id)?.node.name ?? id} keeps running statistics of batches, which have no meaning step by step. Use LayerNorm in its place.`,
    expected: 'a layer without running statistics',
    actual: cell.nodes.get(id)?.layer.type ?? id,
    fixes: [{ label: 'Use LayerNorm', edits: [{ type: 'replace-layer', node: id, layer: LayerNorm.type }] }],
  };
}

/** Nothing is read step by step while some inputs are read whole in every step: one of those may be meant. */
function constantFault({ ports: { sequences, constants } }: ScanCell): Diagnostic | undefined {
  const [first] = constants;
  if (sequences.length > 0 || first === undefined) return undefined;
  return {
    code: 'scan-no-sequence',
    severity: 'error',
    nodeId: first.name,
    parameter: 'constant',
    message: 'No input of the module is read step by step: each is a state, or alike in every step. Let one be read step by step.',
    expected: 'an input that is read step by step',
    actual: 'alike in every step',
    fixes: constants.map(({ name, label }) => ({
      label: `Read “${label}” step by step`,
      edits: [{ type: 'set-parameter', node: name, parameter: 'constant', value: false }],
    })),
  };
}

/** A problem where a layer can't be computed step by step. */
function layerProblem(cell: ScanCell, layers: ReadonlyMap<string, LayerState>): LayerProblem | undefined {
  const owners = new Map<string, string>();
  for (const id of neededLayers(cell)) {
    const layer = layers.get(id);
    if (layer === undefined) continue;
    const owner = cell.nodes.get(id)?.owner ?? id;
    for (const { name } of layer.weights) {
      const taken = owners.get(innerWeight(cell, id, name));
      owners.set(innerWeight(cell, id, name), owner);
      if (taken === undefined || taken === owner) continue;
      return {
        code: 'duplicate-weight',
        message: `Its layers ${taken} and ${owner} would each have a weight “${innerWeight(cell, id, name)}”. Give one of them another id in the project's text.`,
      };
    }
  }
  for (const { name, label } of cell.ports.outputs) {
    const type = outputType(layers, name);
    if (type?.shape[0] === 'N') continue;
    return {
      code: 'scan-output',
      message: `Its output “${label}” is no batch: what leaves a step has the samples along its first axis.`,
      expected: 'N×…',
      actual: type === undefined ? 'nothing' : formatShape(type.shape),
    };
  }
  return undefined;
}

function inferenceOf(cell: ScanCell, layers: ReadonlyMap<string, LayerState>, steps: number | string): LayerInference {
  const outputs = cell.ports.outputs.map(({ name }) => outputType(layers, name)).filter((type) => type !== undefined);
  const each = outputs.map(({ dtype, shape }): TensorType => ({ dtype, shape: [shape[0], steps, ...shape.slice(1)] }));
  const last = cell.ports.states.map(({ output }) => outputType(layers, output.name)).filter((type) => type !== undefined);
  const weights = new Map<string, WeightSpec>();
  let flops = 0;
  for (const id of neededLayers(cell)) {
    const layer = layers.get(id);
    if (layer === undefined) continue;
    flops += layer.flops;
    for (const weight of layer.weights) {
      const name = innerWeight(cell, id, weight.name);
      if (!weights.has(name)) weights.set(name, { ...weight, name });
    }
  }
  return { outputs: [...each, ...last], weights: [...weights.values()], flops: flops * Number(steps) };
}
