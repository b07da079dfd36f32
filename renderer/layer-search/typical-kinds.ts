import { exampleType, outputPortsOf, portKindOf, type LayerDefinition, type PortKind } from '../../engine/layers/definition.ts';
import { defaultsOf } from '../../engine/layers/parameters.ts';
import { datasetShapes } from '../../engine/data/registry.ts';

/** More marks than these don't tell more. */
const MOST = 3;

/** What a layer takes and gives, for the marks in lists: what its first example takes and gives, then what else its ports take. */
export function typicalKinds(layer: LayerDefinition): { readonly inputs: readonly PortKind[]; readonly outputs: readonly PortKind[] } {
  const example = layer.examples[0];
  const types = (example?.inputs ?? []).map(exampleType);
  const parameters = Object.assign(defaultsOf(layer.parameters), example?.parameters);
  const required = layer.inputs.filter(({ optional }) => optional !== true);
  const typical = required.map(({ accepts }, index) => (types[index] ? portKindOf(types[index]) : (accepts?.[0] ?? 'features')));
  const others = required.flatMap(({ accepts = [] }) => (accepts.length <= MOST ? accepts : []));
  const inputs = [...new Set([...typical, ...others])].slice(0, MOST);
  if (outputPortsOf(layer).length === 0 || (layer.inputs.length > 0 && types.length === 0)) return { inputs, outputs: [] };
  const inferred = layer.infer({ parameters, inputs: types, dataset: datasetShapes, projectDataset: undefined });
  const outputs = 'problem' in inferred ? [] : [...new Set(inferred.outputs.map(portKindOf))].slice(0, MOST);
  return { inputs, outputs };
}
