import { soundParameters } from '../../engine/layers/parameters.ts';
import { withValues } from '../../engine/modules/flatten.ts';
import { moduleFields, moduleOf, modulesOf, portsOf } from '../../engine/modules/instance-layer.ts';
import type { PortReference } from '../../engine/project/diagnostic.ts';
import type { Project, ProjectNode, ProjectWire } from '../../engine/project/schema.ts';
import { t } from '../language/text.ts';
import { findNode, nameOf, nothingSelected, type EditorDocument } from './document.ts';
import type { Refusal } from './edit-definition.ts';
import { freeCopyId, takenIds } from './naming.ts';
import { alongFlow, type Point, snapped } from './placement.ts';

/**
 * The project with a module's layers, bends and comments in place of a node that stands for it; a repeated one becomes a chain of them.
 * Layers of a muted one are muted.
 */
export function unpacked(project: Project, id: string): EditorDocument | Refusal {
  const instance = findNode(project, id);
  const module = instance && moduleOf(instance, modulesOf(project));
  if (instance === undefined || module === undefined) return { refused: t('There is no module to unpack.') };
  if (instance.type === 'Scan')
    return { refused: t('{node} runs its module step by step: it can’t be unpacked.', { node: nameOf(project, id) }) };
  if (instance.mode === 'bypass')
    return { refused: t('{node} is bypassed: use it again before you unpack it.', { node: nameOf(project, id) }) };
  const { repeat, weights } = soundParameters(moduleFields, instance.parameters);
  if (weights === 'shared')
    return { refused: t('{node} shares its weights: give it its own before you unpack it.', { node: nameOf(project, id) }) };
  const { inputs, outputs } = portsOf(module);
  const times = Number(repeat);
  if (times > 1 && outputs.length > inputs.length)
    return { refused: t('{node} can’t be a chain: it has more outputs than inputs.', { node: nameOf(project, id) }) };
  const body = withValues(module, instance.parameters);
  const isPort = new Set([...inputs, ...outputs].map(({ name }) => name));
  const layers = body.nodes.filter((node) => !isPort.has(node.id));
  const taken = new Set(takenIds(project));
  taken.delete(id);
  const span = project.flow === 'down' ? { x: 0, y: spanOf(layers, 'y') } : { x: spanOf(layers, 'x'), y: 0 };
  const step = alongFlow(project, span, 1);
  const [left, top] = [least(layers, 'x'), least(layers, 'y')];
  const placed = ({ x, y }: Point, k: number): Point => ({
    x: instance.position.x + x - left + k * step.x,
    y: instance.position.y + y - top + k * step.y,
  });
  const copies = Array.from({ length: times }, () => new Map<string, string>());
  const nodes: ProjectNode[] = copies.flatMap((names, k) =>
    layers.map((node) => {
      const own = freeCopyId(taken, node.id);
      taken.add(own);
      names.set(node.id, own);
      return { ...node, id: own, position: snapped(placed(node.position, k)), ...(instance.mode === 'mute' && { mode: instance.mode }) };
    }),
  );
  const comments = (module.comments ?? []).map((comment) => {
    const own = freeCopyId(taken, comment.id);
    taken.add(own);
    return { ...comment, id: own, position: snapped(placed(comment.position, 0)) };
  });
  const sourceOf = (from: PortReference, k: number): PortReference | undefined => {
    const rank = inputs.findIndex(({ name }) => name === from.node);
    if (rank < 0) return { node: copies[k].get(from.node) ?? from.node, port: from.port };
    if (k > 0 && rank < outputs.length) return givenBy(outputs[rank].name, k - 1);
    return project.wires.find(({ to }) => to.node === id && to.port === from.node)?.from;
  };
  const givenBy = (port: string, k: number): PortReference | undefined => {
    const wire = body.wires.find(({ to }) => to.node === port);
    return wire && sourceOf(wire.from, k);
  };
  const inner = copies.flatMap((names, k) =>
    body.wires.flatMap(({ from, to, via }): ProjectWire[] => {
      const target = names.get(to.node);
      const source = target === undefined ? undefined : sourceOf(from, k);
      if (target === undefined || source === undefined) return [];
      const bends = names.has(from.node) ? via?.map((bend) => snapped(placed(bend, k))) : undefined;
      return [{ from: source, to: { node: target, port: to.port }, ...(bends && { via: bends }) }];
    }),
  );
  const outer = project.wires.flatMap((wire): ProjectWire[] => {
    if (wire.to.node === id) return [];
    if (wire.from.node !== id) return [wire];
    const source = givenBy(wire.from.port, times - 1);
    return source === undefined ? [] : [{ from: source, to: wire.to }];
  });
  const next = {
    ...project,
    nodes: project.nodes.flatMap((node) => (node.id === id ? nodes : [node])),
    wires: [...outer, ...inner],
    ...(comments.length > 0 && { comments: [...(project.comments ?? []), ...comments] }),
  };
  const selection = { ...nothingSelected, nodes: nodes.map((node) => node.id), comments: comments.map((comment) => comment.id) };
  return { project: next, selection };
}

function least(nodes: readonly ProjectNode[], axis: 'x' | 'y'): number {
  return nodes.length === 0 ? 0 : Math.min(...nodes.map(({ position }) => position[axis]));
}

function spanOf(nodes: readonly ProjectNode[], axis: 'x' | 'y'): number {
  return nodes.length === 0 ? 0 : Math.max(...nodes.map(({ position }) => position[axis])) - least(nodes, axis);
}
