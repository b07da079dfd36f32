import type { TensorType } from '../../engine/graph/types.ts';
import { outputPortsOf, portKindOf, type LayerDefinition, type PortKind } from '../../engine/layers/definition.ts';
import { defaultsOf } from '../../engine/layers/parameters.ts';
import type { Project } from '../../engine/project/schema.ts';
import { inferenceContext } from '../document/knowledge.ts';

export interface FittingLayer {
  readonly layer: LayerDefinition;
  /** What it would give with its default parameters; absent for a layer without outputs. */
  readonly output: TensorType | undefined;
}

/** The layers that take this input with their default parameters, each with its output. */
export function fittingLayers(layers: readonly LayerDefinition[], input: TensorType, project: Project): readonly FittingLayer[] {
  const context = inferenceContext(project);
  return layers.flatMap((layer): readonly FittingLayer[] => {
    if (layer.inputs.length === 0) return [];
    const accepts = layer.inputs[0].accepts;
    if (accepts !== undefined && !accepts.includes(portKindOf(input))) return [];
    const inferred = layer.infer({ parameters: defaultsOf(layer.parameters), inputs: [input], ...context });
    // An output's target and metrics are chosen after it is placed: a fault of its parameters doesn't keep it away.
    if ('problem' in inferred)
      return outputPortsOf(layer).length === 0 && inferred.problem.port === undefined ? [{ layer, output: undefined }] : [];
    return [{ layer, output: inferred.outputs[0] }];
  });
}

/** The layers that take something, for an output of which nothing is known yet. */
export function takingLayers(layers: readonly LayerDefinition[]): readonly FittingLayer[] {
  return layers.filter((layer) => layer.inputs.length > 0).map((layer) => ({ layer, output: undefined }));
}

/** The layers that could feed an input port which accepts these kinds; what they give depends on what feeds them. */
export function feedingLayers(layers: readonly LayerDefinition[]): readonly FittingLayer[] {
  return layers.filter((layer) => outputPortsOf(layer).length > 0).map((layer) => ({ layer, output: undefined }));
}

/** `Add a layer that takes an image` */
export function takenKind(kind: PortKind): string {
  const words: Readonly<Record<PortKind, string>> = {
    image: 'an image',
    features: 'features',
    sequence: 'a sequence',
    integer: 'integers',
    edges: 'graph edges',
    mask: 'a mask',
    scalar: 'a number',
  };
  return words[kind];
}
