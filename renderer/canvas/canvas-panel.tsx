import '@xyflow/react/dist/style.css';
import {
  type AriaLabelConfig,
  Background,
  BackgroundVariant,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  useStore,
  type Viewport,
} from '@xyflow/react';
import { boxSelection } from './box-selection.ts';
import { memo, useCallback, useEffect, useMemo, useRef, useState, type MouseEvent, type RefObject } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { revealPanel } from '../window/panel-access.ts';
import { selectedCount, type Selection } from '../document/document.ts';
import { GRID, type Point } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import { t } from '../language/text.ts';
import { AboveWiresProvider } from './above-wires.tsx';
import { AddLayerSearch } from './add-layer-search.tsx';
import { ArrangingBar } from './arranging-bar.tsx';
import { CanvasMenu, type MenuPlace } from './canvas-menu.tsx';
import { CanvasToolbar } from './canvas-toolbar.tsx';
import { CommentNode } from './comment-node.tsx';
import { ConnectSearch } from './connect-search.tsx';
import classes from './canvas.module.css';
import { DraggedWire } from './dragged-wire.tsx';
import { FarWires } from './far-wires.tsx';
import { onLayerDragLeave, onLayerDragOver, onLayerDrop } from './drag-layer.ts';
import { onNodeDrag, startDrag } from './drag-nodes.ts';
import { FindBar } from './find-bar.tsx';
import { commentOf, type CanvasNode, type WireFlowEdge } from './flow-model.ts';
import { GuideLines } from './guide-lines.tsx';
import { LayerNode } from './layer-node.tsx';
import { LayerLegend } from './layer-legend.tsx';
import { Legend } from './legend.tsx';
import { FAR, FarContext, FEW, isSeenFromAfar, LARGE } from './large-network.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';
import { openModule } from './open-level.ts';
import { OpenModules } from './open-modules.tsx';
import { leaveAt, useDrawingsAround } from './use-open-modules.ts';
import { useCanvasNodes } from './use-canvas-nodes.ts';
import { useWiring } from './use-wiring.ts';
import { bendAt } from './bend-wire.ts';
import { FARTHEST, openAddLayer, setFlow, showNodes, useCanvasView } from './view.ts';
import { Wire } from './wire.tsx';
import { wireAt } from './wire-places.ts';

const nodeTypes = { layer: LayerNode, comment: CommentNode };
const edgeTypes = { wire: Wire };

/** From afar, wires are one drawing; React Flow is told of the chosen ones, as long as they are few, so that it can take the choice away. */
function chosenWires(edges: readonly WireFlowEdge[]): WireFlowEdge[] {
  const chosen = edges.filter(({ selected }) => selected === true);
  return chosen.length <= FEW ? chosen.map((edge) => ({ ...edge, hidden: true })) : [];
}

/** Chooses the wire at a place of the window, or none, beside what is kept. */
function chooseWireAt(screen: Point, kept?: Selection): void {
  const { select } = useDocument.getState();
  const wire = wireAt(screen);
  if (wire === undefined) select({});
  else select(kept === undefined ? { wires: [wire] } : { ...kept, wires: [...kept.wires.filter((id) => id !== wire), wire] });
}

const grid: [number, number] = [GRID, GRID];
const otherButtons = [1, 2];
const zoomKeys = ['Control', 'Meta'];
const addingKeys = ['Shift', 'Control', 'Meta'];

const openNode = (_event: MouseEvent, { id }: CanvasNode): void => void openModule(id);
const dragNodes = (_event: unknown, _node: CanvasNode, dragged: readonly CanvasNode[]): void => onNodeDrag(dragged);

/** The drawing of the network. */
export function CanvasPanel() {
  return (
    <ReactFlowProvider>
      <AboveWiresProvider>
        <Canvas />
      </AboveWiresProvider>
    </ReactFlowProvider>
  );
}

