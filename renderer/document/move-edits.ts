import type { FlowDirection, Project, ProjectComment, ProjectNode, ProjectWire } from '../../engine/project/schema.ts';
import type { Text } from '../language/text.ts';
import { wireId } from './document.ts';
import { listedMarks, withComments, withNodes, type EditDefinitions } from './edit-definition.ts';
import { flowing, type Point } from './placement.ts';

/** Where layers and comments stand. */
export type MoveEdit = {
  readonly type: 'move';
  readonly positions: Readonly<Record<string, Point>>;
  readonly comments?: Readonly<Record<string, Point>>;
  readonly label?: Text;
  /** Takes the bends out of the wires between the moved nodes. */
  readonly straighten?: boolean;
  /** Which way the data flows on the drawing from now on. */
  readonly flow?: FlowDirection;
  /** Bends of wires after the move, by wire id. */
  readonly bends?: Readonly<Record<string, readonly Point[]>>;
  /** A small step by the keyboard; such steps in a row count as one. */
  readonly nudge?: boolean;
};

export const moveEdits: EditDefinitions<MoveEdit> = {
  move: {
    label: ({ positions, comments = {}, label }, project) =>
      label ?? {
        text: 'Move {items}',
        values: { items: listedMarks({ nodes: Object.keys(positions), comments: Object.keys(comments) }, project) },
      },
    mergeKey: ({ positions, comments = {}, nudge }) =>
      nudge === true ? `nudge:${[...Object.keys(positions), ...Object.keys(comments)].join()}` : undefined,
    apply: (document, { positions, comments = {}, straighten, bends = {}, flow }) => {
      const placed = withNodes(document, (node) => moved(node, positions));
      const { project, selection } = withComments(placed, (comment) => moved(comment, comments));
      const wires = movedWires(document.project, project, straighten === true);
      const bent = Object.keys(bends).length === 0 ? wires : wires.map((wire) => withBends(wire, bends[wireId(wire)]));
      return { project: flowing({ ...project, wires: bent }, flow ?? project.flow), selection };
    },
  },
};

/** The item where it was moved to; what is locked stays where it is. */
function moved<T extends ProjectNode | ProjectComment>(item: T, positions: Readonly<Record<string, Point>>): T {
  return item.id in positions && item.locked !== true ? { ...item, position: { ...positions[item.id] } } : item;
}

function withBends(wire: ProjectWire, bends: readonly Point[] | undefined): ProjectWire {
  return bends === undefined ? wire : { ...wire, via: bends.map(({ x, y }) => ({ x, y })) };
}

/** The wires' bends go along where both ends moved alike, and go away where the nodes were laid out anew. */
function movedWires(before: Project, after: Project, straighten: boolean): ProjectWire[] {
  if (before.wires.every(({ via }) => via === undefined)) return before.wires;
  const offsets = new Map(
    after.nodes.map(({ id, position }, index) => {
      const former = before.nodes[index].position;
      return [id, { x: position.x - former.x, y: position.y - former.y }];
    }),
  );
  const still: Point = { x: 0, y: 0 };
  return before.wires.map((wire) => {
    const [from, to] = [offsets.get(wire.from.node) ?? still, offsets.get(wire.to.node) ?? still];
    if (wire.via === undefined || ((from.x !== 0 || from.y !== 0) && straighten)) return { from: wire.from, to: wire.to };
    if (from.x !== to.x || from.y !== to.y) return wire;
    return { ...wire, via: wire.via.map(({ x, y }) => ({ x: x + from.x, y: y + from.y })) };
  });
}
