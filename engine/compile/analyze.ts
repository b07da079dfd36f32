import { sizeOf } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import type { DatasetShape, LayerInference } from '../layers/definition.ts';
import { type DeclaredShape, fedShape } from '../preprocessing/fed-shape.ts';
import type { Diagnostic, WireEnds } from '../project/diagnostic.ts';
import type { Project } from '../project/schema.ts';
import { activeProject, atDrawnWires, inactiveProblems } from './active.ts';
import type { Analysis, LayerAnalysis } from './analysis.ts';
import { dataProblems } from './data-problems.ts';
import { explainPlace, missingEnds, missingInput, nameOf, toDiagnostic } from './problems.ts';
import { type ResolvedNode, resolveNodes } from './resolve.ts';
import { networkSizeProblem, sizeProblem } from './size-limits.ts';
import { squashedScores } from './squashed-scores.ts';
import { checkTraining } from './training-problems.ts';
import { weightNameProblems } from './weight-names.ts';
import { unknownTargets } from './unknown-targets.ts';
import { byPort, readWiring, type Wiring } from './wiring.ts';

/** Finds a dataset's fields by its id; `undefined` where there is no such dataset. */
export type DatasetLookup = (id: string) => DeclaredShape | undefined;

/** An analysis together with what lowering needs. */
export interface CompiledProject {
  readonly project: Project;
  readonly analysis: Analysis;
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly incoming: ReadonlyMap<string, readonly WireEnds[]>;
  readonly dataset: DatasetShape | undefined;
}

/** Shapes, costs and every problem of a project. Never throws on what a user drew. */
export function analyze(project: Project, datasets: DatasetLookup): Analysis {
  return compileProject(project, datasets).analysis;
}

/** As `analyze`, keeping what lowering needs. */
export function compileProject(drawn: Project, datasets: DatasetLookup): CompiledProject {
  const { project, starved, drawnWire } = activeProject(drawn);
  const { nodes, diagnostics: nodeFaults } = resolveNodes(project);
  const wiring = readWiring(project, nodes);
  const fed: DatasetLookup = (id) => fedShape(datasets(id), project.data);
  const dataset = projectDataset(nodes, fed);
  const { layers, diagnostics: layerFaults } = inferLayers(nodes, wiring, fed, dataset.shape);
  const onPath = ancestorsOfOutputs(nodes, wiring);
  const oversize = networkSizeProblem([...layers.values()].filter(({ nodeId }) => onPath.has(nodeId)));
  const diagnostics = [
    ...checkTraining(project.training, { nodes, dataset: dataset.shape }),
    ...dataProblems(project, nodes, dataset.shape),
    ...nodeFaults,
    ...wiring.diagnostics,
    ...dataset.diagnostics,
    ...layerFaults,
    ...unknownTargets({ nodes, layers, incoming: wiring.incoming }, dataset.shape, layerFaults),
    ...squashedScores(nodes, wiring.incoming),
    ...inactiveProblems(drawn, starved, missingEnds(nodes)),
    ...(oversize === undefined ? [] : [oversize]),
    ...weightNameProblems(layers.values()),
  ].map((diagnostic) => atDrawnWires(explainPlace(diagnostic, onPath), drawnWire));
  const rank = new Map(wiring.order.map((id, index) => [id, index]));
  const place = ({ nodeId }: Diagnostic): number => (nodeId === undefined ? -1 : (rank.get(nodeId) ?? wiring.order.length));
  const sorted = diagnostics
    .map((diagnostic, index) => ({ diagnostic, index }))
    .sort((a, b) => place(a.diagnostic) - place(b.diagnostic) || a.index - b.index);
  const ordered = sorted.map(({ diagnostic }) => diagnostic);
  const blocking = ordered.find(({ severity, nodeId }) => severity === 'error' && (nodeId === undefined || onPath.has(nodeId)));
  const analyses = new Map([...layers].map(([id, layer]) => [id, { ...layer, reachesLoss: onPath.has(id) }]));
  const used = [...analyses.values()].filter(({ reachesLoss }) => reachesLoss);
  const untrained = blocking === undefined && used.every(({ parameterCount }) => parameterCount === 0);
  const offending = ordered.find(({ severity, wire }) => severity === 'error' && wire !== undefined)?.wire;
  const blocker = blocking?.message ?? (untrained ? 'No layer between input and output has anything to train.' : undefined);
  return {
    project,
    nodes,
    incoming: wiring.incoming,
    dataset: dataset.shape,
    analysis: {
      diagnostics: ordered,
      trainable: blocker === undefined,
      exportable: blocking === undefined,
      ...(blocker !== undefined && { blocker }),
      layers: analyses,
      order: wiring.order,
      ...(offending !== undefined && { firstOffendingWire: offending }),
      totals: {
        layers: analyses.size,
        parameters: sum(analyses.values(), ({ parameterCount }) => parameterCount),
        flops: sum(analyses.values(), ({ flops }) => flops),
        activationBytes: sum(analyses.values(), ({ outputs }) => sum(outputs, sampleBytes)),
      },
    },
  };
}