function Canvas() {
  const { nodes, edges, onNodesChange, onEdgesChange } = useCanvasNodes();
  const wiring = useWiring();
  const { tool, snap, minimap } = useCanvasView(useShallow(({ tool, snap, minimap }) => ({ tool, snap, minimap })));
  const { menu, closeMenu, menuHandlers } = useContextMenu();
  const pane = useRef<HTMLDivElement>(null);
  const [kept] = useState(() => keptViewport(useDocument.getState().projectId));
  const [dragging, setDragging] = useState(false);
  const before = useRef<Selection>(undefined);
  // What React Flow is given is the same at each drawing: a new function for all nodes would have all of them drawn again.
  const flowHandlers = useMemo(
    () => ({
      onNodeDragStart: ({ altKey }: { readonly altKey: boolean }, _node: CanvasNode, dragged: CanvasNode[]) => {
        startDrag(dragged, altKey);
        setDragging(true);
      },
      onNodeDragStop: () => setDragging(false),
      // While the view moves, its drawing is moved as it is.
      onMoveStart: () => pane.current?.toggleAttribute('data-moving', true),
      onMoveEnd: (_event: unknown, viewport: Viewport) => {
        pane.current?.toggleAttribute('data-moving', false);
        keptView = { projectId: useDocument.getState().projectId, viewport };
      },
      onPaneClick: (event: MouseEvent) => {
        pane.current?.focus({ preventScroll: true });
        before.current = useDocument.getState().selection;
        leaveAt(event);
      },
      // React Flow forgets what was chosen after it has told of a click on the pane, and before the click comes here.
      onClick: ({ clientX, clientY, shiftKey, ctrlKey, metaKey }: MouseEvent) => {
        const former = before.current;
        before.current = undefined;
        if (former === undefined || !isSeenFromAfar()) return;
        chooseWireAt({ x: clientX, y: clientY }, shiftKey || ctrlKey || metaKey ? former : undefined);
      },
    }),
    [],
  );
  const spoken = useMemo(() => spokenOfFlow(), []);
  useFlowHandle();
  useFocusOnOpen(pane);
  useInspectorOnSelection();
  useFitOnOpen(nodes.length > 0 && nodes.every((node) => node.measured !== undefined));
  const isLarge = nodes.length >= LARGE;
  const around = useDrawingsAround();
  const isFar = useStore(({ transform }) => isLarge && transform[2] < FAR);
  const chosen = useMemo(() => chosenWires(edges), [edges]);
  return (
    <FarContext value={isFar}>
      <div
        ref={pane}
        className={classes.canvas}
        data-canvas
        tabIndex={-1}
        data-tool={tool}
        data-large={isLarge || undefined}
        onPointerDownCapture={boxSelection.onPointerDownCapture}
      >
        <ReactFlow<CanvasNode, WireFlowEdge>
          nodes={nodes}
          {...(kept && { defaultViewport: kept })}
          edges={isFar ? chosen : edges}
          onlyRenderVisibleElements={isLarge}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          {...wiring}
          {...menuHandlers}
          onNodeClick={selectAlone}
          onNodeDoubleClick={openNode}
          {...flowHandlers}
          onNodeDrag={dragNodes}
          onDragOver={onLayerDragOver}
          onDragLeave={onLayerDragLeave}
          onDrop={onLayerDrop}
          connectionLineComponent={DraggedWire}
          connectionRadius={26}
          // Dragged nodes go to guides before they go to the grid: `alignedMoves` sees to both.
          snapToGrid={snap && !dragging}
          snapGrid={grid}
          selectionOnDrag={tool === 'select'}
          panOnDrag={tool === 'select' ? otherButtons : true}
          panOnScroll
          onSelectionStart={boxSelection.onSelectionStart}
          onSelectionEnd={boxSelection.onSelectionEnd}
          selectionMode={SelectionMode.Partial}
          zoomActivationKeyCode={zoomKeys}
          multiSelectionKeyCode={addingKeys}
          selectionKeyCode={null}
          deleteKeyCode={null}
          zoomOnDoubleClick={false}
          minZoom={FARTHEST}
          maxZoom={2.5}
          elevateNodesOnSelect={false}
          edgesReconnectable
          reconnectRadius={12}
          nodeDragThreshold={2}
          attributionPosition="bottom-right"
          ariaLabelConfig={spoken}
        >
          <Background variant={BackgroundVariant.Dots} gap={24} size={1} color="var(--line-strong)" />
          {minimap && nodes.length > 0 && <Overview />}
          {isFar && <FarWires nodes={nodes} edges={edges} />}
          <GuideLines />
          <OpenModules around={around} />
        </ReactFlow>
        {nodes.length === 0 && <EmptyCanvas />}
        <AboveDrawing />
        <CanvasMenu place={menu} onClose={closeMenu} />
      </div>
    </FarContext>
  );
}

