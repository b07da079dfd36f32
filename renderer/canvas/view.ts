import { getViewportForBounds, type ReactFlowInstance } from '@xyflow/react';
import { create } from 'zustand';
import { reducedMotion } from '../theme/look.ts';
import type { PortReference } from '../../engine/project/diagnostic.ts';
import type { Box, Point } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import type { CanvasNode, WireFlowEdge } from './flow-model.ts';
import type { Guide } from './guides.ts';

/** The smallest zoom: a network of some thousand layers is in view as a whole. */
export const FARTHEST = 0.03;

/** Distance of a node's first port from its top, in pixels at 100 %. */
export const FIRST_PORT = 15;
/** Distance of a node's first port from its left side where the data flows down: nodes with equal left sides are wired straight. */
export const FIRST_PORT_ACROSS = 56;
/** Distance of ports from each other. */
export const PORT_STEP = 27;
/** Side of the square around a port's mark in which the pointer takes hold of it. */
export const PORT_SIZE = 16;

/** A search for a layer to add, at a place of the canvas. */
export interface AddLayerRequest {
  /** Upper left corner of the search, in pixels of the canvas panel. */
  readonly corner: Point;
  /** In the canvas's own measure: where the search was asked for, or the wire let go. */
  readonly position: Point;
  /** The layer's upper left corner goes to `position`, unless something stands there. */
  readonly placed?: boolean;
  /** The output that a wire was drawn from, or the input. */
  readonly from?: PortReference;
  readonly to?: PortReference;
  /** The chosen layer takes this node's place. */
  readonly replaces?: string;
}

/** What is carried would go into the wire, or into the node's place, if it were let go now. */
export interface DropTarget {
  readonly wire?: string;
  readonly node?: string;
}

interface CanvasView {
  readonly tool: 'select' | 'pan';
  readonly snap: boolean;
  readonly minimap: boolean;
  readonly addLayer: AddLayerRequest | undefined;
  /** Node whose name is to be edited in the inspector. */
  readonly renaming: string | undefined;
  /** Comment whose text is edited on the canvas. */
  readonly writing: string | undefined;
  readonly dropTarget: DropTarget | undefined;
  /** Lines along which a dragged node stands with others. */
  readonly guides: readonly Guide[];
  /** While a wire is drawn: why it can't end at a port, by `portKey`; ports that can take it are left out. */
  readonly refusals: ReadonlyMap<string, string> | undefined;
  /** While a wire is drawn: the nodes that have no port for it. */
  readonly unfit: ReadonlySet<string> | undefined;
  /** The bar that finds nodes is shown. */
  readonly finding: boolean;
  /** The frame of the module that stands open in place. */
  readonly frame: Box | undefined;
  /** How many layers are being laid out, while they are. */
  readonly arranging: number | undefined;
  /** Place of the window where the context menu was opened, while it is open: what is added by it goes there. */
  readonly menuAt: Point | undefined;
}

/** A port of a node on one of its sides. */
export function portKey({ node, port }: PortReference, side: 'source' | 'target'): string {
  return `${side} ${port} ${node}`;
}

/** How the canvas is looked at; none of it belongs to the project. */
export const useCanvasView = create<CanvasView>()(() => ({
  tool: 'select',
  snap: true,
  minimap: true,
  addLayer: undefined,
  renaming: undefined,
  writing: undefined,
  dropTarget: undefined,
  guides: [],
  refusals: undefined,
  unfit: undefined,
  finding: false,
  frame: undefined,
  arranging: undefined,
  menuAt: undefined,
}));

export type Flow = ReactFlowInstance<CanvasNode, WireFlowEdge>;

let flow: Flow | undefined;

/** The mounted canvas; commands and panels steer the view through it. */
export function setFlow(next: Flow | undefined): void {
  flow = next;
}

export function currentFlow(): Flow | undefined {
  return flow;
}

/** Duration of a move of the view in milliseconds: none where the user asked for less motion. */
export function motion(milliseconds = 240): number {
  return reducedMotion() ? 0 : milliseconds;
}

