import type { NodeGraph } from '../samples/node-graph.ts';
import { token } from '../theme/tokens.ts';
import { ClassMarks } from './class-marks.ts';
import type { NodeNames } from './node-names.ts';

/** A graph and what of it is seen: node i lies at `x + scale · places[2i]`, `y + scale · places[2i + 1]`, CSS pixels. */
export interface GraphPicture {
  readonly graph: NodeGraph;
  readonly places: Float32Array<ArrayBuffer>;
  /** Edges of each node. */
  readonly degrees: Uint32Array;
  readonly names: NodeNames;
  readonly hovered: number | undefined;
  readonly directed: boolean;
  /** Nodes before this one are of the training split: in a small graph they have a ring. */
  readonly trained: number;
  /** What a network made of the graph. */
  readonly judged?: JudgedGraph;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/** Mistakes, which are marked. Training nodes have a ring in a graph of any size. */
export interface JudgedGraph {
  /** 1 for each node whose class was named wrong: it has a square frame. */
  readonly wrong?: Uint8Array;
  /** Pairs of nodes that were told wrong: source and target, one after another. */
  readonly pairs?: { readonly ends: Int32Array /** 1 for each pair that is linked. */; readonly linked: Uint8Array };
}

/** Draws edges, nodes and names; edges of the node that is pointed at stand out. */
export function drawGraph(context: CanvasRenderingContext2D, picture: GraphPicture): void {
  const { canvas } = context;
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(picture.width * ratio);
  canvas.height = Math.round(picture.height * ratio);
  context.scale(ratio, ratio);
  const marks = new ClassMarks();
  drawEdges(context, picture, marks);
  if (picture.judged?.pairs) drawPairs(context, picture, picture.judged.pairs);
  drawNodes(context, picture, marks);
  if (picture.names.all) drawNames(context, picture);
  if (picture.hovered !== undefined) drawName(context, picture, picture.hovered);
}

function drawEdges(context: CanvasRenderingContext2D, picture: GraphPicture, marks: ClassMarks): void {
  const { graph, hovered } = picture;
  const { source, target } = graph.edges;
  context.strokeStyle = token('--line-strong');
  context.lineWidth = 1;
  context.globalAlpha = source.length > 1000 ? 0.45 : 1;
  context.beginPath();
  for (let i = 0; i < source.length; i += 1) traceEdge(context, picture, source[i], target[i]);
  context.stroke();
  context.globalAlpha = 1;
  if (hovered === undefined) return;
  context.strokeStyle = marks.colourOf(graph.classes?.[hovered] ?? 0);
  context.lineWidth = 2;
  context.beginPath();
  for (let i = 0; i < source.length; i += 1)
    if (source[i] === hovered || target[i] === hovered) traceEdge(context, picture, source[i], target[i]);
  context.stroke();
}

const ARROW = 5;

function traceEdge(context: CanvasRenderingContext2D, picture: GraphPicture, from: number, to: number): void {
  const [x1, y1, x2, y2] = [...placeOf(picture, from), ...placeOf(picture, to)];
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (!picture.directed || length < 6 * ARROW) return;
  const [dx, dy] = [(x2 - x1) / length, (y2 - y1) / length];
  const gap = radiusOf(picture, to) + 1;
  const [tipX, tipY] = [x2 - gap * dx, y2 - gap * dy];
  context.moveTo(tipX - ARROW * dx + 0.6 * ARROW * dy, tipY - ARROW * dy - 0.6 * ARROW * dx);
  context.lineTo(tipX, tipY);
  context.lineTo(tipX - ARROW * dx - 0.6 * ARROW * dy, tipY - ARROW * dy + 0.6 * ARROW * dx);
}

function drawNodes(context: CanvasRenderingContext2D, picture: GraphPicture, marks: ClassMarks): void {
  const { graph, hovered } = picture;
  // In a large graph rings lie close to their nodes.
  const gap = picture.names.all ? 3 : 1.8;
  const [trainedRing, wrongFrame] = [token('--text-1'), token('--error')];
  context.strokeStyle = token('--panel');
  context.lineWidth = 1.2;
  for (let node = 0; node < graph.count; node += 1) {
    const [x, y] = placeOf(picture, node);
    if (x < -20 || y < -20 || x > picture.width + 20 || y > picture.height + 20) continue;
    const radius = radiusOf(picture, node);
    marks.draw(context, graph.classes?.[node] ?? 0, x, y, node === hovered ? 1.35 * radius : radius);
    context.stroke();
    const isTrained = node < picture.trained && (picture.names.all || picture.judged?.wrong !== undefined);
    if (isTrained) drawRing(context, x, y, radius + gap, { colour: trainedRing, width: 0.4 * gap });
    if (picture.judged?.wrong?.[node] === 1)
      drawFrame(context, x, y, radius + (isTrained ? 2 : 1) * gap, { colour: wrongFrame, width: picture.names.all ? 2 : 1.4 });
  }
}

interface Ring {
  readonly colour: string;
  readonly width: number;
}

function drawRing(context: CanvasRenderingContext2D, x: number, y: number, radius: number, { colour, width }: Ring): void {
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
  context.restore();
}

/** A square around a mark, off from it by a line of the background: no mark of a class looks like it, whatever its colour. */
function drawFrame(context: CanvasRenderingContext2D, x: number, y: number, reach: number, { colour, width }: Ring): void {
  context.save();
  for (const line of [
    { style: token('--canvas'), width: width + 2.4 },
    { style: colour, width },
  ]) {
    context.strokeStyle = line.style;
    context.lineWidth = line.width;
    context.strokeRect(x - reach, y - reach, 2 * reach, 2 * reach);
  }
  context.restore();
}

/** Links that were not told are drawn through, those that were told and aren't there are dashed. */
function drawPairs(context: CanvasRenderingContext2D, picture: GraphPicture, { ends, linked }: NonNullable<JudgedGraph['pairs']>): void {
  context.save();
  context.strokeStyle = token('--error');
  context.lineWidth = 1.6;
  for (const isLinked of [0, 1]) {
    context.setLineDash(isLinked === 1 ? [] : [5, 4]);
    context.beginPath();
    for (let i = 0; i < linked.length; i += 1) {
      if (linked[i] !== isLinked) continue;
      context.moveTo(...placeOf(picture, ends[2 * i]));
      context.lineTo(...placeOf(picture, ends[2 * i + 1]));
    }
    context.stroke();
  }
  context.restore();
}

const FONT = '11px "Inter Variable", Inter, "Noto Sans CJK SC", sans-serif';

function drawNames(context: CanvasRenderingContext2D, picture: GraphPicture): void {
  for (let node = 0; node < picture.graph.count; node += 1) if (node !== picture.hovered) drawName(context, picture, node);
}

function drawName(context: CanvasRenderingContext2D, picture: GraphPicture, node: number): void {
  const [x, y] = placeOf(picture, node);
  const text = picture.names.nameOf(node).replace(/^(Member|Node) /, node === picture.hovered ? '$1 ' : '');
  context.font = node === picture.hovered ? `600 ${FONT}` : FONT;
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = token('--canvas');
  context.fillStyle = token(node === picture.hovered ? '--text-1' : '--text-2');
  const rings = (node < picture.trained ? 2 : 0) + (picture.judged?.wrong?.[node] === 1 ? 3 : 0);
  const top = y - radiusOf(picture, node) - 2 - rings;
  context.strokeText(text, x, top);
  context.fillText(text, x, top);
}

function placeOf({ places, x, y, scale }: GraphPicture, node: number): readonly [number, number] {
  return [x + scale * places[2 * node], y + scale * places[2 * node + 1]];
}

/** Nodes with many edges are larger; a large graph has small nodes. */
function radiusOf({ graph, degrees, scale }: GraphPicture, node: number): number {
  const base = graph.count > 300 ? 2.6 : 5;
  return (base + 0.9 * Math.sqrt(degrees[node])) * Math.min(1.6, Math.max(0.7, Math.sqrt(scale)));
}

const REACH = 8;

/** The node at a place of the canvas, or near it; undefined where there is none. */
export function nodeAt(picture: GraphPicture, left: number, top: number): number | undefined {
  let nearest: number | undefined;
  let least = Infinity;
  for (let node = 0; node < picture.graph.count; node += 1) {
    const [x, y] = placeOf(picture, node);
    const distance = Math.hypot(x - left, y - top) - radiusOf(picture, node);
    if (distance < least && distance < REACH) {
      nearest = node;
      least = distance;
    }
  }
  return nearest;
}
