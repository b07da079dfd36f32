import { z } from 'zod';
import { isDeeperThan, MOST_NESTED } from '../../engine/project/parse.ts';
import {
  PROJECT_VERSION,
  projectSchema,
  type Project,
  type ProjectComment,
  type ProjectModule,
  type ProjectNode,
  type ProjectWire,
} from '../../engine/project/schema.ts';
import { withUniqueIds } from '../../engine/project/unique-ids.ts';
import { modulesFor } from './bring-modules.ts';
import { emptyProject } from './document.ts';
import { freeCopyId, takenIds } from './naming.ts';
import type { Point } from './placement.ts';

/** What the clipboard holds as JSON text, so that it can be pasted into another window or a text editor. */
export const fragmentSchema = z.strictObject({
  format: z.literal('netloom/fragment'),
  version: z.literal(PROJECT_VERSION),
  nodes: projectSchema.shape.nodes,
  wires: projectSchema.shape.wires,
  comments: projectSchema.shape.comments,
  modules: projectSchema.shape.modules,
  source: z.string().max(1000).optional(),
});

export interface Fragment {
  readonly nodes: readonly ProjectNode[];
  readonly wires: readonly ProjectWire[];
  readonly comments?: readonly ProjectComment[] | undefined;
  /** Those that the nodes stand for, and those in them. */
  readonly modules?: readonly ProjectModule[] | undefined;
  /** The id of the project that it was copied from: there its modules are linked, not copied. */
  readonly source?: string | undefined;
}

/** The nodes with the wires that run between them and the modules that they stand for, and the comments. */
export function fragmentOf(project: Project, nodeIds: readonly string[], commentIds: readonly string[] = []): Fragment {
  const chosen = new Set(nodeIds);
  const comments = project.comments?.filter(({ id }) => commentIds.includes(id)) ?? [];
  const nodes = project.nodes.filter((node) => chosen.has(node.id));
  const modules = modulesFor(project, nodes);
  return {
    nodes,
    wires: project.wires.filter((wire) => chosen.has(wire.from.node) && chosen.has(wire.to.node)),
    ...(comments.length > 0 && { comments }),
    ...(modules.length > 0 && { modules }),
  };
}

export function fragmentText(fragment: Fragment): string {
  return JSON.stringify({ format: 'netloom/fragment', version: PROJECT_VERSION, ...fragment }, null, 2);
}

/** More characters than a project file may have. */
export const MOST_CHARACTERS = 64 * 2 ** 20;

/** A fragment, or a whole project, from the clipboard's text; undefined where the text is neither: `notPasted` says why. */
export function parseFragment(text: string): Fragment | undefined {
  const value = text.length > MOST_CHARACTERS ? undefined : parseJson(text);
  if (isDeeperThan(value, MOST_NESTED)) return undefined;
  const fragment = fragmentSchema.safeParse(value);
  if (fragment.success) return { ...drawnOnce(fragment.data), source: fragment.data.source };
  const project = projectSchema.safeParse(value);
  return project.success ? drawnOnce(project.data) : undefined;
}

/** With ids that stand for one thing each, as in a project file. */
function drawnOnce({ nodes, wires, comments, modules }: Fragment): Fragment {
  const drawn = { nodes: [...nodes], wires: [...wires], comments: comments && [...comments], modules: modules && [...modules] };
  const { project } = withUniqueIds({ ...emptyProject(), ...drawn });
  return { nodes: project.nodes, wires: project.wires, comments: project.comments, modules: project.modules };
}

/** A fragment that comes back to its project: its nodes stand for the modules as they are there now. */
export function linkedTo({ modules }: Project, fragment: Fragment): Fragment {
  const known = new Set(modules?.map(({ id }) => id));
  return { ...fragment, modules: fragment.modules?.filter(({ id }) => !known.has(id)) };
}

/** True where there is nothing in it. */
export function isEmptyFragment({ nodes, comments = [] }: Fragment): boolean {
  return nodes.length === 0 && comments.length === 0;
}

/** The fragment under ids that the project doesn't use, moved by the offset and unlocked; wires to nodes outside of it are dropped. */
export function renewed(project: Project, fragment: Fragment, offset: Point): Fragment {
  const taken = new Set(takenIds(project));
  const names = new Map<string, string>();
  const moved = ({ x, y }: Point): Point => ({ x: x + offset.x, y: y + offset.y });
  const free = (id: string): string => {
    const copy = freeCopyId(taken, id);
    taken.add(copy);
    return copy;
  };
  const nodes = fragment.nodes.map(({ locked: _locked, ...node }) => {
    const id = free(node.id);
    names.set(node.id, id);
    return { ...node, id, position: moved(node.position) };
  });
  const comments = fragment.comments?.map(({ locked: _locked, ...comment }) => {
    return { ...comment, id: free(comment.id), position: moved(comment.position) };
  });
  const wires = fragment.wires.flatMap(({ from, to, via }) => {
    const source = names.get(from.node);
    const target = names.get(to.node);
    if (source === undefined || target === undefined) return [];
    const ends = { from: { node: source, port: from.port }, to: { node: target, port: to.port } };
    return [via === undefined ? ends : { ...ends, via: via.map(moved) }];
  });
  return { nodes, wires, comments };
}

/** The upper left corner of what is in the fragment. */
export function cornerOf({ nodes, comments = [] }: Fragment): Point {
  let corner = { x: Infinity, y: Infinity };
  for (const { position } of [...nodes, ...comments]) corner = { x: Math.min(corner.x, position.x), y: Math.min(corner.y, position.y) };
  return corner;
}

/** Undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
