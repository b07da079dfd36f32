import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { fragmentOf, fragmentText, parseFragment } from '../document/clipboard.ts';
import { executeEdit } from '../document/execute.ts';
import { useDocument } from '../document/store.ts';
import { isTextField } from './text-field.ts';

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
      if (isTextField(event.target) || !window.getSelection()?.isCollapsed || useDocument.getState().selection.nodes.length === 0) return;
      lastCopied = selectionText();
      event.clipboardData?.setData('text/plain', lastCopied);
      event.preventDefault();
      if (event.type === 'cut') removeSelection();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isTextField(event.target) || useDocument.getState().projectId === undefined) return;
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

function selectionText(): string {
  const { project, selection } = useDocument.getState();
  return fragmentText(fragmentOf(project, selection.nodes));
}

function removeSelection(): void {
  executeEdit({ type: 'remove', nodes: useDocument.getState().selection.nodes, wires: [] });
}

function pasteText(text: string): void {
  const fragment = parseFragment(text);
  if (fragment !== undefined) executeEdit({ type: 'paste', fragment });
  else notifications.show({ id: 'paste', message: 'The clipboard holds no layers. Copy some on a canvas first.', autoClose: 4000 });
}
