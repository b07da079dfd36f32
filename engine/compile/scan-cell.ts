import type { TensorType } from '../graph/types.ts';
import type { ScanPorts } from '../modules/instance-layer.ts';
import type { ProjectModule } from '../project/schema.ts';
import type { Drawing } from './drawing.ts';
import type { LayerState } from './infer-layers.ts';
import type { ResolvedNode } from './resolve.ts';
import { weightName } from './weight-names.ts';

/** What one step of a scan is drawn as. */
export interface ScanCell {
  readonly module: ProjectModule;
  readonly ports: ScanPorts;
  readonly drawing: Drawing;
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  /** As the drawing's, with those of scans in it. */
  readonly scopes: ReadonlyMap<string, string>;
}

/** A cell in types that its states keep. */
export interface SettledCell {
  /** Of its inputs, by their ports. */
  readonly types: ReadonlyMap<string, TensorType>;
  readonly layers: ReadonlyMap<string, LayerState>;
}

/** What a step of a sequence [N, T, …] is: [N, …]. */
export function stepType({ dtype, shape }: TensorType): TensorType {
  return { dtype, shape: [shape[0], ...shape.slice(2)] };
}

/** The name by which a scan knows a weight of one of its layers: `dense.kernel`. Layers that share weights know them by one name. */
export function innerWeight({ nodes }: ScanCell, nodeId: string, name: string): string {
  return weightName(nodes.get(nodeId)?.owner ?? nodeId, { name });
}

/** The ids of a cell's layers that are needed for its outputs, in order. */
export function neededLayers({ drawing: { wiring }, ports }: ScanCell): readonly string[] {
  const needed = new Set(ports.outputs.map(({ name }) => name));
  for (const id of wiring.order.toReversed()) {
    if (needed.has(id)) for (const { from } of wiring.incoming.get(id) ?? []) needed.add(from.node);
  }
  return wiring.order.filter((id) => needed.has(id));
}
