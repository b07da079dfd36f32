import { sameShape, sizeOf } from '../graph/shape.ts';
import type { TensorType } from '../graph/types.ts';
import type { DatasetShape, LayerInference } from '../layers/definition.ts';
import { inside } from '../modules/drawn-diagnostic.ts';
import type { Diagnostic, WireEnds } from '../project/diagnostic.ts';
import type { LayerAnalysis } from './analysis.ts';
import { missingInput, toDiagnostic } from './problems.ts';
import type { ResolvedNode } from './resolve.ts';
import { sizeProblem } from './size-limits.ts';
import { byPort, type Wiring } from './wiring.ts';

/** What is known of a layer before the whole network is. */
export type LayerState = Omit<LayerAnalysis, 'reachesLoss'>;

export interface LayersToInfer {
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly wiring: Wiring;
  /** A dataset by its id, as it is fed. */
  datasets(id: string): DatasetShape | undefined;
  readonly dataset: DatasetShape | undefined;
  /** What nodes give that nothing infers: a module's inputs. */
  readonly given?: ReadonlyMap<string, TensorType>;
}

/** Shapes, weights and cost of every layer that can be known, in order, and what is wrong with the others. */
export function inferLayers({ nodes, wiring, datasets, dataset, given = new Map() }: LayersToInfer): {
  layers: Map<string, LayerState>;
  diagnostics: Diagnostic[];
} {
  const layers = new Map<string, LayerState>();
  const diagnostics: Diagnostic[] = [];
  let isOfData = false;
  const named = (name: string): DatasetShape | undefined => {
    isOfData = true;
    return datasets(name);
  };
  if (inferred.size > Math.max(MOST_KEPT, 2 * nodes.size)) inferred.clear();
  for (const [id] of nodes) layers.set(id, { nodeId: id, inputs: [], outputs: [], weights: [], parameterCount: 0, flops: 0 });
  for (const id of wiring.order) {
    const resolved = nodes.get(id);
    if (resolved === undefined) continue;
    const wires = wiring.incoming.get(id) ?? [];
    const missing = resolved.layer.inputs.filter(({ name, optional }) => optional !== true && !wires.some(({ to }) => to.port === name));
    diagnostics.push(...missing.map((port) => missingInput(resolved, port.name)));
    const inputs = wires.map((wire) => typeOfSource(wire, layers, nodes));
    const known = inputs.filter((type) => type !== undefined);
    const fed = given.get(id);
    const blank = { nodeId: id, inputs: known, outputs: fed === undefined ? [] : [fed], weights: [], parameterCount: 0, flops: 0 };
    layers.set(id, blank);
    if (fed !== undefined || missing.length > 0 || known.length < inputs.length || !resolved.valid) continue;
    const former = formerState(resolved, wires, known);
    if (former !== undefined) {
      layers.set(id, former);
      continue;
    }
    const byPorts = byPort(resolved.layer, wires, known);
    isOfData = false;
    const context = {
      parameters: resolved.parameters,
      ...byPorts,
      dataset: named,
      get projectDataset() {
        isOfData = true;
        return dataset;
      },
    };
    const offers = resolved.layer.offers?.(context);
    const offered = { ...blank, ...byPorts, ...(offers !== undefined && { offers }) };
    layers.set(id, offered);
    const drawn = resolved.drawn?.infer(context);
    if (drawn !== undefined) diagnostics.push(...drawn.diagnostics.map((diagnostic) => inside(diagnostic, id)));
    const result = drawn === undefined ? resolved.layer.infer(context) : resultOf(drawn);
    const problem = result === undefined ? undefined : 'problem' in result ? result.problem : sizeProblem(resolved.layer.type, result);
    const state = { ...offered, ...(drawn !== undefined && { inside: drawn.layers }) };
    layers.set(id, state);
    if (problem !== undefined)
      diagnostics.push(toDiagnostic(problem, resolved, wires, known, { nodes, layers, incoming: wiring.incoming }));
    else if (result !== undefined && !('problem' in result)) {
      const found = withInference(state, result);
      layers.set(id, found);
      if (drawn === undefined && !isOfData) inferred.set(id, { resolved, wires, types: known, state: found });
    }
  }
  return { layers, diagnostics };
}

interface Inferred {
  readonly resolved: ResolvedNode;
  readonly wires: readonly WireEnds[];
  readonly types: readonly TensorType[];
  readonly state: LayerState;
}

/** What was found of nodes that are gone is forgotten when there is more than this. */
const MOST_KEPT = 20_000;

/** What was found last of layers that depend on their parameters and on what comes in alone, not on data or on a drawing of their own, by node id. */
const inferred = new Map<string, Inferred>();

/** What was found of a layer when the same came in through the same ports. */
function formerState(resolved: ResolvedNode, wires: readonly WireEnds[], types: readonly TensorType[]): LayerState | undefined {
  const former = inferred.get(resolved.node.id);
  if (former?.resolved !== resolved || former.types.length !== types.length) return undefined;
  const isSame = types.every((type, index) => sameType(type, former.types[index]) && wires[index].to.port === former.wires[index].to.port);
  return isSame ? former.state : undefined;
}

function sameType(a: TensorType, b: TensorType): boolean {
  return a === b || (a.dtype === b.dtype && sameShape(a.shape, b.shape));
}

function resultOf({ inference, problem }: ReturnType<NonNullable<ResolvedNode['drawn']>['infer']>) {
  return problem === undefined ? inference : { problem };
}

function withInference(blank: LayerState, inference: LayerInference): LayerState {
  const weights = inference.weights ?? [];
  return {
    ...blank,
    outputs: inference.outputs,
    weights,
    parameterCount: weights.reduce((sum, { shape, trainable }) => sum + (trainable ? sizeOf(shape) : 0), 0),
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
