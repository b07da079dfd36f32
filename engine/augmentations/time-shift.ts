import { field } from '../layers/parameters.ts';
import { defineAugmentation } from './definition.ts';
import { channelsOf } from './planes.ts';

export const TimeShift = defineAugmentation({
  type: 'TimeShift',
  title: 'Time shift',
  synonyms: ['delay', 'roll', 'translation'],
  explanation:
    'Moves a signal by whole steps, earlier or later, each distance up to the largest equally likely and in all channels alike. What comes in is 0, or what left at the other end.',
  parameters: {
    steps: field.int({ label: 'Steps', help: 'Largest distance.', default: 8, min: 0, max: 1_000_000 }),
    circular: field.bool({
      label: 'Circular',
      help: 'What leaves at one end comes in at the other; for signals that repeat.',
      default: false,
    }),
  },
  ranks: [2],
  geometric: true,
  identity: { steps: 0 },
  examples: [
    { name: 'circular', parameters: { steps: 3, circular: true } },
    { name: 'farther than the signal is long', parameters: { steps: 100 } },
  ],
  apply({ steps, circular }, sample) {
    const later = Math.floor(sample.random() * (2 * steps + 1)) - steps;
    if (later === 0) return;
    for (const values of channelsOf(sample)) {
      const source = values.slice();
      const { length } = values;
      for (let step = 0; step < length; step += 1) {
        const from = step - later;
        if (circular) values[step] = source[((from % length) + length) % length];
        else values[step] = from >= 0 && from < length ? source[from] : (sample.classes?.outside ?? 0);
      }
    }
  },
});
