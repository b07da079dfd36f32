import { formatShape, sameShape } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import type { LayerCategory, LayerFix, LayerProblem } from '../layers/definition.ts';
import type { Diagnostic, Fix, ProjectEdit, WireEnds } from '../project/diagnostic.ts';
import type { LayerAnalysis } from './analysis.ts';
import type { ResolvedNode } from './resolve.ts';

/** What a fix may look at beside the faulty layer. */
export interface FixSurroundings {
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly layers: ReadonlyMap<string, Pick<LayerAnalysis, 'inputs' | 'outputs'>>;
  readonly incoming: ReadonlyMap<string, readonly WireEnds[]>;
}

/** What people call a node; of one in a module with what the modules around it are called: `stem/conv1`. */
export function nameOf({ node, path = '' }: Pick<ResolvedNode, 'node' | 'path'>): string {
  return `${path}${node.name ?? node.id.slice(node.id.lastIndexOf('/') + 1)}`;
}

export function missingInput(resolved: ResolvedNode, port: string): Diagnostic {
  return {
    code: 'missing-input',
    severity: 'error',
    nodeId: resolved.node.id,
    port,
    message: `${nameOf(resolved)} has nothing wired to its input “${port}”. ${remedyFor(resolved, port)}`,
  };
}

/** Several inputs that nothing is wired to, told at once. */
export function missingInputs(resolved: ResolvedNode, ports: readonly string[]): Diagnostic {
  const listed = new Intl.ListFormat('en').format(ports.map((port) => `“${port}”`));
  return {
    code: 'missing-input',
    severity: 'error',
    nodeId: resolved.node.id,
    port: ports[0],
    message: `${nameOf(resolved)} has nothing wired to its inputs ${listed}. ${remedyFor(resolved, ports[0])}`,
  };
}

/** Parts of graphs come from Inputs. */
function remedyFor({ layer }: ResolvedNode, port: string): string {
  const kinds = layer.inputs.find(({ name }) => name === port)?.accepts ?? [];
  if (kinds.includes('edges')) return 'Wire an Input with the edges of a graph here; only datasets of graphs have them.';
  if (port === 'membership') return 'Wire an Input with the dataset’s “membership” here: it tells which graph each node belongs to.';
  return 'Connect the output of another layer.';
}

/** A layer's problem in its place: node, wire, and fixes as edits. */
export function toDiagnostic(
  problem: LayerProblem,
  resolved: ResolvedNode,
  wires: readonly WireEnds[],
  inputs: readonly TensorType[],
  surroundings: FixSurroundings,
): Diagnostic {
  const wire = problem.port === undefined ? undefined : faultyWire(problem, wires, inputs);
  const fixes = [...(problem.fixes ?? []).flatMap((fix) => toFix(fix, resolved, wire, surroundings)), ...withoutWire(wire, resolved)];
  const { fixes: _, ...rest } = problem;
  return {
    ...rest,
    severity: 'error',
    nodeId: resolved.node.id,
    message: `${nameOf(resolved)}: ${problem.message}`,
    ...(wire !== undefined && { wire }),
    ...(fixes.length > 0 && { fixes }),
  };
}

/** What a layer can do without can be taken away. */
function withoutWire(wire: WireEnds | undefined, { layer }: ResolvedNode): readonly Fix[] {
  const isOptional = layer.inputs.some(({ name, optional }) => name === wire?.to.port && optional === true);
  return wire === undefined || !isOptional ? [] : [{ label: `Leave “${wire.to.port}” unwired`, edits: [{ type: 'remove-wire', wire }] }];
}

/** Of several wires into the port the last one whose type is the reported one, else the first. */
function faultyWire({ port, actual }: LayerProblem, wires: readonly WireEnds[], inputs: readonly TensorType[]): WireEnds | undefined {
  const ends = wires.map((wire, index) => ({ wire, shape: formatShape(inputs[index].shape) }));
  const own = ends.filter(({ wire }) => wire.to.port === port);
  const candidates = own.length > 0 ? own : ends;
  return (candidates.findLast(({ shape }) => actual?.startsWith(shape) === true) ?? candidates.at(0))?.wire;
}

