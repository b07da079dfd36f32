import type { Edge, Node } from '@xyflow/react';
import { carriedOutput } from '../../engine/compile/active.ts';
import type { Analysis, LayerAnalysis } from '../../engine/compile/analysis.ts';
import type { TensorType } from '../../engine/graph/types.ts';
import { outputPortsOf, portKindOf, type LayerDefinition, type PortDefinition, type PortKind } from '../../engine/layers/definition.ts';
import { soundParameters } from '../../engine/layers/parameters.ts';
import type { Diagnostic, PortReference } from '../../engine/project/diagnostic.ts';
import type { FlowDirection, Project, ProjectComment, ProjectNode, ProjectWire } from '../../engine/project/schema.ts';
import { nodeName, sameEnd, wireId } from '../document/document.ts';
import { parametersOf } from '../document/knowledge.ts';
import { layerIn } from '../document/node-layer.ts';
import { engineText, locale, t, type WindowText } from '../language/text.ts';
import { footerText, hasFooter, isPictured, namedField, summaryRows, type SummaryRow } from './node-summary.ts';
import { portSides } from './port-sides.ts';
import { shapeParts, type ShapePart } from './shape-label.ts';

/** One end at which a wire can be attached. A variadic port has one for each wire and a free one. */
export interface PortSlot {
  readonly handle: string;
  readonly label: string;
  readonly kind: PortKind | undefined;
  readonly wired: boolean;
  /** It may stay unwired. */
  readonly optional?: true;
}

export type LayerNodeData = {
  readonly node: ProjectNode;
  readonly name: string;
  readonly layer: LayerDefinition | undefined;
  /** It has a fault, and no output of the network comes from it. */
  readonly isDraft: boolean;
  readonly inputs: readonly PortSlot[];
  readonly outputs: readonly PortSlot[];
  /** Which way the drawing's data flows. */
  readonly flow: FlowDirection;
  readonly rows: readonly SummaryRow[];
  /** The named use of the layer that the node is, which may have a drawing of its own: `GraphPool-sum`. */
  readonly use: string;
  /** Its curve stands in the body. */
  readonly isPictured: boolean;
  /** Something stands below the parameters: `nodeFooter` says what. */
  readonly hasFooter: boolean;
  /** What the window calls the field of the dataset that the node names. */
  readonly field: string | undefined;
  /** Dataset and field of an input, for thumbnails. */
  readonly preview: { readonly dataset: string; readonly field: string } | undefined;
  readonly problem: Diagnostic | undefined;
  /** Why the layer takes no part in the network: a mode of its own, or that of what it lives on. */
  readonly idle: Idle | undefined;
};

export type Idle = NonNullable<ProjectNode['mode']> | 'starved';

export type WireData = {
  readonly wire: ProjectWire;
  readonly kind: PortKind | undefined;
  readonly problem: Diagnostic | undefined;
  /** Names of the nodes at its ends. */
  readonly from: string;
  readonly to: string;
  /** It comes from a layer, or leads to one, that takes no part. */
  readonly idle: boolean;
};

export type LayerFlowNode = Node<LayerNodeData, 'layer'>;
export type CommentFlowNode = Node<{ readonly comment: ProjectComment }, 'comment'>;
export type CanvasNode = LayerFlowNode | CommentFlowNode;
export type WireFlowEdge = Edge<WireData, 'wire'>;

/** The handle of the `index`-th wire at a port. */
export function handleId(port: string, index = 0): string {
  return index === 0 ? port : `${port}#${index}`;
}

