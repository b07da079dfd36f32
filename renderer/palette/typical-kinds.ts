import { exampleType, outputPortsOf, portKindOf, type LayerDefinition, type PortKind } from '../../engine/layers/definition.ts';
import { defaultsOf } from '../../engine/layers/parameters.ts';
import { datasetShapes } from '../../engine/data/registry.ts';

/** What a layer takes and gives in its first example, for the marks in the palette. */
export function typicalKinds(layer: LayerDefinition): { readonly input: PortKind | undefined; readonly output: PortKind | undefined } {
  const example = layer.examples[0];
  const inputs = (example?.inputs ?? []).map(exampleType);
  const parameters = Object.assign(defaultsOf(layer.parameters), example?.parameters);
  const input = layer.inputs.length === 0 ? undefined : inputs[0] ? portKindOf(inputs[0]) : (layer.inputs[0].accepts?.[0] ?? 'features');
  if (outputPortsOf(layer).length === 0) return { input, output: undefined };
  if (layer.inputs.length > 0 && inputs.length === 0) return { input, output: undefined };
  const inferred = layer.infer({ parameters, inputs, dataset: datasetShapes, projectDataset: undefined });
  const type = 'problem' in inferred ? undefined : inferred.outputs[0];
  return { input, output: type && portKindOf(type) };
}
