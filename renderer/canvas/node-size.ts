import { type NodeHandle, type Position } from '@xyflow/react';
import type { FlowDirection } from '../../engine/project/schema.ts';
import type { Point } from '../document/placement.ts';
import type { CanvasNode, LayerNodeData, PortSlot } from './flow-model.ts';
import { portSides } from './port-sides.ts';
import { FIRST_PORT, FIRST_PORT_ACROSS, PORT_SIZE, PORT_STEP } from './view.ts';

export interface NodeSize {
  readonly width: number;
  readonly height: number;
}

const [MIN_WIDTH, MAX_WIDTH] = [112, 196];
const [HEAD, ROW, ROWS_AROUND, FOOT, SAMPLES, BORDERS] = [30, 17, 12, 25, 99, 2];
/** The curve of an activation with the line above it, and the one beside an activation's name with the gap after it. */
const [CURVE, ROW_CURVE] = [45, 24];
/** Width of a character in the header's name and type, in labels and values of rows, and in the foot. */
const [NAME, TYPE, LABEL, VALUE, FOOTER] = [6.9, 5.8, 5.7, 6.3, 5.6];
/** Characters of `1,234 params · 1.2 MFLOP`. */
const FOOTER_LENGTH = 24;
const SIDES = 22;

/** The room that a node will take on the canvas, before it has been drawn there: within a few pixels. */
export function expectedSize(node: CanvasNode): NodeSize {
  return node.type === 'comment' ? { width: node.width ?? MAX_WIDTH, height: node.height ?? HEAD } : layerSize(node.data);
}

function layerSize(data: LayerNodeData): NodeSize {
  const { name, node, rows, hasFooter, preview, isPictured } = data;
  const head = 22 + name.length * NAME + (name.toLowerCase() === node.type.toLowerCase() ? 0 : 10 + node.type.length * TYPE);
  const widths = [
    head,
    ...rows.map(({ label, value, curve }) => label.length * LABEL + 12 + value.length * VALUE + (curve === true ? ROW_CURVE : 0)),
    hasFooter ? FOOTER_LENGTH * FOOTER : 0,
  ];
  const body = preview !== undefined ? SAMPLES : rows.length === 0 ? 0 : rows.length * ROW + ROWS_AROUND;
  const least = roomForPorts(data);
  return {
    width: Math.max(least.width ?? 0, Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, ...widths.map((width) => width + SIDES))))),
    height: Math.max(least.height ?? 0, HEAD + body + (isPictured ? CURVE : 0) + (hasFooter ? FOOT : 0) + BORDERS),
  };
}

/** Where the ports of a node of this size are, so that wires can be drawn to a node that isn't. */
export function handlesOf(node: CanvasNode, { width, height }: NodeSize, flow?: FlowDirection): NodeHandle[] {
  if (node.type === 'comment') return [];
  const { inputs, outputs } = node.data;
  const isDown = (flow ?? node.data.flow) === 'down';
  const middleOf = (end: number, index: number): Point =>
    isDown ? { x: FIRST_PORT_ACROSS + index * PORT_STEP, y: end } : { x: end, y: FIRST_PORT + index * PORT_STEP };
  const at = (slots: readonly PortSlot[], type: NodeHandle['type'], end: number, position: Position): NodeHandle[] =>
    slots.map(({ handle }, index) => {
      const { x, y } = middleOf(end, index);
      return { id: handle, type, position, x: x - PORT_SIZE / 2, y: y - PORT_SIZE / 2, width: PORT_SIZE, height: PORT_SIZE };
    });
  const { target, source } = portSides[isDown ? 'down' : 'right'];
  return [...at(inputs, 'target', 0, target), ...at(outputs, 'source', isDown ? height : width, source)];
}

/** What a node measures at least to have room for its ports. */
export function roomForPorts({ inputs, outputs, flow }: Pick<LayerNodeData, 'inputs' | 'outputs' | 'flow'>): Partial<NodeSize> {
  const between = (Math.max(inputs.length, outputs.length, 1) - 1) * PORT_STEP;
  return flow === 'down' ? { width: FIRST_PORT_ACROSS + between + PORT_STEP } : { height: 2 * FIRST_PORT + between };
}
