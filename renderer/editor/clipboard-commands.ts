import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { currentFlow, pointerOverCanvas, useCanvasView, viewBox, viewCentre } from '../canvas/view.ts';
import { cornerOf, fragmentOf, fragmentText, isEmptyFragment, linkedTo, parseFragment, type Fragment } from '../document/clipboard.ts';
import { PASTE_OFFSET } from '../document/fragment-edits.ts';
import { executeEdit } from '../document/execute.ts';
import { snapped, type Point } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import { isRebound } from '../commands/keymap.ts';
import { isTextField } from '../commands/text-field.ts';

/** What was copied last, for where the system's clipboard can't be read. */
let lastCopied = '';

/** Copies the selected nodes as JSON text; `cut` removes them, too. */
export async function copySelection(action: 'copy' | 'cut'): Promise<void> {
  lastCopied = selectionText();
  if (action === 'cut') removeSelection();
  await navigator.clipboard?.writeText(lastCopied).catch(() => undefined);
}

/** Pastes from the system's clipboard, or what was copied last where it can't be read. */
export async function pasteFromClipboard(): Promise<void> {
  const text = await Promise.resolve(navigator.clipboard?.readText()).catch(() => undefined);
  pasteText(text === undefined || text === '' ? lastCopied : text);
}

/** Answers the keys for copy, cut and paste through the browser's own events, which need no permission. */
export function useClipboardEvents(): void {
  useEffect(() => {
    const onCopy = (event: ClipboardEvent) => {
      if (isRebound(event.type === 'cut' ? 'edit.cut' : 'edit.copy')) return;
      if (isTextField(event.target) || !window.getSelection()?.isCollapsed || !hasItems()) return;
      lastCopied = selectionText();
      event.clipboardData?.setData('text/plain', lastCopied);
      event.preventDefault();
      if (event.type === 'cut') removeSelection();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isRebound('edit.paste') || isTextField(event.target) || useDocument.getState().projectId === undefined) return;
      event.preventDefault();
      pasteText(event.clipboardData?.getData('text/plain') ?? '');
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, []);
}

function hasItems(): boolean {
  const { nodes, comments } = useDocument.getState().selection;
  return nodes.length + comments.length > 0;
}

function selectionText(): string {
  const { project, projectId, selection } = useDocument.getState();
  return fragmentText({ ...fragmentOf(project, selection.nodes, selection.comments), source: projectId });
}

function removeSelection(): void {
  const { nodes, comments } = useDocument.getState().selection;
  executeEdit({ type: 'remove', nodes, wires: [], comments, heal: true });
}

function pasteText(text: string): void {
  const { projectId, whole } = useDocument.getState();
  const parsed = parseFragment(text);
  const fragment = parsed && parsed.source === projectId ? linkedTo(whole, parsed) : parsed;
  if (fragment !== undefined) {
    const at = pastePlace(fragment);
    executeEdit({ type: 'paste', fragment, ...(at && { at }) });
  } else notifications.show({ id: 'paste', message: t('The clipboard holds no layers. Copy some on a canvas first.'), autoClose: 4000 });
}

/** Where the menu was opened or the pointer is over the canvas; else beside what was copied, or where that can't be seen, in the middle. */
function pastePlace(fragment: Fragment): Point | undefined {
  const flow = currentFlow();
  const screen = useCanvasView.getState().menuAt ?? pointerOverCanvas();
  if (flow === undefined || isEmptyFragment(fragment)) return undefined;
  if (screen !== undefined) return clearOfOthers(snapped(flow.screenToFlowPosition({ ...screen })));
  const corner = cornerOf(fragment);
  const view = viewBox();
  const seen = view && corner.x >= view.x && corner.y >= view.y && corner.x <= view.x + view.width && corner.y <= view.y + view.height;
  const beside = { x: corner.x + PASTE_OFFSET, y: corner.y + PASTE_OFFSET };
  return clearOfOthers(seen ? beside : snapped(viewCentre().position));
}

/** The place, moved on while something starts at the very same: a second paste isn't hidden behind the first. */
function clearOfOthers(wanted: Point): Point {
  const { nodes, comments = [] } = useDocument.getState().project;
  const taken = new Set([...nodes, ...comments].map(({ position: { x, y } }) => `${x},${y}`));
  let place = wanted;
  while (taken.has(`${place.x},${place.y}`)) place = { x: place.x + PASTE_OFFSET, y: place.y + PASTE_OFFSET };
  return place;
}
