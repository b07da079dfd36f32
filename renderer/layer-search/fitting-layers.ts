import type { TensorType } from '../../engine/graph/types.ts';
import { outputPortsOf, portKindOf, type PortKind } from '../../engine/layers/definition.ts';
import { defaultsOf } from '../../engine/layers/parameters.ts';
import type { Project } from '../../engine/project/schema.ts';
import { inferenceContext } from '../document/knowledge.ts';
import type { WindowText } from '../language/text.ts';
import type { LayerChoice } from './layer-choice.ts';

export interface FittingLayer {
  readonly choice: LayerChoice;
  /** What it would give as it is added; absent for a layer without outputs and where its parameters have to be set first. */
  readonly output: TensorType | undefined;
}

/** The layers that take this input as they are added, each with its output. */
export function fittingLayers(choices: readonly LayerChoice[], input: TensorType, project: Project): readonly FittingLayer[] {
  const context = inferenceContext(project);
  return choices.flatMap((choice): readonly FittingLayer[] => {
    const { layer } = choice;
    if (layer.inputs.length === 0) return [];
    const accepts = layer.inputs[0].accepts;
    if (accepts !== undefined && !accepts.includes(portKindOf(input))) return [];
    // What it gives follows from its other inputs, too, which aren't there yet.
    if (layer.inputs.filter(({ optional }) => optional !== true).length > 1) return [{ choice, output: undefined }];
    const parameters = Object.assign(defaultsOf(layer.parameters), choice.parameters);
    const inferred = layer.infer({ parameters, inputs: [input], ...context });
    if (!('problem' in inferred)) return [{ choice, output: inferred.outputs[0] }];
    // An output's target, a split's sizes are chosen after it is placed: a fault of its own parameters doesn't keep a layer away.
    const isOwn = inferred.problem.port === undefined && Object.keys(choice.parameters).length === 0;
    return isOwn ? [{ choice, output: undefined }] : [];
  });
}

/** The layers that take something, for an output of which nothing is known yet. */
export function takingLayers(choices: readonly LayerChoice[]): readonly FittingLayer[] {
  return choices.filter(({ layer }) => layer.inputs.length > 0).map((choice) => ({ choice, output: undefined }));
}

/** The layers that could feed an input port which accepts these kinds; what they give depends on what feeds them. */
export function feedingLayers(choices: readonly LayerChoice[]): readonly FittingLayer[] {
  return choices.filter(({ layer }) => outputPortsOf(layer).length > 0).map((choice) => ({ choice, output: undefined }));
}

/** What a search for layers asks for that take data of a kind. */
export const takenTexts: Readonly<Record<PortKind, WindowText>> = {
  image: 'Add a layer that takes an image',
  features: 'Add a layer that takes features',
  sequence: 'Add a layer that takes a sequence',
  integer: 'Add a layer that takes integers',
  edges: 'Add a layer that takes graph edges',
  mask: 'Add a layer that takes a mask',
  scalar: 'Add a layer that takes a number',
};
