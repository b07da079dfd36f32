import { notifications } from '@mantine/notifications';
import { lossOf } from '../../engine/losses/registry.ts';
import { layerIn } from '../document/node-layer.ts';
import type { ProjectNode } from '../../engine/project/schema.ts';
import { nodeName } from '../document/document.ts';
import { executeEdit } from '../document/execute.ts';
import { analyzeProject, parametersOf } from '../document/knowledge.ts';
import { useDocument } from '../document/store.ts';
import { refusalsOf } from '../parameters/refusals.ts';
import { revealParameter } from '../parameters/revealed.ts';
import { listOf } from '../language/lists.ts';
import { engineText, t } from '../language/text.ts';

const state = () => useDocument.getState();

/** Sets the loss of the selected or only output where it fits; else shows the output and says why not. */
export function chooseLoss(id: string, title: string): void {
  const node = chosenOutput(title);
  if (node === undefined) return;
  const refusal = refusalOf(node, 'loss', id);
  if (refusal === undefined) setParameter(node, 'loss', id);
  else tell(t('{title} was not chosen', { title }), engineText(refusal));
  revealParameter(node.id, 'loss');
}

/** Adds a metric to the selected or only output where it fits; else shows the output and says why not. */
export function chooseMetric(id: string, title: string): void {
  const node = chosenOutput(title);
  const layer = layerIn(state().project, node);
  if (node === undefined || layer === undefined) return;
  const refusal = refusalOf(node, 'metrics', id);
  const chosen = parametersOf(node, layer).metrics;
  if (refusal !== undefined) tell(t('{title} was not chosen', { title }), engineText(refusal));
  else if (Array.isArray(chosen) && !chosen.includes(id)) setParameter(node, 'metrics', [...chosen.map(String), id]);
  revealParameter(node.id, 'metrics');
}

/** Shows a setting of the output's loss, or says which losses have it. */
export function showLossSetting(parameter: string, title: string, losses: readonly string[]): void {
  const node = chosenOutput(title);
  const layer = layerIn(state().project, node);
  if (node === undefined || layer === undefined) return;
  const parameters = parametersOf(node, layer);
  const isThere = layer.parameters[parameter].visible?.(parameters) ?? true;
  if (!isThere) {
    const loss = engineText(lossOf(String(parameters.loss)).title);
    const having = listOf(losses.map(engineText));
    tell(t('{loss} has no {setting}', { loss, setting: lowered(title) }), t('These losses have it: {losses}.', { losses: having }));
  }
  revealParameter(node.id, isThere ? parameter : 'loss');
}

/** Shows a parameter of the selected layer that has it, or of the first one that has. */
export function showLayerParameter(parameter: string, title: string): void {
  const { project, selection } = state();
  const having = project.nodes.filter((node) => parameter in (layerIn(project, node)?.parameters ?? {}));
  const node = having.find(({ id }) => selection.nodes.includes(id)) ?? having.at(0);
  if (node === undefined)
    tell(t('No layer here has {setting}', { setting: lowered(title) }), t('Convolutions and Dense layers have it. Add one first.'));
  else revealParameter(node.id, parameter);
}

/** The selected output, or the only one; says what to do where there is none. */
function chosenOutput(what: string): ProjectNode | undefined {
  const { project, selection } = state();
  const outputs = project.nodes.filter((node) => 'loss' in (layerIn(project, node)?.parameters ?? {}));
  const selected = outputs.find(({ id }) => selection.nodes.includes(id));
  if (selected !== undefined || outputs.length === 1) return selected ?? outputs[0];
  if (outputs.length === 0) tell(t('{what} is set on an Output', { what }), t('The network has none yet. Add an Output layer first.'));
  else {
    const names = listOf(outputs.map(nodeName));
    tell(t('Which output gets {what}?', { what: lowered(what) }), t('Select one of {names} first.', { names }));
  }
  return undefined;
}

function refusalOf(node: ProjectNode, parameter: 'loss' | 'metrics', value: string): string | undefined {
  const { project } = state();
  return refusalsOf(project, node, analyzeProject(project).layers.get(node.id))?.[parameter]?.[value];
}

function setParameter(node: ProjectNode, parameter: string, value: unknown): void {
  executeEdit({ type: 'set-parameter', node: node.id, parameter, value });
  state().seal();
}

/** `L2 penalty` keeps its letter. */
function lowered(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

function tell(title: string, message: string): void {
  notifications.show({ id: 'not-chosen', title, message, autoClose: 8000, withBorder: true });
}
