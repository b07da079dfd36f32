import { field } from '../layers/parameters.ts';

/** Fields that several losses share. */

export const classWeights = field.floats({
  label: 'Class weights',
  help: 'One factor for each class, so that rare classes count; empty weighs all alike.',
  default: [],
  advanced: true,
});

/** Class numbers that are no class: pixels without a label. */
export const ignoreFields = {
  ignore: field.bool({
    label: 'Leave a class out',
    help: 'Samples or pixels of one class number count for nothing in the loss.',
    default: false,
    advanced: true,
  }),
  ignoreIndex: field.int({
    label: 'Class left out',
    help: 'The class number that counts for nothing; it may lie outside of the classes.',
    default: -100,
    min: -(2 ** 31),
    advanced: true,
    visible: ({ ignore }) => ignore === true,
  }),
} as const;

export const gamma = field.float({
  label: 'Focus γ',
  help: 'How much less a sample counts that is already right; 0 gives cross-entropy.',
  default: 2,
  min: 0,
  max: 10,
});

export const margin = field.float({
  label: 'Margin',
  help: 'How far ahead the right side must be before the loss is 0.',
  default: 1,
  min: 0,
  max: 1e6,
});

export const smoothing = field.float({
  label: 'Smoothing',
  help: 'Added above and below the fraction, so that an absent class is defined and small ones don’t jump.',
  default: 1,
  min: 1e-6,
  max: 1e6,
});