export function portOfHandle(handle: string): string {
  return handle.replace(/#\d+$/, '');
}

const COMMENT_PREFIX = 'comment ';

/** A comment's id on the canvas, where nodes and comments are of one kind. */
export function flowIdOf(comment: string): string {
  return `${COMMENT_PREFIX}${comment}`;
}

/** The comment that goes by this id on the canvas; undefined for a node's id. */
export function commentOf(flowId: string): string | undefined {
  return flowId.startsWith(COMMENT_PREFIX) ? flowId.slice(COMMENT_PREFIX.length) : undefined;
}

/** The project's comments for the canvas: below the layers. */
export function canvasComments({ comments = [] }: Project): CommentFlowNode[] {
  return firstOfEach(comments, ({ id }) => id).map((comment) => ({
    id: flowIdOf(comment.id),
    type: 'comment',
    position: comment.position,
    width: comment.width,
    height: comment.height,
    zIndex: -1,
    draggable: comment.locked !== true,
    connectable: false,
    data: { comment },
    ariaLabel: t('Comment: {text}', { text: comment.text.slice(0, 120) }),
    domAttributes: { 'aria-roledescription': t('comment') },
  }));
}

/** The project's nodes for the canvas, without selection and measure. */
export function canvasNodes(project: Project, analysis: Analysis): LayerFlowNode[] {
  const ends = endsOf(project, analysis);
  const { incoming, leaving } = wiringOf(project.wires);
  const problems = grouped(analysis.diagnostics, (diagnostic) => diagnostic.nodeId);
  const starved = new Set(analysis.diagnostics.filter(({ code }) => code === 'starved').map(({ nodeId }) => nodeId));
  return firstOfEach(project.nodes, (node) => node.id).map((node) => {
    const layer = layerIn(project, node);
    const own = analysis.layers.get(node.id);
    const wires = incoming.get(node.id) ?? [];
    const faults = problems.get(node.id) ?? [];
    const problem = faults.find(({ severity }) => severity === 'error') ?? faults.find(({ severity }) => severity === 'warning');
    const changing: ChangingData = {
      layer,
      flow: project.flow ?? 'right',
      inputs: (layer?.inputs ?? unknownInputs(wires)).flatMap((port) => inputSlots(port, wires, ends)),
      outputs: (ends.get(node.id)?.outputs ?? unknownOutputs(project, node.id)).map((port) => ({
        handle: port.name,
        label: port.label,
        kind: kindFrom(ends, { node: node.id, port: port.name }),
        wired: leaving.get(node.id)?.has(port.name) === true,
      })),
      hasFooter: layer === undefined || hasFooter(layer, own),
      field: layer && namedField(project, node, layer),
      problem,
      isDraft: problem?.severity === 'error' && own?.reachesLoss === false && layer?.category !== 'loss',
      idle: node.mode ?? (starved.has(node.id) ? 'starved' : undefined),
    };
    return drawnNode(node, changing);
  });
}

/** What stands below a node's parameters. It changes with every shape before it, so the node asks for it when it is drawn. */
export function nodeFooter(project: Project, analysis: Analysis, { node, layer }: LayerNodeData): string | undefined {
  return layer === undefined ? t('unknown layer') : footerText(project, layer, analysis.layers.get(node.id));
}

/** The project's wires for the canvas, in the order of the project. */
export function canvasWires(project: Project, analysis: Analysis): WireFlowEdge[] {
  const ends = endsOf(project, analysis);
  const faults = analysis.diagnostics.filter(({ wire, severity }) => wire !== undefined && severity === 'error');
  const absent = new Set([
    ...project.nodes.filter(({ mode }) => mode === 'mute').map(({ id }) => id),
    ...analysis.diagnostics.flatMap(({ code, nodeId }) => (code === 'starved' && nodeId !== undefined ? [nodeId] : [])),
  ]);
  const isIdle = ({ from, to }: ProjectWire) => absent.has(from.node) || absent.has(to.node);
  const handles = takenHandles();
  const drawn = wiringOf(project.wires)
    .distinct.filter((wire) => hasEnds(ends, wire))
    .map((wire) => {
      const [from, to] = [ends.get(wire.from.node)?.name ?? '', ends.get(wire.to.node)?.name ?? ''];
      const problem = faults.find((fault) => fault.wire && sameEnd(fault.wire.from, wire.from) && sameEnd(fault.wire.to, wire.to));
      return drawnWire(handles(wire.to), { wire, from, to, kind: kindFrom(ends, wire.from), problem, idle: isIdle(wire) });
    });
  return sameList(drawn);
}

/** The next free handle of each port that is asked for. */
function takenHandles(): (port: PortReference) => string {
  const counts = new Map<string, Map<string, number>>();
  return ({ node, port }) => {
    const ofNode = counts.get(node) ?? new Map<string, number>();
    if (ofNode.size === 0) counts.set(node, ofNode);
    const index = ofNode.get(port) ?? 0;
    ofNode.set(port, index + 1);
    return handleId(port, index);
  };
}

/** The shape on the wires from an output. It changes with every shape before it, so a wire asks for it when it is drawn. */
export function wireLabel(project: Project, analysis: Analysis, from: PortReference): readonly ShapePart[] {
  return labelFrom(endsOf(project, analysis), from);
}

/** What was drawn last, in the language of that time. */
let former = noDrawing();

function formerDrawing(): typeof former {
  if (former.locale !== locale()) former = noDrawing();
  return former;
}

function noDrawing() {
  const wireList: WireFlowEdge[] = [];
  return { locale: locale(), nodes: new WeakMap<ProjectNode, LayerFlowNode>(), wires: new WeakMap<ProjectWire, WireFlowEdge>(), wireList };
}

/** The list of wires as it was before where all of them are the same: nothing of them has to be looked at then. */
function sameList(next: WireFlowEdge[]): WireFlowEdge[] {
  const drawing = formerDrawing();
  const last = drawing.wireList;
  if (last.length === next.length && last.every((wire, index) => wire === next[index])) return last;
  drawing.wireList = next;
  return next;
}

/** What of a node's data doesn't follow from the node itself. */
type ChangingData = Pick<LayerNodeData, 'layer' | 'flow' | 'inputs' | 'outputs' | 'hasFooter' | 'field' | 'problem' | 'isDraft' | 'idle'>;

/** The node as it was drawn before where nothing of it is new, so that it isn't drawn again. */
function drawnNode(node: ProjectNode, changing: ChangingData): LayerFlowNode {
  const { nodes } = formerDrawing();
  const before = nodes.get(node);
  if (before !== undefined && sameData(before.data, changing)) return before;
  const { layer } = changing;
  const data: LayerNodeData = {
    ...changing,
    node,
    name: nodeName(node),
    rows: layer === undefined ? [] : summaryRows(node, layer, changing.field),
    use: layer === undefined ? node.type : namedUse(node, layer),
    isPictured: layer !== undefined && isPictured(node, layer),
    preview: layer?.type === 'Input' ? previewOf(node, layer) : undefined,
  };
  const next: LayerFlowNode = {
    id: node.id,
    type: 'layer',
    position: node.position,
    draggable: node.locked !== true,
    // React Flow measures ports anew where these change.
    targetPosition: portSides[data.flow].target,
    sourcePosition: portSides[data.flow].source,
    data,
    ariaLabel: spokenName(data),
    domAttributes: { 'aria-roledescription': t('layer') },
  };
  nodes.set(node, next);
  return next;
}

function namedUse(node: ProjectNode, { type, presets = [], parameters }: LayerDefinition): string {
  const sound = presets.length === 0 ? {} : soundParameters(parameters, node.parameters);
  const preset = presets.find(({ describes }) => describes(sound));
  return preset === undefined ? type : `${type}-${preset.id}`;
}

function sameData(a: ChangingData, b: ChangingData): boolean {
  return (
    a.layer === b.layer &&
    a.flow === b.flow &&
    a.hasFooter === b.hasFooter &&
    a.field === b.field &&
    a.idle === b.idle &&
    a.isDraft === b.isDraft &&
    sameSlots(a.inputs, b.inputs) &&
    sameSlots(a.outputs, b.outputs) &&
    sameProblem(a.problem, b.problem)
  );
}

/** The wire as it was drawn before where nothing of it is new. */
function drawnWire(targetHandle: string, data: WireData): WireFlowEdge {
  const { wires } = formerDrawing();
  const { wire, problem } = data;
  const before = wires.get(wire);
  if (before?.data !== undefined && before.targetHandle === targetHandle && sameWire(before.data, data)) return before;
  const next: WireFlowEdge = {
    id: wireId(wire),
    type: 'wire',
    source: wire.from.node,
    sourceHandle: wire.from.port,
    target: wire.to.node,
    targetHandle,
    data,
    ariaLabel: spokenWire(wireTitle(data), problem),
    domAttributes: { 'aria-roledescription': t('connection') },
  };
  wires.set(wire, next);
  return next;
}

function sameWire(a: WireData, b: WireData): boolean {
  return a.from === b.from && a.to === b.to && a.kind === b.kind && a.idle === b.idle && sameProblem(a.problem, b.problem);
}

/** `from conv1 to pool1` */
export function wireTitle({ from, to }: Pick<WireData, 'from' | 'to'>): string {
  return t('from {from} to {to}', { from, to });
}

/** True where slots of ports are equal one by one. */
function sameSlots(a: readonly PortSlot[], b: readonly PortSlot[]): boolean {
  return a.length === b.length && a.every((slot, index) => sameSlot(slot, b[index]));
}

function sameSlot(a: PortSlot, b: PortSlot): boolean {
  return a.handle === b.handle && a.label === b.label && a.kind === b.kind && a.wired === b.wired && a.optional === b.optional;
}

function sameProblem(a: Diagnostic | undefined, b: Diagnostic | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));
}

