import type { InitializerName } from '../initializers/initializer.ts';
import { activationOptions } from './activations.ts';
import { bothWaysField } from './graph-inputs.ts';
import { initializerField } from './initializer-field.ts';
import { field } from './parameters.ts';
import { regularizationFields } from './regularization.ts';

const unitsField = (preset: number) => field.int({ label: 'Units', help: 'Features that each node gets.', default: preset, min: 1 });

/** The function of a layer's outputs. */
export const activationField = field.choice({
  label: 'Activation',
  help: 'Function applied to each output.',
  default: 'none',
  options: activationOptions,
});

/** First parameters of graph layers that end with one kernel: φ(… W + b). */
export const kernelFields = {
  units: unitsField(16),
  activation: activationField,
  bias: field.bool({ label: 'Bias', help: 'Add a trained number to each unit.', default: true }),
} as const;

/** First parameters of graph layers that end with a small network: φ(inner(… W₁ + b₁) W₂ + b₂). */
export const networkFields = {
  units: unitsField(32),
  hidden: field.int({ label: 'Hidden units', help: 'Units of the small network’s first layer.', default: 32, min: 1 }),
  inner: field.choice({ label: 'Hidden activation', help: 'Function of the hidden units.', default: 'relu', options: activationOptions }),
  activation: activationField,
} as const;

/** Last parameters of graph layers: how edges are read, and how their kernels begin and are held small. */
export const commonFields = (initializer: InitializerName) =>
  ({ bothWays: bothWaysField, initializer: { ...initializerField, default: initializer }, ...regularizationFields }) as const;

type Aggregate = 'mean' | 'max' | 'sum';

/** What is taken of several rows, feature by feature. */
export const aggregateField = (label: string, help: string, preset: Aggregate) =>
  field.choice<Aggregate>({
    label,
    help,
    default: preset,
    options: [
      { value: 'mean', label: 'mean' },
      { value: 'max', label: 'maximum' },
      { value: 'sum', label: 'sum' },
    ],
  });
