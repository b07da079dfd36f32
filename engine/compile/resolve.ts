import {
  type InferLayerContext,
  type LayerDefinition,
  type LayerInference,
  type LayerProblem,
  outputPortsOf,
  type PortDefinition,
} from '../layers/definition.ts';
import { defaultsOf, type Field, type ParameterValues } from '../layers/parameters.ts';
import { layerOf, layers } from '../layers/registry.ts';
import type { Diagnostic } from '../project/diagnostic.ts';
import type { Project, ProjectNode } from '../project/schema.ts';
import type { LayerAnalysis } from './analysis.ts';

/** A canvas node with its layer and complete parameters. */
export interface ResolvedNode {
  readonly node: ProjectNode;
  readonly layer: LayerDefinition;
  /** Defaults filled in; only valid where `valid`. */
  readonly parameters: ParameterValues;
  readonly valid: boolean;
  readonly outputs: readonly PortDefinition[];
  /** The node whose trained weights it uses in place of its own. */
  readonly owner?: string;
  /** What the modules around it are called, each with a slash behind it; absent in the network itself. */
  readonly path?: string;
  /** There where the layer is drawn from others. */
  readonly drawn?: DrawnPart;
}

/** A layer that is drawn from others, which are computed as one. */
export interface DrawnPart {
  infer(context: InferLayerContext<ParameterValues>): DrawnInference;
}

export interface DrawnInference {
  /** Absent where something is wrong. */
  readonly inference?: LayerInference;
  /** What is wrong with the layer itself. */
  readonly problem?: LayerProblem;
  /** The layers inside, as far as they are known, by their ids there, */
  readonly layers: ReadonlyMap<string, Omit<LayerAnalysis, 'reachesLoss'>>;
  /** and what is wrong with them. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Which layer a node stands for; none where it stands for nothing, which is told of elsewhere. */
export type LayerLookup = (node: ProjectNode) => LayerDefinition | undefined | 'none';

const ofRegistry: LayerLookup = ({ type }) => layerOf(type);

/** Looks up each node's layer, migrates and validates its parameters. Of nodes with one id the first counts. */
export function resolveNodes(
  project: Pick<Project, 'nodes'>,
  lookUp: LayerLookup = ofRegistry,
): {
  readonly nodes: ReadonlyMap<string, ResolvedNode>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const nodes = new Map<string, ResolvedNode>();
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const node of project.nodes) {
    if (seen.has(node.id)) {
      diagnostics.push({
        code: 'duplicate-id',
        severity: 'error',
        nodeId: node.id,
        message: `Two nodes have the id “${node.id}”. Give each an id of its own in the project's text.`,
      });
      continue;
    }
    seen.add(node.id);
    const layer = lookUp(node);
    if (layer === 'none') continue;
    if (layer === undefined) {
      diagnostics.push(unknownLayer(node));
      continue;
    }
    const found = resolvedAs(node, layer);
    diagnostics.push(...found.diagnostics);
    nodes.set(node.id, found.resolved);
  }
  return { nodes, diagnostics };
}

interface Resolution {
  readonly resolved: ResolvedNode;
  readonly diagnostics: readonly Diagnostic[];
}

/** Nodes are never changed in place: what was found of one holds as long as it stands for the same layer. */
const resolutions = new WeakMap<ProjectNode, Resolution>();

function resolvedAs(node: ProjectNode, layer: LayerDefinition): Resolution {
  const known = resolutions.get(node);
  if (known?.resolved.layer === layer) return known;
  const { parameters, diagnostics } = parameterFaults(node, layer);
  const valid = diagnostics.every(({ severity }) => severity !== 'error');
  const found = { resolved: { node, layer, parameters, valid, outputs: outputPortsOf(layer, parameters) }, diagnostics };
  resolutions.set(node, found);
  return found;
}