/** What the wires of a project lead to and from, by node id; of nodes with one id the first counts. */
type Ends = ReadonlyMap<string, End>;

interface End {
  readonly name: string;
  readonly layer: LayerDefinition | undefined;
  /** The layer's output ports; undefined where the program doesn't know it. */
  readonly outputs: readonly PortDefinition[] | undefined;
  readonly analysis: LayerAnalysis | undefined;
  /** What an output of it hands on, where the layer is bypassed. */
  readonly passed?: (from: PortReference) => PortReference | undefined;
}

/** What wires tell without the nodes at their ends. */
interface Wiring {
  /** The wires but those of a faulty file that say the same twice. */
  readonly distinct: readonly ProjectWire[];
  /** By the node to which they lead. */
  readonly incoming: ReadonlyMap<string, readonly ProjectWire[]>;
  /** Names of the outputs that wires leave, by node. */
  readonly leaving: ReadonlyMap<string, ReadonlySet<string>>;
}

const wirings = new WeakMap<readonly ProjectWire[], Wiring>();

/** Found once for a list of wires, which most edits leave as it is. */
function wiringOf(wires: readonly ProjectWire[]): Wiring {
  const known = wirings.get(wires);
  if (known !== undefined) return known;
  const from = grouped(wires, (wire) => wire.from.node);
  const wiring: Wiring = {
    distinct: firstOfEach(wires, wireId),
    incoming: grouped(wires, (wire) => wire.to.node),
    leaving: new Map([...from].map(([node, own]) => [node, new Set(own.map((wire) => wire.from.port))])),
  };
  wirings.set(wires, wiring);
  return wiring;
}

