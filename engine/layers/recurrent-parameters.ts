import type { InitializerName } from '../initializers/initializer.ts';
import type { PortDefinition } from './definition.ts';
import { initializerField } from './initializer-field.ts';
import { field, type ParametersOf } from './parameters.ts';

/** forward: from the first step to the last. */
export type Direction = 'forward' | 'backward' | 'both';

export const unitsField = field.int({ label: 'Units', help: 'Size of the state.', default: 64, min: 1, max: 65_535 });

/** What recurrent layers have in common, beside the number of units. */
export const recurrentFields = {
  returns: field.choice<'last' | 'sequence'>({
    label: 'Gives',
    help: 'The state after the last step, or that of every step.',
    default: 'last',
    options: [
      { value: 'last', label: 'last state' },
      { value: 'sequence', label: 'every state' },
    ],
  }),
  direction: field.choice<Direction>({
    label: 'Direction',
    help: 'Order in which the steps are read. Both gives the states of two readings behind each other.',
    default: 'forward',
    options: [
      { value: 'forward', label: 'forward' },
      { value: 'backward', label: 'backward' },
      { value: 'both', label: 'both' },
    ],
  }),
  layers: field.int({
    label: 'Layers',
    help: 'Layers on top of each other: each reads the states of the one below.',
    default: 1,
    min: 1,
    max: 64,
  }),
  dropout: field.float({
    label: 'Dropout',
    help: 'Share of values set to 0 between layers at each training step.',
    default: 0,
    min: 0,
    max: 0.99,
    visible: ({ layers }) => Number(layers) > 1,
  }),
  truncate: field.int({
    label: 'Truncate after',
    help: 'Steps after which the gradient through time is cut off, counted from the first step read; 0 never cuts it.',
    default: 0,
    min: 0,
    advanced: true,
  }),
  clip: field.float({
    label: 'Clip gradient',
    help: 'Largest L2 norm of ∂ℓ/∂h of a sample that a step passes back to the one before, where ℓ is the sample’s loss; 0 sets no limit.',
    default: 0,
    offAtZero: 1,
    min: 0,
    max: 1e6,
    advanced: true,
  }),
  initializer: { ...initializerField, default: 'glorotUniform' as InitializerName | 'zeros', advanced: true },
} as const;

export type RecurrentParameters = ParametersOf<typeof recurrentFields> & { readonly units: number };

/** The sequence, and what may stay unwired. */
export const recurrentInputs: readonly PortDefinition[] = [
  { name: 'in', label: 'sequence', accepts: ['sequence'] },
  { name: 'mask', label: 'mask or lengths', accepts: ['mask', 'integer', 'features'], optional: true },
  { name: 'state', label: 'first state', accepts: ['features'], optional: true },
];

export const recurrentOutputs: readonly PortDefinition[] = [
  { name: 'out', label: 'output' },
  { name: 'state', label: 'last state' },
];

/** Four steps of two features. */
export const sequenceExample = { inputs: [{ shape: [4, 2] }] } as const;

export const maskExample = {
  ...sequenceExample,
  optional: { mask: { dtype: 'bool', shape: [4], values: [1, 0, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0] } },
} as const;

export const lengthsExample = { ...sequenceExample, optional: { mask: { dtype: 'int64', shape: [], values: [2, 4, 1] } } } as const;

/** A layer that begins with the last step has read everything before it tells of the first. */
export function readsBackward({ direction }: { readonly direction: Direction }): { readonly direction: Direction } | undefined {
  return direction === 'forward' ? undefined : { direction: 'forward' };
}
