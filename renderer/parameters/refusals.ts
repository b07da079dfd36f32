import type { LayerAnalysis } from '../../engine/compile/analysis.ts';
import type { Field } from '../../engine/layers/parameters.ts';
import { soundParameters } from '../../engine/layers/parameters.ts';
import { layerIn } from '../document/node-layer.ts';
import type { Project, ProjectNode } from '../../engine/project/schema.ts';
import { inferenceContext } from '../document/knowledge.ts';
import { engineText, t } from '../language/text.ts';

/** Why an option doesn't suit the layer's surroundings, by its value. */
export type Refusals = Readonly<Record<string, string>>;

/** By parameter, the options that the analysis doesn't offer, each with what the layer would say of it. */
export function refusalsOf(
  project: Project,
  node: ProjectNode,
  analysis: LayerAnalysis | undefined,
): Readonly<Record<string, Refusals>> | undefined {
  const layer = layerIn(project, node);
  if (layer === undefined || analysis?.offers === undefined) return undefined;
  const parameters = soundParameters(layer.parameters, node.parameters);
  const context = { inputs: analysis.inputs, optional: analysis.optional, ...inferenceContext(project) };
  const reasonFor = (name: string, field: Field, value: string): string => {
    const chosen = field.kind === 'choices' ? [value] : value;
    const inferred = layer.infer({ parameters: { ...parameters, [name]: chosen }, ...context });
    const isOwn = 'problem' in inferred && inferred.problem.parameter === name;
    return isOwn ? firstSentence(engineText(inferred.problem.message)) : t('Does not fit the target.');
  };
  return Object.fromEntries(
    Object.entries(analysis.offers).map(([name, offered]) => {
      const field = layer.parameters[name];
      const options = 'options' in field ? field.options : [];
      const refused = options.filter(({ value }) => !offered.includes(value));
      return [name, Object.fromEntries(refused.map(({ value }) => [value, reasonFor(name, field, value)]))];
    }),
  );
}

/** The reason alone; what to choose instead is in the list already. */
function firstSentence(message: string): string {
  return message.split(/(?<=\.) (?=[A-Z])|(?<=。)/)[0];
}
