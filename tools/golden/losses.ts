/**
 * Writes the cases of the losses' golden values: every example of every loss with drawn predictions and targets.
 * `losses.py` beside it computes them with PyTorch.
 *
 *   npx tsx tools/golden/losses.ts [LOSS…] > cases.json
 *   python tools/golden/losses.py cases.json engine/conformance/golden/losses
 */
import { lossBatches, lossCase } from '../../engine/conformance/loss-case.ts';
import { losses } from '../../engine/losses/registry.ts';

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? losses : losses.filter(({ id }) => wanted.includes(id));

const cases = chosen.flatMap((loss) =>
  loss.examples.flatMap((example) =>
    lossBatches.map((batch) => {
      const { feeds, parameters } = lossCase(loss, example, batch);
      const numbers = [...feeds].map(([name, { dtype, dims, data }]) => [name, { dtype, dims, data: Array.from(data) }] as const);
      return { loss: loss.id, example: example.name, batch, parameters, feeds: Object.fromEntries(numbers) };
    }),
  ),
);
process.stdout.write(JSON.stringify(cases));
