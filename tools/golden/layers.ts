/**
 * Writes the cases of the layers' golden values: every example of every layer with numbers drawn for its inputs and weights.
 * `layers.py` beside it computes them with PyTorch.
 *
 *   npx tsx tools/golden/layers.ts [LAYER…] > cases.json
 *   python tools/golden/layers.py cases.json engine/conformance/golden/layers
 */
import { layerCase } from '../../engine/conformance/layer-case.ts';
import { layers } from '../../engine/layers/registry.ts';
import { defaultsOf } from '../../engine/layers/parameters.ts';

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? layers : layers.filter(({ type }) => wanted.includes(type));

const cases = chosen.flatMap((layer) =>
  layer.examples.flatMap((example) =>
    [1, 3].map((batch) => {
      const { feeds } = layerCase(layer, example, 'train', batch);
      const numbers = [...feeds].map(([name, { dtype, dims, data }]) => [name, { dtype, dims, data: Array.from(data) }] as const);
      return {
        layer: layer.type,
        example: example.name,
        batch,
        parameters: { ...defaultsOf(layer.parameters), ...example.parameters },
        feeds: Object.fromEntries(numbers),
      };
    }),
  ),
);
process.stdout.write(JSON.stringify(cases));
