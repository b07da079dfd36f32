import type { Analysis } from '../../engine/compile/analysis.ts';
import { layerIn } from '../document/node-layer.ts';
import type { Project, ProjectNode } from '../../engine/project/schema.ts';
import { nodeName } from '../document/document.ts';
import { parametersOf } from '../document/knowledge.ts';
import { engineText } from '../language/text.ts';
import { valueText } from './node-summary.ts';
import { shapeText } from './shape-label.ts';

/** Something on the canvas that a query finds. */
export interface Found {
  readonly kind: 'node' | 'comment';
  readonly id: string;
}

/**
 * The nodes whose name, type, output shape or parameters hold every word of the query, in the order of the network, and the comments that
 * do. `filters=32` and `32x14` are words, too; case, and × for x, don't count.
 */
export function findOnCanvas(project: Project, analysis: Analysis, query: string): readonly Found[] {
  const words = query.split(/\s+/).map(folded).filter(Boolean);
  if (words.length === 0) return [];
  const holds = (texts: readonly string[]) => {
    const all = texts.map(folded);
    return words.every((word) => all.some((text) => text.includes(word)));
  };
  const rank = new Map(analysis.order.map((id, index) => [id, index]));
  const nodes = project.nodes
    .filter((node) => holds(textsOf(node, project, analysis)))
    .sort((a, b) => (rank.get(a.id) ?? rank.size) - (rank.get(b.id) ?? rank.size));
  const comments = (project.comments ?? []).filter(({ text }) => holds([text]));
  return [...nodes.map(({ id }) => ({ kind: 'node' as const, id })), ...comments.map(({ id }) => ({ kind: 'comment' as const, id }))];
}

function textsOf(node: ProjectNode, project: Project, analysis: Analysis): readonly string[] {
  const layer = layerIn(project, node);
  const shapes = (analysis.layers.get(node.id)?.outputs ?? []).map(shapeText);
  const names = [
    nodeName(node),
    node.id,
    node.type,
    ...(layer === undefined ? [] : [layer.title, engineText(layer.title)]),
    node.mode ?? '',
    node.colour ?? '',
    node.locked === true ? 'locked' : '',
  ];
  if (layer === undefined) return [...names, ...shapes];
  const values = parametersOf(node, layer);
  const parameters = Object.entries(layer.parameters)
    .filter(([, field]) => field.visible?.(values) !== false)
    .flatMap(([name, field]) => {
      const value = valueText(field, values[name]);
      const label = engineText(field.label);
      return [
        `${name}=${value}`,
        `${field.label.replaceAll(' ', '')}=${value}`,
        `${field.label} ${value}`,
        `${label}=${value}`,
        `${label} ${value}`,
      ];
    });
  return [...names, ...shapes, ...parameters];
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll('×', 'x');
}
