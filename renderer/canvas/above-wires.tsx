import { useStore } from '@xyflow/react';
import { createContext, type ReactNode, use, useMemo } from 'react';
import { createPortal } from 'react-dom';

const LayerContext = createContext<Element | null>(null);

interface AboveWiresProps {
  readonly children: ReactNode;
}

/** Finds the layer above the wires once for all of them. React Flow's own renderer of labels looks it up in the page for each wire at each move. */
export function AboveWiresProvider({ children }: AboveWiresProps) {
  const page = useStore(({ domNode }) => domNode);
  const layer = useMemo(() => page?.querySelector('.react-flow__edgelabel-renderer') ?? null, [page]);
  return <LayerContext value={layer}>{children}</LayerContext>;
}

/** Draws what belongs to a wire above all wires, in the canvas's measures: its label, its handles. */
export function AboveWires({ children }: AboveWiresProps) {
  const layer = use(LayerContext);
  return layer && createPortal(children, layer);
}