/** Bars and searches over the drawing: each draws itself anew when it has to, not with every edit. */
const AboveDrawing = memo(function AboveDrawing() {
  return (
    <>
      <div className={classes.bottom}>
        <ArrangingBar />
        <CanvasToolbar />
      </div>
      <LayerLegend />
      <Legend />
      <Breadcrumbs />
      <FindBar />
      <AddLayerSearch />
      <ConnectSearch />
    </>
  );
});

/** What React Flow says to screen readers. */
function spokenOfFlow(): Partial<AriaLabelConfig> {
  const howTo = t('The arrow keys lead along the wires, Enter edits, Space selects, L wires it, Delete removes.');
  return {
    'node.a11yDescription.default': howTo,
    'node.a11yDescription.keyboardDisabled': howTo,
    'node.a11yDescription.ariaLiveMessage': ({ x, y }) => t('Moved to {x}, {y}.', { x: Math.round(x), y: Math.round(y) }),
    'edge.a11yDescription.default': t('Enter selects it, Delete removes it.'),
    'minimap.ariaLabel': t('Overview of the network'),
    'handle.ariaLabel': t('Port'),
  };
}

const Overview = memo(function Overview() {
  return (
    <MiniMap<CanvasNode>
      position="bottom-left"
      className={classes.minimap}
      style={{ width: 132, height: 72 }}
      nodeColor={colourOnMap}
      nodeStrokeWidth={0}
      nodeBorderRadius={8}
      pannable
      zoomable
      ariaLabel={t('Overview of the network')}
    />
  );
});

const colourOnMap = ({ data }: CanvasNode): string =>
  'comment' in data ? 'var(--line-strong)' : `var(--category-${data.layer?.category ?? 'module'})`;

function EmptyCanvas() {
  return (
    <div className={classes.empty}>
      <p>{t('An empty canvas')}</p>
      <span>{t('Drag a layer here, double-click, or press Tab to search.')}</span>
    </div>
  );
}

/** Lends the mounted canvas to commands and panels. */
function useFlowHandle(): void {
  const flow = useReactFlow<CanvasNode, WireFlowEdge>();
  useEffect(() => {
    setFlow(flow);
    return () => setFlow(undefined);
  }, [flow]);
}

/** A click on one of several selected nodes selects it alone. */
function selectAlone({ shiftKey, ctrlKey, metaKey }: MouseEvent, node: CanvasNode): void {
  const { selection, select } = useDocument.getState();
  if (selectedCount(selection) > 1 && isSelected(node) && !shiftKey && !ctrlKey && !metaKey) select(selectionOf(node));
}

function isSelected({ id }: CanvasNode): boolean {
  const { nodes, comments } = useDocument.getState().selection;
  return nodes.includes(id) || comments.includes(commentOf(id) ?? '');
}

function selectionOf(node: CanvasNode): Partial<Selection> {
  return node.type === 'comment' ? { comments: [node.data.comment.id] } : { nodes: [node.id] };
}

/** Gives the canvas the focus when a project is opened, unless something else has it, so that its keys work at once. */
function useFocusOnOpen(pane: RefObject<HTMLDivElement | null>): void {
  const projectId = useDocument((state) => state.projectId);
  useEffect(() => {
    const focus = () => {
      const active = document.activeElement;
      if (projectId !== undefined && (active === null || active === document.body)) pane.current?.focus({ preventScroll: true });
    };
    focus();
    const timer = setTimeout(focus, SETTLING);
    return () => clearTimeout(timer);
  }, [pane, projectId]);
}

