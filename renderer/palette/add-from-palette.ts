import { showNodes, viewCentre } from '../canvas/view.ts';
import { findNode } from '../document/document.ts';
import { executeEdit } from '../document/execute.ts';
import { outputKindOf } from '../document/knowledge.ts';
import { outputPortsIn } from '../document/node-layer.ts';
import { freePlace, placeAfter } from '../document/placement.ts';
import { useDocument } from '../document/store.ts';
import type { LayerChoice } from '../layer-search/layer-choice.ts';

/** Adds a layer behind the selected node, wired to it where it takes that data; else into the middle of the view. */
export function addFromPalette({ layer, parameters, modules }: LayerChoice): void {
  const { project, selection, analysis } = useDocument.getState();
  const source = selection.nodes.length === 1 ? findNode(project, selection.nodes[0]) : undefined;
  const output = outputPortsIn(project, source).at(0);
  const from = source && output && { node: source.id, port: output.name };
  const kind = from && outputKindOf(analysis, project, from);
  const accepts = layer.inputs[0]?.accepts;
  const fits = layer.inputs.length > 0 && (accepts === undefined || (kind !== undefined && accepts.includes(kind)));
  const position = source && fits ? freePlace(project, placeAfter(project, source)) : freePlace(project, viewCentre().position);
  if (
    !executeEdit({ type: 'add-layer', layer: layer.type, parameters, position, ...(modules && { modules }), ...(from && fits && { from }) })
  )
    return;
  const [added] = useDocument.getState().selection.nodes;
  requestAnimationFrame(() => showNodes(source && fits ? [source.id, added] : [added]));
}