const lastEnds = new WeakMap<Analysis, { readonly project: Project; readonly ends: Ends }>();

/** The ends of a project's wires; found once for its nodes and its wires. */
function endsOf(project: Project, analysis: Analysis): Ends {
  const last = lastEnds.get(analysis);
  if (last?.project === project) return last.ends;
  const ends = newEnds(project, analysis);
  lastEnds.set(analysis, { project, ends });
  return ends;
}

function newEnds(project: Project, analysis: Analysis): Ends {
  const nodes = firstOfEach(project.nodes, (node) => node.id);
  return new Map(
    nodes.map((node) => {
      const layer = layerIn(project, node);
      const outputs = layer && outputPortsOf(layer, node.parameters);
      const passed = node.mode === 'bypass' && { passed: (from: PortReference) => carriedOutput(project, { from, to: from }) };
      return [node.id, { name: nodeName(node), layer, outputs, analysis: analysis.layers.get(node.id), ...passed }];
    }),
  );
}

/** The end that what comes from an output is made at: behind bypassed layers, the last one that isn't. */
function sourceOf(ends: Ends, from: PortReference): PortReference {
  return ends.get(from.node)?.passed?.(from) ?? from;
}

function outputFrom(ends: Ends, drawn: PortReference): TensorType | undefined {
  const from = sourceOf(ends, drawn);
  const end = ends.get(from.node);
  return end?.analysis?.outputs[end.outputs?.findIndex((port) => port.name === from.port) ?? -1];
}

