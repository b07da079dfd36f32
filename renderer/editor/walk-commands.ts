import { IconArrowBackUp, IconForms, IconPlugConnected, IconSearch } from '@tabler/icons-react';
import { revealPanel } from '../window/panel-access.ts';
import { currentNode, focusCanvas, focusedComment, focusNode, isCanvasActive } from '../canvas/canvas-focus.ts';
import { openConnecting } from '../canvas/connecting.ts';
import { currentFlow, openAddLayer, useCanvasView, viewCentre } from '../canvas/view.ts';
import { useDocument } from '../document/store.ts';
import { type Direction, type Step, walkFrom } from '../document/walk.ts';
import type { WindowText } from '../language/text.ts';
import type { Command } from '../commands/registry.ts';

let last: Step | undefined;

/** Walking the drawing and editing it without a pointer. They come before the commands that use the same keys elsewhere. */
export const walkCommands: readonly Command[] = [
  arrow('right', 'Walk to the layer on the right', 'ArrowRight'),
  arrow('left', 'Walk to the layer on the left', 'ArrowLeft'),
  arrow('up', 'Walk to the layer above', 'ArrowUp'),
  arrow('down', 'Walk to the layer below', 'ArrowDown'),
  extending('right', 'Select the layer on the right, too', 'Shift+ArrowRight'),
  extending('left', 'Select the layer on the left, too', 'Shift+ArrowLeft'),
  extending('up', 'Select the layer above, too', 'Shift+ArrowUp'),
  extending('down', 'Select the layer below, too', 'Shift+ArrowDown'),
  {
    id: 'walk.edit',
    label: 'Edit its parameters',
    group: 'edit',
    icon: IconForms,
    shortcut: 'Enter',
    keywords: ['inspector', 'focus'],
    when: () => isCanvasActive() && (focusedComment() ?? currentNode()) !== undefined,
    run: edit,
  },
  {
    id: 'walk.return',
    label: 'Back to the canvas',
    group: 'edit',
    icon: IconArrowBackUp,
    shortcut: 'Escape',
    inFields: true,
    keywords: ['focus'],
    when: () => (document.activeElement?.closest('[data-beside-canvas]') ?? null) !== null,
    run: returnToCanvas,
  },
  {
    id: 'node.connect',
    label: 'Wire it to…',
    group: 'edit',
    icon: IconPlugConnected,
    shortcut: 'L',
    keywords: ['connect', 'link', 'port'],
    when: () => currentFlow() !== undefined && currentNode() !== undefined,
    run: () => openConnecting(currentNode() ?? ''),
  },
  {
    id: 'canvas.add-here',
    label: 'Add a layer in the middle of the view…',
    group: 'canvas',
    icon: IconSearch,
    shortcut: 'Shift+A',
    when: () => currentFlow() !== undefined,
    run: () => openAddLayer(viewCentre().screen),
  },
];

function arrow(direction: Direction, label: WindowText, shortcut: string): Command {
  return {
    id: `walk.${direction}`,
    label,
    group: 'canvas',
    shortcut,
    searchedOnly: true,
    when: () => isCanvasActive() && useDocument.getState().project.nodes.length > 0,
    run: () => walk(direction, false),
  };
}

function extending(direction: Direction, label: WindowText, shortcut: string): Command {
  return {
    id: `walk.extend-${direction}`,
    label,
    group: 'canvas',
    shortcut,
    searchedOnly: true,
    when: () => isCanvasActive() && currentNode() !== undefined,
    run: () => walk(direction, true),
  };
}

/** Goes to the next node in that direction and selects it, beside those that are selected where the selection grows. */
function walk(direction: Direction, grows: boolean): void {
  const { project, selection, select } = useDocument.getState();
  const from = currentNode();
  const to = from === undefined ? project.nodes[0].id : walkFrom(project, from, direction, last);
  if (to === undefined) return;
  last = from === undefined ? undefined : { from, to, direction };
  const grown = from === undefined ? [to] : [...selection.nodes.filter((id) => id !== to && id !== from), from, to];
  select({ nodes: grows ? grown : [to] });
  focusNode(to);
}

/** The first parameter in the inspector, or the text of a comment. */
function edit(): void {
  const comment = focusedComment();
  if (comment !== undefined) return useCanvasView.setState({ writing: comment });
  const node = currentNode();
  if (node === undefined) return;
  useDocument.getState().select({ nodes: [node] });
  revealPanel('inspector');
  // The inspector is drawn anew for the layer first.
  requestAnimationFrame(() => focusFirstField(FRAMES));
}

const FRAMES = 40;
const CONTROLS = 'input:not([type="hidden"]), button, select, textarea';

/** As soon as the inspector shows the layer: its first parameter, else its first control. */
function focusFirstField(frames: number): void {
  const controls = ['fieldset', ''].flatMap((part) => [...document.querySelectorAll<HTMLElement>(inInspector(part))]);
  const control = controls.find((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled'));
  if (control === undefined) {
    if (frames > 0) requestAnimationFrame(() => focusFirstField(frames - 1));
    return;
  }
  control.scrollIntoView({ block: 'nearest' });
  control.focus({ preventScroll: true });
}

function inInspector(part: string): string {
  return CONTROLS.split(', ')
    .map((control) => `[data-inspector] ${part} ${control}`)
    .join(', ');
}

function returnToCanvas(): void {
  const node = currentNode();
  if (node === undefined) focusCanvas();
  else focusNode(node);
}
