import { useEffect } from 'react';
import { copyOffset, showSelected } from '../canvas/copy-place.ts';
import { currentFlow, pointerOverCanvas, useCanvasView, viewBox, viewCentre } from '../canvas/view.ts';
import { cornerOf, fragmentOf, fragmentText, isEmptyFragment, linkedTo, parseFragment, type Fragment } from '../document/clipboard.ts';
import { executeEdit } from '../document/execute.ts';
import { notPasted } from '../document/not-pasted.ts';
import { snapped, type Point } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import { isRebound } from '../commands/keymap.ts';
import { isTextField } from '../commands/text-field.ts';
import { notify } from '../window/notify.ts';

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
    // Where no text is selected browsers cut nothing, and tell nobody of it, unless somebody says beforehand that there is something.
    const onBeforeCut = (event: Event) => {
      if (!isRebound('edit.cut') && !isTextField(event.target) && hasItems()) event.preventDefault();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isRebound('edit.paste') || isTextField(event.target) || useDocument.getState().projectId === undefined) return;
      event.preventDefault();
      pasteText(event.clipboardData?.getData('text/plain') ?? '');
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('beforecut', onBeforeCut);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('beforecut', onBeforeCut);
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
    showSelected();
  } else notify('paste', { title: t('Nothing was pasted'), message: t(notPasted(text)), color: 'red', autoClose: 8000 });
}

/** Where the menu was opened or the pointer is over the canvas; else beside what was copied, or where that can't be seen, in the middle. */
function pastePlace(fragment: Fragment): Point | undefined {
  const flow = currentFlow();
  const screen = useCanvasView.getState().menuAt ?? pointerOverCanvas();
  if (flow === undefined || isEmptyFragment(fragment)) return undefined;
  const corner = cornerOf(fragment);
  if (screen !== undefined) return clearOfOthers(fragment, snapped(flow.screenToFlowPosition({ ...screen })));
  const view = viewBox();
  const seen = view && corner.x >= view.x && corner.y >= view.y && corner.x <= view.x + view.width && corner.y <= view.y + view.height;
  return clearOfOthers(fragment, seen ? corner : snapped(viewCentre().position));
}

/** The place, moved on so far that what is pasted there covers nothing. */
function clearOfOthers(fragment: Fragment, wanted: Point): Point {
  const corner = cornerOf(fragment);
  const offset = copyOffset(fragment, { x: wanted.x - corner.x, y: wanted.y - corner.y });
  return { x: corner.x + offset.x, y: corner.y + offset.y };
}
