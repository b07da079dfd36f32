import { create } from 'zustand';
import { focusSoon } from '../controls/focus-soon.ts';
import { revealPanel } from '../window/panel-access.ts';
import { useDocument } from '../document/store.ts';

interface Revealed {
  readonly node?: string | undefined;
  readonly parameter?: string | undefined;
}

/** The parameter that someone asked to see last. */
export const useRevealed = create<Revealed>()(() => ({}));

/** Selects the node and shows the control of its parameter, unfolded where need be. */
export function revealParameter(node: string, parameter: string): void {
  useDocument.getState().select({ nodes: [node] });
  revealPanel('inspector');
  useRevealed.setState({ node: undefined, parameter: undefined });
  requestAnimationFrame(() => {
    useRevealed.setState({ node, parameter });
    focusSoon(`[data-parameter="${parameter}"]`);
  });
}
