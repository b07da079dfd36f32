import { type LayerCategory, type LayerDefinition, outputPortsOf, type PortDefinition } from '../../engine/layers/definition.ts';
import { layers } from '../../engine/layers/registry.ts';
import { parameterTable } from './fields.ts';
import { code, formula, page, table } from './markdown.ts';

export const categories: Readonly<Record<LayerCategory, string>> = {
  data: 'Data',
  dense: 'Dense',
  convolution: 'Convolution',
  pooling: 'Pooling and sampling',
  activation: 'Activation',
  norm: 'Normalisation and regularisation',
  sequence: 'Sequence',
  graph: 'Graph',
  shape: 'Shape and merge',
  loss: 'Output and loss',
  module: 'Modules',
};

/** Layers by category, in the order of `categories`; empty categories are left out. */
export function layersByCategory(): readonly (readonly [title: string, layers: readonly LayerDefinition[]])[] {
  const keys = Object.keys(categories) as LayerCategory[];
  return keys
    .map((key) => [categories[key], layers.filter((layer) => layer.category === key)] as const)
    .filter(([, members]) => members.length > 0);
}

/** docs/layers.md: every layer with its parameters, ports, formula and explanation. */
export function layersPage(): string {
  const sections = layersByCategory().flatMap(([title, members]) => [`## ${title}`, ...members.map(section)]);
  return page('Layers', `What can be put on the canvas: ${layers.length} layers.`, ...sections);
}

function section(layer: LayerDefinition): string {
  const ports = [...layer.inputs.map((port) => portRow('in', port)), ...outputPortsOf(layer).map((port) => portRow('out', port))];
  return [
    `### ${layer.type}`,
    `${layer.title}: ${layer.summary}.`.replace('..', '.'),
    formula(layer.formula),
    withNames(layer.explanation),
    ...(layer.presets ?? []).map((preset) => `**${preset.name}** (${preset.summary}): ${withNames(preset.explanation)}`),
    table(['port', 'direction', 'takes'], ports),
    parameterTable(layer.parameters),
  ].join('\n\n');
}

/** `{name}` as a parameter's name. */
const withNames = (explanation: string): string => explanation.replaceAll(/\{(\w+)\}/g, '`$1`');

function portRow(direction: 'in' | 'out', port: PortDefinition): readonly string[] {
  const kinds = direction === 'out' ? '' : (port.accepts?.join(', ') ?? 'anything');
  const wires = port.optional === true ? '; may stay unwired' : port.variadic === true ? '; any number of wires' : '';
  return [code(port.name), direction, `${kinds}${wires}`];
}
