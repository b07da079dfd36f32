import { field } from '../layers/parameters.ts';
import { type AugmentedSample, defineAugmentation } from './definition.ts';
import { channelsOf } from './planes.ts';

export const TimeWarp = defineAugmentation({
  type: 'TimeWarp',
  title: 'Time warp',
  synonyms: ['time stretch', 'speed', 'tempo', 'warping'],
  explanation:
    'Runs a signal faster here and slower there, smoothly and in all channels alike, from the same start to the same end; values between steps are interpolated.',
  source:
    'Um et al., "Data augmentation of wearable sensor data for Parkinson’s disease monitoring using convolutional neural networks", 2017',
  parameters: {
    strength: field.float({
      label: 'Strength',
      help: 'Speeds from 1 − strength to 1 + strength are equally likely.',
      default: 0.3,
      min: 0,
      max: 0.95,
    }),
    speeds: field.int({
      label: 'Speeds',
      help: 'Random speeds, evenly spread over the signal; between them it changes evenly.',
      default: 4,
      min: 2,
      max: 64,
    }),
  },
  ranks: [2],
  geometric: true,
  identity: { strength: 0 },
  examples: [{ name: 'wild', parameters: { strength: 0.95, speeds: 16 } }],
  apply({ strength, speeds }, sample) {
    if (strength === 0) return;
    const drawn = Array.from({ length: speeds }, () => 1 + strength * (2 * sample.random() - 1));
    const length = sample.shape[sample.shape.length - 1];
    if (length < 2) return;
    warp(sample, warpedTimes(drawn, length));
  },
});

/** For each step the time in the signal that it shows, rising from 0 to length − 1: the sum of the speeds so far, scaled to the length. */
function warpedTimes(speeds: readonly number[], length: number): Float64Array {
  const times = new Float64Array(length);
  for (let step = 1; step < length; step += 1) times[step] = times[step - 1] + speedAt(speeds, (step - 0.5) / (length - 1));
  const scale = (length - 1) / times[length - 1];
  for (let step = 1; step < length - 1; step += 1) times[step] *= scale;
  times[length - 1] = length - 1;
  return times;
}

/** Linear between the speeds; `position` from 0 to 1. */
function speedAt(speeds: readonly number[], position: number): number {
  const place = position * (speeds.length - 1);
  const before = Math.min(Math.floor(place), speeds.length - 2);
  return speeds[before] + (place - before) * (speeds[before + 1] - speeds[before]);
}

function warp(sample: AugmentedSample, times: Float64Array): void {
  for (const values of channelsOf(sample)) {
    const source = values.slice();
    for (let step = 0; step < values.length; step += 1)
      values[step] = sample.classes ? source[Math.round(times[step])] : between(source, times[step]);
  }
}

function between(values: Float32Array | Float64Array, time: number): number {
  const before = Math.min(Math.floor(time), values.length - 2);
  return values[before] + (time - before) * (values[before + 1] - values[before]);
}
