/**
 * Writes the cases of the optimisers' golden trajectories: every example of every optimiser. `optimizers.py` beside it
 * computes them with PyTorch and with loops that follow the formulas.
 *
 *   npx tsx tools/golden/optimizers.ts [OPTIMISER…] > cases.json
 *   python tools/golden/optimizers.py cases.json engine/conformance/golden/optimizers
 */
import { withDefaults } from '../../engine/layers/parameters.ts';
import { optimizers } from '../../engine/optimizers/registry.ts';

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? optimizers : optimizers.filter(({ type }) => wanted.includes(type));

const cases = chosen.flatMap(({ type, parameters, examples }) =>
  examples.map((example) => ({ ...example, optimizer: type, parameters: withDefaults(parameters, example.parameters) })),
);
process.stdout.write(JSON.stringify(cases));
