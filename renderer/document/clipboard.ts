import { z } from 'zod';
import { PROJECT_VERSION, projectSchema, type Project, type ProjectNode, type ProjectWire } from '../../engine/project/schema.ts';
import { freeCopyId } from './naming.ts';
import type { Point } from './placement.ts';

/** What the clipboard holds as JSON text, so that it can be pasted into another window or a text editor. */
const fragmentSchema = z.strictObject({
  format: z.literal('netloom/fragment'),
  version: z.literal(PROJECT_VERSION),
  nodes: projectSchema.shape.nodes,
  wires: projectSchema.shape.wires,
});

export interface Fragment {
  readonly nodes: readonly ProjectNode[];
  readonly wires: readonly ProjectWire[];
}

/** The nodes and the wires that run between them. */
export function fragmentOf(project: Project, nodeIds: readonly string[]): Fragment {
  const chosen = new Set(nodeIds);
  return {
    nodes: project.nodes.filter((node) => chosen.has(node.id)),
    wires: project.wires.filter((wire) => chosen.has(wire.from.node) && chosen.has(wire.to.node)),
  };
}

export function fragmentText(fragment: Fragment): string {
  return JSON.stringify({ format: 'netloom/fragment', version: PROJECT_VERSION, ...fragment }, null, 2);
}

/** A fragment, or a whole project, from the clipboard's text; undefined where the text is neither. */
export function parseFragment(text: string): Fragment | undefined {
  const value = parseJson(text);
  const fragment = fragmentSchema.safeParse(value);
  if (fragment.success) return fragment.data;
  const project = projectSchema.safeParse(value);
  return project.success ? { nodes: project.data.nodes, wires: project.data.wires } : undefined;
}

/** The fragment under ids that the project doesn't use, moved by the offset; wires to nodes outside of it are dropped. */
export function renewed(project: Project, fragment: Fragment, offset: Point): Fragment {
  const taken = new Set(project.nodes.map((node) => node.id));
  const names = new Map<string, string>();
  const nodes = fragment.nodes.map((node) => {
    const id = freeCopyId(taken, node.id);
    taken.add(id);
    names.set(node.id, id);
    return { ...node, id, position: { x: node.position.x + offset.x, y: node.position.y + offset.y } };
  });
  const wires = fragment.wires.flatMap(({ from, to }) => {
    const source = names.get(from.node);
    const target = names.get(to.node);
    if (source === undefined || target === undefined) return [];
    return [{ from: { node: source, port: from.port }, to: { node: target, port: to.port } }];
  });
  return { nodes, wires };
}

/** The upper left corner of the fragment's nodes. */
export function cornerOf(fragment: Fragment): Point {
  return {
    x: Math.min(...fragment.nodes.map((node) => node.position.x)),
    y: Math.min(...fragment.nodes.map((node) => node.position.y)),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
