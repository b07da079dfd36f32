import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { FlowDirection, Project } from '../../engine/project/schema.ts';
import { wireId } from './document.ts';
import { ROW_GAP, snapped, type Box, type Point } from './placement.ts';

/** A port of a node, by its middle from the node's upper left corner. */
export interface PortPlace extends Point {
  readonly port: string;
  readonly side: 'in' | 'out';
}

/** What is laid out, as it is on the canvas. */
export interface LayoutNode extends Box {
  readonly id: string;
  readonly ports: readonly PortPlace[];
}

export interface Layout {
  readonly positions: Readonly<Record<string, Point>>;
  /** Points that wires run through, by wire id; the other wires run as they may. */
  readonly bends: Readonly<Record<string, readonly Point[]>>;
}

const LAYER_GAP = 104;
const NODE_GAP = 40;
/** How far behind a corner a bend stands, so that the corner comes before it. */
const AFTER_CORNER = 20;

/**
 * The graph for ELK's layered layout: nodes in layers by distance from the inputs, few crossings, ports where they are drawn. Chains
 * that are longer than the canvas is wide go on in a row below, where `aspect` (width over height) is given.
 */
export function elkGraph(nodes: readonly LayoutNode[], { wires }: Project, direction: FlowDirection, aspect?: number): ElkNode {
  const there = new Set(nodes.map(({ id }) => id));
  const portsOf = new Map(nodes.map(({ id, ports }) => [id, new Set(ports.map(({ port, side }) => portId(id, port, side)))]));
  const edges = wires.flatMap((wire): ElkExtendedEdge[] => {
    const { from, to } = wire;
    if (!there.has(from.node) || !there.has(to.node)) return [];
    const [source, target] = [portId(from.node, from.port, 'out'), portId(to.node, to.port, 'in')];
    const end = (node: string, port: string) => (portsOf.get(node)?.has(port) === true ? port : node);
    return [{ id: wireId(wire), sources: [end(from.node, source)], targets: [end(to.node, target)] }];
  });
  return {
    id: 'network',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': direction === 'right' ? 'RIGHT' : 'DOWN',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.spacing.nodeNode': String(NODE_GAP),
      'elk.spacing.edgeNode': '24',
      'elk.spacing.edgeEdge': '16',
      'elk.spacing.componentComponent': '80',
      'elk.layered.spacing.nodeNodeBetweenLayers': String(direction === 'right' ? LAYER_GAP : ROW_GAP),
      'elk.layered.spacing.edgeNodeBetweenLayers': '24',
      'elk.layered.spacing.edgeEdgeBetweenLayers': '16',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      ...(aspect !== undefined && {
        'elk.layered.wrapping.strategy': 'MULTI_EDGE',
        'elk.aspectRatio': String(aspect),
        'elk.layered.wrapping.additionalEdgeSpacing': '8',
      }),
    },
    children: nodes.map(({ id, width, height, ports }) => ({
      id,
      width,
      height,
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
      ports: ports.map(({ port, side, ...at }) => ({
        id: portId(id, port, side),
        ...at,
        width: 0,
        height: 0,
        layoutOptions: { 'elk.port.side': portSides[direction][side] },
      })),
    })),
    edges,
  };
}

/** Sides of a node that have its ports. */
const portSides = { right: { in: 'WEST', out: 'EAST' }, down: { in: 'NORTH', out: 'SOUTH' } } as const;

/** Places and bends from ELK's answer, its upper left corner at `corner`. */
export function layoutFrom({ children = [], edges = [] }: ElkNode, corner: Point, direction: FlowDirection): Layout {
  const left = Math.min(...children.map(({ x = 0 }) => x));
  const top = Math.min(...children.map(({ y = 0 }) => y));
  const at = ({ x, y }: Point): Point => ({ x: x - left + corner.x, y: y - top + corner.y });
  const positions = Object.fromEntries(children.map(({ id, x = 0, y = 0 }) => [id, snapped(at({ x, y }))]));
  const bends = edges.flatMap(({ id, sections = [] }) => {
    const [section] = sections;
    const corners = section?.bendPoints ?? [];
    if (section === undefined || corners.length <= 2) return [];
    const via = bendsAlong([section.startPoint, ...corners, section.endPoint], direction).map(at);
    return via.length === 0 ? [] : [[id, via] as const];
  });
  return { positions, bends: Object.fromEntries(bends) };
}

/** Bends that lead a wire along a route with right angles: two on each stretch along the flow between its first and its last. */
function bendsAlong(route: readonly Point[], direction: FlowDirection): readonly Point[] {
  const [along, across] = direction === 'right' ? (['x', 'y'] as const) : (['y', 'x'] as const);
  return route.slice(1, -2).flatMap((from, index) => {
    const to = route[index + 2];
    const length = Math.abs(to[along] - from[along]);
    if (Math.abs(to[across] - from[across]) > 1 || length < 2 * AFTER_CORNER) return [];
    const step = Math.sign(to[along] - from[along]) * AFTER_CORNER;
    const ends = [from[along] + step, to[along] - step].map((at): Point => {
      const [level, place] = [Math.round(from[across]), Math.round(at)];
      return direction === 'right' ? { x: place, y: level } : { x: level, y: place };
    });
    return length < 4 * AFTER_CORNER ? ends.slice(0, 1) : ends;
  });
}

function portId(node: string, port: string, side: PortPlace['side']): string {
  return `${side} ${encodeURIComponent(node)} ${encodeURIComponent(port)}`;
}
