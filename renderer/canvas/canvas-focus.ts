import { findNode } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { fedBy, feeding } from '../document/walk.ts';
import { commentOf } from './flow-model.ts';
import { showNodes } from './view.ts';

/** Whether the keys go to the canvas: to its pane, a node, a comment or a wire of it, not to a control inside of one; also where nothing has the focus. */
export function isCanvasActive(): boolean {
  const active = document.activeElement;
  if (active === null || active === document.body) return isShown();
  return active.matches('[data-canvas], .react-flow__edge') || (active.matches('.react-flow__node') && isShown());
}

function isShown(): boolean {
  return document.querySelector('[data-canvas]')?.checkVisibility() === true;
}

/** The node that the keys go to: the focused one, else the one that was selected last. */
export function currentNode(): string | undefined {
  const { project, selection } = useDocument.getState();
  const focused = focusedId();
  if (focused !== undefined && findNode(project, focused) !== undefined) return focused;
  return selection.nodes.at(-1);
}

/** The comment that has the focus. */
export function focusedComment(): string | undefined {
  const id = focusedId();
  return id === undefined ? undefined : commentOf(id);
}

function focusedId(): string | undefined {
  const active = document.activeElement;
  return active instanceof HTMLElement && active.matches('.react-flow__node') ? active.dataset.id : undefined;
}

export function focusCanvas(): void {
  document.querySelector<HTMLElement>('[data-canvas]')?.focus({ preventScroll: true });
}

/** Does what may take the focused node away; the focus goes to a neighbour that is left, else to the canvas. */
export function keepingFocus(act: () => void): void {
  const { project } = useDocument.getState();
  const node = isCanvasActive() ? currentNode() : undefined;
  const neighbours = node === undefined ? [] : [...feeding(project, node), ...fedBy(project, node)];
  act();
  if (node === undefined) return;
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const next = neighbours.find((id) => findNode(useDocument.getState().project, id) !== undefined);
    if (next === undefined) focusCanvas();
    else focusNode(next);
  });
}

const FRAMES = 30;

/** Gives a node the focus and brings it into view; the canvas itself where it isn't drawn. */
export function focusNode(id: string): void {
  if (tryFocus(id)) return;
  showNodes([id]);
  focusCanvas();
  focusWhenDrawn(id, FRAMES);
}

/** Large networks draw what is in view alone. */
function focusWhenDrawn(id: string, frames: number): void {
  if (frames > 0 && !tryFocus(id)) requestAnimationFrame(() => focusWhenDrawn(id, frames - 1));
}

function tryFocus(id: string): boolean {
  const element = document.querySelector<HTMLElement>(`[data-canvas] .react-flow__node[data-id="${CSS.escape(id)}"]`);
  element?.focus({ preventScroll: true });
  return element !== null;
}
