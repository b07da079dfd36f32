import { field } from '../layers/parameters.ts';
import { defineAugmentation } from './definition.ts';
import { planesOf } from './planes.ts';

export const Shift = defineAugmentation({
  type: 'Shift',
  title: 'Shift',
  synonyms: ['translation', 'translate', 'pad and crop', 'random crop'],
  explanation:
    'Moves an image by whole pixels, each distance up to the largest equally likely; what comes in from outside is 0. This is the same as padding it with zeros and cutting out its size at random.',
  parameters: {
    rows: field.int({ label: 'Rows', help: 'Largest distance up or down, in pixels.', default: 2, min: 0, max: 4096 }),
    columns: field.int({ label: 'Columns', help: 'Largest distance left or right, in pixels.', default: 2, min: 0, max: 4096 }),
  },
  ranks: [3, 4],
  geometric: true,
  identity: { rows: 0, columns: 0 },
  examples: [{ name: 'sideways, farther than the image is wide', parameters: { rows: 0, columns: 20 } }],
  apply({ rows: mostRows, columns: mostColumns }, sample) {
    const down = distance(mostRows, sample.random());
    const right = distance(mostColumns, sample.random());
    if (down === 0 && right === 0) return;
    for (const { values, rows, columns } of planesOf(sample)) {
      const source = values.slice();
      values.fill(sample.classes?.outside ?? 0);
      const from = Math.max(-right, 0);
      const to = Math.min(columns, columns - right);
      if (from >= to) continue;
      for (let row = Math.max(-down, 0); row < Math.min(rows, rows - down); row += 1)
        values.set(source.subarray(row * columns + from, row * columns + to), (row + down) * columns + from + right);
    }
  },
});

/** A whole number in [−most, most] from a uniform number in [0, 1). */
function distance(most: number, uniform: number): number {
  return Math.floor(uniform * (2 * most + 1)) - most;
}
