import { sizeOf } from '../graph/shape.ts';
import type { TensorType, Value } from '../graph/types.ts';
import type { Emitter } from '../ops/emitter.ts';
import { defineLayer, type LayerProblem } from './definition.ts';
import { largestDivisor } from './divisor.ts';
import { toVectorOfOne } from './agreeing.ts';
import { describeType, expectFloats, expectPlaces, sampleShape } from './expectations.ts';
import {
  affineField,
  emitAffine,
  emitStandardised,
  epsilonField,
  scaleWeight,
  shiftWeight,
  singleValue,
  standardiseFlops,
} from './normalization.ts';
import { field } from './parameters.ts';
import { inputPort, outputPort } from './ports.ts';

export const normGroupsField = field.int({
  label: 'Groups',
  help: 'Channels are normalised in this many groups; it must divide their number. 1 takes all of them together.',
  default: 8,
  min: 1,
});

/** A problem where groups part one of the numbers of channels with a rest; its fix is the largest number below that suits all. */
export function checkNormGroups(channels: readonly number[], groups: number, parameter = 'groups'): LayerProblem | undefined {
  const odd = channels.find((count) => count % groups !== 0);
  if (odd === undefined) return undefined;
  const divisor = largestDivisor(channels, groups);
  return {
    code: 'groups-do-not-divide',
    parameter,
    message: `${odd} channels can't be parted into ${groups} equal groups.`,
    expected: `a divisor of ${[...new Set(channels)].join(' and ')}`,
    actual: String(groups),
    fixes: [{ label: divisor === 1 ? 'Use one group' : `Use ${divisor} groups`, set: { [parameter]: divisor } }],
  };
}

/** Emits normalisation of channels in groups, each with its places; γ and β per channel. */
export function emitGroupNorm(
  e: Emitter,
  x: Value,
  { groups, epsilon }: { readonly groups: number; readonly epsilon: number },
  scale: Value | undefined,
  shift: Value | undefined,
): Value {
  const sample = sampleShape(x.type);
  const grouped = e.reshape(x, [0, groups, sizeOf(sample) / groups]);
  const { y } = emitStandardised(e, grouped, [2], epsilon);
  return emitAffine(e, e.reshape(y, [0, ...sample]), [1], scale, shift);
}

/** Group normalisation (Wu & He 2018). */
export const GroupNorm = defineLayer({
  type: 'GroupNorm',
  version: 1,
  category: 'norm',
  title: 'Group normalisation',
  summary: 'mean 0, variance 1 for groups of channels',
  synonyms: ['gn', 'group normalization', '组归一化', '归一化'],
  parameters: { groups: normGroupsField, affine: affineField(true), epsilon: epsilonField(1e-5) },
  inputs: inputPort('image', 'sequence', 'features'),
  outputs: outputPort,
  infer({ parameters: p, inputs: [x] }) {
    const problem = expectFloats(x, 'GroupNorm') ?? expectChannelAxis(x) ?? checkNormGroups([Number(x.shape[1])], p.groups);
    if (problem !== undefined) return { problem };
    const sample = sampleShape(x);
    if (sizeOf(sample) === p.groups) {
      const fixes = p.groups === 1 ? [] : [{ label: 'Use one group', set: { groups: 1 } }];
      return { problem: singleValue('GroupNorm', 'groups of a single value', fixes) };
    }
    return {
      outputs: [x],
      weights: p.affine ? [scaleWeight('scale', [sample[0]]), shiftWeight('shift', [sample[0]])] : [],
      flops: standardiseFlops(sizeOf(sample), p.affine),
    };
  },
  lower: ({ e, parameters, inputs: [x], weights }) => [emitGroupNorm(e, x, parameters, weights.scale, weights.shift)],
  formula: 'y = \\gamma_c\\, \\frac{x - \\mu_{n,g}}{\\sqrt{\\sigma_{n,g}^2 + \\epsilon}} + \\beta_c',
  explanation:
    'Shifts and scales {groups} groups of channels of each sample to mean 0 and variance 1. Unlike batch normalisation it works with small batches.',
  display: ['groups'],
  examples: [
    { name: 'image, two groups', parameters: { groups: 2 }, inputs: [{ shape: [4, 5, 3] }] },
    { name: 'features', parameters: { groups: 2 }, inputs: [{ shape: [8] }] },
    { name: 'sequence, a group for each channel', parameters: { groups: 3, epsilon: 1e-3 }, inputs: [{ shape: [3, 7] }] },
    { name: 'volume, one group, no scale', parameters: { groups: 1, affine: false }, inputs: [{ shape: [3, 2, 3, 2] }] },
  ],
});

/** Instance normalisation (Ulyanov et al. 2016), as torch.nn.InstanceNorm1d, 2d and 3d without running statistics. */
export const InstanceNorm = defineLayer({
  type: 'InstanceNorm',
  version: 1,
  category: 'norm',
  title: 'Instance normalisation',
  summary: 'mean 0, variance 1 for each channel of each sample',
  synonyms: ['instance normalization', 'style transfer', 'contrast normalisation', '实例归一化', '归一化'],
  parameters: { affine: affineField(false), epsilon: epsilonField(1e-5) },
  inputs: inputPort('image', 'sequence'),
  outputs: outputPort,
  infer({ parameters: p, inputs: [x] }) {
    const problem = expectPlaces(x, 'InstanceNorm');
    if (problem !== undefined) return { problem };
    const [channels, ...sizes] = sampleShape(x);
    if (sizeOf(sizes) === 1)
      return { problem: singleValue('InstanceNorm', 'channels of a single value', [{ label: 'Remove the InstanceNorm', remove: true }]) };
    return {
      outputs: [x],
      weights: p.affine ? [scaleWeight('scale', [channels]), shiftWeight('shift', [channels])] : [],
      flops: standardiseFlops(channels * sizeOf(sizes), p.affine),
    };
  },
  lower({ e, parameters: { epsilon }, inputs: [x], weights }) {
    const places = x.type.shape.map((_, axis) => axis).slice(2);
    return [emitAffine(e, emitStandardised(e, x, places, epsilon).y, [1], weights.scale, weights.shift)];
  },
  formula: 'y = \\frac{x - \\mu_{n,c}}{\\sqrt{\\sigma_{n,c}^2 + \\epsilon}}',
  explanation:
    'Shifts and scales each channel of each sample to mean 0 and variance 1 over its places: it takes out brightness and contrast.',
  display: ['affine'],
  examples: [
    { name: 'sequence', inputs: [{ shape: [3, 7] }] },
    { name: 'image with scale and shift', parameters: { affine: true }, inputs: [{ shape: [2, 5, 3] }] },
    { name: 'volume', parameters: { affine: true, epsilon: 1e-3 }, inputs: [{ shape: [2, 3, 2, 3] }] },
  ],
});

function expectChannelAxis(x: TensorType): LayerProblem | undefined {
  if (x.shape.length > 1) return undefined;
  return {
    code: 'shape-mismatch',
    port: 'in',
    message: 'GroupNorm expects channels.',
    expected: 'N×C or N×C×H×W',
    actual: describeType(x),
    fixes: [toVectorOfOne],
  };
}
