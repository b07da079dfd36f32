import {
  IconArrowBackUp,
  IconActivityHeartbeat,
  IconHandStop,
  IconLayoutGridAdd,
  IconListSearch,
  IconMagnet,
  IconMap,
  IconMaximize,
  IconMinus,
  IconPlus,
  IconPointer,
  IconSearch,
} from '@tabler/icons-react';
import { arrange, cancelArranging } from '../canvas/arrange.ts';
import { useDocument } from '../document/store.ts';
import { cancelDrag, isDragging } from '../canvas/drag-nodes.ts';
import { cancelWiring, isWiring } from '../canvas/use-wiring.ts';
import { currentFlow, motion, openAddLayer, pointerOverCanvas, showNodes, useCanvasView, viewCentre } from '../canvas/view.ts';
import { toggleLayerOverlay } from '../train/layer-overlay.ts';
import type { WindowText } from '../language/text.ts';
import type { Command } from '../commands/registry.ts';

const isShown = () => currentFlow() !== undefined;

/** How the canvas is looked at, and what is done to all of it. */
export const canvasCommands: readonly Command[] = [
  {
    id: 'canvas.cancel-gesture',
    label: 'Take back the drag',
    group: 'canvas',
    icon: IconArrowBackUp,
    shortcut: 'Escape',
    inFields: true,
    keywords: ['cancel', 'abort', 'wire'],
    when: () => isDragging() || isWiring(),
    run: () => (isWiring() ? cancelWiring() : cancelDrag()),
  },
  {
    id: 'canvas.add-layer',
    label: 'Add a layer…',
    group: 'canvas',
    icon: IconSearch,
    shortcut: 'Tab',
    when: () => isShown() && isCanvasFocused(),
    run: () => openAddLayer(useCanvasView.getState().menuAt ?? pointerOverCanvas() ?? viewCentre().screen),
  },
  {
    id: 'canvas.find',
    label: 'Find on the canvas…',
    group: 'canvas',
    icon: IconListSearch,
    shortcut: 'mod+F',
    inFields: true,
    keywords: ['search', 'node', 'shape', 'parameter'],
    when: isShown,
    run: () => useCanvasView.setState({ finding: true }),
  },
  tool('select', 'Select tool', IconPointer, 'V'),
  tool('pan', 'Hand tool', IconHandStop, 'H'),
  {
    id: 'canvas.zoom-in',
    label: 'Zoom in',
    group: 'view',
    icon: IconPlus,
    shortcut: ['+', '='],
    when: isShown,
    run: () => void currentFlow()?.zoomIn({ duration: motion(120) }),
  },
  {
    id: 'canvas.zoom-out',
    label: 'Zoom out',
    group: 'view',
    icon: IconMinus,
    shortcut: '-',
    when: isShown,
    run: () => void currentFlow()?.zoomOut({ duration: motion(120) }),
  },
  { id: 'canvas.fit', label: 'Show all', group: 'view', icon: IconMaximize, shortcut: 'F', when: isShown, run: () => showNodes() },
  {
    id: 'canvas.fit-selection',
    label: 'Show the selection',
    group: 'view',
    icon: IconMaximize,
    shortcut: 'Shift+F',
    when: () => isShown() && useDocument.getState().selection.nodes.length > 0,
    run: () => showNodes(useDocument.getState().selection.nodes),
  },
  {
    id: 'canvas.arrange',
    label: 'Arrange from left to right',
    group: 'canvas',
    icon: IconLayoutGridAdd,
    keywords: ['layout', 'tidy', 'layers', 'selection'],
    when: () => isShown() && useDocument.getState().project.nodes.length > 1,
    run: () => void arrange('right'),
  },
  {
    id: 'canvas.arrange-down',
    label: 'Arrange from top to bottom',
    group: 'canvas',
    icon: IconLayoutGridAdd,
    keywords: ['layout', 'tidy', 'layers', 'selection', 'vertical'],
    when: () => isShown() && useDocument.getState().project.nodes.length > 1,
    run: () => void arrange('down'),
  },
  {
    id: 'canvas.cancel-arranging',
    label: 'Stop arranging',
    group: 'canvas',
    when: () => useCanvasView.getState().arranging !== undefined,
    run: cancelArranging,
  },
  {
    id: 'canvas.snap',
    label: 'Snap to grid and guides',
    group: 'view',
    icon: IconMagnet,
    run: () => useCanvasView.setState(({ snap }) => ({ snap: !snap })),
  },
  {
    id: 'canvas.minimap',
    label: 'Overview map',
    group: 'view',
    icon: IconMap,
    run: () => useCanvasView.setState(({ minimap }) => ({ minimap: !minimap })),
  },
  {
    id: 'canvas.layer-overlay',
    label: 'Numbers of training on the layers',
    group: 'view',
    icon: IconActivityHeartbeat,
    keywords: ['gradient norm', 'activation', 'dead', 'statistics', 'vanishing', 'heat map', 'overlay'],
    run: toggleLayerOverlay,
  },
];

function tool(name: 'select' | 'pan', label: WindowText, icon: Command['icon'], shortcut: string): Command {
  return {
    id: `canvas.${name}-tool`,
    label,
    group: 'view',
    ...(icon && { icon }),
    shortcut,
    when: isShown,
    run: () => useCanvasView.setState({ tool: name }),
  };
}

/**
 * Tab is the canvas's own key where the focus came to it by a click, or is nowhere while the pointer is over it. Who walks by
 * the keyboard goes on to the next node as everywhere.
 */
function isCanvasFocused(): boolean {
  const active = document.activeElement;
  if (active === null || active === document.body) return pointerOverCanvas() !== undefined;
  return active.closest('[data-canvas]') !== null && (active.matches('[data-canvas]') || byPointer);
}

/** Whether the pointer was used last to go somewhere, and not the keys that lead from one thing to the next. */
let byPointer = false;

if (typeof window !== 'undefined') {
  window.addEventListener('pointerdown', () => (byPointer = true), { capture: true, passive: true });
  window.addEventListener('keydown', (event) => {
    // A Tab that somebody answers leads nowhere.
    if (event.key.startsWith('Arrow')) byPointer = false;
    else if (event.key === 'Tab') setTimeout(() => (byPointer &&= event.defaultPrevented));
  });
}
