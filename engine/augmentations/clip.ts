import { field } from '../layers/parameters.ts';

/** Keeping the values of an image in the range that they are fed in, on request. */
export const clip = {
  field: field.bool({
    label: 'Clip to 0 … 1',
    help: 'Cuts values off at 0 and 1, as a camera does; for images that are fed in this range, not for standardised ones. Off, values may leave it.',
    default: false,
  }),
  apply(values: Float32Array | Float64Array): void {
    for (let i = 0; i < values.length; i += 1) values[i] = Math.min(Math.max(values[i], 0), 1);
  },
};
