/**
 * Writes the cases of truncated back-propagation through time, which `layers.py` computes as it does the layers' own:
 *
 *   npx tsx tools/golden/truncated.ts > cases.json
 *   python tools/golden/layers.py cases.json engine/conformance/golden/truncated
 */
import { layerCase } from '../../engine/conformance/layer-case.ts';
import { truncatedExamples } from '../../engine/conformance/truncated-examples.ts';
import { invariant } from '../../engine/graph/errors.ts';
import { withDefaults } from '../../engine/layers/parameters.ts';
import { layerOf } from '../../engine/layers/registry.ts';

const cases = truncatedExamples.map(({ type, example }) => {
  const layer = layerOf(type);
  invariant(layer !== undefined, `there is a layer ${type}`);
  const { feeds } = layerCase(layer, example, 'train', 3);
  const numbers = [...feeds].map(([name, { dtype, dims, data }]) => [name, { dtype, dims, data: Array.from(data) }] as const);
  const parameters = withDefaults(layer.parameters, example.parameters);
  return { layer: type, example: example.name, batch: 3, parameters, feeds: Object.fromEntries(numbers) };
});
process.stdout.write(JSON.stringify(cases));
