import type { LayerAnalysis } from '../../engine/compile/analysis.ts';
import type { Shape } from '../../engine/graph/types.ts';
import { squashingOf } from '../../engine/layers/activations.ts';
import { type LayerDefinition, outputPortsOf, type Squashing } from '../../engine/layers/definition.ts';
import { type Field, soundParameters } from '../../engine/layers/parameters.ts';
import type { Project, ProjectNode } from '../../engine/project/schema.ts';
import { formatCount, formatUnit } from '../window/format.ts';
import { knownDatasets } from '../document/known-datasets.ts';
import { parametersOf, projectDatasetId } from '../document/knowledge.ts';
import { engineText, t } from '../language/text.ts';
import { fieldLabel } from '../samples/field-label.ts';

export interface SummaryRow {
  readonly label: string;
  readonly value: string;
  /** It names an activation, whose curve can stand beside it. */
  readonly curve?: true;
}

const ROWS = 3;

/** Parameters that the body shows only where they aren't at their default: the layer isn't quite what its name says then. */
const telling: readonly string[] = ['dilation', 'groups', 'tokens', 'truncate', 'clip'];

/** Sizes of windows, beside which the body says how the edges are padded: `3×3, same`. */
const windows: ReadonlySet<string> = new Set(['kernelSize', 'poolSize']);

/** What the window calls the field of the dataset that the node names; undefined where it names none, or none that is known. */
export function namedField(project: Project, node: ProjectNode, layer: LayerDefinition): string | undefined {
  const parameter = Object.keys(layer.parameters).find((name) => layer.parameters[name].kind === 'field');
  if (parameter === undefined) return undefined;
  const named = parametersOf(node, layer)[parameter];
  const field = knownDatasets.infoOf(projectDatasetId(project) ?? '')?.fields.find(({ name }) => name === named);
  return field && fieldLabel(field);
}

/** The parameters that a node's body shows; `field` stands for the name of a dataset's field. */
export function summaryRows(node: ProjectNode, layer: LayerDefinition, field?: string): readonly SummaryRow[] {
  const parameters = parametersOf(node, layer);
  const isShown = (name: string) => name in layer.parameters && layer.parameters[name].visible?.(parameters) !== false;
  const isDefault = (name: string) => JSON.stringify(parameters[name]) === JSON.stringify(layer.parameters[name].default);
  const usual = layer.display.slice(0, ROWS).filter(isShown);
  const unusual = telling.filter((name) => !usual.includes(name) && isShown(name) && !isDefault(name));
  return [...makeRoom(usual, ROWS - unusual.length, isDefault), ...unusual].map((name) => {
    const parameter = layer.parameters[name];
    const value = parameter.kind === 'field' && field !== undefined ? field : valueText(parameter, parameters[name]);
    const padding = windows.has(name) && isShown('padding') ? layer.parameters.padding : undefined;
    const values = [value, ...(padding === undefined ? [] : [valueText(padding, parameters.padding)])];
    const isCurve = name === 'activation' && layer.category !== 'activation' && hasCurve(String(parameters[name]));
    return { label: shortLabel(engineText(parameter.label)), value: values.join(t(', ')), ...(isCurve && { curve: true as const }) };
  });
}

/** Whether the body is a picture of the layer: an activation that works on each number by itself. Of those that compare numbers a curve tells half. */
export function isPictured(node: ProjectNode, layer: LayerDefinition): boolean {
  if (layer.category !== 'activation') return false;
  return !compares(layer.squashes?.(soundParameters(layer.parameters, node.parameters)));
}

function hasCurve(activation: string): boolean {
  return activation !== 'none' && !compares(squashingOf(activation));
}

function compares(squashing: Squashing | undefined): boolean {
  return squashing === 'softmax' || squashing === 'logSoftmax';
}

/** At most so many names: those at their default give way first, the last ones before others, the first one never. */
function makeRoom(names: readonly string[], room: number, isDefault: (name: string) => boolean): readonly string[] {
  if (names.length <= room) return names;
  const leaving = names.slice(1).findLast(isDefault) ?? names.at(-1);
  return makeRoom(
    names.filter((name) => name !== leaving),
    room,
    isDefault,
  );
}

/** A parameter's value as the node prints it: `3×3`, `He normal`, `on`. */
export function valueText(field: Field, value: unknown): string {
  if (field.kind === 'float' && field.offAtZero !== undefined && value === 0) return t('off');
  if (field.kind === 'bool') return t(value === true ? 'on' : 'off');
  // Sides are listed; axes multiply.
  if (field.kind === 'sizes' && Array.isArray(value)) return value.join(field.axes.length > 3 ? ', ' : '×');
  if (field.kind === 'choice') return engineText(field.options.find((option) => option.value === value)?.label ?? String(value));
  if (Array.isArray(value)) return value.length === 0 ? t('none') : value.join(', ');
  return String(value);
}

/** Whether something stands below the parameters: batch and sample of an input, cost of a layer. */
export function hasFooter(layer: LayerDefinition, analysis: LayerAnalysis | undefined): boolean {
  if (!isKnown(layer, analysis)) return 'initializer' in layer.parameters;
  if (layer.category === 'data') return analysis.outputs.length > 0;
  return layer.category !== 'loss' && analysis.parameterCount > 0;
}

/** What stands there; undefined where there is nothing to say. */
export function footerText(project: Project, layer: LayerDefinition, analysis: LayerAnalysis | undefined): string | undefined {
  if (!hasFooter(layer, analysis)) return undefined;
  if (!isKnown(layer, analysis)) return t('size not known yet');
  if (layer.category === 'data') return inputText(project, analysis.outputs[0].shape);
  const values = {
    count: analysis.parameterCount,
    params: formatCount(analysis.parameterCount),
    flops: formatUnit(analysis.flops, 'FLOP'),
  };
  return t('{count, plural, one {1 parameter} other {{params} params}} · {flops}', values);
}

function isKnown(layer: LayerDefinition, analysis: LayerAnalysis | undefined): analysis is LayerAnalysis {
  return analysis !== undefined && (analysis.outputs.length > 0 || outputPortsOf(layer).length === 0);
}

/** Batch and sample; of a graph how many nodes are read at once, or whose edges. */
function inputText(project: Project, shape: Shape): string {
  const { batchSize } = project.training;
  const info = knownDatasets.infoOf(projectDatasetId(project) ?? '');
  const sample = shape.slice(1).join('×');
  const isWhole = info?.graph !== undefined;
  if (shape.includes('E')) return isWhole ? t('all edges') : t('edges of {count} graphs', { count: batchSize });
  if (shape[0] !== 'V' && (!isWhole || project.data.links !== undefined)) return t('batch {size} · {sample}', { size: batchSize, sample });
  const nodes = isWhole
    ? t('{count} nodes', { count: formatCount(info.splits.train + info.splits.test) })
    : t('nodes of {count} graphs', { count: batchSize });
  return sample === '' ? nodes : `${nodes} · ${sample}`;
}

/** `Kernel size` is `kernel` on a node, where room is short. */
function shortLabel(label: string): string {
  return label.toLowerCase().replace(/ size$/, '');
}
