import type { DatasetShape, LayerDefinition } from '../../engine/layers/definition.ts';
import { canBeTarget } from '../../engine/layers/output.ts';
import { defaultsOf } from '../../engine/layers/parameters.ts';
import { losses } from '../../engine/losses/registry.ts';
import { bitsPerCharacter } from '../../engine/metrics/log-loss.ts';
import { metrics } from '../../engine/metrics/registry.ts';
import type { Project, ProjectNode } from '../../engine/project/schema.ts';
import type { LayerKnowledge } from './wiring.ts';

type Parameters = Readonly<Record<string, unknown>>;
type DatasetField = DatasetShape['fields'][number];

/**
 * Parameters with which a new layer fits the dataset that the project already names: an input reads it, an output takes a
 * target of it with a loss and a metric that suit. Those that have these values by default are left out.
 */
export function dataParameters(project: Project, type: string, knowledge: LayerKnowledge): Parameters {
  const layer = knowledge.layerOf(type);
  const dataset = projectDataset(project, knowledge);
  if (layer === undefined || dataset === undefined) return {};
  const reads = datasetParameter(layer)?.[0];
  if (reads !== undefined) {
    const unread = { ...dataset, fields: unreadFields(project, dataset, knowledge) };
    return besideDefaults(layer, { [reads]: dataset.id, ...fields(layer, unread, {}, 'input') });
  }
  const targets = dataset.fields.some(({ role }) => role === 'target') ? dataset.fields : reconstructed(dataset);
  const chosen = fields(layer, { ...dataset, fields: targets }, {}, 'target');
  const target = targets.find(({ name, role }) => role === 'target' && name === Object.values(chosen)[0]);
  return target === undefined ? {} : besideDefaults(layer, { ...chosen, ...objective(layer, target) });
}

/**
 * The inputs that a network reads by default: of a graph its nodes and edges, their weights, the graph of each node, the pairs, but no names;
 * else all of which a batch can be fed.
 */
export function inputsToRead({ fields: all, samples }: DatasetShape): readonly DatasetField[] {
  const inputs = all.filter(({ role, ragged, part }) => role === 'input' && (ragged !== true || part !== undefined));
  if (samples === undefined) return inputs;
  const parts = inputs.filter(({ part, tokens }) => part !== undefined && tokens === undefined);
  const pairs = samples === 'pairs' ? inputs.filter(({ part }) => part === undefined) : [];
  return [...parts, ...pairs];
}

/** The dataset's fields with those inputs alone that no Input reads yet, where there are such. */
function unreadFields(project: Project, dataset: DatasetShape, knowledge: LayerKnowledge): readonly DatasetField[] {
  const readBy = project.nodes.map((node) => fieldReadBy(node, knowledge));
  const read = new Set(readBy.filter((found) => found?.dataset.id === dataset.id).map((found) => found?.field));
  const unread = inputsToRead(dataset).filter(({ name }) => !read.has(name));
  return unread.length === 0 ? dataset.fields : unread;
}

/** The dataset and the field that an Input reads; `undefined` for other layers, and where there is no such dataset. */
export function fieldReadBy(
  { type, parameters }: ProjectNode,
  knowledge: LayerKnowledge,
): { readonly dataset: DatasetShape; readonly field: string } | undefined {
  const layer = knowledge.layerOf(type);
  const [name, named] = datasetParameter(layer) ?? [];
  const [field, chosen] = Object.entries(layer?.parameters ?? {}).find(([, { kind }]) => kind === 'field') ?? [];
  if (name === undefined || field === undefined) return undefined;
  const dataset = knowledge.dataset?.(textOf(parameters[name], named?.default));
  return dataset && { dataset, field: textOf(parameters[field], chosen?.default) };
}

/** After another dataset was chosen: its first input field in place of one that it doesn't have. */
export function fieldsOfDataset(node: ProjectNode, parameter: string, knowledge: LayerKnowledge): Parameters {
  const layer = knowledge.layerOf(node.type);
  if (layer?.parameters[parameter]?.kind !== 'dataset') return {};
  const dataset = knowledge.dataset?.(textOf(node.parameters[parameter], layer.parameters[parameter].default));
  if (dataset === undefined) return {};
  const chosen = Object.entries(fields(layer, dataset, node.parameters, 'input'));
  return Object.fromEntries(chosen.filter(([name, value]) => value !== (node.parameters[name] ?? layer.parameters[name].default)));
}

/** Inputs as targets, where there is none: what can be reconstructed. */
function reconstructed({ fields: all }: DatasetShape): readonly DatasetField[] {
  return all.filter((field) => field.ragged !== true && canBeTarget(field)).map((field) => ({ ...field, role: 'target' }));
}

/** The parameters that name a field, each with one that the dataset has: the present one where it can stay. */
function fields(layer: LayerDefinition, dataset: DatasetShape, present: Parameters, role: DatasetField['role']): Parameters {
  const names = dataset.fields.filter((field) => field.role === role).map(({ name }) => name);
  const chosen = Object.entries(layer.parameters).flatMap(([name, field]) => {
    if (field.kind !== 'field' || names.length === 0) return [];
    const current = textOf(present[name], field.default);
    return [[name, names.includes(current) ? current : names[0]] as const];
  });
  return Object.fromEntries(chosen);
}

/** A loss and a metric for the target: of a class for each pixel, how far regions overlap; of tokens, what a character costs. */
function objective(layer: LayerDefinition, target: DatasetField): Parameters {
  const shape = target.classes === undefined ? ['N', ...target.shape] : ['N', target.classes, ...target.shape];
  const task = target.classes === undefined ? 'regression' : 'classification';
  const loss = losses.find(({ check, parameters }) => check({ dtype: 'float32', shape }, target, defaultsOf(parameters)) === undefined);
  const isMask = target.classes !== undefined && target.shape.length >= 2;
  const isFitting = (candidate: (typeof metrics)[number]): boolean => {
    if (target.tokens !== undefined) return candidate.id === bitsPerCharacter.id;
    return isMask ? candidate.family === 'segmentation' : candidate.task === task;
  };
  const metric = metrics.find(isFitting);
  return {
    ...(loss !== undefined && 'loss' in layer.parameters && { loss: loss.id }),
    ...(metric !== undefined && 'metrics' in layer.parameters && { metrics: [metric.id] }),
    ...(target.ignored !== undefined && 'ignore' in layer.parameters && { ignore: true, ignoreIndex: target.ignored }),
  };
}

function projectDataset(project: Project, knowledge: LayerKnowledge): DatasetShape | undefined {
  for (const node of project.nodes) {
    const [name, field] = datasetParameter(knowledge.layerOf(node.type)) ?? [];
    if (name !== undefined) return knowledge.dataset?.(textOf(node.parameters[name], field?.default));
  }
  return undefined;
}

/** Of a layer that reads a field of a dataset; others name one for other ends. */
function datasetParameter(layer: LayerDefinition | undefined) {
  if (!Object.values(layer?.parameters ?? {}).some(({ kind }) => kind === 'field')) return undefined;
  return Object.entries(layer?.parameters ?? {}).find(([, field]) => field.kind === 'dataset');
}

/** A reference as a file gives it; the default where it gives none, nothing where it gives no text. */
function textOf(given: unknown, preset: unknown): string {
  const text = given ?? preset;
  return typeof text === 'string' ? text : '';
}

function besideDefaults(layer: LayerDefinition, parameters: Parameters): Parameters {
  const differs = ([name, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(layer.parameters[name]?.default);
  return Object.fromEntries(Object.entries(parameters).filter(differs));
}
