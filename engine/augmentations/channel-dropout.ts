import { field } from '../layers/parameters.ts';
import { defineAugmentation } from './definition.ts';

export const ChannelDropout = defineAugmentation({
  type: 'ChannelDropout',
  title: 'Channel dropout',
  synonyms: ['sensor dropout', 'drop channels'],
  explanation:
    'Sets whole channels of a signal or an image to 0 at random, never all of them: the network learns to do without a sensor or a colour. It changes nothing where there is one channel.',
  parameters: {
    probability: field.float({ label: 'Probability', help: 'Of each channel to be set to 0.', default: 0.1, min: 0, max: 1 }),
  },
  ranks: [2, 3],
  geometric: false,
  identity: { probability: 0 },
  examples: [{ name: 'all but one', parameters: { probability: 1 } }],
  /** The channel that is least likely to go stays. */
  apply({ probability }, { values, shape: [channels], random }) {
    const drawn = Array.from({ length: channels }, () => random());
    const staying = drawn.indexOf(Math.max(...drawn));
    const size = values.length / channels;
    for (let channel = 0; channel < channels; channel += 1)
      if (channel !== staying && drawn[channel] < probability) values.fill(0, channel * size, (channel + 1) * size);
  },
});
