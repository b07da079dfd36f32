import { defineLayer, type LayerDefinition, type PortDefinition } from '../../../engine/layers/definition.ts';
import type { LayerKnowledge } from '../wiring.ts';

function layer(type: string, inputs: readonly PortDefinition[], outputs: readonly string[]): LayerDefinition {
  return defineLayer({
    type,
    version: 1,
    category: 'dense',
    title: type,
    summary: type,
    parameters: {},
    inputs,
    outputs: outputs.map((name) => ({ name, label: name })),
    infer: ({ inputs: types }) => ({ outputs: types.slice(0, outputs.length) }),
    lower: ({ inputs: values }) => values,
    formula: '',
    explanation: '',
    display: [],
    examples: [],
  });
}

const fakes = new Map(
  [
    layer('Source', [], ['out']),
    layer('Dense', [{ name: 'in', label: 'in', accepts: ['features'] }], ['out']),
    layer('Add', [{ name: 'terms', label: 'terms', variadic: true }], ['sum']),
    layer('Embedding', [{ name: 'in', label: 'in', accepts: ['integer'] }], ['out']),
  ].map((definition) => [definition.type, definition]),
);

/** Layers for tests of the editing core; sources named `image…` give images, `label…` integers, all else features. */
export const fakeKnowledge: LayerKnowledge = {
  layerOf: (type) => fakes.get(type),
  outputKind: ({ node }) => (node.startsWith('image') ? 'image' : node.startsWith('label') ? 'integer' : 'features'),
};
