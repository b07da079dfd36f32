import type { PointerEvent } from 'react';
import type { Selection } from '../document/document.ts';
import { useDocument } from '../document/store.ts';

/** What a box that is begun with Shift adds to. */
let addedTo: Selection | undefined;
let stopAdding: (() => void) | undefined;

/** Lets a box that is drawn with Shift, Ctrl or ⌘ add to what is selected. React Flow forgets that as the box begins. */
export const boxSelection = {
  onPointerDownCapture({ shiftKey, ctrlKey, metaKey }: PointerEvent): void {
    addedTo = shiftKey || ctrlKey || metaKey ? useDocument.getState().selection : undefined;
  },

  onSelectionStart(): void {
    const former = addedTo;
    if (former === undefined) return;
    const add = (): void => useDocument.getState().select(united(former, useDocument.getState().selection));
    add();
    stopAdding = useDocument.subscribe(({ selection }, { selection: before }) => {
      if (selection !== before) add();
    });
  },

  onSelectionEnd(): void {
    stopAdding?.();
    stopAdding = undefined;
  },
};

/** Whether what is chosen with the pointer now is added to what was. */
export function isAdding(): boolean {
  return addedTo !== undefined;
}

function united(a: Selection, b: Selection): Selection {
  const both = (kind: keyof Selection): readonly string[] => [...new Set([...a[kind], ...b[kind]])];
  return { nodes: both('nodes'), wires: both('wires'), comments: both('comments') };
}
