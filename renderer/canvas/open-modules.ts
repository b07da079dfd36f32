import { Position } from '@xyflow/react';
import type { Analysis } from '../../engine/compile/analysis.ts';
import type { PortKind } from '../../engine/layers/definition.ts';
import type { PortReference } from '../../engine/project/diagnostic.ts';
import type { Project, ProjectComment } from '../../engine/project/schema.ts';
import { drawnAt, type Level } from '../document/level.ts';
import { analysisAt } from '../document/level-analysis.ts';
import type { Box, Point } from '../document/placement.ts';
import { canvasNodes, canvasWires, portOfHandle, type LayerFlowNode, type PortSlot, type WireFlowEdge } from './flow-model.ts';
import { edgeHeights, moduleFrame, roomFor } from './make-room.ts';
import { expectedSize, handlesOf } from './node-size.ts';
import { FIRST_PORT, PORT_SIZE } from './view.ts';
import { wirePath, type WirePath } from './wire-path.ts';

/** A node around an open module, where it is drawn while that is open. */
export interface PlacedNode extends Box {
  readonly node: LayerFlowNode;
}

export interface PlacedWire extends WirePath {
  readonly id: string;
  /** Whose output it carries. */
  readonly from: PortReference;
  readonly kind: PortKind | undefined;
}

/** A port of an open module at the edge of its frame, and the way on to its node in there. */
export interface EdgePort extends Point {
  readonly slot: PortSlot;
  readonly side: 'input' | 'output';
  readonly path: string | undefined;
}

/** The drawing around a module that stands open in it, with the module's frame. */
export interface Around {
  /** The level whose drawing it is. */
  readonly level: Level;
  readonly project: Project;
  readonly analysis: Analysis;
  /** What stands for the open module in this drawing. */
  readonly opened: LayerFlowNode;
  readonly frame: Box;
  readonly ports: readonly EdgePort[];
  readonly nodes: readonly PlacedNode[];
  readonly comments: readonly (Box & { readonly comment: ProjectComment })[];
  readonly wires: readonly PlacedWire[];
  /** Where a place of this drawing is while the module is open. */
  readonly placed: (box: Box) => Point;
}

/** What the drawing of a level takes on the canvas. */
interface Drawing {
  /** All of it. */
  readonly boxes: readonly Box[];
  /** Its nodes by their ids. */
  readonly nodes: ReadonlyMap<string, Box>;
}

let last: { readonly analysis: Analysis; readonly whole: Project; readonly level: Level; readonly around: readonly Around[] } | undefined;

/** The drawings around the modules that stand open in place, from the inmost one outwards; none where none stands open. */
export function drawingsAround(analysis: Analysis, whole: Project, level: Level): readonly Around[] {
  if (level.at(-1)?.inPlace !== true) return none;
  if (last?.analysis === analysis && last.whole === whole && last.level === level) return last.around;
  const around: Around[] = [];
  let inner = drawingOf(drawnAt(whole, level), analysisAt(analysis, whole, level));
  for (let depth = level.length - 1; depth >= 0 && level[depth].inPlace === true; depth -= 1) {
    const next = drawingAround(analysis, whole, level.slice(0, depth), level[depth].node, inner);
    if (next === undefined) break;
    around.push(next);
    const boxes = [...next.nodes, ...next.comments, next.frame];
    inner = { boxes, nodes: new Map(next.nodes.map((placed) => [placed.node.id, placed])) };
  }
  last = { analysis, whole, level, around };
  return around;
}

const none: readonly Around[] = [];

function drawingOf(project: Project, analysis: Analysis): Drawing {
  const nodes = new Map(canvasNodes(project, analysis).map((node) => [node.id, boxOf(node)]));
  return { boxes: [...nodes.values(), ...(project.comments ?? []).map(commentBox)], nodes };
}

function boxOf(node: LayerFlowNode): Box {
  return { ...node.position, ...expectedSize(node) };
}

function commentBox({ position, width, height }: ProjectComment): Box {
  return { ...position, width, height };
}

function drawingAround(whole: Analysis, file: Project, level: Level, id: string | undefined, inner: Drawing): Around | undefined {
  const project = drawnAt(file, level);
  const analysis = analysisAt(whole, file, level);
  const drawn = canvasNodes(project, analysis);
  const opened = drawn.find((node) => node.id === id);
  if (opened === undefined) return undefined;
  const frame = moduleFrame(inner.boxes);
  const ports = edgePorts(opened, frame, inner.nodes);
  const firstPort = ports.find(({ side }) => side === 'input')?.y ?? ports[0]?.y ?? frame.y + FIRST_PORT;
  const others = drawn.filter((node) => node !== opened).map((node) => ({ node, ...boxOf(node) }));
  const placed = roomFor(boxOf(opened), frame, firstPort, others);
  const nodes = others.map((box) => ({ ...box, ...placed(box) }));
  const comments = (project.comments ?? []).map((comment) => {
    const box = commentBox(comment);
    return { comment, ...box, ...placed(box) };
  });
  const ends = new Map([...nodes.map(nodeEnds), [opened.id, frameEnds(ports)] as const]);
  const wires = canvasWires(project, analysis).flatMap((wire) => placedWire(wire, ends, placed));
  return { level, project, analysis, opened, frame, ports, nodes, comments, wires, placed };
}