function toFix(fix: LayerFix, resolved: ResolvedNode, wire: WireEnds | undefined, surroundings: FixSurroundings): Fix[] {
  if ('insert' in fix) {
    if (wire === undefined) return [];
    return [
      {
        label: fix.label,
        edits: [{ type: 'insert-layer', wire, layer: fix.insert, ...(fix.parameters !== undefined && { parameters: fix.parameters }) }],
      },
    ];
  }
  if ('replace' in fix) return [{ label: fix.label, edits: [{ type: 'replace-layer', node: resolved.node.id, layer: fix.replace }] }];
  if ('remove' in fix) return [{ label: fix.label, edits: [{ type: 'remove-node', node: resolved.node.id, heal: true }] }];
  const values = 'set' in fix ? fix.set : fix.setSource;
  const has = ({ layer }: ResolvedNode) => Object.keys(values).every((name) => name in layer.parameters);
  const target = 'set' in fix ? resolved : sourceWith(has, wire?.from.node, surroundings);
  if (target === undefined || !has(target)) return [];
  const edits = Object.entries(values).map(
    ([parameter, value]): ProjectEdit => ({ type: 'set-parameter', node: target.node.id, parameter, value }),
  );
  return [{ label: target === resolved ? fix.label : `${fix.label} in ${nameOf(target)}`, edits }];
}

/** Layers behind which a shape is still that of the layer before them, axis by axis. */
const passing: readonly LayerCategory[] = ['activation', 'norm'];

/** The first layer against the wires that has the parameters: the source itself, or one before layers that keep its shape. */
function sourceWith(
  has: (node: ResolvedNode) => boolean,
  source: string | undefined,
  { nodes, layers, incoming }: FixSurroundings,
): ResolvedNode | undefined {
  for (let id = source; id !== undefined; ) {
    const [node, analysis, wires] = [nodes.get(id), layers.get(id), incoming.get(id)];
    if (node === undefined || analysis === undefined || has(node)) return node;
    const [from, to] = [analysis.inputs[0], analysis.outputs[0]];
    const keeps = wires?.length === 1 && to !== undefined && sameShape(from.shape, to.shape) && passing.includes(node.layer.category);
    id = keeps ? wires[0].from.node : undefined;
  }
  return undefined;
}

/** A network needs both ends. Each is offered to be added, wired where there is one place alone that it could have. */
export function missingEnds(nodes: ReadonlyMap<string, ResolvedNode>, incoming: ReadonlyMap<string, readonly WireEnds[]>): Diagnostic[] {
  const types = new Set([...nodes.values()].map(({ layer }) => layer.type));
  const read = new Set([...incoming.values()].flatMap((wires) => wires.map(({ from }) => from.node)));
  const drawn = [...nodes.values()].filter(({ node }) => !node.id.includes('/'));
  const last = drawn.filter(({ node, outputs }) => outputs.length > 0 && !read.has(node.id));
  const from = last.length === 1 ? { node: last[0].node.id, port: last[0].outputs[0].name } : undefined;
  const first = drawn.flatMap(({ node, layer }) =>
    layer.inputs
      .filter(({ name, optional }) => optional !== true && !(incoming.get(node.id) ?? []).some(({ to }) => to.port === name))
      .map(({ name }) => ({ node: node.id, port: name })),
  );
  const to = first.length === 1 ? first[0] : undefined;
  const faults: Diagnostic[] = [];
  if (!types.has('Input'))
    faults.push({
      code: 'no-input',
      severity: 'error',
      message: 'The network has no Input layer. Add one and choose a dataset.',
      fixes: [{ label: 'Add an Input', edits: [{ type: 'add-layer', layer: 'Input', ...(to !== undefined && { to }) }] }],
    });
  if (!types.has('Output')) {
    faults.push({
      code: 'no-output',
      severity: 'error',
      message: 'The network has no Output layer. Add one after the last layer: it holds target and loss.',
      fixes: [{ label: 'Add an Output', edits: [{ type: 'add-layer', layer: 'Output', ...(from !== undefined && { from }) }] }],
    });
  }
  return faults;
}

/** Says of faults beside the trained path that they do no harm. */
export function explainPlace(diagnostic: Diagnostic, onPath: ReadonlySet<string>): Diagnostic {
  if (diagnostic.nodeId === undefined || diagnostic.severity !== 'error' || onPath.has(diagnostic.nodeId)) return diagnostic;
  return { ...diagnostic, message: `${diagnostic.message} Not on a path to the loss: training and export leave it out.` };
}
