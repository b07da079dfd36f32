import { outputPortsOf } from '../../engine/layers/definition.ts';
import type { PortReference } from '../../engine/project/diagnostic.ts';
import type { Project, ProjectModule, ProjectNode, ProjectWire } from '../../engine/project/schema.ts';
import { t, type Text } from '../language/text.ts';
import { bringModules, referred } from './bring-modules.ts';
import { dataParameters } from './data-parameters.ts';
import { existingSelection, findNode, nameOf, nothingSelected, wireId } from './document.ts';
import { listedMarks, type EditDefinitions } from './edit-definition.ts';
import { withGraphParts } from './graph-wiring.ts';
import { healedWires } from './healing.ts';
import { idFor, namedByModule } from './module-edits.ts';
import { layerFor } from './node-layer.ts';
import { makeRoomBetween, type Point } from './placement.ts';
import { wireProblem, withWire, type LayerKnowledge } from './wiring.ts';

/** Layers and wires that come and go. */
export type LayerEdit =
  | {
      readonly type: 'add-layer';
      readonly layer: string;
      readonly position: Point;
      readonly parameters?: Readonly<Record<string, unknown>>;
      /** Modules that the project gets where it lacks them. */
      readonly modules?: readonly ProjectModule[];
      /** Output that the new layer's first input is wired to. */
      readonly from?: PortReference;
      /** Input that the new layer's first output is wired to, */
      readonly to?: PortReference;
      /** and further ones. */
      readonly others?: readonly PortReference[];
    }
  | {
      readonly type: 'insert-layer';
      readonly layer: string;
      readonly wire: ProjectWire;
      readonly parameters?: Readonly<Record<string, unknown>>;
      readonly modules?: readonly ProjectModule[];
    }
  | {
      readonly type: 'remove';
      readonly nodes: readonly string[];
      readonly wires: readonly string[];
      readonly comments?: readonly string[];
      /** What came into a removed node goes on to where its output went, where that is unambiguous. */
      readonly heal?: boolean;
    }
  | { readonly type: 'connect'; readonly from: PortReference; readonly to: PortReference }
  | { readonly type: 'reconnect'; readonly wire: string; readonly from: PortReference; readonly to: PortReference };

export const layerEdits: EditDefinitions<LayerEdit> = {
  'add-layer': {
    label: ({ layer }) => ({ text: 'Add {layer}', values: { layer } }),
    apply: (document, edit, knowledge) => {
      const { project: start, ids } = bringModules(document.project, edit.modules ?? []);
      const id = idFor(start, edit);
      const version = knowledge.layerOf(edit.layer)?.version ?? 1;
      const parameters = { ...dataParameters(start, edit.layer, knowledge), ...edit.parameters };
      const added: ProjectNode = { id, type: edit.layer, version, position: { ...edit.position }, parameters };
      const node = namedByModule(start, referred(added, ids));
      const project = { ...start, nodes: [...start.nodes, node] };
      return { project: wiredIn(project, id, edit, knowledge), selection: { ...nothingSelected, nodes: [id] } };
    },
  },
  'insert-layer': {
    label: ({ layer, wire }, project) => ({ text: 'Insert {layer} before {node}', values: { layer, node: nameOf(project, wire.to.node) } }),
    apply: (document, { layer, wire, parameters = {}, modules = [] }, knowledge) => {
      const from = findNode(document.project, wire.from.node);
      const to = findNode(document.project, wire.to.node);
      if (from === undefined || to === undefined) return { refused: t('The wire is no longer there.') };
      const room = makeRoomBetween(document.project, from, to);
      const wires = room.project.wires.filter((other) => wireId(other) !== wireId(wire));
      const start = { ...document, project: { ...room.project, wires } };
      const { from: source, to: target } = wire;
      const added = { type: 'add-layer' as const, layer, position: room.place, parameters, from: source, to: target, modules };
      return layerEdits['add-layer'].apply(start, added, knowledge);
    },
  },
  remove: {
    label: ({ nodes, wires, comments = [] }, project): Text => {
      const items = listedMarks({ nodes, comments }, project);
      if (nodes.length + comments.length > 0) return { text: 'Delete {items}', values: { items } };
      return { text: 'Delete {count, plural, one {wire} other {# wires}}', values: { count: wires.length } };
    },
    changes: ({ nodes, comments }) => ({ nodes, comments }),
    apply: ({ project, selection }, { heal = false, ...edit }, knowledge) => {
      const [nodes, wires, comments] = [new Set(edit.nodes), new Set(edit.wires), new Set(edit.comments)];
      const cut = { ...project, wires: project.wires.filter((wire) => !wires.has(wireId(wire))) };
      const next = {
        ...project,
        nodes: project.nodes.filter((node) => !nodes.has(node.id)),
        wires: heal
          ? [...healedWires(cut, nodes, knowledge)]
          : cut.wires.filter(({ from, to }) => !nodes.has(from.node) && !nodes.has(to.node)),
        ...(comments.size > 0 && { comments: project.comments?.filter(({ id }) => !comments.has(id)) }),
      };
      return { project: next, selection: existingSelection(next, selection) };
    },
  },
  connect: {
    label: (edit, project) => ({ text: 'Wire {from} to {to}', values: endNames(edit, project) }),
    apply: (document, { from, to }, knowledge) => {
      const problem = wireProblem(document.project, { from, to }, knowledge);
      if (problem !== undefined) return { refused: problem };
      return { ...document, project: withWire(document.project, { from, to }, knowledge) };
    },
  },
  reconnect: {
    label: (edit, project) => ({ text: 'Rewire {from} to {to}', values: endNames(edit, project) }),
    apply: (document, { wire, from, to }, knowledge) => {
      const removed = layerEdits.remove.apply(document, { type: 'remove', nodes: [], wires: [wire] }, knowledge);
      return 'refused' in removed ? removed : layerEdits.connect.apply(removed, { type: 'connect', from, to }, knowledge);
    },
  },
};

function endNames({ from, to }: { readonly from: PortReference; readonly to: PortReference }, project: Project) {
  return { from: nameOf(project, from.node), to: nameOf(project, to.node) };
}

type Ends = Pick<Extract<LayerEdit, { type: 'add-layer' }>, 'from' | 'to' | 'others'>;

function wiredIn(project: Project, id: string, ends: Ends, knowledge: LayerKnowledge): Project {
  const node = findNode(project, id);
  const layer = layerFor(knowledge, project, node);
  const kind = ends.from && knowledge.outputKind?.(ends.from);
  const fitting = layer?.inputs.find(({ accepts }) => kind === undefined || accepts === undefined || accepts.includes(kind));
  const input = (fitting ?? layer?.inputs[0])?.name;
  const output = layer && outputPortsOf(layer, node?.parameters)[0]?.name;
  let next = project;
  if (ends.from !== undefined && input !== undefined) next = withWire(next, { from: ends.from, to: { node: id, port: input } }, knowledge);
  const fed = [...(ends.to === undefined ? [] : [ends.to]), ...(ends.others ?? [])];
  if (output !== undefined) for (const to of fed) next = withWire(next, { from: { node: id, port: output }, to }, knowledge);
  return withGraphParts(next, id, knowledge);
}
