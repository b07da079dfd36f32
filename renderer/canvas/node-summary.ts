import type { LayerAnalysis } from '../../engine/compile/analysis.ts';
import { type LayerDefinition, outputPortsOf } from '../../engine/layers/definition.ts';
import type { Field } from '../../engine/layers/parameters.ts';
import type { Project, ProjectNode } from '../../engine/project/schema.ts';
import { formatCount, formatUnit } from '../app/format.ts';
import { parametersOf } from '../document/knowledge.ts';

export interface SummaryRow {
  readonly label: string;
  readonly value: string;
}

/** The parameters that a node's body shows. */
export function summaryRows(node: ProjectNode, layer: LayerDefinition): readonly SummaryRow[] {
  const parameters = parametersOf(node, layer);
  return layer.display.slice(0, 3).flatMap((name) => {
    const field = layer.parameters[name];
    if (field === undefined || field.visible?.(parameters) === false) return [];
    return [{ label: shortLabel(field.label), value: valueText(field, parameters[name]) }];
  });
}

/** A parameter's value as the node prints it: `3×3`, `He normal`, `on`. */
export function valueText(field: Field, value: unknown): string {
  if (field.kind === 'bool') return value === true ? 'on' : 'off';
  // Sides are listed; axes multiply.
  if (field.kind === 'sizes' && Array.isArray(value)) return value.join(field.axes.length > 3 ? ', ' : '×');
  if (field.kind === 'choice') return field.options.find((option) => option.value === value)?.label ?? String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return String(value);
}

/** What stands below the parameters: batch and sample of an input, cost of a layer; undefined where there is nothing to say. */
export function footerText(project: Project, layer: LayerDefinition, analysis: LayerAnalysis | undefined): string | undefined {
  const weighs = 'initializer' in layer.parameters;
  if (analysis === undefined || (analysis.outputs.length === 0 && outputPortsOf(layer).length > 0))
    return weighs ? 'size not known yet' : undefined;
  if (layer.category === 'data') {
    const [output] = analysis.outputs;
    return output && `batch ${project.training.batchSize} · ${output.shape.slice(1).join('×')}`;
  }
  if (layer.category === 'loss') return undefined;
  if (analysis.parameterCount === 0) return undefined;
  return `${formatCount(analysis.parameterCount)} params · ${formatUnit(analysis.flops, 'FLOP')}`;
}

/** `Kernel size` is `kernel` on a node, where room is short. */
function shortLabel(label: string): string {
  return label.toLowerCase().replace(/ size$/, '');
}
