import type { LayerAnalysis } from '../compile/analysis.ts';
import { invariant } from '../graph/errors.ts';
import type { TensorType } from '../graph/types.ts';
import { type LayerDefinition, outputPortsOf, type Optional } from '../layers/definition.ts';
import type { ParameterValues } from '../layers/parameters.ts';
import { flattenLevel } from '../modules/flatten.ts';
import { type ProjectModule, type ProjectNode, projectSchema } from '../project/schema.ts';
import { writeDrawing } from './class-writer.ts';
import type { Space } from './space.ts';
import { fileOf, type TorchFile } from './write.ts';

/** What a single layer reads. */
export interface LayerInputs {
  /** Of the ports that must be wired, in order. */
  readonly inputs: readonly TensorType[];
  readonly optional?: Optional<TensorType>;
}

/**
 * A layer alone as a Python file: its inputs are the arguments of `forward`, those of optional ports last, by their names. Files know its
 * weights by the names that the layer gives them.
 */
export function writeLayer(layer: LayerDefinition, parameters: ParameterValues, { inputs, optional = {} }: LayerInputs): TorchFile {
  const inference = layer.infer({ parameters, inputs, optional, dataset: () => undefined, projectDataset: undefined });
  invariant(!('problem' in inference), `${layer.type} takes what is given`);
  const required = layer.inputs.filter((port) => port.optional !== true);
  const portOf = (rank: number): string => (rank < required.length ? required[rank] : required[required.length - 1]).name;
  const others = Object.entries(optional).flatMap(([port, type]) => (type === undefined ? [] : [{ name: port, port, type }]));
  const args = [...inputs.map((type, rank) => ({ name: `x${rank}`, port: portOf(rank), type })), ...others];
  const outputs = outputPortsOf(layer, parameters);
  const wires = [
    ...args.map(({ name, port }) => ({ from: { node: name, port: 'out' }, to: { node: 'layer', port } })),
    ...outputs.map(({ name }) => ({ from: { node: 'layer', port: name }, to: { node: `out ${name}`, port: 'in' } })),
  ];
  const node = (id: string, type: string): ProjectNode => ({ id, type, position: { x: 0, y: 0 }, parameters: {} });
  const nodes = [
    ...args.map(({ name }) => node(name, 'ModuleInput')),
    node('layer', layer.type),
    ...outputs.map(({ name }) => node(`out ${name}`, 'ModuleOutput')),
  ];
  const blank = { weights: [], parameterCount: 0, flops: 0, inputs: [] };
  const project = projectSchema.parse({ format: 'netloom', version: 1, name: layer.type, nodes: [], wires: [] });
  const space: Space = {
    project,
    place: '',
    flat: flattenLevel(project, project, 'network'),
    nodes: new Map([['layer', { node: nodes[args.length], layer, parameters, valid: true, outputs }]]),
    layers: new Map<string, Omit<LayerAnalysis, 'reachesLoss'>>([
      ['layer', { ...blank, nodeId: 'layer', inputs, optional, outputs: inference.outputs, weights: inference.weights ?? [] }],
      ...args.map(({ name, type }) => [name, { ...blank, nodeId: name, outputs: [type] }] as const),
    ]),
    ranks: new Map([['layer', 0]]),
    incoming: new Map(),
    needed: () => true,
    weight: (_, { name }) => name,
    dataset: undefined,
  };
  const module: ProjectModule = { id: '', name: layer.type, nodes, wires };
  const root = writeDrawing(
    space,
    module,
    outputs.map(({ name }) => `out ${name}`),
  );
  const types = new Map(args.map(({ name, type }) => [name, type]));
  return fileOf(
    root,
    root.inputs.map(({ port, code }) => ({
      field: port,
      code,
      dtype: types.get(port)?.dtype ?? 'float32',
      shape: types.get(port)?.shape ?? [],
    })),
  );
}
