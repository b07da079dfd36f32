import type { Diagnostic, PortReference } from '../../engine/project/diagnostic.ts';
import { showNodes } from '../canvas/view.ts';
import { wireId } from '../document/document.ts';
import { useDocument } from '../document/store.ts';
import { openAt } from '../canvas/open-level.ts';

/** Selects what is at fault and brings it into view. */
export function showProblem({ nodeId, wire }: Diagnostic): void {
  const id = nodeId ?? wire?.to.node;
  if (id === undefined) return;
  const node = openAt(id);
  const prefix = id.slice(0, id.length - node.length);
  const end = ({ node: at, port }: PortReference): PortReference => ({ node: at.slice(prefix.length), port });
  const here = wire !== undefined && wire.from.node.startsWith(prefix) ? { from: end(wire.from), to: end(wire.to) } : undefined;
  useDocument.getState().select({ nodes: [node], wires: here === undefined ? [] : [wireId(here)] });
  requestAnimationFrame(() => showNodes(here === undefined ? [node] : [here.from.node, node]));
}