function kindFrom(ends: Ends, from: PortReference): PortKind | undefined {
  const output = outputFrom(ends, from);
  return output && portKindOf(output);
}

/** The shape on a wire; what a layer without inputs gives is no change. */
function labelFrom(ends: Ends, from: PortReference): readonly ShapePart[] {
  const end = ends.get(sourceOf(ends, from).node);
  const output = outputFrom(ends, from);
  return output === undefined
    ? []
    : shapeParts(output.shape, end?.layer?.inputs.length === 0 ? undefined : end?.analysis?.inputs[0]?.shape);
}

function inputSlots(port: PortDefinition, wires: readonly ProjectWire[], ends: Ends): readonly PortSlot[] {
  const own = wires.filter((wire) => wire.to.port === port.name);
  const optional = port.optional === true && { optional: true as const };
  const slots = own.map((wire, index) => ({
    handle: handleId(port.name, index),
    label: port.label,
    kind: inputKind(port, kindFrom(ends, wire.from)),
    wired: true,
    ...optional,
  }));
  if (slots.length > 0 && port.variadic !== true) return slots;
  const kind = port.variadic === true && slots.length > 0 ? slots[0].kind : port.accepts?.[0];
  return [...slots, { handle: handleId(port.name, own.length), label: port.label, kind, wired: false, ...optional }];
}

/** An input shows what comes where it accepts that, else what it expects. */
function inputKind(port: PortDefinition, came: PortKind | undefined): PortKind | undefined {
  if (port.accepts === undefined) return came;
  return came !== undefined && port.accepts.includes(came) ? came : port.accepts[0];
}

/** Ports of a layer that the program doesn't know, as its wires name them, so that these can be drawn. */
function unknownInputs(wires: readonly ProjectWire[]): readonly PortDefinition[] {
  return [...new Set(wires.map((wire) => wire.to.port))].map((name) => ({ name, label: name }));
}

function unknownOutputs(project: Project, id: string): readonly PortDefinition[] {
  const names = project.wires.filter(({ from }) => from.node === id).map(({ from }) => from.port);
  return [...new Set(names)].map((name) => ({ name, label: name }));
}

/** A wire is drawn where both its ends are there; the problems panel tells of the others. */
function hasEnds(ends: Ends, { from, to }: ProjectWire): boolean {
  const source = ends.get(from.node);
  const target = ends.get(to.node);
  if (source === undefined || target === undefined) return false;
  const isOutput = source.outputs?.some(({ name }) => name === from.port) ?? true;
  return isOutput && (target.layer?.inputs.some(({ name }) => name === to.port) ?? true);
}

/** Items of a faulty file that claim one identity twice are drawn once. */
function firstOfEach<T>(items: readonly T[], identity: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => seen.size < seen.add(identity(item)).size);
}

function previewOf(node: ProjectNode, layer: LayerDefinition) {
  const { dataset, field } = parametersOf(node, layer);
  return { dataset: String(dataset), field: String(field) };
}

/** What is said of a layer that takes no part. */
export const idleTexts: Readonly<Record<Idle, WindowText>> = { bypass: 'bypassed', mute: 'muted', starved: 'left out' };

function spokenName({ name, node, rows, problem, idle }: LayerNodeData): string {
  const values = [...rows.map(({ label, value }) => `${label} ${value}`), ...(idle === undefined ? [] : [t(idleTexts[idle])])];
  const said = [name, node.type, ...values].join(t(', '));
  return problem === undefined ? said : t('{name}. Problem: {problem}', { name: said, problem: engineText(problem.message) });
}

function spokenWire(title: string, problem: Diagnostic | undefined): string {
  if (problem === undefined) return t('Wire {wire}', { wire: title });
  return t('Wire {wire}: {problem}', { wire: title, problem: engineText(problem.message) });
}

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
