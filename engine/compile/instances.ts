import type { TensorType } from '../graph/types.ts';
import { sameShape } from '../graph/shape.ts';
import type { FlatProject } from '../modules/flatten.ts';
import type { PortDefinition } from '../layers/definition.ts';
import { layerOfNode, modulesOf, portsOf } from '../modules/instance-layer.ts';
import type { Diagnostic, PortReference } from '../project/diagnostic.ts';
import type { InstanceAnalysis, LayerAnalysis } from './analysis.ts';
import type { LayerState } from './infer-layers.ts';
import type { ResolvedNode } from './resolve.ts';

type Nodes = ReadonlyMap<string, ResolvedNode>;

/**
 * The nodes on a path to a loss with the modules in which they are, with the ports of modules at which the way into one of them ends, and
 * with what faults are found inside of scans: what is wrong with those is in the way of training.
 */
export function withModules(
  onPath: ReadonlySet<string>,
  flat: FlatProject,
  nodes: Nodes,
  faults: readonly Diagnostic[],
): ReadonlySet<string> {
  if (flat.scopes.size === 0) return onPath;
  const within = byPrefix(flat, onPath, (id) => id);
  const inPlace = [...flat.instances].filter(([, { prefixes }]) => prefixes.some((prefix) => within.has(prefix)));
  const ends = [...onPath].flatMap((id) => (nodes.get(id)?.layer.inputs ?? []).flatMap(({ name }) => flat.deadEnd(id, name) ?? []));
  const scans = [...onPath].filter((id) => nodes.get(id)?.drawn !== undefined);
  const inScans = faults.flatMap(({ nodeId }) => (nodeId !== undefined && scans.some((id) => nodeId.startsWith(`${id}/`)) ? [nodeId] : []));
  return new Set([...onPath, ...inPlace.map(([id]) => id), ...ends, ...inScans]);
}

/** Items by the modules, and repetitions of them, that they are in. */
function byPrefix<T>({ scopes }: FlatProject, items: Iterable<T>, idOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const id = idOf(item);
    for (let slash = id.indexOf('/'); slash >= 0; slash = id.indexOf('/', slash + 1)) {
      const prefix = id.slice(0, slash + 1);
      if (!scopes.has(prefix)) continue;
      const group = groups.get(prefix);
      if (group === undefined) groups.set(prefix, [item]);
      else group.push(item);
    }
  }
  return groups;
}

/** What each module is in its place. */
export function instanceAnalyses(
  flat: FlatProject,
  layers: ReadonlyMap<string, LayerAnalysis>,
  nodes: Nodes,
): ReadonlyMap<string, InstanceAnalysis> {
  const typeOf = (end: PortReference | undefined): readonly TensorType[] => {
    const port = end && nodes.get(end.node)?.outputs.findIndex(({ name }) => name === end.port);
    const type = port === undefined || port < 0 ? undefined : layers.get(end?.node ?? '')?.outputs[port];
    return type === undefined ? [] : [type];
  };
  const groups = byPrefix(flat, layers.values(), ({ nodeId }) => nodeId);
  return new Map(
    [...flat.instances].map(([id, { module, prefixes, inputs, outputs }]): [string, InstanceAnalysis] => {
      const within = prefixes.flatMap((prefix) => groups.get(prefix) ?? []);
      const gives = outputs.flatMap(typeOf);
      const named = portsOf(module);
      return [
        id,
        {
          nodeId: id,
          module: module.id,
          prefixes,
          ports: new Map([
            ...named.inputs.flatMap(({ name }, i) => typeOf(inputs[i]).map((type) => [name, type] as const)),
            ...named.outputs.flatMap(({ name }, i) => typeOf(outputs[i]).map((type) => [name, type] as const)),
          ]),
          inputs: inputs.flatMap(typeOf),
          outputs: gives.length < outputs.length ? [] : gives,
          weights: [],
          parameterCount: trainedNumbers(within, nodes),
          flops: within.reduce((sum, { flops }) => sum + flops, 0),
          reachesLoss: within.some(({ reachesLoss }) => reachesLoss),
        },
      ];
    }),
  );
}

/** Trained numbers of layers, those that several of them share once. */
export function trainedNumbers(layers: Iterable<LayerState>, nodes: Nodes): number {
  const counted = new Set<string>();
  let total = 0;
  for (const { nodeId, parameterCount } of layers) {
    const owner = nodes.get(nodeId)?.owner ?? nodeId;
    // One whose inputs aren't known has none yet.
    if (parameterCount === 0 || counted.has(owner)) continue;
    total += parameterCount;
    counted.add(owner);
  }
  return total;
}

/** Inputs of what stands for a module, by the ids that the instances have. */
export function instancePorts({ instances, project }: FlatProject): ReadonlyMap<string, readonly PortDefinition[]> {
  const modules = modulesOf(project);
  return new Map([...instances].map(([id, { node }]) => [id, layerOfNode(node, modules)?.inputs ?? []]));
}

/** A problem for each layer that shares weights of other shapes. */
export function sharingProblems(layers: ReadonlyMap<string, LayerState>, nodes: Nodes): readonly Diagnostic[] {
  const first = new Map<string, LayerState>();
  return [...layers.values()].flatMap((layer): Diagnostic[] => {
    const { nodeId, weights } = layer;
    const owner = nodes.get(nodeId)?.owner ?? nodeId;
    const known = first.get(owner);
    if (weights.length === 0) return [];
    if (known === undefined) first.set(owner, layer);
    const other = weights.find(({ name, shape, trainable }) => {
      const shared = known?.weights.find((weight) => weight.name === name);
      return trainable && known !== undefined && (shared === undefined || !sameShape(shared.shape, shape));
    });
    if (other === undefined || known === undefined) return [];
    const theirs = known.weights.find(({ name }) => name === other.name)?.shape.join('×') ?? 'none';
    return [
      {
        code: 'shared-shape',
        severity: 'error',
        nodeId,
        message: `${nodeId} shares the weights of ${known.nodeId}, but what comes in is of another shape: it needs a ${other.name} of ${other.shape.join('×')}. Give the module its own weights here, or feed it alike.`,
        expected: `${other.name} of ${theirs}`,
        actual: other.shape.join('×'),
      },
    ];
  });
}
