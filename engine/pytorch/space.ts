import type { LayerAnalysis } from '../compile/analysis.ts';
import { carriedOutput } from '../compile/active.ts';
import { compileProject, type DatasetLookup } from '../compile/analyze.ts';
import { type Drawing, readDrawing } from '../compile/drawing.ts';
import type { ResolvedNode } from '../compile/resolve.ts';
import { cellOf } from '../compile/scan.ts';
import { neededLayers } from '../compile/scan-cell.ts';
import { weightName } from '../compile/weight-names.ts';
import type { DatasetShape, WeightSpec } from '../layers/definition.ts';
import type { FlatProject, Instance } from '../modules/flatten.ts';
import { EngineError, invariant } from '../graph/errors.ts';
import type { ScanPorts } from '../modules/instance-layer.ts';
import type { PortReference } from '../project/diagnostic.ts';
import type { Project, ProjectModule } from '../project/schema.ts';

type LayerState = Omit<LayerAnalysis, 'reachesLoss'>;

/** A network, or the drawing of one step of a scan: its layers in their places, those of modules among them. */
export interface Space {
  readonly project: Project;
  /** Before its ids in those of the whole network: the scan whose step it is. */
  readonly place: string;
  readonly flat: FlatProject;
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly layers: ReadonlyMap<string, LayerState>;
  /** The place of each layer in the order in which they are computed. */
  readonly ranks: ReadonlyMap<string, number>;
  /** Wires between layers, as they count in the end. */
  readonly incoming: Drawing['wiring']['incoming'];
  /** Whether a layer is computed at all. */
  needed(id: string): boolean;
  /** The name by which exported files know a weight of a layer. */
  weight(id: string, weight: WeightSpec): string;
  readonly dataset: DatasetShape | undefined;
}

/** The space of a project without blocking problems; else throws `EngineError('project-problems')` with the first. */
export function networkSpace(project: Project, datasets: DatasetLookup): Space {
  const { analysis, nodes, incoming, dataset } = compileProject(project, datasets);
  if (!analysis.exportable) {
    const nodeId = analysis.diagnostics.find(({ message }) => message === analysis.blocker)?.nodeId;
    throw new EngineError('project-problems', analysis.blocker ?? 'The project has problems.', nodeId === undefined ? {} : { nodeId });
  }
  const { flat } = readDrawing(project);
  return {
    project,
    place: '',
    flat,
    nodes,
    layers: analysis.layers,
    ranks: ranksOf(analysis.order),
    incoming,
    needed: (id) => analysis.layers.get(id)?.reachesLoss === true,
    weight: (id, weight) => weightName(ownerOf(nodes, id, weight), weight),
    dataset,
  };
}

/** The drawing of one step of a scan of `outer`, its ports and the module that it is. */
export function cellSpace(outer: Space, id: string): { readonly space: Space; readonly ports: ScanPorts; readonly module: ProjectModule } {
  const scan = outer.nodes.get(id);
  invariant(scan !== undefined, `${id} is a scan`);
  const cell = cellOf(outer.flat.project, scan);
  invariant(cell !== undefined, `${id} has a cell`);
  const needed = new Set(neededLayers(cell));
  const layers = outer.layers.get(id)?.inside ?? new Map<string, LayerState>();
  const space: Space = {
    project: outer.project,
    place: `${outer.place}${id}/`,
    flat: cell.drawing.flat,
    nodes: cell.nodes,
    layers,
    ranks: ranksOf(cell.drawing.wiring.order),
    incoming: cell.drawing.wiring.incoming,
    needed: (inner) => needed.has(inner),
    weight: (inner, weight) => outer.weight(id, { ...weight, name: weightName(cell.nodes.get(inner)?.owner ?? inner, weight) }),
    dataset: outer.dataset,
  };
  return { space, ports: cell.ports, module: cell.module };
}

/** Running statistics belong to their place, also where the trained weights are another node's; a frozen table is none. */
function ownerOf(nodes: Space['nodes'], id: string, { trainable, vectors }: WeightSpec): string {
  return trainable || vectors !== undefined ? (nodes.get(id)?.owner ?? id) : id;
}

function ranksOf(order: readonly string[]): ReadonlyMap<string, number> {
  return new Map(order.map((id, rank) => [id, rank]));
}

/** Whether something comes through an input of an instance, or out of an output of it. */
export function isFed(
  { flat, nodes }: Space,
  { node: { id }, inputs, outputs }: Instance,
  side: 'inputs' | 'outputs',
  rank: number,
): boolean {
  const end: PortReference | undefined = { inputs, outputs }[side][rank];
  if (end === undefined) return false;
  const carried = carriedOutput(flat.project, { from: end, to: { node: id, port: '' } });
  return carried !== undefined && nodes.has(carried.node);
}