function sum<T>(items: Iterable<T>, value: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += value(item);
  return total;
}

/** Bytes of one sample of a tensor, four a number. */
export function sampleBytes(type: TensorType): number {
  return 4 * sizeOf(type.shape.slice(1).map(Number));
}

type LayerState = Omit<LayerAnalysis, 'reachesLoss'>;

function inferLayers(
  nodes: ReadonlyMap<string, ResolvedNode>,
  wiring: Wiring,
  datasets: DatasetLookup,
  dataset: DatasetShape | undefined,
): { layers: Map<string, LayerState>; diagnostics: Diagnostic[] } {
  const layers = new Map<string, LayerState>();
  const diagnostics: Diagnostic[] = [];
  for (const [id] of nodes) layers.set(id, { nodeId: id, inputs: [], outputs: [], weights: [], parameterCount: 0, flops: 0 });
  for (const id of wiring.order) {
    const resolved = nodes.get(id);
    if (resolved === undefined) continue;
    const wires = wiring.incoming.get(id) ?? [];
    const missing = resolved.layer.inputs.filter(({ name, optional }) => optional !== true && !wires.some(({ to }) => to.port === name));
    diagnostics.push(...missing.map((port) => missingInput(resolved, port.name)));
    const inputs = wires.map((wire) => typeOfSource(wire, layers, nodes));
    const known = inputs.filter((type) => type !== undefined);
    const blank = { nodeId: id, inputs: known, outputs: [], weights: [], parameterCount: 0, flops: 0 };
    layers.set(id, blank);
    if (missing.length > 0 || known.length < inputs.length || !resolved.valid) continue;
    const given = byPort(resolved.layer, wires, known);
    const context = { parameters: resolved.parameters, ...given, dataset: datasets, projectDataset: dataset };
    const offers = resolved.layer.offers?.(context);
    const offered = { ...blank, ...given, ...(offers !== undefined && { offers }) };
    layers.set(id, offered);
    const result = resolved.layer.infer(context);
    const problem = 'problem' in result ? result.problem : sizeProblem(resolved.layer.type, result);
    if (problem !== undefined)
      diagnostics.push(toDiagnostic(problem, resolved, wires, known, { nodes, layers, incoming: wiring.incoming }));
    else if (!('problem' in result)) layers.set(id, withInference(offered, result));
  }
  return { layers, diagnostics };
}

function withInference(blank: LayerState, inference: LayerInference): LayerState {
  const weights = inference.weights ?? [];
  return {
    ...blank,
    outputs: inference.outputs,
    weights,
    parameterCount: sum(weights, ({ shape, trainable }) => (trainable ? sizeOf(shape) : 0)),
    flops: inference.flops ?? 0,
  };
}

function typeOfSource(
  wire: WireEnds,
  layers: ReadonlyMap<string, LayerState>,
  nodes: ReadonlyMap<string, ResolvedNode>,
): TensorType | undefined {
  const port = nodes.get(wire.from.node)?.outputs.findIndex(({ name }) => name === wire.from.port) ?? -1;
  return port < 0 ? undefined : layers.get(wire.from.node)?.outputs[port];
}

/** The one dataset that all Input layers name. */
function projectDataset(
  nodes: ReadonlyMap<string, ResolvedNode>,
  datasets: DatasetLookup,
): { shape: DeclaredShape | undefined; diagnostics: Diagnostic[] } {
  const inputs = [...nodes.values()].filter(({ layer }) => layer.type === 'Input');
  const [first, ...others] = inputs;
  if (first === undefined) return { shape: undefined, diagnostics: [] };
  const id = String(first.parameters.dataset);
  const odd = others.find(({ parameters }) => parameters.dataset !== id);
  const diagnostics: Diagnostic[] = [];
  if (odd !== undefined) {
    diagnostics.push({
      code: 'several-datasets',
      severity: 'error',
      nodeId: odd.node.id,
      parameter: 'dataset',
      message: `${nameOf(odd)} reads “${String(odd.parameters.dataset)}”, but ${nameOf(first)} reads “${id}”: the inputs of a network come from the same samples. Choose one dataset.`,
      expected: id,
      actual: String(odd.parameters.dataset),
      fixes: [{ label: `Use ${id}`, edits: [{ type: 'set-parameter', node: odd.node.id, parameter: 'dataset', value: id }] }],
    });
  }
  return { shape: datasets(id), diagnostics };
}

/** Nodes from which an Output can be reached, Outputs included. */
function ancestorsOfOutputs(nodes: ReadonlyMap<string, ResolvedNode>, wiring: Wiring): ReadonlySet<string> {
  const reached = new Set([...nodes].filter(([, { layer }]) => layer.type === 'Output').map(([id]) => id));
  const open = [...reached];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const { from } of wiring.incoming.get(id) ?? []) {
      if (reached.has(from.node)) continue;
      reached.add(from.node);
      open.push(from.node);
    }
  }
  return reached;
}