/** Until then a dialog that led here has closed and given the focus back. */
const SETTLING = 350;

/** Shows the inspector at the first selection in a project, whatever tab the project before was left with. */
function useInspectorOnSelection(): void {
  const projectId = useDocument((state) => state.projectId);
  const selecting = useDocument(({ selection }) => selection.nodes.length > 0);
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (!selecting || shown.current === projectId) return;
    shown.current = projectId;
    revealPanel('inspector');
  }, [projectId, selecting]);
}

let keptView: { readonly projectId: string | undefined; readonly viewport: Viewport } | undefined;

/** Where the canvas looked before it was drawn anew with the same project open: in another language or contrast. */
function keptViewport(projectId: string | undefined): Viewport | undefined {
  return projectId !== undefined && keptView?.projectId === projectId ? keptView.viewport : undefined;
}

useDocument.subscribe(({ projectId }, former) => {
  if (projectId !== former.projectId) keptView = undefined;
});

const gestures = ['pointerdown', 'wheel', 'keydown'] as const;

/** Shows the whole network once it is measured after a project was opened, and again as the panels around it take their sizes, until someone does something. */
function useFitOnOpen(measured: boolean): void {
  const projectId = useDocument((state) => state.projectId);
  const size = useStore(({ width, height }) => `${width}×${height}`);
  const kept = keptViewport(projectId) !== undefined;
  const fitted = useRef(kept ? `${projectId}:` : undefined);
  const settled = useRef(kept ? projectId : undefined);

  useEffect(() => {
    const settle = () => {
      settled.current = projectId;
    };
    for (const gesture of gestures) window.addEventListener(gesture, settle, { capture: true, once: true });
    return () => {
      for (const gesture of gestures) window.removeEventListener(gesture, settle, { capture: true });
    };
  }, [projectId]);

  useEffect(() => {
    const shown = `${projectId}:${size}`;
    const first = fitted.current?.startsWith(`${projectId}:`) !== true;
    if (!measured || fitted.current === shown || (!first && settled.current === projectId)) return;
    fitted.current = shown;
    showNodes();
  }, [measured, projectId, size]);
}

function useContextMenu() {
  const [menu, setMenu] = useState<MenuPlace>();
  const closeMenu = useCallback(() => {
    setMenu(undefined);
    useCanvasView.setState({ menuAt: undefined });
  }, []);
  const menuHandlers = useMemo(() => {
    const open = (kind: MenuPlace['kind'], event: MouseEvent | globalThis.MouseEvent) => {
      event.preventDefault();
      const place = { x: event.clientX, y: event.clientY };
      useCanvasView.setState({ menuAt: place });
      setMenu({ kind, ...place });
    };
    return {
      onPaneContextMenu: (event: MouseEvent | globalThis.MouseEvent) => {
        const wire = isSeenFromAfar() ? wireAt({ x: event.clientX, y: event.clientY }) : undefined;
        if (wire !== undefined) useDocument.getState().select({ wires: [wire] });
        open(wire === undefined ? 'pane' : 'wire', event);
      },
      onSelectionContextMenu: (event: MouseEvent) => open('node', event),
      onNodeContextMenu: (event: MouseEvent, node: CanvasNode) => {
        if (!isSelected(node)) useDocument.getState().select(selectionOf(node));
        open(node.type === 'comment' ? 'comment' : 'node', event);
      },
      onEdgeContextMenu: (event: MouseEvent, edge: WireFlowEdge) => {
        useDocument.getState().select({ wires: [edge.id] });
        open('wire', event);
      },
      onEdgeDoubleClick: (event: MouseEvent, edge: WireFlowEdge) => bendAt(edge.id, { x: event.clientX, y: event.clientY }),
      onDoubleClick: (event: MouseEvent) => {
        if (!(event.target instanceof Element) || !event.target.classList.contains('react-flow__pane')) return;
        openAddLayer({ x: event.clientX, y: event.clientY });
      },
    };
  }, []);
  return { menu, closeMenu, menuHandlers };
}
