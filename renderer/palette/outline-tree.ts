import { isInstance, moduleIdOf } from '../../engine/modules/instance-layer.ts';
import type { Project, ProjectNode } from '../../engine/project/schema.ts';
import { nodeName } from '../document/document.ts';
import type { Level } from '../document/level.ts';
import { moduleDrawing } from '../document/module-drawing.ts';

/** A node in the outline: of the drawing that is shown, or of a module in it that was unfolded. */
export interface OutlineRow {
  /** Tells it from the same node of another instance: the ids on the way to it. */
  readonly key: string;
  readonly node: ProjectNode;
  /** The drawing that it is of. */
  readonly drawing: Project;
  /** The modules that lead to it from the drawing that is shown. */
  readonly way: Level;
  /** Whether it stands for a module, and that is unfolded. */
  readonly expanded: boolean | undefined;
  readonly place: number;
  readonly siblings: number;
}

/** The rows of the outline: each node after what feeds it, below an unfolded module its nodes. */
export function outlineRows(
  whole: Project,
  drawing: Project,
  order: readonly string[],
  unfolded: ReadonlySet<string>,
  way: Level = [],
): readonly OutlineRow[] {
  const nodes = inOrder(drawing.nodes, order);
  return nodes.flatMap((node, index) => {
    const key = [...way.map((open) => open.node ?? ''), node.id].join('/');
    const module = isInstance(node) ? moduleIdOf(node) : undefined;
    const inner = module === undefined ? undefined : moduleDrawing(whole, module);
    const expanded = inner && unfolded.has(key);
    const row: OutlineRow = { key, node, drawing, way, expanded, place: index + 1, siblings: nodes.length };
    if (inner === undefined || module === undefined || expanded !== true) return [row];
    return [row, ...outlineRows(whole, inner, wiredOrder(inner), unfolded, [...way, { node: node.id, module }])];
  });
}

/** Where a key leads from a row; undefined where it leads nowhere. */
export function rowByKey(rows: readonly OutlineRow[], from: number, key: string): number | undefined {
  const depth = rows[from]?.way.length ?? 0;
  const next = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    Home: 0,
    End: rows.length - 1,
    ArrowRight: rows[from]?.expanded === true ? from + 1 : -1,
    ArrowLeft: rows.findLastIndex(({ way }, index) => index < from && way.length < depth),
  }[key];
  if (next !== undefined) return rows[next] === undefined ? undefined : next;
  if (key.length !== 1 || key === ' ') return undefined;
  const letter = key.toLowerCase();
  const after = rows.findIndex(({ node }, index) => index > from && nodeName(node).toLowerCase().startsWith(letter));
  const found = after >= 0 ? after : rows.findIndex(({ node }) => nodeName(node).toLowerCase().startsWith(letter));
  return found < 0 ? undefined : found;
}

function inOrder(nodes: readonly ProjectNode[], order: readonly string[]): readonly ProjectNode[] {
  const rank = new Map(order.map((id, index) => [id, index]));
  return nodes.toSorted((a, b) => (rank.get(a.id) ?? order.length) - (rank.get(b.id) ?? order.length));
}

/** The nodes of a drawing so that each follows what feeds it; those of a circle come last. */
function wiredOrder({ nodes, wires }: Project): readonly string[] {
  const awaited = new Map(nodes.map(({ id }) => [id, wires.filter(({ to }) => to.node === id).length]));
  const order = nodes.filter(({ id }) => awaited.get(id) === 0).map(({ id }) => id);
  for (const id of order) {
    for (const { to } of wires.filter(({ from }) => from.node === id)) {
      const left = (awaited.get(to.node) ?? 0) - 1;
      awaited.set(to.node, left);
      if (left === 0) order.push(to.node);
    }
  }
  return order;
}
