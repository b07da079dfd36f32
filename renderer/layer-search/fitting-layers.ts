import type { TensorType } from '../../engine/graph/types.ts';
import { exampleType, type LayerDefinition, outputPortsOf, portKindOf, type PortKind } from '../../engine/layers/definition.ts';
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

/** The layers that could feed an input port which accepts these kinds, any where none are named; what they give depends on what feeds them. */
export function feedingLayers(choices: readonly LayerChoice[], accepts: readonly PortKind[] | undefined): readonly FittingLayer[] {
  const fits = (layer: LayerDefinition): boolean => {
    const given = accepts === undefined ? undefined : givenKinds(layer);
    return given === undefined || accepts?.some((kind) => given.has(kind)) === true;
  };
  return choices.filter(({ layer }) => outputPortsOf(layer).length > 0 && fits(layer)).map((choice) => ({ choice, output: undefined }));
}

const given = new Map<LayerDefinition, ReadonlySet<PortKind> | undefined>();

/** The kinds that a layer gives in its examples; undefined for one that gives what it is given, or what the data are. */
function givenKinds(layer: LayerDefinition): ReadonlySet<PortKind> | undefined {
  if (!given.has(layer)) given.set(layer, kindsOfExamples(layer));
  return given.get(layer);
}

function kindsOfExamples(layer: LayerDefinition): ReadonlySet<PortKind> | undefined {
  const uses = layer.examples.flatMap((example) => {
    const inputs = example.inputs.map(exampleType);
    const optional = Object.fromEntries(
      Object.entries(example.optional ?? {}).flatMap(([port, input]) => (input === undefined ? [] : [[port, exampleType(input)]])),
    );
    const parameters = Object.assign(defaultsOf(layer.parameters), example.parameters);
    const inferred = layer.infer({ parameters, inputs, optional, dataset: () => undefined, projectDataset: undefined });
    return 'problem' in inferred ? [] : [{ from: inputs.slice(0, 1).map(portKindOf), to: inferred.outputs.map(portKindOf) }];
  });
  const passes = layer.inputs.at(0)?.accepts === undefined && uses.every(({ from, to }) => to[0] === from[0]);
  return uses.length === 0 || passes ? undefined : new Set(uses.flatMap(({ to }) => to));
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
