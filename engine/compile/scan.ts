import { invariant } from '../graph/errors.ts';
import { withValues } from '../modules/flatten.ts';
import { modulesOf, moduleOf, scanPortsOf } from '../modules/instance-layer.ts';
import type { Project } from '../project/schema.ts';
import { type Drawing, readDrawing } from './drawing.ts';
import type { ResolvedNode } from './resolve.ts';
import type { ScanCell, SettledCell } from './scan-cell.ts';
import { inferScan } from './scan-infer.ts';
import { lowerScan } from './scan-lower.ts';

/** A drawing's nodes with its scans made computable, and the ids of modules by the beginnings of their layers' ids, those in scans included. */
export function withScans({ flat, nodes }: Pick<Drawing, 'flat' | 'nodes'>): {
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly scopes: ReadonlyMap<string, string>;
} {
  const scopes = new Map(flat.scopes);
  const made = new Map<string, ResolvedNode>();
  for (const [id, resolved] of nodes) {
    const cell = resolved.layer.type === 'Scan' ? cellOf(flat.project, resolved) : undefined;
    if (cell === undefined) {
      made.set(id, resolved);
      continue;
    }
    for (const [prefix, module] of cell.scopes) scopes.set(`${id}/${prefix}`, module);
    made.set(id, computable(resolved, cell));
  }
  return { nodes: made, scopes };
}

/** A scan that can be inferred, and then lowered in the types that were inferred last. */
function computable(resolved: ResolvedNode, cell: ScanCell): ResolvedNode {
  let settled: SettledCell | undefined;
  return {
    ...resolved,
    layer: {
      ...resolved.layer,
      lower(context) {
        invariant(settled !== undefined, `${resolved.node.id} is inferred before it is lowered`);
        return lowerScan(cell, settled, context);
      },
    },
    drawn: {
      infer(context) {
        const found = inferScan(cell, context);
        settled = found.settled;
        return found.told;
      },
    },
  };
}

/** The drawing of one step of a scan; `undefined` where no module is chosen. */
export function cellOf(project: Project, { node }: ResolvedNode): ScanCell | undefined {
  const module = moduleOf(node, modulesOf(project));
  if (module === undefined) return undefined;
  const drawing = readDrawing(project, withValues(module, node.parameters));
  return { module, ports: scanPortsOf(module), drawing, ...withScans(drawing) };
}