function unknownLayer(node: ProjectNode): Diagnostic {
  const known = layers.find(({ type }) => type.toLowerCase() === node.type.toLowerCase());
  return {
    code: 'unknown-layer',
    severity: 'error',
    nodeId: node.id,
    message: `This version of Netloom has no layer “${node.type}”.${known === undefined ? ' Remove the node, or open the project with the version that made it.' : ` Did you mean ${known.type}?`}`,
    expected: known?.type ?? 'a layer of the palette',
    actual: node.type,
    fixes: [
      ...(known === undefined
        ? []
        : [{ label: `Use ${known.type}`, edits: [{ type: 'replace-layer', node: node.id, layer: known.type } as const] }]),
      { label: 'Remove the node', edits: [{ type: 'remove-node', node: node.id }] },
    ],
  };
}

/** Complete parameters of a node, and what is wrong with those that it gives. */
export function parameterFaults(node: ProjectNode, layer: LayerDefinition): { parameters: ParameterValues; diagnostics: Diagnostic[] } {
  const version = node.version ?? 1;
  if (version > layer.version) {
    const message = `${layer.type} was saved by a newer Netloom (version ${version} of the layer, this program has ${layer.version}). Open the project with a newer Netloom.`;
    return {
      parameters: defaultsOf(layer.parameters),
      diagnostics: [{ code: 'newer-layer', severity: 'error', nodeId: node.id, message }],
    };
  }
  let given: Record<string, unknown> = { ...node.parameters };
  for (let v = version; v < layer.version; v += 1) given = layer.migrations?.[v]?.(given) ?? given;
  const diagnostics: Diagnostic[] = [];
  for (const name of Object.keys(given)) {
    if (name in layer.parameters) continue;
    diagnostics.push({
      code: 'unknown-parameter',
      severity: 'warning',
      nodeId: node.id,
      parameter: name,
      message: `${layer.type} has no parameter “${name}”; it is ignored.`,
      fixes: [{ label: `Remove ${name}`, edits: [{ type: 'set-parameter', node: node.id, parameter: name, value: undefined }] }],
    });
  }
  const parameters: Record<string, Field['default']> = {};
  for (const [name, field] of Object.entries(layer.parameters)) {
    const value = given[name] === undefined ? field.default : given[name];
    const parsed = field.schema.safeParse(value);
    parameters[name] = parsed.success ? parsed.data : field.default;
    if (!parsed.success) diagnostics.push(invalidParameter(node, name, field, value));
  }
  return { parameters, diagnostics };
}

function invalidParameter(node: ProjectNode, name: string, field: Field, value: unknown): Diagnostic {
  return {
    code: 'invalid-parameter',
    severity: 'error',
    nodeId: node.id,
    parameter: name,
    message: `“${field.label}” of ${node.name ?? node.id} must be ${expectation(field)}.`,
    expected: expectation(field),
    actual: describeValue(value),
    fixes: [
      {
        label: `Set ${field.label.toLowerCase()} to ${describeValue(field.default)}`,
        edits: [{ type: 'set-parameter', node: node.id, parameter: name, value: field.default }],
      },
    ],
  };
}

/** `Infinity` and `NaN` have no JSON. */
function describeValue(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

const UNLIMITED = 2 ** 31 - 1;

function span(min: number, max: number): string {
  return max >= UNLIMITED ? `of at least ${min}` : `from ${min} to ${max}`;
}

/** What a field takes, in words. */
export function expectation(field: Field): string {
  switch (field.kind) {
    case 'int':
      return `a whole number ${span(field.min, field.max)}`;
    case 'float':
      return `a number ${span(field.min, field.max)}`;
    case 'bool':
      return 'true or false';
    case 'choice':
      return `one of ${field.options.map(({ value }) => value).join(', ')}`;
    case 'choices':
      return `a list of ${field.options.map(({ value }) => value).join(', ')}`;
    case 'sizes':
      return `${field.axes.length === 1 ? 'a list of one whole number' : `${field.axes.length} whole numbers`} from ${field.min} to ${field.max}`;
    case 'ints':
      return field.min === undefined ? 'a list of whole numbers' : `a list of whole numbers of at least ${field.min}`;
    case 'floats':
      return 'a list of numbers';
    case 'dataset':
    case 'field':
    case 'text':
      return 'a text';
  }
}
