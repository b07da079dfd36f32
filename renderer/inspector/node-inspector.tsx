import type { LayerDefinition } from '../../engine/layers/definition.ts';
import { type ParameterSchema, soundParameters } from '../../engine/layers/parameters.ts';
import { isInstance } from '../../engine/modules/instance-layer.ts';
import type { ProjectNode } from '../../engine/project/schema.ts';
import { valueText } from '../canvas/node-summary.ts';
import { parametersOf } from '../document/knowledge.ts';
import { layerIn } from '../document/node-layer.ts';
import { useDocument } from '../document/store.ts';
import { ExposedParameters } from '../modules/exposed-parameters.tsx';
import { ModuleSection } from '../modules/module-section.tsx';
import { ProblemFacts } from '../fixes/problem-facts.tsx';
import { FixButtons } from '../fixes/fix-buttons.tsx';
import { engineText, richText, t } from '../language/text.ts';
import { ActivationSection } from './activation-section.tsx';
import { DataLink } from './data-link.tsx';
import { Formula } from './formula.tsx';
import { GraphFields } from './graph-fields.tsx';
import classes from './inspector.module.css';
import { NodeMarks } from './node-marks.tsx';
import { NodeResult } from './node-result.tsx';
import { NodeTitle } from './node-title.tsx';
import { ParameterFields } from '../parameters/parameter-fields.tsx';
import { refusalsOf } from '../parameters/refusals.ts';
import { PreprocessingSection, usePreparation } from './preprocessing-section.tsx';
import { useRevealed } from '../parameters/revealed.ts';

/** A layer's parameters, result, formula and problems. */
export function NodeInspector({ node }: { readonly node: ProjectNode }) {
  const layer = useDocument((state) => layerIn(state.project, node));
  return (
    <>
      <NodeTitle node={node} layer={layer} />
      <NodeMarks node={node} />
      <ModuleSection node={node} />
      {layer !== undefined && (
        <fieldset className={classes.lockable} disabled={node.locked === true}>
          <Parameters node={node} layer={layer} />
        </fieldset>
      )}
      <NodeProblems node={node} />
      <GraphFields node={node} />
      <PreprocessingSection node={node} />
      {layer !== undefined && (
        <>
          <NodeResult nodeId={node.id} wired={layer.inputs.length > 0} />
          <ActivationSection layer={layer} parameters={parametersOf(node, layer)} />
          <section className={classes.section}>
            <h3>{t('Formula')}</h3>
            <Formula tex={layer.formula} />
            <p className={classes.explanation}>{explained(layer, node, layer.explanation)}</p>
            {presetsOf(layer, node).map(({ id, name, explanation }) => (
              <p key={id} className={classes.explanation}>
                {richText('<b>{name}.</b> {explanation}', {
                  name: engineText(name),
                  explanation: explained(layer, node, explanation),
                  b: (parts) => <b>{parts}</b>,
                })}
              </p>
            ))}
          </section>
          <ChosenSection layer={layer} node={node} />
        </>
      )}
    </>
  );
}

/** Formula and words of what the parameters choose. */
function ChosenSection({ layer, node }: { readonly layer: LayerDefinition; readonly node: ProjectNode }) {
  const chosen = layer.chosen?.(soundParameters(layer.parameters, node.parameters));
  if (chosen === undefined) return null;
  return (
    <section className={classes.section}>
      <h3>{engineText(chosen.title)}</h3>
      <Formula tex={chosen.formula} />
      <p className={classes.explanation}>{engineText(chosen.explanation)}</p>
    </section>
  );
}

/**
 * What is wrong here, below the parameters so that these don't move while one is typed. Faults of parameters and of preprocessing stand
 * beside them.
 */
function NodeProblems({ node }: { readonly node: ProjectNode }) {
  const diagnostics = useDocument((state) => state.analysis.diagnostics);
  const atSteps = usePreparation(node)?.preparation.problems ?? [];
  const own = diagnostics.filter(
    ({ nodeId, code, message, parameter, expected, actual, fixes = [] }) =>
      nodeId === node.id &&
      code !== 'invalid-parameter' &&
      code !== 'starved' &&
      (parameter === undefined ||
        !besideParameter(node, parameter) ||
        expected !== undefined ||
        actual !== undefined ||
        fixes.length > 0) &&
      !atSteps.some((problem) => problem.step !== undefined && problem.message === message),
  );
  if (own.length === 0) return null;
  return (
    <section className={classes.section} aria-label={t('Problems of this layer')}>
      {own.map(({ code, severity, message, parameter, expected, actual, fixes }, index) => (
        <div key={`${code}:${index}`} className={classes.problem} data-severity={severity}>
          {(parameter === undefined || !besideParameter(node, parameter)) && <p>{engineText(message)}</p>}
          <ProblemFacts expected={expected} actual={actual} />
          <FixButtons fixes={fixes} />
        </div>
      ))}
    </section>
  );
}

/** Whether the message stands beside its parameter already, where that isn't folded. */
function besideParameter(node: ProjectNode, parameter: string): boolean {
  const layer = layerIn(useDocument.getState().project, node);
  const field = layer?.parameters[parameter];
  return layer !== undefined && field !== undefined && field.advanced !== true && (field.visible?.(parametersOf(node, layer)) ?? true);
}

function Parameters({ node, layer }: { readonly node: ProjectNode; readonly layer: LayerDefinition }) {
  const diagnostics = useDocument((state) => state.analysis.diagnostics);
  const project = useDocument((state) => state.project);
  const analysis = useDocument((state) => state.analysis.layers.get(node.id));
  const revealed = useRevealed((state) => (state.node === node.id ? state.parameter : undefined));
  const { execute, seal } = useDocument.getState();
  if (Object.keys(layer.parameters).length === 0) return null;
  const problemOf = (name: string) =>
    diagnostics.find((fault) => fault.nodeId === node.id && fault.parameter === name && fault.code !== 'invalid-parameter')?.message;
  const values = parametersOf(node, layer);
  return (
    <section className={classes.section}>
      <h3>{t('Parameters')}</h3>
      <ParameterFields
        schema={isInstance(node) ? withoutModule(layer.parameters) : layer.parameters}
        refusals={refusalsOf(project, node, analysis)}
        revealed={revealed}
        values={values}
        problemOf={problemOf}
        onChange={(parameter, value) => execute({ type: 'set-parameter', node: node.id, parameter, value })}
        onLeave={seal}
      />
      <DataLink node={node} layer={layer} />
      <ExposedParameters node={node} layer={layer} />
    </section>
  );
}

/** Which module it is stands above its parameters. */
function withoutModule({ module: _, ...rest }: ParameterSchema): ParameterSchema {
  return rest;
}

/** The named uses of the layer that the node is one of. */
function presetsOf(layer: LayerDefinition, node: ProjectNode) {
  const parameters = soundParameters(layer.parameters, node.parameters);
  return (layer.presets ?? []).filter((preset) => preset.describes(parameters));
}

/** An explanation with the node's own values in place of `{name}`. */
function explained(layer: LayerDefinition, node: ProjectNode, explanation: string): string {
  const parameters = parametersOf(node, layer);
  return engineText(explanation).replace(/\{(\w+)\}/g, (whole, name: string) => {
    const field = layer.parameters[name];
    return field === undefined ? whole : valueText(field, parameters[name]);
  });
}
