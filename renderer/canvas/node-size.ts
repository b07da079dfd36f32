import { Position, type NodeHandle } from '@xyflow/react';
import type { CanvasNode, LayerNodeData, PortSlot } from './flow-model.ts';
import { FIRST_PORT, PORT_SIZE, PORT_STEP } from './view.ts';

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

function layerSize({ name, node, rows, hasFooter, preview, isPictured, inputs, outputs }: LayerNodeData): NodeSize {
  const head = 22 + name.length * NAME + (name.toLowerCase() === node.type.toLowerCase() ? 0 : 10 + node.type.length * TYPE);
  const widths = [
    head,
    ...rows.map(({ label, value, curve }) => label.length * LABEL + 12 + value.length * VALUE + (curve === true ? ROW_CURVE : 0)),
    hasFooter ? FOOTER_LENGTH * FOOTER : 0,
  ];
  const body = preview !== undefined ? SAMPLES : rows.length === 0 ? 0 : rows.length * ROW + ROWS_AROUND;
  const ports = 2 * FIRST_PORT + (Math.max(inputs.length, outputs.length) - 1) * PORT_STEP;
  return {
    width: Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, ...widths.map((width) => width + SIDES)))),
    height: Math.max(ports, HEAD + body + (isPictured ? CURVE : 0) + (hasFooter ? FOOT : 0) + BORDERS),
  };
}

/** Where the ports of a node of this width are, so that wires can be drawn to a node that isn't. */
export function handlesOf(node: CanvasNode, width: number): NodeHandle[] {
  if (node.type === 'comment') return [];
  const at = (slots: readonly PortSlot[], type: NodeHandle['type'], x: number, position: Position): NodeHandle[] =>
    slots.map(({ handle }, index) => ({
      id: handle,
      type,
      position,
      x: x - PORT_SIZE / 2,
      y: FIRST_PORT + index * PORT_STEP - PORT_SIZE / 2,
      width: PORT_SIZE,
      height: PORT_SIZE,
    }));
  return [...at(node.data.inputs, 'target', 0, Position.Left), ...at(node.data.outputs, 'source', width, Position.Right)];
}
