import type { Project, ProjectNode } from '../../engine/project/schema.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** A step from one node to another. */
export interface Step {
  readonly from: string;
  readonly to: string;
  readonly direction: Direction;
}

type Walked = Pick<Project, 'nodes' | 'wires' | 'flow'>;

const opposite: Readonly<Record<Direction, Direction>> = { left: 'right', right: 'left', up: 'down', down: 'up' };

/**
 * The node that an arrow key leads to from another: along the flow to what it feeds, against it to what feeds it, across it among the nodes
 * that share what feeds them, or what they feed. Where no wire leads there, the nearest node of the drawing in that direction.
 * A step back goes to where the last one, `last`, came from. Undefined where nothing lies there.
 */
export function walkFrom(project: Walked, id: string, direction: Direction, last?: Step): string | undefined {
  const find = (wanted: string) => project.nodes.find((each) => each.id === wanted);
  const node = find(id);
  if (node === undefined) return undefined;
  if (last?.to === id && last.direction === opposite[direction] && find(last.from) !== undefined) return last.from;
  const { flow = 'right' } = project;
  if (direction === flow) return firstOf(project, fedBy(project, id)) ?? nearest(project, node, direction);
  if (direction === opposite[flow]) return feeding(project, id).at(0) ?? nearest(project, node, direction);
  return nextSibling(project, node, direction) ?? nearest(project, node, direction);
}

/** What feeds a node, in the order of its wires. */
export function feeding({ wires }: Pick<Project, 'wires'>, id: string): readonly string[] {
  return [...new Set(wires.filter(({ to }) => to.node === id).map(({ from }) => from.node))];
}

/** What a node feeds. */
export function fedBy({ wires }: Pick<Project, 'wires'>, id: string): readonly string[] {
  return [...new Set(wires.filter(({ from }) => from.node === id).map(({ to }) => to.node))];
}

/** The topmost of some nodes; where the data flows down, the leftmost. */
function firstOf(project: Walked, ids: readonly string[]): string | undefined {
  return nodesOf(project, ids).toSorted(byPlace(project)).at(0)?.id;
}

function nextSibling(project: Walked, node: ProjectNode, direction: Direction): string | undefined {
  const kin = new Set([
    ...feeding(project, node.id).flatMap((source) => fedBy(project, source)),
    ...fedBy(project, node.id).flatMap((target) => feeding(project, target)),
  ]);
  const siblings = nodesOf(project, [...kin.add(node.id)]).toSorted(byPlace(project));
  const place = siblings.indexOf(node) + (direction === 'up' || direction === 'left' ? -1 : 1);
  return place < 0 ? undefined : siblings.at(place)?.id;
}

/** From top to bottom, then from left to right; the other way about where the data flows down. */
function byPlace({ flow }: Walked) {
  return ({ position: a }: ProjectNode, { position: b }: ProjectNode): number =>
    flow === 'down' ? a.x - b.x || a.y - b.y : a.y - b.y || a.x - b.x;
}

/** What lies aside counts as so much farther. */
const ASIDE = 2;

/** The nearest node on one side, by its upper left corner. */
function nearest({ nodes }: Walked, { id, position }: ProjectNode, direction: Direction): string | undefined {
  const across = direction === 'left' || direction === 'right';
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  let found: { readonly id: string; readonly distance: number } | undefined;
  for (const other of nodes) {
    const [dx, dy] = [other.position.x - position.x, other.position.y - position.y];
    const ahead = sign * (across ? dx : dy);
    const aside = Math.abs(across ? dy : dx);
    if (other.id === id || ahead <= 0 || aside > ASIDE * ahead) continue;
    const distance = ahead + ASIDE * aside;
    if (found === undefined || distance < found.distance) found = { id: other.id, distance };
  }
  return found?.id;
}

function nodesOf({ nodes }: Walked, ids: readonly string[]): readonly ProjectNode[] {
  const wanted = new Set(ids);
  return nodes.filter(({ id }) => wanted.has(id));
}
