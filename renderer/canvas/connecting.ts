import { create } from 'zustand';
import type { PortDefinition } from '../../engine/layers/definition.ts';
import type { PortReference } from '../../engine/project/diagnostic.ts';
import type { Project, ProjectWire } from '../../engine/project/schema.ts';
import { findNode, nameOf, sameEnd } from '../document/document.ts';
import type { Point } from '../document/placement.ts';
import { facingPorts, type LayerKnowledge, refusedEnds } from '../document/wiring.ts';
import { SEARCH_WIDTH } from './view.ts';

interface Connecting {
  /** The node whose wire is being chosen. */
  readonly node: string | undefined;
  /** Upper left corner of the list, in pixels of the canvas panel. */
  readonly corner: Point;
}

/** The choice of a wire by name, without a pointer. */
export const useConnecting = create<Connecting>()(() => ({ node: undefined, corner: { x: 0, y: 0 } }));

/** Room that the list takes at most. */
const HEIGHT = 320;
const GAP = 6;

/** Opens the choice of a port of the node and of what it is wired to, below the node. */
export function openConnecting(node: string): void {
  const pane = document.querySelector('[data-canvas]')?.getBoundingClientRect();
  const box = document.querySelector(`[data-canvas] .react-flow__node[data-id="${CSS.escape(node)}"]`)?.getBoundingClientRect();
  if (pane === undefined) return;
  const wanted =
    box === undefined ? { x: pane.width / 2, y: pane.height / 2 } : { x: box.left - pane.left, y: box.bottom - pane.top + GAP };
  const corner = {
    x: Math.max(8, Math.min(wanted.x, pane.width - SEARCH_WIDTH - 8)),
    y: Math.max(8, Math.min(wanted.y, pane.height - HEIGHT - 8)),
  };
  useConnecting.setState({ node, corner });
}

/** A port of the node, with all ports that a wire from it can lead to. */
export interface PortOffer {
  readonly port: PortDefinition;
  readonly output: boolean;
  readonly targets: readonly Target[];
}

interface Target {
  readonly end: PortReference;
  readonly nodeName: string;
  readonly port: PortDefinition;
  readonly wire: Pick<ProjectWire, 'from' | 'to'>;
  /** Name of the node whose wire would give way. */
  readonly replaces?: string;
}

/** What a node can be wired to, by its ports, outputs first; free ports before those whose wire would give way. */
export function portOffers(project: Project, id: string, knowledge: LayerKnowledge): readonly PortOffer[] {
  const node = findNode(project, id);
  if (node === undefined) return [];
  // Its outputs are what a wire from an input could end at, and the other way about.
  return [true, false].flatMap((output) =>
    facingPorts(project, node, !output, knowledge).map((port) => offerOf(project, id, port, output, knowledge)),
  );
}

function offerOf(project: Project, node: string, port: PortDefinition, output: boolean, knowledge: LayerKnowledge): PortOffer {
  const end = { node, port: port.name };
  const refused = new Set(refusedEnds(project, { end, output }, knowledge).map((refusal) => keyOf(refusal.end)));
  const targets = project.nodes
    .filter(({ id }) => id !== node)
    .flatMap((other) =>
      facingPorts(project, other, output, knowledge).map((faced) => ({ end: { node: other.id, port: faced.name }, port: faced })),
    )
    .filter((target) => !refused.has(keyOf(target.end)))
    .map((target) => targetOf(project, end, output, target, port));
  return { port, output, targets: targets.toSorted((a, b) => Number(a.replaces !== undefined) - Number(b.replaces !== undefined)) };
}

function keyOf({ node, port }: PortReference): string {
  return `${node}\n${port}`;
}

function targetOf(
  project: Project,
  own: PortReference,
  output: boolean,
  { end, port }: { readonly end: PortReference; readonly port: PortDefinition },
  ownPort: PortDefinition,
): Target {
  const wire = output ? { from: own, to: end } : { from: end, to: own };
  const input = output ? port : ownPort;
  const former = input.variadic === true ? undefined : project.wires.find(({ to }) => sameEnd(to, wire.to));
  return { end, nodeName: nameOf(project, end.node), port, wire, ...(former && { replaces: nameOf(project, former.from.node) }) };
}