/** Room that is kept free around the whole network: for the node toolbar above, map and tools below. */
const allPadding = { top: '52px', right: '28px', bottom: '96px', left: '28px' } as const;

/** Brings the nodes into view, all of them where none are given. */
export function showNodes(ids?: readonly string[]): void {
  const duration = motion();
  const bends = useDocument.getState().project.wires.flatMap(({ via = [] }) => via);
  const { frame } = useCanvasView.getState();
  if (ids === undefined && frame !== undefined) void flow?.fitBounds(frame, { duration, padding: 0.12 });
  else if (ids === undefined && bends.length > 0) showWithBends(bends, duration);
  else if (ids === undefined) void flow?.fitView({ duration, padding: allPadding, maxZoom: 1, minZoom: FARTHEST });
  else void flow?.fitView({ nodes: ids.map((id) => ({ id })), duration, padding: 0.6, maxZoom: 1.1, minZoom: FARTHEST });
}

function showWithBends(bends: readonly Point[], duration: number): void {
  const pane = document.querySelector('[data-canvas]');
  if (flow === undefined || pane === null) return;
  const nodes = flow.getNodesBounds(flow.getNodes());
  const [x, y] = [Math.min(nodes.x, ...bends.map((bend) => bend.x)), Math.min(nodes.y, ...bends.map((bend) => bend.y))];
  const right = Math.max(nodes.x + nodes.width, ...bends.map((bend) => bend.x));
  const bottom = Math.max(nodes.y + nodes.height, ...bends.map((bend) => bend.y));
  const all = { x, y, width: right - x, height: bottom - y };
  void flow.setViewport(getViewportForBounds(all, pane.clientWidth, pane.clientHeight, FARTHEST, 1, allPadding), { duration });
}

let pointer: Point | undefined;

if (typeof window !== 'undefined') {
  window.addEventListener('pointermove', (event) => (pointer = { x: event.clientX, y: event.clientY }), { passive: true });
}

/** Where the pointer is in the window, if it is over the canvas. */
export function pointerOverCanvas(): Point | undefined {
  if (pointer === undefined) return undefined;
  return document.elementFromPoint(pointer.x, pointer.y)?.closest('[data-canvas]') ? pointer : undefined;
}

/** The middle of what is visible: on the screen and in the canvas's measure. */
export function viewCentre(): { readonly screen: Point; readonly position: Point } {
  const pane = document.querySelector('[data-canvas]')?.getBoundingClientRect();
  const screen = pane === undefined ? { x: 0, y: 0 } : { x: pane.x + pane.width / 2, y: pane.y + pane.height / 2 };
  return { screen, position: flow?.screenToFlowPosition(screen) ?? { x: 0, y: 0 } };
}

/** What the canvas shows, in its own measure; undefined while it shows nothing. */
export function viewBox(): Box | undefined {
  const pane = document.querySelector('[data-canvas]')?.getBoundingClientRect();
  if (pane === undefined || flow === undefined) return undefined;
  const { x, y } = flow.screenToFlowPosition({ x: pane.left, y: pane.top });
  const { x: right, y: bottom } = flow.screenToFlowPosition({ x: pane.right, y: pane.bottom });
  return { x, y, width: right - x, height: bottom - y };
}

export const SEARCH_WIDTH = 330;
const SEARCH_HEIGHT = 300;

/** Opens the search for a layer at a place of the window, moved so far that all of it can be seen. */
export function openAddLayer(
  screen: Point,
  {
    position = flow?.screenToFlowPosition({ ...screen }),
    ...ends
  }: Pick<AddLayerRequest, 'from' | 'to' | 'replaces'> & { readonly position?: Point; readonly placed?: boolean } = {},
): void {
  const pane = document.querySelector('[data-canvas]')?.getBoundingClientRect();
  if (pane === undefined || position === undefined) return;
  const corner = {
    x: Math.max(8, Math.min(screen.x - pane.x, pane.width - SEARCH_WIDTH - 8)),
    y: Math.max(8, Math.min(screen.y - pane.y, pane.height - SEARCH_HEIGHT - 8)),
  };
  useCanvasView.setState({ addLayer: { corner, position, ...ends } });
}
