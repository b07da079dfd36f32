import type { Project, ProjectWire } from '../../engine/project/schema.ts';
import { inputPort, wireProblem, type LayerKnowledge } from './wiring.ts';

/**
 * The wires without those at the removed nodes. Where one wire alone comes into a removed node and one of its outputs alone is used,
 * what comes in goes on to where that output went, if it is taken there as it is; a row of such nodes is passed as a whole.
 */
export function healedWires(project: Project, removed: ReadonlySet<string>, knowledge: LayerKnowledge): readonly ProjectWire[] {
  const kept = project.wires.filter(({ from, to }) => !removed.has(from.node) && !removed.has(to.node));
  const rest = { ...project, wires: kept };
  return project.wires.flatMap((wire): readonly ProjectWire[] => {
    if (removed.has(wire.to.node)) return [];
    if (!removed.has(wire.from.node)) return [wire];
    const from = sourceBefore(project, wire.from.node, removed);
    if (from === undefined) return [];
    const healed = { from, to: wire.to };
    return isTaken(rest, healed, knowledge) && wireProblem(rest, healed, knowledge) === undefined ? [healed] : [];
  });
}

/** What comes into a row of removed nodes; undefined where it isn't one wire, or not the same for all that leaves. */
function sourceBefore(project: Project, id: string, removed: ReadonlySet<string>): ProjectWire['from'] | undefined {
  const passed = new Set<string>();
  for (let node = id; !passed.has(node); ) {
    passed.add(node);
    const incoming = project.wires.filter(({ to }) => to.node === node);
    const leaving = new Set(project.wires.filter(({ from }) => from.node === node).map(({ from }) => from.port));
    if (incoming.length !== 1 || leaving.size > 1) return undefined;
    const [{ from }] = incoming;
    if (!removed.has(from.node)) return from;
    node = from.node;
  }
  return undefined;
}

/** True where the port takes the very kind that comes: a fault isn't drawn for the user. */
function isTaken(project: Project, { from, to }: ProjectWire, knowledge: LayerKnowledge): boolean {
  const kind = knowledge.outputKind?.(from);
  const accepts = inputPort(project, to, knowledge)?.accepts;
  return kind === undefined || accepts === undefined || accepts.includes(kind);
}