/** The module's ports at the heights at which their nodes stand in it, as far as there is room. */
function edgePorts(opened: LayerFlowNode, frame: Box, inside: ReadonlyMap<string, Box>): readonly EdgePort[] {
  const at = (side: EdgePort['side'], slots: readonly PortSlot[]): readonly EdgePort[] => {
    const nodes = slots.map(({ handle }) => inside.get(portOfHandle(handle)) ?? inside.get(portOfHandle(handle).replace(/\.\w+$/, '')));
    const lowest = Math.max(frame.y + 2 * FIRST_PORT, ...nodes.map((node) => (node === undefined ? -Infinity : node.y + FIRST_PORT)));
    const heights = edgeHeights(nodes.map((node) => (node === undefined ? lowest + 1 : node.y + FIRST_PORT)));
    const x = side === 'input' ? frame.x : frame.x + frame.width;
    return slots.map((slot, index) => {
      const node = nodes[index];
      const edge = { x, y: heights[index] };
      const own = node && { x: side === 'input' ? node.x : node.x + node.width, y: node.y + FIRST_PORT };
      return { slot, side, ...edge, path: own && (side === 'input' ? wayBetween(edge, own) : wayBetween(own, edge)).path };
    });
  };
  return [...at('input', opened.data.inputs), ...at('output', opened.data.outputs)];
}

function wayBetween(source: Point, target: Point, via?: readonly Point[]): WirePath {
  return wirePath({ source, target, sourcePosition: Position.Right, targetPosition: Position.Left }, via);
}

type Ends = (handle: string | null | undefined, type: 'source' | 'target') => Point | undefined;

function nodeEnds({ node, x, y, width, height }: PlacedNode): readonly [string, Ends] {
  // Around what is open, wires are drawn from side to side.
  const handles = handlesOf(node, { width, height }, 'right');
  const ends: Ends = (handle, type) => {
    const found = handles.find((candidate) => candidate.id === handle && candidate.type === type);
    return found && { x: x + found.x + (type === 'source' ? PORT_SIZE : 0), y: y + found.y + PORT_SIZE / 2 };
  };
  return [node.id, ends];
}

function frameEnds(ports: readonly EdgePort[]): Ends {
  return (handle, type) => {
    const found = ports.find(({ slot, side }) => slot.handle === handle && (side === 'output') === (type === 'source'));
    return found && { x: found.x + (type === 'source' ? PORT_SIZE : -PORT_SIZE) / 2, y: found.y };
  };
}

function placedWire(
  { id, source, sourceHandle, target, targetHandle, data }: WireFlowEdge,
  ends: ReadonlyMap<string, Ends>,
  placed: Around['placed'],
) {
  const from = ends.get(source)?.(sourceHandle, 'source');
  const to = ends.get(target)?.(targetHandle, 'target');
  if (from === undefined || to === undefined || data === undefined) return [];
  const via = data.wire.via?.map((bend) => placed({ ...bend, width: 0, height: 0 }));
  return [{ id, from: data.wire.from, ...wayBetween(from, to, via), kind: data.kind }];
}

/** The level whose drawing lies at a place of the canvas: that of the inmost frame around it. */
export function levelAt(around: readonly Around[], level: Level, { x, y }: Point): Level {
  for (const [index, { frame }] of around.entries()) {
    if (x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height)
      return index === 0 ? level : around[index - 1].level;
  }
  return around.at(-1)?.level ?? level;
}

/** A level with what is drawn around it. */
export interface Picture {
  readonly level: Level;
  readonly around: readonly Around[];
}

/** How far the canvas has to move so that what is drawn stays where it was as one level gives way to another; nothing where they share no picture. */
export function shiftBetween(former: Picture, next: Picture): Point | undefined {
  const depth = commonDepth(former.level, next.level);
  const node = (drawingAt(former, depth) ?? drawingAt(next, depth))?.opened;
  const [out, into] = node === undefined ? [] : [placeIn(former, depth, node), placeIn(next, depth, node)];
  return out && into && { x: out.x - into.x, y: out.y - into.y };
}

const drawingAt = ({ around }: Picture, depth: number): Around | undefined => around.find(({ level }) => level.length === depth);

function placeIn(picture: Picture, depth: number, node: LayerFlowNode): Point | undefined {
  return picture.level.length === depth ? node.position : drawingAt(picture, depth)?.placed(boxOf(node));
}

function commonDepth(a: Level, b: Level): number {
  let depth = 0;
  while (depth < a.length && depth < b.length && a[depth].node === b[depth].node && a[depth].module === b[depth].module) depth += 1;
  return depth;
}
